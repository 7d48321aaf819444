import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';

describe('libraries for .NET', () => {
  it('reads chat clients of Microsoft.Extensions.AI at each place that asks them', async () => {
    const [call, ...others] = await callsIn(`
using Amazon.BedrockRuntime;
using Microsoft.Extensions.AI;

var other = new OpenAIClient("key").GetChatClient("gpt-4.1").AsIChatClient();
var inner = new AmazonBedrockRuntimeClient(RegionEndpoint.EUWest1).AsIChatClient("${NOVA}");
IChatClient client = new ChatClientBuilder(inner).UseFunctionInvocation().Build();
List<ChatMessage> messages = [new ChatMessage(ChatRole.System, "Be terse."), new(ChatRole.User, question)];
await client.GetResponseAsync("Say hello.", new ChatOptions { MaxOutputTokens = 90 });
await foreach (var update in client.GetStreamingResponseAsync(messages, new() { ModelId = "${HAIKU}" })) Console.Write(update);
`);
    assert.ok(call);
    assert.equal(others.length, 0);
    assert.equal(call.sdk, 'microsoft-extensions-ai');
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.deepEqual(
      call.uses.map(({ model, maxTokens, isStreaming }) => [knownValue(model), knownValue(maxTokens), isStreaming]),
      [
        [NOVA, 90, false],
        [HAIKU, undefined, true],
      ],
    );
    assert.deepEqual(textsOf(call.uses[0]), ['Say hello.']);
    assert.equal(textsOf(call.uses[1])[0], 'Be terse.');
  });

  it('reads agents that are made of a chat client', async () => {
    const [call] = await callsIn(`
using Amazon.BedrockRuntime;
using Microsoft.Agents.AI;

AmazonBedrockRuntimeClient runtime = new(RegionEndpoint.USEast1);
ChatClientAgent agent = new(runtime.AsIChatClient("${NOVA}"), instructions: "You are terse.");
await agent.RunAsync("Hello");
`);
    assert.ok(call);
    assert.equal(knownValue(call.model), NOVA);
    assert.deepEqual(textsOf(call.uses[0]), ['You are terse.', 'Hello']);
  });

  it('reads an embedding generator, which takes no cap', async () => {
    const [call] = await callsIn(`
class Index(IAmazonBedrockRuntime runtime)
{
  IEmbeddingGenerator<string, Embedding<float>> generator = runtime.AsIEmbeddingGenerator("amazon.titan-embed-text-v2:0");
}
`);
    assert.ok(call);
    assert.equal(knownValue(call.model), 'amazon.titan-embed-text-v2:0');
    assert.equal(call.takesMaxTokens, false);
  });

  it('reads services that are added to a kernel of Semantic Kernel', async () => {
    const calls = await callsIn(`
using Microsoft.SemanticKernel;

var kernel = Kernel.CreateBuilder().AddBedrockChatCompletionService("${NOVA}").Build();
var answer = await kernel.InvokePromptAsync("Say hello.");
builder.Services.AddBedrockEmbeddingGenerator(modelId: "amazon.titan-embed-text-v2:0");
var service = new BedrockChatCompletionService("${HAIKU}", runtime);
builder.Services.AddAzureOpenAIChatCompletion("gpt-4.1", endpoint, key);
`);
    assert.deepEqual(
      calls.map(({ model, takesMaxTokens }) => [knownValue(model), takesMaxTokens]),
      [
        [NOVA, true],
        ['amazon.titan-embed-text-v2:0', false],
        [HAIKU, true],
      ],
    );
    assert.equal(calls[0]?.libraryMaxTokens, 'unknown');
    assert.deepEqual(textsOf(calls[0].uses[0]), ['Say hello.']);
  });

  it('takes no method or class of the workspace for one of the libraries', async () => {
    const calls = await callsIn(`
using Microsoft.SemanticKernel.Agents.Bedrock;

class BedrockAgent(string name, Client client, Client other) { }
class Maker { BedrockAgent Make() => new BedrockAgent("a", null, null); }
static class Extensions
{
  public static Builder AddBedrockChatCompletionService(this Builder builder, string id) => builder;
  static void Use(Builder builder) { builder.AddBedrockChatCompletionService("x"); }
}
`);
    assert.equal(calls.length, 0);
  });

  it("reads Anthropic's SDK and Claudia on Bedrock", async () => {
    const calls = await callsIn(`
using Anthropic.Bedrock;
using Claudia;

AnthropicBedrockClient client = new(credentials);
MessageCreateParams parameters = new()
{
    MaxTokens = 2048,
    System = "Be terse.",
    Messages = [new() { Content = "Tell a story.", Role = Role.User }],
    Model = "global.anthropic.claude-haiku-4-5-20251001-v1:0",
};
var response = await client.Messages.Create(parameters);
var direct = await new AnthropicClient().Messages.Create(parameters);

var anthropic = new AmazonBedrockRuntimeClient(RegionEndpoint.USEast1).UseAnthropic("${HAIKU}");
var stream = anthropic.Messages.CreateStreamAsync(new() { Model = "bedrock-2023-05-31", MaxTokens = 1024, Messages = [new() { Role = "user", Content = "Hi" }] });
var bedrock = new AmazonBedrockRuntimeClient(RegionEndpoint.USEast1);
await bedrock.InvokeModelAsync("${HAIKU}", new() { Model = "bedrock-2023-05-31", MaxTokens = 512, Messages = [new() { Role = "user", Content = "Hi" }] });
`);
    assert.deepEqual(
      calls.map(({ sdk, model, maxTokens, isStreaming }) => [
        sdk,
        knownValue(model),
        knownValue(maxTokens),
        isStreaming,
      ]),
      [
        ['anthropic', 'global.anthropic.claude-haiku-4-5-20251001-v1:0', 2048, false],
        ['claudia', HAIKU, 1024, true],
        ['claudia', HAIKU, 512, false],
      ],
    );
    assert.deepEqual(textsOf(calls[0]), ['Be terse.', 'Tell a story.']);
  });

  it('reads plain HTTP requests', async () => {
    const calls = await callsIn(`
class Asker(HttpClient http)
{
  async Task Post(string region)
  {
    var body = JsonSerializer.Serialize(new { messages = new[] { new { role = "user", content = new[] { new { text = "Hi" } } } }, inferenceConfig = new { maxTokens = 50 } });
    await http.PostAsync($"https://bedrock-runtime.{region}.amazonaws.com/model/${NOVA}/converse", new StringContent(body, Encoding.UTF8, "application/json"));
  }
  async Task Send()
  {
    var request = new HttpRequestMessage(HttpMethod.Post, "https://bedrock-runtime.us-east-1.amazonaws.com/model/${NOVA}/converse");
    request.Content = JsonContent.Create(new { messages = new[] { new { role = "user", content = new[] { new { text = "Hi" } } } }, inferenceConfig = new { maxTokens = 60 } });
    await http.SendAsync(request);
  }
}
`);
    assert.deepEqual(
      calls.map(({ sdk, model, maxTokens }) => [sdk, knownValue(model), knownValue(maxTokens)]),
      [
        ['http', NOVA, 50],
        ['http', NOVA, 60],
      ],
    );
  });
});

async function callsIn(text: string): Promise<readonly CallSite[]> {
  return (await analyzeText({ path: 'src/App/Program.cs', text })).callSites.map(({ callSite }) => callSite);
}

function textsOf(request: Pick<CallSite, 'segments'> | undefined): readonly string[] {
  return (request?.segments ?? []).map(({ parts }) =>
    parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join(''),
  );
}
