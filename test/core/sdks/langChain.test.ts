import { itFinds } from './itFinds.ts';

describe('LangChain for Python', () => {
  itFinds('app.py', [
    [
      'the factory for models of every provider',
      `
from langchain.chat_models import init_chat_model
init_chat_model("us.amazon.nova-test-v1:0", model_provider="bedrock_converse", max_tokens=10, region_name="us-east-1")
init_chat_model("bedrock_converse:b")
init_chat_model(model="bedrock:c")
init_chat_model("openai:no")
init_chat_model("anthropic.claude-test-v1:0", model_provider="openai")
`,
      `
langchain Converse model=us.amazon.nova-test-v1:0 cap=10 region=us-east-1 unseen
langchain Converse model=b cap=- region=- unseen
langchain InvokeModel model=c cap=- region=- unseen
`,
    ],
    [
      "Anthropic's own API of Bedrock",
      `
from langchain_aws import ChatAnthropicBedrock
ChatAnthropicBedrock(model="us.anthropic.claude-test-v1:0", region_name="us-east-1")
`,
      `
langchain Messages model=us.anthropic.claude-test-v1:0 cap=- region=us-east-1 unseen
`,
    ],
    [
      'each class',
      `
from langchain_aws import ChatBedrock, ChatBedrockConverse, BedrockLLM, BedrockEmbeddings
ChatBedrockConverse(model="a", max_tokens=10, region_name="us-east-1")
ChatBedrock(model_id="b", model_kwargs={"max_tokens": 20})
BedrockLLM(model_id="c", model_kwargs=dict(max_tokens_to_sample=30), streaming=True)
BedrockEmbeddings(model_id="amazon.titan-embed-test-v1")
`,
      `
langchain Converse model=a cap=10 region=us-east-1 unseen
langchain InvokeModel model=b cap=20 region=- unseen
langchain InvokeModel model=c cap=30 region=- streaming unseen
langchain InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=- unseen
`,
    ],
    [
      'older names',
      `
from langchain_community.chat_models import BedrockChat
from langchain.llms.bedrock import Bedrock
BedrockChat(model_id="anthropic.claude-test-1-v1:0")
Bedrock(model_id="meta.llama-test-8b-v1:0", model_kwargs={"max_gen_len": 5})
`,
      `
langchain InvokeModel model=anthropic.claude-test-1-v1:0 cap=- region=- unseen
langchain InvokeModel model=meta.llama-test-8b-v1:0 cap=5 region=- unseen
`,
    ],
    [
      'deep imports, in functions',
      `
def make():
    from langchain_aws.chat_models.bedrock import ChatBedrock
    return ChatBedrock(model="a", max_tokens=10)
`,
      `
langchain InvokeModel model=a cap=10 region=- unseen
`,
    ],
    [
      'none is absent',
      `
from langchain_aws import ChatBedrockConverse
ChatBedrockConverse(model="a", max_tokens=None)
ChatBedrockConverse(model="a", **settings)
`,
      `
langchain Converse model=a cap=- region=- unseen
langchain Converse model=a cap=? region=? unseen
`,
    ],
    [
      'as the start of a chain',
      `
from langchain_aws import ChatBedrockConverse
model = ChatBedrockConverse(model="a", max_tokens=10).with_structured_output(Answer)
`,
      `
langchain Converse model=a cap=10 region=- 1 tools unseen
  tools: [{tools[0]}]
  user: {further messages}
`,
    ],
    [
      'what is no call of it',
      `
from diagrams.aws.ml import Bedrock
from other_index.llms.bedrock import Bedrock as Llama
from langchain_openai import ChatOpenAI
Bedrock("Amazon Bedrock")
Llama(model="a")
ChatOpenAI(model="b")
class ChatBedrock(Base):
    """ChatBedrock(model="c")"""
ChatBedrock(model="d")
`,
      '',
    ],
  ]);
});

describe('LangChain for JavaScript', () => {
  itFinds('app.ts', [
    [
      'each class',
      `
import { ChatBedrockConverse, BedrockEmbeddings } from "@langchain/aws";
import { Bedrock } from "@langchain/community/llms/bedrock";
import { BedrockChat } from "@langchain/community/chat_models/bedrock";
new ChatBedrockConverse({ model: "a", maxTokens: 10, region: "us-east-1" });
new BedrockEmbeddings({ model: "amazon.titan-embed-test-v1" });
new Bedrock({ model: "b", modelKwargs: { max_tokens_to_sample: 20 } });
new BedrockChat({ model: "c" });
`,
      `
langchain-js Converse model=a cap=10 region=us-east-1 unseen
langchain-js InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=- unseen
langchain-js InvokeModel model=b cap=20 region=- unseen
langchain-js InvokeModel model=c cap=- region=- unseen
`,
    ],
    [
      'what is no call of it',
      `
import { BedrockChat } from "./stack";
new BedrockChat(app, "ChatStack");
export class Node extends BedrockChat {}
`,
      '',
    ],
  ]);
});
