import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { rust } from '../../../src/core/languages/rust/rust.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = `use aws_sdk_bedrockruntime::primitives::Blob;
use aws_sdk_bedrockruntime::types::{ContentBlock, ConversationRole, InferenceConfiguration, Message, SystemContentBlock};
use aws_sdk_bedrockruntime::Client;
use serde::Serialize;
use serde_json::json;

`;

describe('AWS SDK for Rust', () => {
  it('reads a request of which each step is a method', async () => {
    const [call] = await callsIn(`
      const MODEL: &str = "amazon.nova-lite-v1:0";
      async fn ask(question: &str) -> Result<(), Error> {
        let config = aws_config::from_env().region("eu-west-1").load().await;
        let client = Client::new(&config);
        let response = client
            .converse()
            .model_id(MODEL)
            .system(SystemContentBlock::Text("Be terse.".to_string()))
            .messages(
                Message::builder()
                    .role(ConversationRole::User)
                    .content(ContentBlock::Text(format!("Explain {question}")))
                    .build()?,
            )
            .inference_config(InferenceConfiguration::builder().max_tokens(512).build())
            .send()
            .await?;
        Ok(())
      }`);
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(call.sdk, 'aws-sdk-rust');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.equal(textOf(call, 0), 'Be terse.');
    assert.equal(textOf(call, 1), 'Explain ‹question›');
  });

  it('reads a request over several statements, and stands where it is begun', async () => {
    const text = `
      struct Asker { client: Client, model_id: String }
      impl Asker {
        fn new(client: Client) -> Self {
          Self { client, model_id: "amazon.nova-pro-v1:0".into() }
        }
        async fn ask(&self, rows: &[Message]) {
          let mut request = self.client.converse_stream().model_id(&self.model_id);
          request = request.set_messages(Some(vec![
            Message::builder().role(ConversationRole::User).content(ContentBlock::Text("one".into())).content(ContentBlock::Text("two".into())).build().unwrap(),
          ]));
          let config = InferenceConfiguration::builder().max_tokens(64).build();
          let response = request.inference_config(config).send().await;
        }
      }`;
    const [call] = await callsIn(text);
    assert.ok(call);
    assert.equal(call.operation, 'ConverseStream');
    assert.equal(call.isStreaming, true);
    assert.equal(knownValue(call.model), 'amazon.nova-pro-v1:0');
    assert.equal(knownValue(call.maxTokens), 64);
    assert.equal((HEAD + text).slice(call.range.start, call.range.end), 'self.client.converse_stream()');
    assert.equal(textOf(call, 0), 'one');
    assert.equal(textOf(call, 1), 'two');
  });

  it('reads bodies that are written as JSON, by hand and by serde', async () => {
    const calls = await callsIn(`
      #[derive(Serialize)]
      struct Body { anthropic_version: String, max_tokens: u32, messages: Vec<Turn> }
      #[derive(Serialize)]
      struct Turn { role: String, content: String }
      async fn ask(client: &Client, question: String) {
        let body = json!({
          "anthropic_version": "bedrock-2023-05-31",
          "max_tokens": 100,
          "messages": [{"role": "user", "content": format!("Say {}", question)}]
        });
        client.invoke_model().model_id("anthropic.claude-3-haiku-20240307-v1:0")
          .body(Blob::new(body.to_string())).send().await;
        let typed = Body {
          anthropic_version: "bedrock-2023-05-31".to_string(),
          max_tokens: 200,
          messages: vec![Turn { role: "user".into(), content: "Hello".into() }],
        };
        client.invoke_model_with_response_stream().model_id("anthropic.claude-3-haiku-20240307-v1:0")
          .body(Blob::new(serde_json::to_vec(&typed).unwrap())).send().await;
      }`);
    assert.deepEqual(
      calls.map((call) => knownValue(call.maxTokens)),
      [100, 200],
    );
    assert.deepEqual(
      calls.map((call) => textOf(call, 0)),
      ['Say ‹question›', 'Hello'],
    );
  });

  it('knows what an enumeration says of its variants', async () => {
    const calls = await callsIn(`
      enum Model { Lite, Pro }
      impl Model {
        fn id(&self) -> &'static str {
          match self {
            Model::Lite => "amazon.nova-lite-v1:0",
            Self::Pro => "amazon.nova-pro-v1:0",
          }
        }
      }
      async fn one(client: &Client) { client.converse().model_id(Model::Pro.id()).send().await; }
      async fn any(client: &Client, model: Model) { client.converse().model_id(model.id()).send().await; }`);
    assert.deepEqual(
      calls.map(({ model }) =>
        model.state === 'known' ? new Set([model.value, ...(model.alternatives ?? [])]).size : 0,
      ),
      [1, 2],
    );
    const [one] = calls;
    assert.equal(one && knownValue(one.model), 'amazon.nova-pro-v1:0');
  });

  it('follows constants of other files, defaults of arguments and of the environment', async () => {
    const calls = await callsIn(
      `
      use crate::config::{self, MODEL};
      use clap::Parser;
      #[derive(Parser)]
      struct Args {
        #[arg(long, default_value = "amazon.nova-micro-v1:0")]
        model: String,
      }
      async fn ask(client: &Client) {
        let args = Args::parse();
        client.converse().model_id(MODEL).send().await;
        client.converse().model_id(config::OTHER).send().await;
        client.converse().model_id(args.model).send().await;
        let id = std::env::var("ID").unwrap_or_else(|_| "amazon.nova-pro-v1:0".to_string());
        client.converse().model_id(id).send().await;
      }`,
      {
        'src/config.rs':
          'pub const MODEL: &str = "amazon.nova-lite-v1:0";\npub const OTHER: &str = concat!("amazon.", "nova-pro-v1:0");\n',
      },
    );
    assert.deepEqual(
      calls.map(({ model }) => model.state === 'known' && model.value),
      ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0', 'amazon.nova-micro-v1:0', 'amazon.nova-pro-v1:0'],
    );
  });

  it('finds an operation that only Bedrock has where the client comes from elsewhere', async () => {
    const [call, second] = await callsIn(`
      async fn ask() {
        get_client().await.converse().model_id("amazon.nova-lite-v1:0").messages(first).send().await;
        table.get_item().send().await;
      }`);
    assert.equal(second, undefined);
    assert.ok(call);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
  });

  it('sets a cap in the settings that are there, and adds them where there are none', async () => {
    const text = `
      async fn ask(client: &Client) {
        client.converse().model_id("amazon.nova-lite-v1:0").send().await;
        client
            .converse()
            .model_id("amazon.nova-lite-v1:0")
            .inference_config(InferenceConfiguration::builder().top_p(0.1).build())
            .send()
            .await;
      }`;
    const source = { uri: URI, text: HEAD + text };
    const calls = await callsIn(text);
    const edits = calls.flatMap((call) => call.setMaxTokens?.(256) ?? []);
    assert.equal(edits.length, 2);
    const written = edits.reduceRight((all, edit) => {
      const changes = rust.writeEdit({ uri: URI, text: all }, edit);
      assert.ok(changes);
      return applyEdits(all, changes);
    }, source.text);
    assert.ok(written.includes('.top_p(0.1).max_tokens(256).build()'), written);
    assert.ok(
      written.includes(
        '"amazon.nova-lite-v1:0").inference_config(aws_sdk_bedrockruntime::types::InferenceConfiguration::builder().max_tokens(256).build()).send()',
      ),
      written,
    );
  });

  it('ends on hostile text', async () => {
    const nested = `${'vec!['.repeat(2_000)}1${']'.repeat(2_000)}`;
    const json = `json!(${'{"a": '.repeat(2_000)}1${'}'.repeat(2_000)})`;
    const calls = await callsIn(`async fn ask(client: &Client) { let a = ${nested}; let b = ${json};
      client.converse().model_id("amazon.nova-lite-v1:0").send().await; } ${'"\\'.repeat(10_000)}`);
    assert.ok(calls.length <= 1);
  });
});

const URI = 'file:///workspace/src/main.rs';

async function callsIn(text: string, workspaceFiles?: Readonly<Record<string, string>>): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({
    path: 'src/main.rs',
    text: HEAD + text,
    ...(workspaceFiles && { workspaceFiles }),
  });
  return callSites.map(({ callSite }) => callSite);
}

function textOf({ segments }: CallSite, index: number): string | undefined {
  return segments[index]?.parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}
