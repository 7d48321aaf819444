package com.example

import aws.sdk.kotlin.services.bedrockruntime.BedrockRuntimeClient

class Asker {
    fun before() {}

    suspend fun ask(client: BedrockRuntimeClient) {
        before()
        client.converse {
            mod
            inferenceConfig { maxTokens = 10 }
        }
        after()
    }

    fun after() {}
}
