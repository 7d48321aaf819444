import { itFinds } from './itFinds.ts';

describe('AWS SDK for JavaScript: the call', () => {
  itFinds('app.ts', [
    [
      'a command',
      `
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const client = new BedrockRuntimeClient({ region: "us-east-1" });
const response = await client.send(new ConverseCommand({ modelId: "m", messages: [{ role: "user", content: [{ text: "Hi" }] }], inferenceConfig: { maxTokens: 512 } }));
`,
      `
aws-sdk-js-v3 Converse model=m cap=512 region=us-east-1
  user: Hi
`,
    ],
    [
      'each command',
      `
import { ConverseCommand, ConverseStreamCommand, InvokeModelCommand, InvokeModelWithResponseStreamCommand } from "@aws-sdk/client-bedrock-runtime";
new ConverseCommand({ modelId: "a", messages: [] });
new ConverseStreamCommand({ modelId: "b", messages: [] });
new InvokeModelCommand({ modelId: "anthropic.claude-test-1-v1:0", body: JSON.stringify({ max_tokens: 5, messages: [] }) });
new InvokeModelWithResponseStreamCommand({ modelId: "anthropic.claude-test-1-v1:0", body: JSON.stringify({ messages: [] }) });
`,
      `
aws-sdk-js-v3 Converse model=a cap=- region=?
aws-sdk-js-v3 ConverseStream model=b cap=- region=? streaming
aws-sdk-js-v3 InvokeModel model=anthropic.claude-test-1-v1:0 cap=5 region=?
aws-sdk-js-v3 InvokeModelWithResponseStream model=anthropic.claude-test-1-v1:0 cap=- region=? streaming
`,
    ],
    [
      'methods of the aggregated client',
      `
import { BedrockRuntime } from "@aws-sdk/client-bedrock-runtime";
const bedrock = new BedrockRuntime({ region: "eu-west-1" });
await bedrock.converse({ modelId: "a", messages: [] });
await bedrock.converseStream({ modelId: "b", messages: [] });
`,
      `
aws-sdk-js-v3 Converse model=a cap=- region=eu-west-1
aws-sdk-js-v3 ConverseStream model=b cap=- region=eu-west-1 streaming
`,
    ],
    [
      'a typed input',
      `
import { ConverseCommand, type ConverseCommandInput } from "@aws-sdk/client-bedrock-runtime";
const input: ConverseCommandInput = { modelId: "m", messages: [] };
if (cap) input.inferenceConfig = { maxTokens: 300 };
new ConverseCommand(input);
`,
      `
aws-sdk-js-v3 Converse model=m cap=300 | … region=?
`,
    ],
    [
      'a spread input',
      `
import { ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const base = { modelId: "m", inferenceConfig: { maxTokens: 300 } };
new ConverseCommand({ ...base, messages: [] });
function ask(o: Options) { return new ConverseCommand({ ...o, messages: [] }); }
`,
      `
aws-sdk-js-v3 Converse model=m cap=300 region=?
aws-sdk-js-v3 Converse model=? cap=? region=? tier=? unseen
`,
    ],
    [
      'required',
      `
const { BedrockRuntimeClient, InvokeModelCommand } = require("@aws-sdk/client-bedrock-runtime");
new InvokeModelCommand({ modelId: "meta.llama-test-8b-v1:0", body: JSON.stringify({ prompt: "Hi", max_gen_len: 256 }) });
`,
      `
aws-sdk-js-v3 InvokeModel model=meta.llama-test-8b-v1:0 cap=256 region=?
  user: Hi
`,
    ],
    [
      'through the namespace',
      `
import * as bedrock from "@aws-sdk/client-bedrock-runtime";
new bedrock.ConverseCommand({ modelId: "m", messages: [] });
`,
      `
aws-sdk-js-v3 Converse model=m cap=- region=?
`,
    ],
    [
      'imported dynamically',
      `
async function ask() {
  const { ConverseCommand } = await import("@aws-sdk/client-bedrock-runtime");
  return new ConverseCommand({ modelId: "m", messages: [] });
}
`,
      `
aws-sdk-js-v3 Converse model=m cap=- region=?
`,
    ],
    [
      'passed on by a module of its own',
      `
import { client, ConverseCommand } from "./bedrock.js";
new ConverseCommand({ modelId: "m", messages: [] });
`,
      `
aws-sdk-js-v3 Converse model=m cap=- region=?
`,
      {
        workspaceFiles: {
          'bedrock.ts': `export { ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
export const client = {};
`,
        },
      },
    ],
    [
      'a class with settings',
      `
import { BedrockRuntimeClient, ConverseStreamCommand } from "@aws-sdk/client-bedrock-runtime";
import { DEFAULT_MODEL } from "./types";
export class Agent {
  private readonly modelId: string;
  constructor(private options: Options) { this.modelId = options.modelId ?? DEFAULT_MODEL; }
  async ask(text: string) {
    const command = new ConverseStreamCommand({
      modelId: this.modelId,
      messages: [{ role: "user", content: [{ text }] }],
      inferenceConfig: { maxTokens: this.options.maxTokens ?? 1000 },
    });
    return this.client.send(command);
  }
}
`,
      `
aws-sdk-js-v3 ConverseStream model=anthropic.claude-test-1-v1:0 | … cap=1000 region=? streaming
  user: {text}
`,
      {
        workspaceFiles: {
          'types.ts': `export const DEFAULT_MODEL = "anthropic.claude-test-1-v1:0";
`,
        },
      },
    ],
    [
      'in loops and handlers',
      `
import { ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
export const handler = async (event) => client.send(new ConverseCommand({ modelId: "a", messages: event.messages }));
for (const m of ["b", "c"]) await client.send(new ConverseCommand({ modelId: m, messages: [] }));
await Promise.all(texts.map((text) => client.send(new ConverseCommand({ modelId: "d", messages: [{ role: "user", content: [{ text }] }] }))));
do { await client.send(new ConverseCommand({ modelId: "e", messages: [] })); } while (more);
`,
      `
aws-sdk-js-v3 Converse model=a cap=- region=? handler unseen
  user: {event.messages}
aws-sdk-js-v3 Converse model=b | c cap=- region=? loop
aws-sdk-js-v3 Converse model=d cap=- region=? loop
  user: {text}
aws-sdk-js-v3 Converse model=e cap=- region=? loop
`,
    ],
  ]);
});

describe('AWS SDK for JavaScript: what is no call of it', () => {
  itFinds('app.ts', [
    [
      'commands of the same name of other packages',
      `
import { ConverseCommand } from "@other/sdk";
import { InvokeModelCommand } from "discord.js";
new ConverseCommand({ modelId: "m" });
new InvokeModelCommand({ modelId: "m" });
`,
      '',
    ],
    [
      'other commands',
      `
import { ListFoundationModelsCommand } from "@aws-sdk/client-bedrock";
import { ApplyGuardrailCommand, CountTokensCommand } from "@aws-sdk/client-bedrock-runtime";
new ListFoundationModelsCommand({});
new ApplyGuardrailCommand({});
new CountTokensCommand({ modelId: "m" });
`,
      '',
    ],
    [
      'a class of the workspace',
      `
class ConverseCommand { constructor(readonly input: unknown) {} }
new ConverseCommand({ modelId: "m" });
`,
      '',
    ],
    [
      'methods of the same name',
      `
this.converse({ modelId: "m", messages: [] });
wrapper.converse({ modelId: "m", messages: [] });
`,
      '',
    ],
    [
      'mocks, types and comments',
      `
import { ConverseCommand, mockClient } from "@aws-sdk/client-bedrock-runtime";
mock.on(ConverseCommand).resolves({});
expect(mock).toHaveReceivedCommandWith(ConverseCommand, { modelId: "m" });
expect(send).toHaveBeenCalledWith(new ConverseCommand({ modelId: "m" }));
expect(send.mock.calls[0][0]).toEqual(new ConverseCommand({ modelId: "m" }));
type C = ConverseCommand;
// new ConverseCommand({ modelId: "m" })
const text = \`new ConverseCommand({ modelId: "m" })\`;
`,
      '',
    ],
  ]);
});
