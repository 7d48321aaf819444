import { itFinds } from '../sdks/itFinds.ts';

describe('Messages and Chat Completions', () => {
  itFinds('app.ts', [
    [
      'Messages',
      `
import AnthropicBedrock from "@anthropic-ai/bedrock-sdk";
const client = new AnthropicBedrock();
client.messages.create({
  model: "m",
  max_tokens: 5,
  system: [{ type: "text", text: "long", cache_control: { type: "ephemeral" } }, { type: "text", text: "short" }],
  tools: [{ name: "t", input_schema: {}, cache_control: { type: "ephemeral", ttl: "1h" } }],
  messages: [
    { role: "user", content: "one" },
    { role: "assistant", content: [{ type: "text", text: "two" }] },
    { role: "user", content: [{ type: "image", source: {} }, { type: "document", source: {} }, { type: "text", text: \`three \${x}\` }] },
  ],
});
`,
      `
anthropic Messages model=m cap=5 region=- 1 tools
  tools: [{"name": "t", "input_schema": {}, "cache_control": {"type":… (88) *3600
  system: long *
  system: short
  user: one
  assistant: two
  image: {image}
  document: {document}
  user: three {x}
`,
    ],
    [
      'a cap that is no number',
      `
import AnthropicBedrock from "@anthropic-ai/bedrock-sdk";
const client = new AnthropicBedrock();
client.messages.create({ model: "m", max_tokens: limit, messages: [] });
client.messages.create({ model: "m", max_tokens: undefined, messages: [] });
client.messages.create({ model: "m", maxTokens: 5, messages: [] });
client.messages.create({ ...options, messages: [] });
client.messages.create(request);
`,
      `
anthropic Messages model=m cap=? region=-
anthropic Messages model=m cap=- region=-
anthropic Messages model=m cap=- region=-
anthropic Messages model=? cap=? region=- unseen
anthropic Messages model=? cap=? region=- unseen
`,
    ],
    [
      'Chat Completions',
      `
import OpenAI from "openai";
const client = new OpenAI({ baseURL: "https://bedrock-mantle.us-east-1.api.aws/v1" });
client.chat.completions.create({
  model: "m",
  max_completion_tokens: 5,
  max_tokens: 6,
  stream: true,
  tools: [{ type: "function", function: { name: "f" } }],
  messages: [
    { role: "developer", content: "Be kind." },
    { role: "user", content: [{ type: "text", text: "Hi" }, { type: "image_url", image_url: { url } }] },
    ...history,
  ],
});
`,
      `
openai ChatCompletions model=m cap=5 region=us-east-1 streaming 1 tools unseen
  tools: [{"type": "function", "function": {"name": "f"}}]
  system: Be kind.
  user: Hi
  image: {image_url}
  user: {further messages}
`,
    ],
    [
      'Responses',
      `
import OpenAI from "openai";
const client = new OpenAI({ baseURL: "https://bedrock-mantle.us-east-1.api.aws/v1" });
client.responses.create({ model: "m", input: \`Say \${word}\`, max_output_tokens: 7 });
client.responses.create({ model: "m", instructions: "Be kind.", input: [{ role: "user", content: "Hi" }] });
client.responses.create({ model: "m", input: "Hi", max_tokens: 7 });
`,
      `
openai Responses model=m cap=7 region=us-east-1
  user: Say {word}
openai Responses model=m cap=- region=us-east-1
  system: Be kind.
  user: Hi
openai Responses model=m cap=- region=us-east-1
  user: Hi
`,
    ],
  ]);
});
