import { itFinds } from './itFinds.ts';

describe("Anthropic's SDK for Python", () => {
  itFinds('app.py', [
    [
      'a client',
      `
from anthropic import AnthropicBedrock
client = AnthropicBedrock(aws_region="us-west-2")
client.messages.create(model="m", max_tokens=1024, system="Be kind.", messages=[{"role": "user", "content": "Hi"}])
`,
      `
anthropic Messages model=m cap=1024 region=us-west-2
  system: Be kind.
  user: Hi
`,
    ],
    [
      'through the module, and other clients',
      `
import anthropic
anthropic.AnthropicBedrock().messages.create(model="a", max_tokens=1, messages=[])
anthropic.AsyncAnthropicBedrock().messages.create(model="b", max_tokens=1, messages=[])
anthropic.AnthropicBedrockMantle(aws_region="us-east-1").messages.create(model="c", max_tokens=1, messages=[])
`,
      `
anthropic Messages model=a cap=1 region=-
anthropic Messages model=b cap=1 region=-
anthropic Messages model=c cap=1 region=us-east-1
`,
    ],
    [
      'streams',
      `
from anthropic import AnthropicBedrock
client = AnthropicBedrock()
with client.messages.stream(model="a", max_tokens=1, messages=[]) as stream:
    pass
client.messages.create(model="b", max_tokens=1, messages=[], stream=True)
client.beta.messages.create(model="c", max_tokens=1, messages=[])
client.messages.with_raw_response.create(model="d", max_tokens=1, messages=[])
`,
      `
anthropic Messages model=a cap=1 region=- streaming
anthropic Messages model=b cap=1 region=- streaming
anthropic Messages model=c cap=1 region=-
anthropic Messages model=d cap=1 region=-
`,
    ],
    [
      'made in a file of its own',
      `
from clients import get_client
client, _ = get_client("bedrock")
client.messages.with_raw_response.create(model="m", max_tokens=1, messages=[])
`,
      `
anthropic Messages model=m cap=1 region=us-west-2
`,
      {
        workspaceFiles: {
          'clients.py': `
from anthropic import Anthropic, AnthropicBedrock
def get_client(provider):
    if provider == "anthropic":
        return Anthropic(), None
    return AnthropicBedrock(aws_region="us-west-2"), {}
`,
        },
      },
    ],
    [
      'one of several providers',
      `
import anthropic
if provider == "bedrock":
    client = anthropic.AnthropicBedrock()
else:
    client = anthropic.Anthropic()
client.messages.create(model="m", max_tokens=1, messages=[])
`,
      `
anthropic Messages model=m cap=1 region=-
`,
    ],
    [
      "the client of Anthropic on Bedrock's endpoint",
      `
import anthropic
client = anthropic.Anthropic(base_url="https://bedrock-mantle.us-east-1.api.aws/anthropic")
client.messages.create(model="m", max_tokens=1, messages=[])
`,
      `
anthropic Messages model=m cap=1 region=us-east-1
`,
    ],
    [
      'no client of Bedrock',
      `
import anthropic
from anthropic import AnthropicVertex, AnthropicBedrock
anthropic.Anthropic().messages.create(model="m", max_tokens=1, messages=[])
AnthropicVertex().messages.create(model="m", max_tokens=1, messages=[])
AnthropicBedrock()
AnthropicBedrock().messages.count_tokens(model="m", messages=[])
AnthropicBedrock().messages.batches.retrieve("id")
client.messages.create(body="a text message", to="+1")
`,
      '',
    ],
  ]);
});

describe("Anthropic's SDK for TypeScript", () => {
  itFinds('app.ts', [
    [
      'a client',
      `
import AnthropicBedrock from "@anthropic-ai/bedrock-sdk";
const client = new AnthropicBedrock({ awsRegion: "us-east-1" });
await client.messages.create({ model: "m", max_tokens: 1024, messages: [{ role: "user", content: "Hi" }] });
const stream = client.messages.stream({ model: "n", max_tokens: 5, messages: [] });
`,
      `
anthropic Messages model=m cap=1024 region=us-east-1
  user: Hi
anthropic Messages model=n cap=5 region=us-east-1 streaming
`,
    ],
    [
      'by name',
      `
import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
class Chat {
  private client = new AnthropicBedrock();
  ask(question: string) {
    return this.client.messages.create({ model: "m", max_tokens: 5, messages: [{ role: "user", content: question }], stream: true });
  }
}
`,
      `
anthropic Messages model=m cap=5 region=- streaming unseen
  user: {question}
`,
    ],
    [
      'no client of Bedrock',
      `
import Anthropic from "@anthropic-ai/sdk";
import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
new Anthropic().messages.create({ model: "m", max_tokens: 5, messages: [] });
twilio.messages.create({ body: "Hi", to: "+1" });
`,
      '',
    ],
  ]);
});
