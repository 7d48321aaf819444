package com.example;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;

class Asker {
    void before() {}

    void ask(BedrockRuntimeClient client) {
        before();
        client.converse(request -> {
            request.modelId("anthropic.claude-3-haiku-20240307-v1:0");
        );
        after();
    }

    void after() {}
}
