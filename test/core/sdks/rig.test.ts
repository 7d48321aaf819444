import assert from 'node:assert/strict';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

describe('rig', () => {
  it('reads agents that a client begins, and what they are asked', async () => {
    const text = `use rig_bedrock::{client::Client, completion::AMAZON_NOVA_LITE};
      async fn ask(question: &str) -> Result<(), Error> {
        let agent = Client::from_env()?
            .agent(AMAZON_NOVA_LITE)
            .preamble("Be precise.")
            .max_tokens(1024)
            .build();
        let answer = agent.prompt(format!("Explain {question}")).await?;
        let other = openai::Client::from_env().agent("gpt-4o").build();
        other.prompt("Hello").await?;
        Ok(())
      }`;
    const { callSites } = await analyzeText({ path: 'src/main.rs', text });
    assert.equal(callSites.length, 1);
    const call = callSites[0]?.callSite;
    assert.ok(call);
    assert.equal(call.sdk, 'rig');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 1024);
    const [use] = call.uses;
    assert.ok(use);
    assert.deepEqual(
      use.segments.map(({ role, parts }) => [
        role,
        parts.map((part) => (part.kind === 'text' ? part.text : '‹›')).join(''),
      ]),
      [
        ['system', 'Be precise.'],
        ['user', 'Explain ‹›'],
      ],
    );
  });

  it('reads agents of model objects, and models that make vectors', async () => {
    const text = `use rig::agent::AgentBuilder;
      use rig_bedrock::client::Client;
      async fn ask() {
        let client = Client::with_profile_name("work");
        let model = client.completion_model("us.amazon.nova-pro-v1:0");
        let agent = AgentBuilder::new(model).preamble("Answer").build();
        let vectors = client.embedding_model("amazon.titan-embed-text-v2:0");
      }`;
    const { callSites } = await analyzeText({ path: 'src/main.rs', text });
    assert.deepEqual(
      callSites.map(({ callSite }) => [callSite.operation, knownValue(callSite.model), callSite.takesMaxTokens]),
      [
        ['Converse', 'us.amazon.nova-pro-v1:0', true],
        ['InvokeModel', 'amazon.titan-embed-text-v2:0', false],
      ],
    );
  });
});
