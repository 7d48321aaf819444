import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import type { EditIntent } from '../../../src/core/domain/edit.ts';
import { knownValue, knownValues } from '../../../src/core/domain/resolved.ts';
import { csharp } from '../../../src/core/languages/csharp/csharp.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
import { analyzeText } from '../../support/analyze.ts';

const PATH = 'src/Shop/Services/ChatService.cs';

const HEAD = `using System.Text;
using System.Text.Json;
using Amazon;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;

namespace Shop.Services;

`;

describe('AWS SDK for .NET', () => {
  it('reads a Converse request with its blocks and enumerations', async () => {
    const [call] = await callsIn(`
      class Asker(IAmazonBedrockRuntime client)
      {
        public async Task AskAsync(string question)
        {
          var request = new ConverseRequest
          {
            ModelId = "amazon.nova-lite-v1:0",
            InferenceConfig = new() { MaxTokens = 512 },
            PerformanceConfig = new PerformanceConfiguration { Latency = PerformanceConfigLatency.Optimized },
            System = [new SystemContentBlock { Text = "Be terse." }, new() { CachePoint = new CachePointBlock { Type = CachePointType.Default } }],
            Messages = new List<Message>
            {
              new() { Role = ConversationRole.User, Content = [new ContentBlock { Image = new ImageBlock { Format = ImageFormat.Png } }, new() { Text = question }] },
            },
            ToolConfig = new ToolConfiguration { Tools = [new Tool { ToolSpec = new ToolSpecification { Name = "Look" } }] },
          };
          request.Messages.Add(new Message { Role = ConversationRole.Assistant, Content = [new() { Text = "{" }] });
          await client.ConverseAsync(request).ConfigureAwait(false);
        }
      }`);
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.serviceTier), 'optimized');
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['tools', 'system', 'image', 'user', 'assistant'],
    );
    assert.equal(textOf(call, 1), 'Be terse.');
    assert.ok(call.segments[1]?.checkpoint);
    assert.equal(textOf(call, 3), '‹question›');
    assert.equal(call.toolCount, 1);
  });

  it('reads what is assigned to a request later, and the Region of the client', async () => {
    const [call] = await callsIn(`
      static class Runner
      {
        static async Task Main()
        {
          using var client = new AmazonBedrockRuntimeClient(new BasicAWSCredentials("a", "b"), RegionEndpoint.EUWest1);
          var request = new ConverseStreamRequest();
          request.ModelId = "amazon.nova-lite-v1:0";
          request.InferenceConfig = new InferenceConfiguration { MaxTokens = 100 };
          foreach (var line in File.ReadAllLines("x")) { await client.ConverseStreamAsync(request); }
        }
      }`);
    assert.ok(call);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 100);
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.equal(call.isStreaming, true);
    assert.equal(call.loop.isInLoop, true);
  });

  for (const [form, body] of Object.entries({
    'an anonymous object':
      'var body = JsonSerializer.Serialize(new { anthropic_version = "x", max_tokens = 300, messages = new[] { new { role = "user", content = $"Say {word}" } } });',
    'a JSON object':
      'var body = new JsonObject { ["max_tokens"] = 300, ["messages"] = new JsonArray { new JsonObject { ["role"] = "user", ["content"] = $"Say {word}" } } }.ToJsonString();',
    'a dictionary':
      'var body = JsonConvert.SerializeObject(new Dictionary<string, object> { { "max_tokens", 300 }, { "messages", new[] { new { role = "user", content = $"Say {word}" } } } });',
    'a raw text':
      'var body = $$"""\n  {"max_tokens": 300, "messages": [{"role": "user", "content": "Say {{word}}"}]}\n  """;',
    'objects of classes':
      'var body = JsonSerializer.Serialize(new ClaudeRequest { Messages = [new ClaudeMessage("user", $"Say {word}")] });',
  })) {
    it(`reads a body that is ${form}`, async () => {
      const [call] = await callsIn(
        `
      class Asker(IAmazonBedrockRuntime client)
      {
        public async Task AskAsync(string word)
        {
          ${body}
          var response = await client.InvokeModelAsync(new InvokeModelRequest
          {
            ModelId = "anthropic.claude-3-haiku-20240307-v1:0",
            Body = new MemoryStream(Encoding.UTF8.GetBytes(body)),
          });
        }
      }`,
        {
          'src/Shop/Contracts/Requests.cs': `namespace Shop.Contracts;
public record ClaudeMessage(string Role, string Content);
public class ClaudeRequest
{
  [JsonPropertyName("max_tokens")] public int Limit { get; set; } = 300;
  [JsonPropertyName("messages")] public List<ClaudeMessage> Messages { get; set; } = [];
}
`,
        },
      );
      assert.ok(call);
      assert.equal(knownValue(call.maxTokens), 300);
      assert.equal(textOf(call, 0), 'Say ‹word›');
    });
  }

  it('follows settings, classes that are bound to a section of them, and defaults', async () => {
    const calls = await callsIn(
      `
      class Asker(IAmazonBedrockRuntime client, IConfiguration configuration, IOptions<BedrockOptions> options)
      {
        private readonly BedrockOptions _options = options.Value;
        private readonly string _fromKey = configuration["Bedrock:Keyed:ModelId"] ?? "amazon.nova-micro-v1:0";
        private readonly string _missing = configuration["No:Such:Key"] ?? "amazon.nova-micro-v1:0";
        private readonly int _limit = configuration.GetSection("Bedrock").GetValue<int>("Limit");

        public Task One() => client.ConverseAsync(new ConverseRequest { ModelId = _options.ModelId, InferenceConfig = new() { MaxTokens = _options.MaxTokens } });
        public Task Two() => client.ConverseAsync(new ConverseRequest { ModelId = _fromKey, InferenceConfig = new() { MaxTokens = _limit } });
        public Task Three() => client.ConverseAsync(new ConverseRequest { ModelId = _missing });
      }`,
      {
        'src/Shop/Options/BedrockOptions.cs':
          'namespace Shop.Options; public class BedrockOptions { public string ModelId { get; set; } = "x"; public int MaxTokens { get; set; } = 700; }',
        'src/Host/Program.cs':
          'var builder = WebApplication.CreateBuilder(args); builder.Services.Configure<BedrockOptions>(builder.Configuration.GetSection("Bedrock:Bound"));',
        'src/Host/appsettings.json': `{
  // Comments are allowed.
  "Bedrock": { "Keyed": { "ModelId": "amazon.nova-lite-v1:0" }, "Bound": { "ModelId": "amazon.nova-pro-v1:0" }, "Limit": 90 }
}`,
        'src/Host/appsettings.Development.json': '{ "Bedrock": { "Bound": { "ModelId": "amazon.nova-micro-v1:0" } } }',
      },
    );
    const [one, two, three] = calls;
    assert.ok(one && two && three);
    assert.deepEqual(knownValues(one.model), ['amazon.nova-pro-v1:0', 'amazon.nova-micro-v1:0']);
    assert.equal(knownValue(one.maxTokens), 700);
    assert.deepEqual(knownValues(two.model).slice(0, 1), ['amazon.nova-lite-v1:0']);
    assert.equal(knownValue(two.maxTokens), 90);
    assert.equal(knownValue(three.model), 'amazon.nova-micro-v1:0');
  });

  it('finds operations of the other services, and none in methods of the program that are called like them', async () => {
    const calls = await callsIn(`
      class Knowledge(IAmazonBedrockAgentRuntime agents, AmazonBedrockRuntimeClient runtime, Kendra kendra)
      {
        Task Ask(string question) => agents.RetrieveAndGenerateAsync(new RetrieveAndGenerateRequest
        {
          Input = new RetrieveAndGenerateInput { Text = question },
          RetrieveAndGenerateConfiguration = new()
          {
            Type = RetrieveAndGenerateType.KNOWLEDGE_BASE,
            KnowledgeBaseConfiguration = new() { KnowledgeBaseId = "KB", ModelArn = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0" },
          },
        });
        Task Agent() => agents.InvokeAgentAsync(new InvokeAgentRequest { AgentId = "A", AgentAliasId = "B", InputText = "x" });
        Task Other() => kendra.RetrieveAsync(new Amazon.Kendra.Model.RetrieveRequest { IndexId = "i" });
        Task Wrapped() => runtime.InvokeModelAsync("amazon.nova-lite-v1:0", "{}");
      }
      static class Extensions
      {
        public static Task InvokeModelAsync(this AmazonBedrockRuntimeClient client, string modelId, string body)
        {
          return client.InvokeModelAsync(new InvokeModelRequest { ModelId = modelId, Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) });
        }
      }`);
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ['RetrieveAndGenerate', 'InvokeAgent', 'InvokeModel'],
    );
    assert.match(knownValue(calls[0]?.model ?? assert.fail()) ?? '', /nova-lite/);
    assert.equal(knownValue(calls[2]?.model ?? assert.fail()), 'amazon.nova-lite-v1:0');
  });

  it('writes a cap and a checkpoint as C# has them', async () => {
    const source = (config: string, system: string): string => `${HEAD}class Asker(IAmazonBedrockRuntime client)
{
    Task Ask() => client.ConverseAsync(new ConverseRequest
    {
        ModelId = "amazon.nova-lite-v1:0",
        System = [new SystemContentBlock { Text = "x" }${system}],${config}
    });
}
`;
    const before = source('', '');
    const [call] = await callsOf(before);
    const config = '\n        InferenceConfig = new InferenceConfiguration { MaxTokens = 1024 },';
    const point = ', new SystemContentBlock { CachePoint = new CachePointBlock { Type = "default" } }';
    assert.equal(edited(before, call?.setMaxTokens?.(1024) ?? []), source(config, ''));
    assert.equal(edited(before, call?.segments[0]?.insertCheckpoint ?? []), source('', point));
    const capped = source(config, '');
    const [again] = await callsOf(capped);
    assert.equal(edited(capped, again?.setMaxTokens?.(64) ?? []), capped.replace('1024', '64'));
  });

  it('writes a cap into a body', async () => {
    const source = (cap: string): string => `${HEAD}class Asker(IAmazonBedrockRuntime client)
{
    Task Ask()
    {
        var body = JsonSerializer.Serialize(new { anthropic_version = "x", messages = new[] { new { role = "user", content = "x" } }${cap} });
        return client.InvokeModelAsync(new InvokeModelRequest { ModelId = "anthropic.claude-3-haiku-20240307-v1:0", Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) });
    }
}
`;
    const [call] = await callsOf(source(''));
    assert.equal(edited(source(''), call?.setMaxTokens?.(64) ?? []), source(', max_tokens = 64'));
  });
});

function callsIn(body: string, workspaceFiles: Readonly<Record<string, string>> = {}): Promise<readonly CallSite[]> {
  return callsOf(HEAD + body, workspaceFiles);
}

async function callsOf(
  text: string,
  workspaceFiles: Readonly<Record<string, string>> = {},
): Promise<readonly CallSite[]> {
  return (await analyzeText({ path: PATH, text, workspaceFiles })).callSites.map(({ callSite }) => callSite);
}

function textOf(call: CallSite, index: number): string | undefined {
  return call.segments[index]?.parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}

function edited(text: string, edits: readonly EditIntent[]): string {
  const written = edits.map((edit) => csharp.writeEdit({ uri: `file:///workspace/${PATH}`, text }, edit));
  return applyEdits(
    text,
    written.flatMap((textEdits) => textEdits ?? assert.fail('no place for the edit')),
  );
}
