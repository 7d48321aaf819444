package com.example

import aws.sdk.kotlin.services.bedrockruntime.BedrockRuntimeClient

class Asker {
    fun before() {}

    suspend fun ask(client: BedrockRuntimeClient) {
        before()
        client.converse {
            modelId = "anthropic.claude-3-haiku-20240307-v1:0
            inferenceConfig { maxTokens = 10 }
        }
        after()
    }

    fun after() {}
}
