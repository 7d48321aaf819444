import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { swift } from '../../../src/core/languages/swift/swift.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
import { analyzeText } from '../../support/analyze.ts';

describe('AWS SDK for Swift', () => {
  it('reads a request of initializers and unions', async () => {
    const [call] = await callsIn(`import AWSBedrockRuntime
      struct Asker {
        private let modelId = "amazon.nova-lite-v1:0"
        func ask(_ question: String) async throws {
          let client = try BedrockRuntimeClient(region: "eu-west-1")
          let message = BedrockRuntimeClientTypes.Message(content: [.text("Explain \\(question)")], role: .user)
          let input = ConverseInput(
            inferenceConfig: BedrockRuntimeClientTypes.InferenceConfiguration(maxTokens: 512),
            messages: [message],
            modelId: modelId,
            system: [.text("Be terse."), .cachepoint(.init(type: .default))]
          )
          let response = try await client.converse(input: input)
        }
      }`);
    assert.ok(call);
    assert.equal(call.operation, 'Converse');
    assert.equal(call.sdk, 'aws-sdk-swift');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.equal(textOf(call, 0), 'Be terse.');
    assert.equal(textOf(call, 1), 'Explain ‹question›');
    assert.equal(
      call.segments.some(({ checkpoint }) => checkpoint !== undefined),
      true,
    );
  });

  it('reads bodies of dictionaries, of data that is written as JSON, and of text', async () => {
    const calls = await callsIn(`import AWSBedrockRuntime
      struct Body: Encodable {
        let anthropicVersion = "bedrock-2023-05-31"
        let maxTokens: Int
        let messages: [Turn]
        enum CodingKeys: String, CodingKey {
          case anthropicVersion = "anthropic_version", maxTokens = "max_tokens", messages
        }
      }
      struct Turn: Codable { let role: String; let content: String }
      let id = "anthropic.claude-3-haiku-20240307-v1:0"
      func ask(client: BedrockRuntimeClient, question: String) async throws {
        let first: [String: Any] = ["anthropic_version": "x", "max_tokens": 100, "messages": [["role": "user", "content": question]]]
        let data = try JSONSerialization.data(withJSONObject: first)
        _ = try await client.invokeModel(input: InvokeModelInput(body: data, modelId: id))
        let second = Body(maxTokens: 200, messages: [Turn(role: "user", content: "Hello")])
        _ = try await client.invokeModel(input: .init(body: try JSONEncoder().encode(second), modelId: id))
        let third = """
          {"anthropic_version": "x", "max_tokens": 300, "messages": [{"role": "user", "content": "\\(question)"}]}
          """.data(using: .utf8)
        _ = try await client.invokeModelWithResponseStream(input: InvokeModelWithResponseStreamInput(body: third, modelId: id))
      }`);
    assert.deepEqual(
      calls.map((call) => knownValue(call.maxTokens)),
      [100, 200, 300],
    );
    assert.deepEqual(
      calls.map(({ isStreaming }) => isStreaming),
      [false, false, true],
    );
  });

  it('knows what an enumeration says of its cases, and what the environment gives', async () => {
    const calls = await callsIn(`import AWSBedrockRuntime
      enum Model: String {
        case lite = "amazon.nova-lite-v1:0", pro
        var id: String {
          switch self {
          case .lite: return rawValue
          case .pro: return "amazon.nova-pro-v1:0"
          }
        }
      }
      let model: Model = .pro
      let other = ProcessInfo.processInfo.environment["MODEL"] ?? "amazon.nova-micro-v1:0"
      func ask(client: BedrockRuntimeClient) async throws {
        _ = try await client.converse(input: ConverseInput(modelId: model.id))
        _ = try await client.converse(input: ConverseInput(modelId: Model.lite.rawValue))
        _ = try await client.converse(input: ConverseInput(modelId: other))
      }`);
    assert.deepEqual(
      calls.map((call) => call.model.state === 'known' && call.model.value),
      ['amazon.nova-pro-v1:0', 'amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'],
    );
  });

  it('leaves alone what is only called like the API', async () => {
    const calls = await callsIn(`import AWSBedrockRuntime
      struct Service {
        func converse(_ text: String) async -> String { text }
        func run() async { _ = await converse("a"); _ = await self.converse("b") }
      }
      func other(store: Store) { store.retrieve(key: "x") }`);
    assert.deepEqual(calls, []);
  });

  it('sets a cap among the arguments, in their order', async () => {
    const text = `import AWSBedrockRuntime
      func ask(client: BedrockRuntimeClient) async throws {
        _ = try await client.converse(input: ConverseInput(messages: [], modelId: "amazon.nova-lite-v1:0"))
      }`;
    const [call] = await callsIn(text);
    const edits = call?.setMaxTokens?.(256) ?? [];
    assert.equal(edits.length, 1);
    const written = edits.flatMap(
      (edit) => swift.writeEdit({ uri: 'file:///workspace/Sources/Asker.swift', text }, edit) ?? [],
    );
    assert.ok(
      applyEdits(text, written).includes(
        'ConverseInput(inferenceConfig: .init(maxTokens: 256), messages: [], modelId:',
      ),
      applyEdits(text, written),
    );
  });
});

describe('Soto', () => {
  it('reads requests that are handed over and those that are made in the call', async () => {
    const calls = await callsIn(`import SotoBedrockRuntime
      func ask(awsClient: AWSClient, prompt: String) async throws {
        let bedrock = BedrockRuntime(client: awsClient, region: .useast1)
        let request = BedrockRuntime.ConverseRequest(
          inferenceConfig: .init(maxTokens: 64), messages: [.init(content: [.text(prompt)], role: .user)], modelId: "amazon.nova-lite-v1:0")
        _ = try await bedrock.converse(request)
        _ = try await bedrock.converse(messages: [.init(content: [.text(prompt)], role: .user)], modelId: "amazon.nova-pro-v1:0")
      }`);
    assert.deepEqual(
      calls.map(({ model, region }) => [knownValue(model), knownValue(region)]),
      [
        ['amazon.nova-lite-v1:0', 'us-east-1'],
        ['amazon.nova-pro-v1:0', 'us-east-1'],
      ],
    );
    assert.equal(calls[0] && knownValue(calls[0].maxTokens), 64);
  });
});

describe('swift-bedrock-library', () => {
  it('reads builders, and the models that it knows by name', async () => {
    const calls = await callsIn(`import BedrockService
      func ask() async throws {
        let bedrock = try await BedrockService(region: .uswest2)
        let model: BedrockModel = .nova_lite
        var builder = try ConverseRequestBuilder(with: model).withSystemPrompt("Be terse.").withPrompt("Tell me").withMaxTokens(100)
        let reply = try await bedrock.converse(with: builder)
        builder = try ConverseRequestBuilder(from: builder, with: reply).withPrompt("And then?")
        _ = try await bedrock.converseStream(with: builder)
        _ = try await bedrock.completeText("Hello", with: .claudev3_haiku)
        _ = try await bedrock.generateImage("A cat", with: .nova_canvas)
      }`);
    assert.deepEqual(
      calls.map(({ operation, model }) => [operation, knownValue(model)]),
      [
        ['Converse', 'amazon.nova-lite-v1:0'],
        ['ConverseStream', 'amazon.nova-lite-v1:0'],
        ['InvokeModel', 'anthropic.claude-3-haiku-20240307-v1:0'],
        ['InvokeModel', 'amazon.nova-canvas-v1:0'],
      ],
    );
    const [first] = calls;
    assert.ok(first);
    assert.equal(knownValue(first.maxTokens), 100);
    assert.equal(textOf(first, 0), 'Be terse.');
    assert.equal(textOf(first, 1), 'Tell me');
    assert.equal(calls[2]?.libraryMaxTokens, 'unknown');
    assert.equal(calls[3]?.takesMaxTokens, false);
  });

  it('reads an operation of a protocol that the client keeps, whoever makes the request', async () => {
    const calls = await callsIn(`import AWSBedrockRuntime
      protocol Runtime {
        func converse(input: ConverseInput) async throws -> ConverseOutput
        func invokeModel(input: InvokeModelInput) async throws -> InvokeModelOutput
      }
      extension BedrockRuntimeClient: Runtime {}
      struct Asker {
        private let client: Runtime
        func ask(_ question: String) async throws {
          let input = ConverseInput(messages: [.init(content: [.text(question)], role: .user)], modelId: "amazon.nova-lite-v1:0")
          _ = try await self.client.converse(input: input)
          let made: InvokeModelInput = try Requests.of(question).getInvokeModelInput()
          _ = try await self.client.invokeModel(input: made)
        }
      }
      struct Own {
        func invokeModel(input: String) async throws -> String { return input }
        func run() async throws { _ = try await self.invokeModel(input: "x") }
      }`);
    assert.deepEqual(
      calls.map(({ operation, model }) => [operation, knownValue(model)]),
      [
        ['Converse', 'amazon.nova-lite-v1:0'],
        ['InvokeModel', undefined],
      ],
    );
  });
});

async function callsIn(text: string): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({ path: 'Sources/Asker.swift', text });
  return callSites.map(({ callSite }) => callSite);
}

function textOf({ segments }: CallSite, index: number): string | undefined {
  return segments[index]?.parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}
