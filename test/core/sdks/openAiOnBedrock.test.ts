import { itFinds } from './itFinds.ts';

describe("OpenAI's SDK for Python on Bedrock", () => {
  itFinds('app.py', [
    [
      'chat completions and responses',
      `
from openai import OpenAI
client = OpenAI(base_url="https://bedrock-mantle.us-east-1.api.aws/v1")
client.chat.completions.create(model="openai.gpt-test", max_completion_tokens=100, messages=[{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi"}])
client.chat.completions.create(model="openai.gpt-test", max_tokens=100, messages=[], stream=True)
client.responses.create(model="openai.gpt-test", max_output_tokens=50, instructions="Be kind.", input="Hi")
client.chat.completions.create(model="openai.gpt-test", messages=[], service_tier="flex")
`,
      `
openai ChatCompletions model=openai.gpt-test cap=100 region=us-east-1
  system: Be kind.
  user: Hi
openai ChatCompletions model=openai.gpt-test cap=100 region=us-east-1 streaming
openai Responses model=openai.gpt-test cap=50 region=us-east-1
  system: Be kind.
  user: Hi
openai ChatCompletions model=openai.gpt-test cap=- region=us-east-1 tier=flex
`,
    ],
    [
      "of the runtime's endpoint",
      `
from openai import AsyncOpenAI
region = "eu-west-1"
client = AsyncOpenAI(base_url=f"https://bedrock-runtime.{region}.amazonaws.com/openai/v1")
client.chat.completions.create(model="m", messages=[])
`,
      `
openai ChatCompletions model=m cap=- region=eu-west-1
`,
    ],
    [
      'a base URL from the environment that the program writes',
      `
import os
from openai import OpenAI
os.environ["OPENAI_BASE_URL"] = "https://bedrock-mantle.us-east-1.api.aws/v1"
OpenAI().chat.completions.create(model="m", messages=[])
`,
      `
openai ChatCompletions model=m cap=- region=us-east-1
`,
    ],
    [
      'other services',
      `
from openai import OpenAI, AzureOpenAI
OpenAI().chat.completions.create(model="m", messages=[])
OpenAI(base_url="https://api.groq.com/openai/v1").chat.completions.create(model="m", messages=[])
AzureOpenAI(azure_endpoint="https://bedrock.example.com").chat.completions.create(model="m", messages=[])
OpenAI(base_url="https://bedrock-mantle.us-east-1.api.aws/v1").models.list()
# bedrock-mantle
`,
      '',
    ],
  ]);
});

describe("OpenAI's SDK for JavaScript on Bedrock", () => {
  itFinds('app.js', [
    [
      'a client under another name, a chain over lines',
      `
const { OpenAI: OpenAIApi } = require("openai");
class Provider {
  constructor() {
    this.openai = new OpenAIApi({ baseURL: \`https://bedrock-mantle.\${process.env.AWS_REGION}.api.aws/v1\`, apiKey: "x" });
  }
  async ask(messages) {
    return this.openai.chat.completions
      .create({ model: "openai.gpt-test", messages, temperature: 0 })
      .catch((error) => { throw error; });
  }
}
`,
      `
openai ChatCompletions model=openai.gpt-test cap=- region=? unseen
  user: {messages}
`,
    ],
    [
      'other services',
      `
import OpenAI from "openai";
const client = new OpenAI({ apiKey: "bedrock-mantle" });
client.chat.completions.create({ model: "m", messages: [] });
`,
      '',
    ],
  ]);
});
