import { itFinds } from './itFinds.ts';

describe("model objects of classes that are derived from a package's", () => {
  itFinds('app.py', [
    [
      'settings in constructors and attributes, over levels',
      `
from langchain_aws import ChatBedrockConverse, ChatBedrock
from strands.models import BedrockModel
from strands import Agent
class Mine(ChatBedrockConverse):
    """Own."""
    def hello(self): ...
class Fixed(ChatBedrockConverse):
    def __init__(self, temperature=0.1, **kwargs):
        super().__init__(model="us.amazon.nova-lite-v1:0", max_tokens=55, temperature=temperature, **kwargs)
class Attr(ChatBedrock):
    model_id: str = "anthropic.claude-3-haiku-20240307-v1:0"
class Deep(Fixed):
    pass
a = Mine(model="us.amazon.nova-pro-v1:0", max_tokens=7)
a.invoke("hi")
b = Fixed()
b.invoke("hi")
c = Attr()
d = Deep(max_tokens=9)
class MyStrands(BedrockModel):
    def __init__(self):
        super().__init__(model_id="us.amazon.nova-micro-v1:0", max_tokens=77)
agent = Agent(model=MyStrands(), system_prompt="Be brief.")
agent("hello")
`,
      `
langchain Converse model=us.amazon.nova-pro-v1:0 cap=7 region=-
  user: hi
langchain Converse model=us.amazon.nova-lite-v1:0 cap=55 region=-
  user: hi
langchain InvokeModel model=anthropic.claude-3-haiku-20240307-v1:0 cap=- region=- unseen
langchain Converse model=us.amazon.nova-lite-v1:0 cap=55 region=- unseen
strands ConverseStream model=us.amazon.nova-micro-v1:0 cap=77 region=- streaming unseen
  system: Be brief.
  user: hello
`,
    ],
    [
      'a constructor that hands on what it is given, and one that hands on nothing',
      `
from langchain_aws import ChatBedrockConverse
class Handed(ChatBedrockConverse):
    def __init__(self, model_id, limit=44, **rest):
        super().__init__(model=model_id, max_tokens=limit, **rest)
class Circle(Circle): ...
class Hidden(ChatBedrockConverse):
    def __init__(self, **data):
        self.setup(**data)
Handed("m.a")
Handed(model_id="m.b", limit=3)
Hidden()
Circle()
`,
      `
langchain Converse model=m.a cap=44 region=- unseen
langchain Converse model=m.b cap=3 region=- unseen
langchain Converse model=? cap=? region=? unseen
`,
    ],
  ]);

  itFinds('app.ts', [
    [
      'in TypeScript',
      `
import { ChatBedrockConverse } from "@langchain/aws";
class Mine extends ChatBedrockConverse {
  constructor(fields: any = {}) {
    super({ model: "us.amazon.nova-lite-v1:0", maxTokens: 55, ...fields });
  }
}
class Plain extends ChatBedrockConverse {}
const m = new Mine();
await m.invoke("hi");
await new Plain({ model: "us.amazon.nova-pro-v1:0", maxTokens: 5 }).invoke("x");
`,
      `
langchain-js Converse model=us.amazon.nova-lite-v1:0 cap=55 region=-
  user: hi
langchain-js Converse model=us.amazon.nova-pro-v1:0 cap=5 region=-
  user: x
`,
    ],
  ]);
});
