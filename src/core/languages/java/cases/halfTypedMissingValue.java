package com.example;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;

class Asker {
    void before() {}

    void ask(BedrockRuntimeClient client) {
        before();
        client.converse(request -> request
            .modelId()
            .inferenceConfig(config -> config.maxTokens(10)));
        after();
    }

    void after() {}
}
