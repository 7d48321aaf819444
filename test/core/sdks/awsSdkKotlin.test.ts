import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = `package com.example

import aws.sdk.kotlin.services.bedrockruntime.BedrockRuntimeClient
import aws.sdk.kotlin.services.bedrockruntime.model.*

`;

describe('AWS SDK for Kotlin', () => {
  it('reads a request that a lambda sets', async () => {
    const [call] = await callsIn(`
      class Asker(private val cap: Int = 512) {
        suspend fun ask(question: String): String? =
          BedrockRuntimeClient { region = "eu-west-1" }.use { client ->
            val response = client.converse {
              modelId = MODEL
              inferenceConfig { maxTokens = cap }
              system = listOf(SystemContentBlock.Text("Be terse."))
              messages = listOf(
                Message {
                  role = ConversationRole.User
                  content = listOf(ContentBlock.Text("Explain $question"))
                }
              )
            }
            response.output?.asMessage()?.content?.first()?.asTextOrNull()
          }

        companion object {
          private const val MODEL = "amazon.nova-lite-v1:0"
        }
      }`);
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(call.sdk, 'aws-sdk-kotlin');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.equal(textOf(call, 1), 'Explain ‹question›');
  });

  it('reads a request that is made before, and a body of JSON', async () => {
    const [converse, invoke] = await callsIn(`
      suspend fun ask(client: BedrockRuntimeClient, prompt: String, isLarge: Boolean) {
        val id = if (isLarge) "amazon.nova-pro-v1:0" else "amazon.nova-lite-v1:0"
        val request = ConverseStreamRequest {
          modelId = id
          inferenceConfig = InferenceConfiguration { maxTokens = 64 }
        }
        client.converseStream(request) { response -> println(response) }
        val json = """
          {"inputText": "$prompt", "textGenerationConfig": {"maxTokenCount": 100}}
        """.trimIndent()
        client.invokeModel(InvokeModelRequest {
          modelId = "amazon.titan-text-lite-v1"
          body = json.encodeToByteArray()
        })
      }`);
    assert.ok(converse && invoke);
    assert.equal(converse.isStreaming, true);
    assert.equal(converse.model.state === 'known' && converse.model.alternatives?.length, 2);
    assert.equal(knownValue(converse.maxTokens), 64);
    assert.equal(knownValue(invoke.model), 'amazon.titan-text-lite-v1');
    assert.equal(knownValue(invoke.maxTokens), 100);
    assert.equal(textOf(invoke, 0), '‹prompt›');
  });

  it('takes no function of the program for a call', async () => {
    const calls = await callsIn(`
      suspend fun converse(text: String) = text
      class Wrapper { fun invokeModel(text: String) = text }
      suspend fun main() {
        converse("a")
        Wrapper().invokeModel("b")
        translator.converse { text = "c" }
      }`);
    assert.deepEqual(calls, []);
  });
});

async function callsIn(code: string): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({ path: 'Asker.kt', text: HEAD + code });
  return callSites.map(({ callSite }) => callSite);
}

function textOf(call: CallSite, segment: number): string {
  const parts = call.segments[segment]?.parts ?? [];
  return parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}
