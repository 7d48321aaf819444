package com.example

import aws.sdk.kotlin.services.bedrockruntime.BedrockRuntimeClient

class Asker {
    fun before() {}

    suspend fun ask(client: BedrockRuntimeClient) {
        before()
        client.converse(request(
        after()
    }

    fun after() {}
}
