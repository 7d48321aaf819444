/** Libraries whose calls are model objects and agents: what each of their classes means, and what is sent through it. */
import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';
import { itFinds } from './itFinds.ts';

const NOVA = 'amazon.nova-test-v1:0';

describe('LlamaIndex', () => {
  itFinds('app.py', [
    [
      'models by their methods, with tools that come first, and an agent',
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
def add(a: int, b: int) -> int:
    return a + b
BedrockConverse(model="${NOVA}").chat_with_tools([add], user_msg="Add.")
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
llamaindex Converse model=${NOVA} cap=- region=- 1 tools
  tools: [{"name": "add", "description": "", "input_schema": {"type":… (192)
  user: Add.
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
crewai Converse model=${NOVA} cap=8 region=us-west-2 unseen
  system: You are Cook. You cook. Your personal goal is: Cook well.
  user: Plan a dinner. A menu
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
dspy.LM("bedrock/${NOVA}", "chat", 0.5, 7)
embedder = dspy.Embedder("bedrock/amazon.titan-embed-test-v1")
embedder("sun")
old = dspy.AWSMistral(dspy.Bedrock(region_name="us-west-2"), "${NOVA}", max_new_tokens=8)
dspy.AWSMistral(dspy.Sagemaker(region_name="us-west-2"), "endpoint")
`,
      `
dspy Converse model=${NOVA} cap=6 region=-
  user: Hi
dspy Converse model=${NOVA} cap=7 region=- unseen
dspy InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=-
  user: sun
dspy InvokeModel model=${NOVA} cap=8 region=us-west-2 unseen
`,
    ],
    [
      'generators of Haystack',
      `
from haystack.dataclasses import ChatMessage
from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockChatGenerator, AmazonBedrockGenerator
from haystack_integrations.components.embedders.amazon_bedrock import AmazonBedrockTextEmbedder
from haystack_integrations.components.rankers.amazon_bedrock import AmazonBedrockRanker
client = AmazonBedrockChatGenerator(model="${NOVA}", generation_kwargs={"maxTokens": 5})
client.run([ChatMessage.from_system("Be kind."), ChatMessage.from_user("Hi")])
AmazonBedrockTextEmbedder(model="amazon.titan-embed-test-v1")
AmazonBedrockChatGenerator(model="${NOVA}").run([ChatMessage.from_user("Yo")], streaming_callback=print)
AmazonBedrockGenerator(model="${NOVA}", max_length=4).run(prompt="Hey")
AmazonBedrockRanker()
`,
      `
haystack Converse model=${NOVA} cap=5 region=-
  system: Be kind.
  user: Hi
haystack InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=- unseen
haystack ConverseStream model=${NOVA} cap=- region=- streaming
  user: Yo
haystack InvokeModel model=${NOVA} cap=4 region=-
  user: Hey
haystack Rerank model=? cap=n/a region=- unseen
`,
    ],
    [
      'agents of smolagents',
      `
import boto3
from smolagents import CodeAgent, ToolCallingAgent, AmazonBedrockModel, LiteLLMModel, tool
@tool
def search(query: str) -> str:
    """Search."""
CodeAgent(tools=[], model=AmazonBedrockModel(model_id="${NOVA}", inferenceConfig={"maxTokens": 4})).run("Count.")
CodeAgent(tools=[], model=LiteLLMModel("bedrock/${NOVA}")).run("Add.")
CodeAgent(tools=[], model=LiteLLMModel("anthropic/claude-3-5-sonnet-latest")).run("Add.")
client = boto3.client("bedrock-runtime", region_name="eu-west-1")
CodeAgent([search], AmazonBedrockModel("${NOVA}", client), None, instructions="Be brief.").run("Ask.")
ToolCallingAgent([], AmazonBedrockModel("${NOVA}"), None, 3)
`,
      `
smolagents Converse model=${NOVA} cap=4 region=- unseen
  user: Count.
smolagents Converse model=${NOVA} cap=- region=- unseen
  user: Add.
smolagents Converse model=${NOVA} cap=- region=eu-west-1 unseen
  system: Be brief.
  user: Ask.
smolagents Converse model=${NOVA} cap=- region=- unseen
  user: {further messages}
`,
    ],
    [
      'agents of Agno',
      `
from agno.agent import Agent
from agno.models.aws import AwsBedrock, Claude
from agno.models.anthropic import Claude as Direct
from agno.models.vertexai.claude import Claude as Vertex
from agno.models.azure import Claude as Azure
from agno.models.litellm import LiteLLM
Agent(model=AwsBedrock(id="${NOVA}", max_tokens=3), instructions="Be kind.").print_response("Hi", stream=True)
agent = Agent(model=Claude(id="us.anthropic.claude-test-1-v1:0"))
agent.run("Hello")
Agent(model=AwsBedrock())
Agent(model=Direct(id="claude-sonnet-4-5")).run("Hi")
Agent(model=Vertex(id="claude-sonnet-4-5")).run("Hi")
Agent(model=Azure(id="claude-sonnet-4-5")).run("Hi")
Agent(model="aws-bedrock:${NOVA}", description="A cook.", instructions=["Be kind.", "Be brief."]).run("Hi")
Agent(model="aws-claude:us.anthropic.claude-test-1-v1:0").run("Hi")
Agent(model="aws:${NOVA}").run("Hi")
Agent(model=LiteLLM(id="bedrock/${NOVA}", max_tokens=2)).run("Hi")
`,
      `
agno Converse model=${NOVA} cap=3 region=- streaming unseen
  system: Be kind.
  user: Hi
agno Messages model=us.anthropic.claude-test-1-v1:0 cap=- region=- unseen
  user: Hello
agno Converse model=? cap=- region=- unseen
  user: {further messages}
agno Converse model=${NOVA} cap=- region=- unseen
  system: A cook.
  system: Be kind.
  system: Be brief.
  user: Hi
agno Messages model=us.anthropic.claude-test-1-v1:0 cap=- region=- unseen
  user: Hi
agno Converse model=${NOVA} cap=2 region=- unseen
  user: Hi
`,
    ],
    [
      'agents of Phidata, which ask Converse',
      `
from phi.agent import Agent
from phi.assistant import Assistant
from phi.model.aws.claude import Claude
from phi.llm.aws.bedrock import AwsBedrock
Agent(model=Claude(id="us.anthropic.claude-test-1-v1:0")).run("Hi")
Assistant(llm=AwsBedrock(model="${NOVA}"), description="You help.").print_response("Hello")
`,
      `
agno Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=- unseen
  user: Hi
agno Converse model=${NOVA} cap=- region=- unseen
  system: You help.
  user: Hello
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
      'agents of Mastra with a model of the AI SDK, since its router knows no Bedrock',
      `
import { Agent } from '@mastra/core/agent';
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { openai } from '@ai-sdk/openai';
const bedrock = createAmazonBedrock({ region: 'us-west-2' });
const agent = new Agent({ name: 'a', instructions: 'Be kind.', model: bedrock('${NOVA}') });
await agent.generate('Hi', { modelSettings: { maxOutputTokens: 5 } });
const other = new Agent({ name: 'b', instructions: 'Be terse.', model: bedrock('${NOVA}'), memory });
await other.stream([{ role: 'user', content: 'Hello' }]);
new Agent({ name: 'e', instructions: 'x', model: 'amazon-bedrock/${NOVA}' });
new Agent({ name: 'c', instructions: 'x', model: openai('gpt-4o') });
new Agent({ name: 'd', instructions: 'x', model: 'openai/gpt-4o' });
`,
      `
mastra Converse model=${NOVA} cap=5 region=us-west-2
  system: Be kind.
  user: Hi
mastra Converse model=${NOVA} cap=- region=us-west-2 streaming unseen
  system: Be terse.
  user: Hello
`,
    ],
    [
      'models of LlamaIndex for TypeScript',
      `
import { Bedrock, BEDROCK_MODELS, INFERENCE_BEDROCK_MODELS } from '@llamaindex/aws';
import { agent } from '@llamaindex/workflow';
const llm = new Bedrock({ model: '${NOVA}', maxTokens: 7, region: 'us-east-1' });
await llm.chat({ messages: [{ role: 'user', content: 'Hi' }], stream: true });
new Bedrock({ model: BEDROCK_MODELS.ANTHROPIC_CLAUDE_4_SONNET });
const helper = agent({ llm: new Bedrock({ model: INFERENCE_BEDROCK_MODELS.US_META_LLAMA_3_2_1B_INSTRUCT }), systemPrompt: 'You help.' });
await helper.run('Now?');
`,
      `
llamaindex InvokeModel model=${NOVA} cap=7 region=us-east-1 streaming
  user: Hi
llamaindex InvokeModel model=anthropic.claude-sonnet-4-20250514-v1:0 cap=- region=- unseen
llamaindex InvokeModel model=us.meta.llama3-2-1b-instruct-v1:0 cap=- region=-
  system: You help.
  user: Now?
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
await complete(model, { systemPrompt: 'Be kind.', messages: [{ role: 'user', content: 'Hi' }] }, { maxTokens: 3, region: 'eu-west-1' });
streamSimple(getModel('openai', 'gpt-4o'), { messages: [] });
`,
      `
pi-ai ConverseStream model=${NOVA} cap=3 region=eu-west-1 streaming
  system: Be kind.
  user: Hi
`,
    ],
  ]);
});

describe('The cap that a library writes where the program sets none', () => {
  const rows: readonly (readonly [string, string, number | 'unknown' | undefined])[] = [
    ['LlamaIndex', `from llama_index.llms.bedrock_converse import BedrockConverse\nBedrockConverse("${NOVA}")`, 512],
    ['DSPy', `import dspy\ndspy.LM("bedrock/${NOVA}")`, 'unknown'],
    ['DSPy before 2.6', `import dspy\ndspy.AWSMeta(dspy.Bedrock("us-west-2"), "${NOVA}")`, 1500],
    ['Agno for Claude', `from agno.models.aws import Claude\nClaude(id="${NOVA}")`, 'unknown'],
    ['Agno', `from agno.models.aws import AwsBedrock\nAwsBedrock(id="${NOVA}")`, undefined],
    ['Phidata for Claude', `from phi.model.aws.claude import Claude\nClaude(id="${NOVA}")`, 4096],
    ['CrewAI', `from crewai import LLM\nLLM("bedrock/${NOVA}")`, undefined],
  ];
  for (const [title, text, expected] of rows) {
    it(`${title}: ${expected ?? 'none'}`, async () => {
      const { callSites } = await analyzeText({ path: 'app.py', text });
      assert.deepEqual(
        callSites.map(({ callSite }) => callSite.libraryMaxTokens),
        [expected],
      );
    });
  }

  it('LlamaIndex for TypeScript: 1024, pi-ai: none of its own, unknown for its simple functions', async () => {
    const text = `
import { Bedrock } from '@llamaindex/aws';
import { getModel, complete, completeSimple } from '@mariozechner/pi-ai';
new Bedrock({ model: '${NOVA}' });
complete(getModel('amazon-bedrock', '${NOVA}'), { messages: [] });
completeSimple(getModel('amazon-bedrock', '${NOVA}'), { messages: [] });
`;
    const { callSites } = await analyzeText({ path: 'app.ts', text });
    assert.deepEqual(
      callSites.map(({ callSite }) => callSite.libraryMaxTokens),
      [1024, undefined, 'unknown'],
    );
  });
});
