import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import type { EditIntent } from '../../../src/core/domain/edit.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { kotlin } from '../../../src/core/languages/kotlin/kotlin.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
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

  it('writes a cap into the lambda that sets the request', async () => {
    const source = (settings: string): string => `${HEAD}suspend fun ask(client: BedrockRuntimeClient) {
      client.converse {
        modelId = "amazon.nova-lite-v1:0"${settings}
      }
    }`;
    const text = source('');
    const [call] = await callsOf(text);
    const withConfig = '\n        inferenceConfig { maxTokens = 64 }';
    assert.equal(edited(text, call?.setMaxTokens?.(64) ?? []), source(withConfig));
    const capped = source(withConfig);
    const [again] = await callsOf(capped);
    assert.equal(edited(capped, again?.setMaxTokens?.(32) ?? []), capped.replace('64', '32'));
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

function callsIn(code: string): Promise<readonly CallSite[]> {
  return callsOf(HEAD + code);
}

function edited(text: string, edits: readonly EditIntent[]): string {
  const written = edits.map((edit) => kotlin.writeEdit({ uri: 'file:///workspace/Asker.kt', text }, edit));
  return applyEdits(
    text,
    written.flatMap((textEdits) => textEdits ?? assert.fail('no place for the edit')),
  );
}

async function callsOf(text: string): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({ path: 'Asker.kt', text });
  return callSites.map(({ callSite }) => callSite);
}

function textOf(call: CallSite, segment: number): string {
  const parts = call.segments[segment]?.parts ?? [];
  return parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}
