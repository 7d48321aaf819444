/** Libraries whose calls are model objects and agents: what each of their classes means, and what is sent through it. */
import { itFinds } from './itFinds.ts';

const NOVA = 'amazon.nova-test-v1:0';

describe('LlamaIndex', () => {
  itFinds('app.py', [
    [
      'models by their methods, the cap of a call, and an agent',
      `
from llama_index.core.llms import ChatMessage, MessageRole
from llama_index.llms.bedrock_converse import BedrockConverse
from llama_index.llms.bedrock import Bedrock
from llama_index.embeddings.bedrock import BedrockEmbedding
from llama_index.core.agent.workflow import FunctionAgent
llm = BedrockConverse(model="${NOVA}", max_tokens=9, region_name="us-east-1", system_prompt="Be kind.")
llm.complete("Hi")
other = Bedrock(model="${NOVA}")
other.stream_chat([ChatMessage(role="system", content="Be terse."), ChatMessage(role=MessageRole.USER, content="Hello")])
BedrockEmbedding(model_name="amazon.titan-embed-test-v1").get_text_embedding("sun")
agent = FunctionAgent(llm=BedrockConverse(model="${NOVA}"), system_prompt="You help.")
async def main():
    await agent.run("What now?")
`,
      `
llamaindex Converse model=${NOVA} cap=9 region=us-east-1
  system: Be kind.
  user: Hi
llamaindex InvokeModel model=${NOVA} cap=- region=- streaming
  system: Be terse.
  user: Hello
llamaindex InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=-
  user: sun
llamaindex Converse model=${NOVA} cap=- region=-
  system: You help.
  user: What now?
`,
    ],
    ['other models', 'from llama_index.llms.openai import OpenAI\nOpenAI(model="gpt-4o").complete("Hi")', ''],
  ]);
});

describe('Pydantic AI', () => {
  itFinds('app.py', [
    [
      'agents with the id of a model or with a model object, their answers and checkpoints',
      `
from pydantic import BaseModel
from pydantic_ai import Agent, ModelSettings
from pydantic_ai.models.bedrock import BedrockConverseModel, BedrockModelSettings
from pydantic_ai.providers.bedrock import BedrockProvider
class Box(BaseModel):
    width: int
agent = Agent("bedrock:${NOVA}", instructions="Be kind.", output_type=Box, model_settings=ModelSettings(max_tokens=7))
agent.run_sync("How big?")
model = BedrockConverseModel("us.anthropic.claude-test-1-v1:0", provider=BedrockProvider(region_name="eu-west-1"))
other = Agent(model, system_prompt="Long.", model_settings=BedrockModelSettings(bedrock_cache_instructions=True))
async def main():
    async with other.run_stream("Hi") as result:
        pass
Agent("openai:gpt-4o").run_sync("Hi")
Agent("anthropic:claude-sonnet-4-5").run_sync("Hi")
`,
      `
pydantic-ai Converse model=${NOVA} cap=7 region=- 1 tools
  tools: [{"name": "Box", "description": "", "input_schema": {"type":… (159)
  system: Be kind.
  user: How big?
pydantic-ai Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=eu-west-1 streaming
  system: Long. *
  user: Hi
`,
    ],
  ]);
});

describe('CrewAI', () => {
  itFinds('app.py', [
    [
      'the model of an agent, and the tasks that a crew gives it',
      `
from crewai import Agent, Task, Crew, LLM
llm = LLM(model="bedrock/${NOVA}", max_tokens=8, aws_region_name="us-west-2")
cook = Agent(role="Cook", goal="Cook well.", backstory="You cook.", llm=llm)
named = Agent(role="Guest", goal="Eat.", backstory="You eat.", llm="bedrock/amazon.nova-test-v1:0")
dinner = Task(description="Plan a dinner.", expected_output="A menu", agent=cook)
Crew(agents=[cook], tasks=[dinner]).kickoff()
LLM(model="gpt-4o")
LLM(model="ollama/llama3")
`,
      `
crewai Converse model=${NOVA} cap=8 region=us-west-2
  system: You are Cook. You cook. Your personal goal is: Cook well.
  user: Plan a dinner.
crewai Converse model=${NOVA} cap=- region=- unseen
  system: You are Guest. You eat. Your personal goal is: Eat.
`,
    ],
  ]);
});

describe('DSPy, Haystack, smolagents and Agno', () => {
  itFinds('app.py', [
    [
      'a language model of DSPy',
      `
import dspy
lm = dspy.LM("bedrock/${NOVA}", max_tokens=6)
lm("Hi")
dspy.LM("openai/gpt-4o")
`,
      `
dspy Converse model=${NOVA} cap=6 region=-
  user: Hi
`,
    ],
    [
      'generators of Haystack',
      `
from haystack.dataclasses import ChatMessage
from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockChatGenerator
from haystack_integrations.components.embedders.amazon_bedrock import AmazonBedrockTextEmbedder
client = AmazonBedrockChatGenerator(model="${NOVA}", generation_kwargs={"maxTokens": 5})
client.run([ChatMessage.from_system("Be kind."), ChatMessage.from_user("Hi")])
AmazonBedrockTextEmbedder(model="amazon.titan-embed-test-v1")
`,
      `
haystack Converse model=${NOVA} cap=5 region=-
  system: Be kind.
  user: Hi
haystack InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=- unseen
`,
    ],
    [
      'agents of smolagents',
      `
from smolagents import CodeAgent, AmazonBedrockModel, LiteLLMModel
CodeAgent(tools=[], model=AmazonBedrockModel(model_id="${NOVA}", inferenceConfig={"maxTokens": 4})).run("Count.")
CodeAgent(tools=[], model=LiteLLMModel("bedrock/${NOVA}")).run("Add.")
CodeAgent(tools=[], model=LiteLLMModel("anthropic/claude-3-5-sonnet-latest")).run("Add.")
`,
      `
smolagents Converse model=${NOVA} cap=4 region=-
  user: Count.
smolagents Converse model=${NOVA} cap=- region=-
  user: Add.
`,
    ],
    [
      'agents of Agno',
      `
from agno.agent import Agent
from agno.models.aws import AwsBedrock, Claude
from agno.models.anthropic import Claude as Direct
Agent(model=AwsBedrock(id="${NOVA}", max_tokens=3), instructions="Be kind.").print_response("Hi", stream=True)
agent = Agent(model=Claude(id="us.anthropic.claude-test-1-v1:0"))
agent.run("Hello")
Agent(model=AwsBedrock())
Agent(model=Direct(id="claude-sonnet-4-5")).run("Hi")
`,
      `
agno Converse model=${NOVA} cap=3 region=- streaming
  system: Be kind.
  user: Hi
agno Messages model=us.anthropic.claude-test-1-v1:0 cap=- region=-
  user: Hello
agno Converse model=? cap=- region=- unseen
  user: {further messages}
`,
    ],
    [
      'half-typed code',
      'from agno.agent import Agent\nfrom agno.models.aws import AwsBedrock\nAgent(model=AwsBedrock(id=',
      'agno Converse model=? cap=? region=? unseen',
    ],
  ]);
});

describe('Mastra, LlamaIndex, Strands for TypeScript and pi-ai', () => {
  itFinds('app.ts', [
    [
      'agents of Mastra, with a model of the AI SDK or one that is named',
      `
import { Agent } from '@mastra/core/agent';
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { openai } from '@ai-sdk/openai';
const bedrock = createAmazonBedrock({ region: 'us-west-2' });
const agent = new Agent({ name: 'a', instructions: 'Be kind.', model: bedrock('${NOVA}') });
await agent.generate('Hi', { modelSettings: { maxOutputTokens: 5 } });
const named = new Agent({ name: 'b', instructions: 'Be terse.', model: 'amazon-bedrock/${NOVA}' });
await named.stream([{ role: 'user', content: 'Hello' }]);
new Agent({ name: 'c', instructions: 'x', model: openai('gpt-4o') });
new Agent({ name: 'd', instructions: 'x', model: 'openai/gpt-4o' });
`,
      `
mastra Converse model=${NOVA} cap=5 region=us-west-2
  system: Be kind.
  user: Hi
mastra Converse model=${NOVA} cap=- region=- streaming
  system: Be terse.
  user: Hello
`,
    ],
    [
      'models of LlamaIndex for TypeScript',
      `
import { bedrock, Bedrock, BEDROCK_MODELS } from '@llamaindex/aws';
const llm = bedrock({ model: '${NOVA}', maxTokens: 7, region: 'us-east-1' });
await llm.chat({ messages: [{ role: 'user', content: 'Hi' }] });
new Bedrock({ model: BEDROCK_MODELS.ANTHROPIC_CLAUDE_TEST_1 });
`,
      `
llamaindex InvokeModel model=${NOVA} cap=7 region=us-east-1
  user: Hi
llamaindex InvokeModel model=anthropic.claude-test-1 cap=- region=- unseen
`,
    ],
    [
      'agents of Strands',
      `
import { Agent, BedrockModel } from '@strands-agents/sdk';
const model = new BedrockModel({ modelId: '${NOVA}', region: 'us-east-1', maxTokens: 6, stream: false });
const agent = new Agent({ model, systemPrompt: 'Be kind.' });
await agent.invoke('Hi');
await new Agent({ systemPrompt: 'Be terse.' }).invoke('Hello');
`,
      `
strands-js Converse model=${NOVA} cap=6 region=us-east-1
  system: Be kind.
  user: Hi
strands-js ConverseStream model=? cap=- region=- streaming
  system: Be terse.
  user: Hello
`,
    ],
    [
      'calls of pi-ai',
      `
import { getModel, complete, streamSimple } from '@mariozechner/pi-ai';
const model = getModel('amazon-bedrock', '${NOVA}');
await complete(model, { systemPrompt: 'Be kind.', messages: [{ role: 'user', content: 'Hi' }] }, { maxTokens: 3 });
streamSimple(getModel('openai', 'gpt-4o'), { messages: [] });
`,
      `
pi-ai ConverseStream model=${NOVA} cap=3 region=- streaming
  system: Be kind.
  user: Hi
`,
    ],
  ]);
});
