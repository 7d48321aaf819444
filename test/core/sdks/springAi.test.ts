import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue, knownValues } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

const PATH = 'app/src/main/java/com/example/ChatService.java';
const RESOURCES = 'app/src/main/resources';

const HEAD = `package com.example;

import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.annotation.Value;

`;

const SERVICE = `
  class ChatService {
    private final ChatClient chatClient;

    ChatService(ChatClient.Builder builder) {
      this.chatClient = builder.defaultSystem("Be terse.").build();
    }

    String ask(String question) {
      return chatClient.prompt().user(u -> u.text("Explain {topic}").param("topic", question)).call().content();
    }
  }`;

describe('Spring AI', () => {
  it('reads model and cap of a client that Spring makes from the properties', async () => {
    const [call] = await callsIn(SERVICE, {
      [`${RESOURCES}/application.properties`]: `
spring.ai.bedrock.aws.region=eu-west-1
spring.ai.bedrock.converse.chat.options.model=amazon.nova-lite-v1:0
spring.ai.bedrock.converse.chat.options.max-tokens=512
`,
    });
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['system', 'user'],
    );
  });

  it('follows variables with defaults and keeps the models of profiles', async () => {
    const [call] = await callsIn(SERVICE, {
      [`${RESOURCES}/application.yml`]: `
spring:
  ai:
    bedrock:
      converse:
        chat:
          model: \${MODEL_ID:\${app.model}}
app:
  model: amazon.nova-lite-v1:0
---
spring:
  config:
    activate:
      on-profile: staging
  ai.bedrock.converse.chat.model: amazon.nova-micro-v1:0
`,
      [`${RESOURCES}/application-prod.yml`]: `
spring.ai.bedrock.converse.chat.model: amazon.nova-pro-v1:0
`,
    });
    assert.ok(call);
    assert.deepEqual(knownValues(call.model), [
      'amazon.nova-lite-v1:0',
      'amazon.nova-micro-v1:0',
      'amazon.nova-pro-v1:0',
    ]);
  });

  it('takes the options of a call before the settings, and fields with their values injected', async () => {
    const [call] = await callsIn(
      `class ChatService {
        @Value("\${app.large:amazon.nova-pro-v1:0}")
        private String large;

        String ask(ChatModel model, String question) {
          return ChatClient.create(model).prompt(question)
            .options(BedrockChatOptions.builder().model(large).maxTokens(64).build())
            .stream().content();
        }
      }`,
      { [`${RESOURCES}/application.properties`]: 'spring.ai.bedrock.converse.chat.model=amazon.nova-lite-v1:0' },
    );
    assert.equal(call?.operation, 'ConverseStream');
    assert.equal(knownValue(call.model), 'amazon.nova-pro-v1:0');
    assert.equal(knownValue(call.maxTokens), 64);
  });

  it('takes a model object that the program builds for the call, and what is sent through it for its uses', async () => {
    const calls = await callsIn(`class ChatService {
      String ask(String question) {
        BedrockProxyChatModel model = BedrockProxyChatModel.builder()
          .defaultOptions(BedrockChatOptions.builder().model("amazon.nova-lite-v1:0").maxTokens(64).build())
          .build();
        return ChatClient.create(model).prompt().user(question).call().content();
      }
    }`);
    assert.equal(calls.length, 1);
    assert.equal(knownValue(calls[0]?.model ?? { state: 'absent' }), 'amazon.nova-lite-v1:0');
    assert.equal(calls[0]?.uses.length, 1);
  });

  it('knows nothing of a client whose provider is not said, or another one', async () => {
    assert.deepEqual(await callsIn(SERVICE), []);
    const build = (starter: string): string => `<artifactId>spring-ai-starter-model-${starter}</artifactId>`;
    assert.deepEqual(await callsIn(SERVICE, { 'app/pom.xml': build('openai') }), []);
    const [call] = await callsIn(SERVICE, { 'app/pom.xml': build('bedrock-converse') });
    assert.equal(call?.model.state, 'unknown');
    const others = await callsIn(SERVICE, {
      [`${RESOURCES}/application.properties`]: `
spring.ai.model.chat=openai
spring.ai.bedrock.converse.chat.options.model=amazon.nova-lite-v1:0
`,
    });
    assert.deepEqual(others, []);
  });

  it('finds what embeds', async () => {
    const [call] = await callsIn(
      'class Search { float[] of(EmbeddingModel model, String text) { return model.embed(text); } }',
      {
        [`${RESOURCES}/application.properties`]: 'spring.ai.bedrock.titan.embedding.model=amazon.titan-embed-text-v2:0',
      },
    );
    assert.equal(knownValue(call?.model ?? { state: 'absent' }), 'amazon.titan-embed-text-v2:0');
    assert.equal(call?.takesMaxTokens, false);
  });
});

async function callsIn(code: string, workspaceFiles: Record<string, string> = {}): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({ path: PATH, text: HEAD + code, workspaceFiles });
  return callSites.map(({ callSite }) => callSite);
}
