import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import type { EditIntent } from '../../../src/core/domain/edit.ts';
import { knownValue, knownValues } from '../../../src/core/domain/resolved.ts';
import { java } from '../../../src/core/languages/java/java.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = `package com.example;

import java.util.*;
import org.json.JSONObject;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.*;

`;

describe('AWS SDK for Java', () => {
  it('reads a request that is built, with its unions and enumerations', async () => {
    const [call] = await callsIn(`class Asker {
      private final BedrockRuntimeClient client = BedrockRuntimeClient.builder().region(Region.EU_WEST_1).build();

      String ask(String question) {
        ConverseRequest request = ConverseRequest.builder()
          .modelId("amazon.nova-lite-v1:0")
          .inferenceConfig(InferenceConfiguration.builder().maxTokens(512).build())
          .serviceTier(ServiceTier.builder().type(ServiceTierType.FLEX).build())
          .system(SystemContentBlock.fromText("Be terse."), SystemContentBlock.fromCachePoint(
            CachePointBlock.builder().type(CachePointType.DEFAULT).ttl(CacheTTL.ONE_HOUR).build()))
          .messages(
            Message.builder().role(ConversationRole.USER).content(ContentBlock.fromText(question)).build(),
            Message.builder().role("assistant").content(ContentBlock.builder().text("{").build()).build())
          .build();
        return client.converse(request).output().message().content().get(0).text();
      }
    }`);
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(call.sdk, 'aws-sdk-java-v2');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.serviceTier), 'flex');
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['system', 'user', 'assistant'],
    );
    assert.equal(textOf(call, 0), 'Be terse.');
    assert.equal(call.segments[0]?.checkpoint?.ttlSeconds, 3600);
    assert.equal(textOf(call, 1), '‹question›');
  });

  it('reads what functions set of the builders that they are handed', async () => {
    const [call] = await callsIn(`class Asker {
      void ask(BedrockRuntimeAsyncClient client, String question, int cap) {
        client.converseStream(request -> request
            .modelId("amazon.nova-lite-v1:0")
            .messages(message -> message.role(ConversationRole.USER).content(block -> block.text(question)))
            .inferenceConfig(config -> {
              config.maxTokens(64);
              config.temperature(0.5F);
            }), handler);
      }
    }`);
    assert.equal(call?.operation, 'ConverseStream');
    assert.equal(call.isStreaming, true);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 64);
    assert.equal(textOf(call, 0), '‹question›');
  });

  it('follows a builder over statements, branches and methods', async () => {
    const [call] = await callsIn(`class Asker {
      private static final String MODEL = "amazon.nova-lite-v1:0";

      void ask(BedrockRuntimeClient client, String system, boolean isTerse) {
        ConverseRequest.Builder builder = ConverseRequest.builder().modelId(MODEL);
        if (isTerse) {
          builder.system(s -> s.text("Be terse."));
        }
        configure(builder, 300);
        client.converse(builder.build());
      }

      private void configure(ConverseRequest.Builder request, int cap) {
        request.inferenceConfig(c -> c.maxTokens(cap)).messages(List.of(question()));
      }

      private Message question() {
        return Message.builder().role(ConversationRole.USER).content(List.of(ContentBlock.fromText("Why?"))).build();
      }
    }`);
    assert.ok(call);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 300);
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.equal(textOf(call, 1), 'Why?');
  });

  it('reads bodies that are put together as JSON', async () => {
    const calls = await callsIn(`class Asker {
      BedrockRuntimeClient client = BedrockRuntimeClient.create();

      void ask(String question) {
        String claude = new JSONObject()
          .put("anthropic_version", "bedrock-2023-05-31")
          .put("max_tokens", 200)
          .put("messages", List.of(Map.of("role", "user", "content", question)))
          .toString();
        send("anthropic.claude-3-haiku-20240307-v1:0", claude);
        var titan = """
            {"inputText": "{{prompt}}", "textGenerationConfig": {"maxTokenCount": 100}}
            """.replace("{{prompt}}", question);
        client.invokeModel(r -> r.modelId("amazon.titan-text-lite-v1").body(SdkBytes.fromUtf8String(titan)));
      }

      private InvokeModelResponse send(String model, String body) {
        var request = InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String(body)).build();
        return client.invokeModel(request);
      }
    }`);
    assert.deepEqual(
      calls.map(({ model, maxTokens }) => [knownValue(model), knownValue(maxTokens)]),
      [
        ['amazon.titan-text-lite-v1', 100],
        ['anthropic.claude-3-haiku-20240307-v1:0', 200],
      ],
    );
    assert.ok(calls[0] && calls[1]);
    assert.equal(textOf(calls[0], 0), '‹prompt›');
    assert.equal(textOf(calls[1], 0), '‹question›');
  });

  it('follows objects, enums, records and constructors to the values they were made with', async () => {
    const calls = await callsIn(`
      enum Model {
        LITE("amazon.nova-lite-v1:0", 100), PRO("amazon.nova-pro-v1:0", 200);
        private final String id;
        private final int cap;
        Model(String id, int cap) { this.id = id; this.cap = cap; }
        String getId() { return id; }
        int cap() { return cap; }
      }

      record Settings(String modelId, int cap) {
        Settings(String modelId) { this(modelId, 300); }
      }

      class Asker {
        private final BedrockRuntimeClient client;
        private final String model;

        Asker() { this(Model.PRO.getId()); }
        Asker(String model) { this.client = BedrockRuntimeClient.create(); this.model = model; }

        void ask() {
          client.converse(r -> r.modelId(Model.LITE.getId()).inferenceConfig(c -> c.maxTokens(Model.LITE.cap())));
          Settings settings = new Settings("amazon.nova-micro-v1:0");
          client.converse(r -> r.modelId(settings.modelId()).inferenceConfig(c -> c.maxTokens(settings.cap())));
          client.converse(r -> r.modelId(model));
        }
      }`);
    assert.deepEqual(
      calls.map(({ model, maxTokens }) => [knownValue(model), knownValue(maxTokens)]),
      [
        ['amazon.nova-lite-v1:0', 100],
        ['amazon.nova-micro-v1:0', 300],
        ['amazon.nova-pro-v1:0', undefined],
      ],
    );
  });

  it('keeps the models between which a switch or a condition chooses', async () => {
    const [call] = await callsIn(`class Asker {
      void ask(BedrockRuntimeClient client, String tier) {
        String model = switch (tier) {
          case "small" -> "amazon.nova-micro-v1:0";
          case "large" -> { log(tier); yield "amazon.nova-pro-v1:0"; }
          default -> "amazon.nova-lite-v1:0";
        };
        client.converse(ConverseRequest.builder().modelId(model).build());
      }
    }`);
    assert.ok(call);
    assert.deepEqual(knownValues(call.model), [
      'amazon.nova-micro-v1:0',
      'amazon.nova-pro-v1:0',
      'amazon.nova-lite-v1:0',
    ]);
  });

  it('writes a cap where the request is built', async () => {
    const source = (settings: string): string => `${HEAD}class Asker {
      void ask(BedrockRuntimeClient client) {
        ConverseRequest request = ConverseRequest.builder()
            .modelId("amazon.nova-lite-v1:0")${settings}
            .build();
        client.converse(request);
        client.converse(r -> r.modelId("amazon.nova-lite-v1:0").inferenceConfig(c -> c.temperature(0.5F)));
      }
    }`;
    const text = source('');
    const [built, handed] = await callsOf(text);
    const withConfig = '\n            .inferenceConfig(config -> config.maxTokens(64))';
    assert.equal(edited(text, built?.setMaxTokens?.(64) ?? []), source(withConfig));
    assert.equal(
      edited(text, handed?.setMaxTokens?.(64) ?? []),
      text.replace('c.temperature(0.5F)', 'c.temperature(0.5F).maxTokens(64)'),
    );
    const capped = source(withConfig);
    const [again] = await callsOf(capped);
    assert.equal(edited(capped, again?.setMaxTokens?.(32) ?? []), capped.replace('maxTokens(64)', 'maxTokens(32)'));
  });

  it('takes no wrapper, mock or other client for a call', async () => {
    const calls = await callsIn(`class Asker {
      void ask(Wrapper wrapper, BedrockRuntimeClient client, RestClient rest) {
        converse("a");
        this.invokeModel("b");
        wrapper.converse("c");
        when(client.toString()).thenReturn("d");
        rest.get().retrieve();
        translator.converse(request -> request.text("e"));
      }
      void converse(String text) {}
      void invokeModel(String text) {}
    }`);
    assert.deepEqual(calls, []);
  });
});

function callsIn(code: string): Promise<readonly CallSite[]> {
  return callsOf(HEAD + code);
}

function edited(text: string, edits: readonly EditIntent[]): string {
  const written = edits.map((edit) => java.writeEdit({ uri: 'file:///workspace/Asker.java', text }, edit));
  return applyEdits(
    text,
    written.flatMap((textEdits) => textEdits ?? assert.fail('no place for the edit')),
  );
}

async function callsOf(text: string): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({ path: 'Asker.java', text });
  return callSites.map(({ callSite }) => callSite);
}

function textOf(call: CallSite, segment: number): string {
  const parts = call.segments[segment]?.parts ?? [];
  return parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}
