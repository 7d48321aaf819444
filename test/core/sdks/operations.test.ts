import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';
import { itFinds } from './itFinds.ts';

const CLIENTS = `
import boto3
runtime = boto3.client("bedrock-agent-runtime", region_name="us-east-1")
agents = boto3.client("bedrock-agent", region_name="us-east-1")
bedrock = boto3.client("bedrock", region_name="us-east-1")
models = boto3.client("bedrock-runtime", region_name="us-east-1")
MODEL = "amazon.nova-test-v1:0"
`;

describe('operations of knowledge bases', () => {
  itFinds('app.py', [
    [
      'answers, with the prompt that they are written from',
      `${CLIENTS}
runtime.retrieve_and_generate(
    input={"text": "Who?"},
    retrieveAndGenerateConfiguration={
        "type": "KNOWLEDGE_BASE",
        "knowledgeBaseConfiguration": {
            "knowledgeBaseId": "K",
            "modelArn": f"arn:aws:bedrock:{region}::foundation-model/{MODEL}",
            "generationConfiguration": {
                "promptTemplate": {"textPromptTemplate": "From $search_results$ answer: $query$ $output_format$"},
                "inferenceConfig": {"textInferenceConfig": {"maxTokens": 500}},
                "performanceConfig": {"latency": "optimized"},
            },
        },
    },
)
def each(texts):
    for text in texts:
        runtime.retrieve_and_generate_stream(
            input={"text": text},
            retrieveAndGenerateConfiguration={
                "type": "EXTERNAL_SOURCES",
                "externalSourcesConfiguration": {"modelArn": MODEL, "sources": []},
            },
        )
`,
      `
boto3 RetrieveAndGenerate model=arn:aws:bedrock:{region}::foundation-model/amazon.nova-test-v1:0 cap=500 region=us-east-1 tier=optimized
  user: From {search results} answer: Who? {output_format}
boto3 RetrieveAndGenerateStream model=amazon.nova-test-v1:0 cap=- region=us-east-1 streaming loop unseen
  document: {search results}
  user: {text}
`,
    ],
    [
      'retrieval and ranking',
      `${CLIENTS}
runtime.retrieve(knowledgeBaseId="K", retrievalQuery={"text": "what?"})
ranking = {"bedrockRerankingConfiguration": {"modelConfiguration": {"modelArn": "cohere.rerank-v3-5:0"}}}
def search(query):
    runtime.retrieve(
        knowledgeBaseId="K",
        retrievalQuery={"text": query},
        retrievalConfiguration={"vectorSearchConfiguration": {"rerankingConfiguration": ranking}},
    )
runtime.rerank(
    queries=[{"type": "TEXT", "textQuery": {"text": "which?"}}],
    sources=[{"type": "INLINE"} for doc in docs],
    rerankingConfiguration=ranking,
)
`,
      `
boto3 Retrieve model=- cap=n/a region=us-east-1
  user: what?
boto3 Retrieve model=cohere.rerank-v3-5:0 cap=n/a region=us-east-1
  user: {query}
boto3 Rerank model=cohere.rerank-v3-5:0 cap=n/a region=us-east-1
  user: which?
  document: {documents}
`,
    ],
    [
      'what creates them',
      `${CLIENTS}
agents.create_knowledge_base(
    name="k", roleArn="r",
    knowledgeBaseConfiguration={"type": "VECTOR", "vectorKnowledgeBaseConfiguration": {"embeddingModelArn": "a.embed-v1"}},
)
agents.create_data_source(knowledgeBaseId="K", name="d", dataSourceConfiguration={"type": "S3"})
agents.create_data_source(
    knowledgeBaseId="K", name="d", dataSourceConfiguration={"type": "S3"},
    vectorIngestionConfiguration={"parsingConfiguration": {"bedrockFoundationModelConfiguration": {
        "modelArn": MODEL, "parsingPrompt": {"parsingPromptText": "Read the page."},
    }}},
)
`,
      `
boto3 CreateKnowledgeBase model=a.embed-v1 cap=n/a region=us-east-1
boto3 CreateDataSource model=- cap=n/a region=us-east-1
boto3 CreateDataSource model=amazon.nova-test-v1:0 cap=n/a region=us-east-1
  user: Read the page.
`,
    ],
  ]);
});

describe('operations of agents, flows and prompts', () => {
  itFinds('app.py', [
    [
      'agents',
      `${CLIENTS}
agents.create_agent(agentName="a", foundationModel=MODEL, instruction="You are a clerk.")
runtime.invoke_agent(agentId="A", agentAliasId="B", sessionId="s", inputText="Do it.")
actions = [{"actionGroupName": "f", "functionSchema": {"functions": [{"name": "find"}, {"name": "open"}]}}]
runtime.invoke_inline_agent(foundationModel=MODEL, instruction="You are a clerk.", inputText="Find it.", actionGroups=actions)
override = {"promptConfigurations": [
    {"promptType": "PRE_PROCESSING", "inferenceConfiguration": {"maximumLength": 9}},
    {"promptType": "ORCHESTRATION", "inferenceConfiguration": {"maximumLength": 900}},
]}
runtime.invoke_inline_agent(foundationModel=MODEL, instruction="You are a clerk.", promptOverrideConfiguration=override)
`,
      `
boto3 CreateAgent model=amazon.nova-test-v1:0 cap=n/a region=us-east-1
  system: You are a clerk.
boto3 InvokeAgent model=? cap=n/a region=us-east-1 streaming unseen
  user: Do it.
boto3 InvokeInlineAgent model=amazon.nova-test-v1:0 cap=? region=us-east-1 streaming 2 tools unseen
  tools: [{"actionGroupName": "f", "functionSchema": {"functions": [{… (97)
  system: You are a clerk.
  user: Find it.
boto3 InvokeInlineAgent model=amazon.nova-test-v1:0 cap=900 region=us-east-1 streaming unseen
  system: You are a clerk.
`,
    ],
    [
      'flows and prompts',
      `${CLIENTS}
text = {"templateType": "TEXT", "modelId": MODEL, "templateConfiguration": {"text": {"text": "Translate {{ text }} for {{reader}}."}}}
agents.create_prompt(
    name="p", defaultVariant="v",
    variants=[{**text, "name": "v", "inferenceConfiguration": {"text": {"maxTokens": 300}}}, {"name": "w", "modelId": "b.model"}],
)
chat = {"system": [{"text": "Be brief."}], "messages": [{"role": "user", "content": [{"text": "{{question}}"}]}]}
agents.create_prompt(name="p", defaultVariant="v", variants=[{"modelId": MODEL, "templateConfiguration": {"chat": chat}}])
node = {"type": "Prompt", "configuration": {"prompt": {"sourceConfiguration": {"inline": text}}}}
agents.create_flow(name="f", executionRoleArn="r", definition={"nodes": [{"type": "Input"}, node]})
stored = {"type": "Prompt", "configuration": {"prompt": {"sourceConfiguration": {"resource": {"promptArn": arn}}}}}
agents.create_flow(name="f", executionRoleArn="r", definition={"nodes": [stored]})
runtime.invoke_flow(flowIdentifier="F", flowAliasIdentifier="X", inputs=[{"content": {"document": "Summarise."}}])
`,
      `
boto3 CreatePrompt model=amazon.nova-test-v1:0 | b.model cap=300 region=us-east-1
  user: Translate {text} for {reader}.
boto3 CreatePrompt model=amazon.nova-test-v1:0 cap=- region=us-east-1
  system: Be brief.
  user: {question}
boto3 CreateFlow model=amazon.nova-test-v1:0 cap=n/a region=us-east-1
  user: Translate {text} for {reader}.
boto3 CreateFlow model=? cap=n/a region=us-east-1
boto3 InvokeFlow model=? cap=n/a region=us-east-1 streaming unseen
  user: Summarise.
`,
    ],
  ]);
});

describe('operations of jobs and capacity', () => {
  itFinds('app.py', [
    [
      'each',
      `${CLIENTS}
bedrock.create_model_invocation_job(modelId=MODEL, jobName="j", inputDataConfig={}, outputDataConfig={})
bedrock.create_provisioned_model_throughput(modelId=MODEL, provisionedModelName="p", modelUnits=1)
bedrock.create_model_customization_job(baseModelIdentifier=MODEL, customModelName="c", jobName="j")
bedrock.create_model_import_job(importedModelName="i", jobName="j", roleArn="r", modelDataSource={})
models.start_async_invoke(
    modelId="amazon.nova-reel-v1:1", modelInput={"textToVideoParams": {"text": "A whale"}}, outputDataConfig={}
)
`,
      `
boto3 CreateModelInvocationJob model=amazon.nova-test-v1:0 cap=n/a region=us-east-1
  document: {records of the job}
boto3 CreateProvisionedModelThroughput model=amazon.nova-test-v1:0 cap=n/a region=us-east-1
boto3 CreateModelCustomizationJob model=amazon.nova-test-v1:0 cap=n/a region=us-east-1
boto3 CreateModelImportJob model=? cap=n/a region=us-east-1
boto3 StartAsyncInvoke model=amazon.nova-reel-v1:1 cap=n/a region=us-east-1
  user: A whale
`,
    ],
  ]);
});

describe('operations by the shape of their requests', () => {
  itFinds('app.py', [
    [
      'clients that are not known',
      `
def ask(client, params):
    client.retrieve(knowledgeBaseId="K", retrievalQuery={"text": "x"})
    client.retrieve_and_generate(**params)
    client.create_agent(agentName="a", foundationModel="m.a", agentResourceRoleArn="r")
    asyncio.to_thread(client.invoke_agent, agentId="A", agentAliasId="B", inputText="hello")
`,
      `
boto3 Retrieve model=- cap=n/a region=?
  user: x
boto3 RetrieveAndGenerate model=? cap=? region=? tier=? unseen
  document: {search results}
boto3 CreateAgent model=m.a cap=n/a region=?
boto3 InvokeAgent model=? cap=n/a region=? streaming unseen
  user: hello
`,
    ],
    [
      'methods of the same name of other things',
      `
import boto3
# "bedrock-agent"
def ask(client, params, retriever, query):
    client.retrieve(**params)
    client.retrieve(query)
    client.invoke_agent(agent="x", input="y")
    create_agent(model="m", tools=[])
    graph.create_agent(model="m", foundationModel="x")
    asyncio.to_thread(retriever.retrieve, query)
    client.rerank(query=query, documents=[], model="m")
boto3.client("kendra").retrieve(IndexId="i", QueryText="q")
boto3.client("datasync").create_agent(ActivationKey="k")
boto3.client("appflow").create_flow(flowName="f")
boto3.client("mediaconnect").create_flow(Name="f", executionRoleArn="r", definition={})
boto3.client("qconnect").create_knowledge_base(name="n", knowledgeBaseType="CUSTOM")
boto3.client("appsync").create_data_source(apiId="a", name="n", type="HTTP")
boto3.client("bedrock-agent").retrieve(knowledgeBaseId="K", retrievalQuery={"text": "x"})
boto3.client("bedrock-agentcore").invoke_agent_runtime(agentRuntimeArn="a")
`,
      '',
    ],
    [
      'what is not paid for by a model',
      `${CLIENTS}
models.apply_guardrail(guardrailIdentifier="g", guardrailVersion="1", source="INPUT", content=[])
models.count_tokens(modelId=MODEL, input={"converse": {"messages": []}})
agents.prepare_agent(agentId="A")
agents.create_agent_alias(agentId="A", agentAliasName="n")
agents.create_prompt_version(promptIdentifier="p")
agents.start_ingestion_job(knowledgeBaseId="K", dataSourceId="D")
bedrock.list_foundation_models()
bedrock.get_model_invocation_job(jobIdentifier="j")
`,
      '',
    ],
  ]);
});

describe('operations in the asynchronous AWS SDK for Python', () => {
  itFinds('app.py', [
    [
      'requests as objects',
      `
from aws_sdk_bedrock_runtime.client import BedrockRuntimeClient
from aws_sdk_bedrock_runtime.models import (
    ContentBlockText, ConverseInput, InferenceConfiguration, InvokeModelWithBidirectionalStreamOperationInput, Message,
)
class Sonic:
    def __init__(self, model_id="amazon.nova-sonic-v1:0"):
        self.model_id = model_id
        self.client = BedrockRuntimeClient(config=Config(region="us-east-1"))
    async def start(self):
        self.stream = await self.client.invoke_model_with_bidirectional_stream(
            InvokeModelWithBidirectionalStreamOperationInput(model_id=self.model_id)
        )
    async def ask(self, question):
        return await self.client.converse(ConverseInput(
            model_id="amazon.nova-test-v1:0",
            messages=[Message(role="user", content=[ContentBlockText(value=question)])],
            inference_config=InferenceConfiguration(max_tokens=9),
        ))
`,
      `
aws-sdk-python InvokeModelWithBidirectionalStream model=amazon.nova-sonic-v1:0 cap=n/a region=? streaming unseen
aws-sdk-python Converse model=amazon.nova-test-v1:0 cap=9 region=?
  user: {question}
`,
    ],
  ]);
});

describe('operations in the AWS SDK for Go', () => {
  itFinds('main.go', [
    [
      'each service, wrappers and interfaces, and constants of the package',
      `
package main

import (
	"context"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagent"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime"
	agenttypes "github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime/types"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
	"github.com/aws/aws-sdk-go-v2/service/kendra"
)

type Sender interface {
	SendConverse(ctx context.Context, in *bedrockruntime.ConverseInput) (*bedrockruntime.ConverseOutput, error)
	Log(in *bedrockruntime.ConverseInput)
}

type wrapper struct{ client *bedrockruntime.Client }

func (w *wrapper) Ask(ctx context.Context, in *bedrockruntime.ConverseInput) {
	w.client.Converse(ctx, in)
}

func run(ctx context.Context, s Sender, w *wrapper) {
	cfg, _ := config.LoadDefaultConfig(ctx, config.WithRegion("us-east-1"))
	rt := bedrockagentruntime.NewFromConfig(cfg)
	rt.RetrieveAndGenerate(ctx, &bedrockagentruntime.RetrieveAndGenerateInput{
		Input: &agenttypes.RetrieveAndGenerateInput{Text: aws.String("Who?")},
		RetrieveAndGenerateConfiguration: &agenttypes.RetrieveAndGenerateConfiguration{
			Type: agenttypes.RetrieveAndGenerateTypeKnowledgeBase,
			KnowledgeBaseConfiguration: &agenttypes.KnowledgeBaseRetrieveAndGenerateConfiguration{
				KnowledgeBaseId: aws.String("K"),
				ModelArn:        aws.String(modelID),
			},
		},
	})
	rt.Retrieve(ctx, &bedrockagentruntime.RetrieveInput{KnowledgeBaseId: aws.String("K"), RetrievalQuery: &agenttypes.KnowledgeBaseQuery{Text: aws.String("what?")}})
	rt.InvokeAgent(ctx, &bedrockagentruntime.InvokeAgentInput{AgentId: aws.String("A"), InputText: aws.String("Do it.")})
	bedrockagent.NewFromConfig(cfg).CreateAgent(ctx, &bedrockagent.CreateAgentInput{AgentName: aws.String("a"), FoundationModel: aws.String(modelID), Instruction: aws.String("You are a clerk.")})
	bedrock.NewFromConfig(cfg).CreateModelInvocationJob(ctx, &bedrock.CreateModelInvocationJobInput{ModelId: aws.String(modelID)})
	bedrockruntime.NewFromConfig(cfg).StartAsyncInvoke(ctx, &bedrockruntime.StartAsyncInvokeInput{ModelId: aws.String("amazon.nova-reel-v1:0")})
	in := &bedrockruntime.ConverseInput{ModelId: aws.String("amazon.nova-lite-v1:0"), InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(7)}}
	s.SendConverse(ctx, in)
	s.Log(in)
	w.Ask(ctx, in)
	kendra.NewFromConfig(cfg).Retrieve(ctx, &kendra.RetrieveInput{IndexId: aws.String("i")})
	creds.Retrieve(ctx)
}
`,
      `
aws-sdk-go-v2 Converse model=amazon.nova-lite-v1:0 cap=7 region=?
aws-sdk-go-v2 RetrieveAndGenerate model=amazon.nova-pro-v1:0 cap=- region=us-east-1 unseen
  document: {search results}
  user: Who?
aws-sdk-go-v2 Retrieve model=- cap=n/a region=us-east-1
  user: what?
aws-sdk-go-v2 InvokeAgent model=? cap=n/a region=us-east-1 streaming unseen
  user: Do it.
aws-sdk-go-v2 CreateAgent model=amazon.nova-pro-v1:0 cap=n/a region=us-east-1
  system: You are a clerk.
aws-sdk-go-v2 CreateModelInvocationJob model=amazon.nova-pro-v1:0 cap=n/a region=us-east-1
  document: {records of the job}
aws-sdk-go-v2 StartAsyncInvoke model=amazon.nova-reel-v1:0 cap=n/a region=us-east-1 unseen
aws-sdk-go-v2 Converse model=amazon.nova-lite-v1:0 cap=7 region=?
`,
      { workspaceFiles: { 'models.go': 'package main\n\nconst modelID = "amazon.nova-pro-v1:0"\n' } },
    ],
  ]);
});

describe('operations: what they cost', () => {
  const estimates = async (code: string): Promise<readonly string[]> => {
    const { callSites } = await analyzeText({ path: 'app.py', text: `${CLIENTS}${code}` });
    return callSites.map(({ estimate: { usdPerCall, unpricedBecause, unsized } }) =>
      [usdPerCall?.likely ?? unpricedBecause, ...unsized.map(({ name }) => `{${name}}`)].join(' '),
    );
  };

  it('is nothing where something is only created, and says so', async () => {
    const code = `
agents.create_agent(agentName="a", foundationModel=MODEL, instruction="You are a clerk.")
bedrock.create_provisioned_model_throughput(modelId=MODEL, provisionedModelName="p", modelUnits=1)
runtime.retrieve(knowledgeBaseId="K", retrievalQuery={"text": "what?"})
runtime.invoke_agent(agentId="A", agentAliasId="B", sessionId="s", inputText="Do it.")
`;
    assert.deepEqual(await estimates(code), [
      'an agent costs nothing to create; each call of it is paid for',
      'provisioned throughput is paid for by the hour, used or not',
      'a retrieval is paid for by its query and by the vector store that it searches, not by tokens',
      'the model is not known: the agent brings it, which is named here by its id only {further messages}',
    ]);
  });

  it('is that of the records of a job, of which none is seen', async () => {
    const code = 'bedrock.create_model_invocation_job(modelId=MODEL, inputDataConfig={}, outputDataConfig={})\n';
    const { callSites } = await analyzeText({ path: 'app.py', text: `${CLIENTS}${code}` });
    const [call] = callSites;
    assert.equal(call?.estimate.usdPerCall?.high, 0);
    assert.deepEqual(
      call.estimate.unsized.map(({ name }) => name),
      ['records of the job'],
    );
    assert.match(call.estimate.assumptions.join(' '), /answers of the job are paid for, too, at \$/);
  });

  it('is capped where the service reads the cap', async () => {
    const code = `runtime.retrieve_and_generate(input={"text": "Who?"}, retrieveAndGenerateConfiguration={
    "knowledgeBaseConfiguration": {"knowledgeBaseId": "K", "modelArn": MODEL}})
`;
    const { findings } = await analyzeText({ path: 'app.py', text: `${CLIENTS}${code}` });
    const edits = findings.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
    assert.match(JSON.stringify(edits), /generationConfiguration.*textInferenceConfig.*maxTokens/);
  });
});

describe('operations in the AWS SDK for JavaScript', () => {
  itFinds('app.ts', [
    [
      'commands of each service',
      `
import { RetrieveCommand, InvokeFlowCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import { CreateAgentCommand } from "@aws-sdk/client-bedrock-agent";
import { CreateModelInvocationJobCommand } from "@aws-sdk/client-bedrock";
import { InvokeModelWithBidirectionalStreamCommand } from "@aws-sdk/client-bedrock-runtime";
client.send(new RetrieveCommand({ knowledgeBaseId: "K", retrievalQuery: { text: "q" } }));
new InvokeFlowCommand(params);
new CreateAgentCommand({ agentName: "a", foundationModel: "m.a" });
new CreateModelInvocationJobCommand({ modelId: "m.a" });
new InvokeModelWithBidirectionalStreamCommand({ modelId: "amazon.nova-sonic-v1:0", body: stream() });
`,
      `
aws-sdk-js-v3 Retrieve model=- cap=n/a region=?
  user: q
aws-sdk-js-v3 InvokeFlow model=? cap=n/a region=? streaming unseen
aws-sdk-js-v3 CreateAgent model=m.a cap=n/a region=?
aws-sdk-js-v3 CreateModelInvocationJob model=m.a cap=n/a region=?
  document: {records of the job}
aws-sdk-js-v3 InvokeModelWithBidirectionalStream model=amazon.nova-sonic-v1:0 cap=n/a region=? streaming unseen
`,
    ],
    [
      'methods of the aggregated clients',
      `
import { BedrockAgentRuntime } from "@aws-sdk/client-bedrock-agent-runtime";
import { BedrockAgent } from "@aws-sdk/client-bedrock-agent";
import { Bedrock } from "@aws-sdk/client-bedrock";
const client = new BedrockAgentRuntime({ region: "eu-west-1" });
await client.retrieveAndGenerate({
  input: { text: \`Who is \${name}?\` },
  retrieveAndGenerateConfiguration: { knowledgeBaseConfiguration: { knowledgeBaseId: "K", modelArn: "m.a" } },
});
new BedrockAgent({}).createAgent({ agentName: "a", foundationModel: "m.b" });
new Bedrock({}).createModelInvocationJob({ modelId: "m.c" });
`,
      `
aws-sdk-js-v3 RetrieveAndGenerate model=m.a cap=- region=eu-west-1 unseen
  document: {search results}
  user: Who is {name}?
aws-sdk-js-v3 CreateAgent model=m.b cap=n/a region=-
aws-sdk-js-v3 CreateModelInvocationJob model=m.c cap=n/a region=-
  document: {records of the job}
`,
    ],
    [
      'version 2',
      `
import AWS, { BedrockRuntime } from "aws-sdk";
import Runtime from "aws-sdk/clients/bedrockruntime";
import * as All from "aws-sdk";
new AWS.BedrockRuntime({ region: "us-west-2" }).invokeModel({ modelId: "m.a", body: "{}" }, (error, data) => {});
await new BedrockRuntime().converse({ modelId: "m.b" }).promise();
new Runtime().converse({ modelId: "m.c" });
new All.BedrockAgentRuntime().retrieve({ knowledgeBaseId: "K", retrievalQuery: { text: "q" } });
new AWS.Kendra().retrieve({ IndexId: "i" });
new AWS.Appflow().createFlow({ flowName: "f" });
`,
      `
aws-sdk-js-v2 InvokeModel model=m.a cap=? region=us-west-2 unseen
aws-sdk-js-v2 Converse model=m.b cap=- region=-
aws-sdk-js-v2 Converse model=m.c cap=- region=-
aws-sdk-js-v2 Retrieve model=- cap=n/a region=-
  user: q
`,
    ],
    [
      'commands of the same name of other packages, and of a file that is not there',
      `
import { RetrieveCommand } from "@aws-sdk/client-kendra";
import { CreateFlowCommand } from "@aws-sdk/client-mediaconnect";
import { InvokeAgentCommand } from "./commands";
// @aws-sdk/client-bedrock
new RetrieveCommand({ IndexId: "i" });
new CreateFlowCommand({ Name: "f" });
new InvokeAgentCommand({ name: "x" });
vectorStore.asRetriever().retrieve({ knowledgeBaseId: "K" });
`,
      '',
    ],
  ]);
});
