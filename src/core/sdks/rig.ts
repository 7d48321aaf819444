import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { joinContent, readSystem } from '../requests/content.ts';
import { asObject, readField, readModel } from '../requests/fields.ts';
import { instancesOf, lastName, methodName, receiverOf } from './matching.ts';
import { argumentOf, listOf, objectOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf, requestThrough } from './modelObjects.ts';
import { settingsDraft } from './objectLibrary.ts';

const ID = 'rig';

/** Methods of an agent that send, and whether the answer comes as a stream. */
const SENDING: ReadonlyMap<string, boolean> = new Map([
  ['prompt', false],
  ['prompt_typed', false],
  ['chat', false],
  ['extract', false],
  ['stream_prompt', true],
  ['stream_chat', true],
]);

/** Methods of a client that give a model which makes no text. */
const WORDLESS: ReadonlySet<string> = new Set([
  ...['embedding_model', 'embedding_model_with_ndims', 'embeddings', 'embeddings_with_ndims', 'image_generation_model'],
]);

/**
 * rig with its crate for Bedrock: `Client::from_env().agent(AMAZON_NOVA_LITE).preamble("…").build()`, asked by `agent.prompt("…")`.
 * Source: github.com/0xPlaygrounds/rig, `crates/rig-bedrock`: it calls `Converse`, and sends no cap where none is set.
 */
export const rig: Sdk = {
  id: ID,
  languages: ['rust'],
  marks: ['rig_bedrock', 'bedrock::Client', 'bedrock::client'],
  packages: ['rig', 'rig_core', 'rig_bedrock', 'rig_agent'],
  match(call, context) {
    const name = methodName(call);
    const receiver = receiverOf(call);
    if (receiver === undefined || name === undefined) return undefined;
    if (name === 'build') {
      const agent = instancesOf(context.evaluate(receiver)).find((object) => object.isBuilder && isAgent(object));
      return agent && agentDraft(agent.arguments);
    }
    if (!WORDLESS.has(name) || !instancesOf(context.evaluate(receiver)).some(isClient)) return undefined;
    const settings = asObject(context.evaluateArguments(call));
    const model = readModel(withModel(settings), 'model');
    return settingsDraft(settings, { sdk: ID, operation: 'InvokeModel', model, region: REGION, cap: [] });
  },
  uses: { names: new Set(SENDING.keys()), match: matchUse },
};

const REGION = unknown('the client takes it from the environment or a profile');

/** `rig_bedrock.client#Client.from_env`, `rig#bedrock.Client.new`. */
function isClient({ symbol }: InstanceValue): boolean {
  return /^rig[\w.]*#/.test(symbol) && symbol.includes('bedrock') && /(?:^|[.#])Client(?:\.\w+)?$/.test(symbol);
}

/** Begun by a client, or made of a model that one gave. */
function isAgent({ symbol, arguments: { fields } }: InstanceValue): boolean {
  if (/^rig[\w.]*#/.test(symbol) && symbol.includes('bedrock') && /Client\.(?:agent|extractor)$/.test(symbol))
    return true;
  const model = fields.get('0')?.value;
  return lastName(symbol) === 'AgentBuilder' && model !== undefined && instancesOf(model).some(isModel);
}

function isModel({ symbol }: InstanceValue): boolean {
  return symbol.includes('bedrock') && lastName(symbol) === 'completion_model';
}

function agentDraft(settings: ObjectValue): CallDraft {
  const model = readModel(withModel(settings), 'model');
  const draft = settingsDraft(settings, {
    sdk: ID,
    operation: 'Converse',
    model,
    region: REGION,
    cap: [['max_tokens']],
  });
  const preamble = readField(settings, 'preamble');
  const content = preamble === 'absent' ? undefined : joinContent(readSystem(preamble, 'none'));
  return { ...draft, ...content, hasUnseenInput: true, region: draft.region };
}

/** The model as a field of that name: a text, a constant of the crate, or what a model object was made with. */
function withModel(settings: ObjectValue): ObjectValue {
  const field = settings.fields.get('0');
  if (field === undefined) return settings;
  return { ...settings, fields: new Map([...settings.fields, ['model', { ...field, value: idOf(field.value) }]]) };
}

function idOf(value: Value): Value {
  if (value.kind === 'choice') return { kind: 'choice', options: value.options.map(idOf) };
  if (value.kind === 'instance') return value.arguments.fields.get('0')?.value ?? value;
  const id = value.kind === 'symbol' ? MODELS.get(lastName(value.symbol)) : undefined;
  return value.kind === 'symbol' && id !== undefined ? textOf(id, value.origin) : value;
}

function matchUse(call: CallExpression, context: MatchContext): UseDraft | undefined {
  const isStreaming = SENDING.get(methodName(call) ?? '');
  const receiver = receiverOf(call);
  if (isStreaming === undefined || receiver === undefined) return undefined;
  const agents = instancesOf(context.evaluate(receiver)).filter(
    (object) => object.isBuilder !== true && isAgent(object),
  );
  if (agents.length === 0) return undefined;
  const spot = { uri: context.uri, range: call.range };
  const passed = asObject(context.evaluateArguments(call));
  const prompt = argumentOf(passed, '0');
  const history = optionsOf(argumentOf(passed, '1') ?? objectOf({}, spot)).find(({ kind }) => kind === 'list');
  const before = history?.kind === 'list' ? history.items : [];
  const asked = prompt ? [messageOf('user', prompt, spot)] : [];
  const content = contentOf(listOf([...before, ...asked], spot, passed.fields.has('1')), undefined, spot);
  return {
    requests: agents.map((agent) => ({
      madeAt: { uri: agent.origin.uri, range: agent.origin.range },
      request: requestThrough(agentDraft(agent.arguments), content, isStreaming),
    })),
    through: [],
  };
}

/** Source: `crates/rig-bedrock/src/completion.rs`, version of August 2026. */
const MODELS: ReadonlyMap<string, string> = new Map([
  ['AMAZON_NOVA_LITE', 'amazon.nova-lite-v1:0'],
  ['AMAZON_NOVA_MICRO', 'amazon.nova-micro-v1:0'],
  ['AMAZON_NOVA_PRO', 'amazon.nova-pro-v1:0'],
  ['AMAZON_NOVA_CANVAS', 'amazon.nova-canvas-v1:0'],
  ['AMAZON_NOVA_REEL_V1_0', 'amazon.nova-reel-v1:0'],
  ['AMAZON_NOVA_REEL_V1_1', 'amazon.nova-reel-v1:1'],
  ['AMAZON_NOVA_SONIC', 'amazon.nova-sonic-v1:0'],
  ['AMAZON_RERANK_1_0', 'amazon.rerank-v1:0'],
  ['AMAZON_TITAN_EMBEDDINGS_G1_TEXT', 'amazon.titan-embed-text-v1'],
  ['AMAZON_TITAN_MULTIMODAL_EMBEDDINGS_G1', 'amazon.titan-embed-image-v1'],
  ['AMAZON_TITAN_EMBED_TEXT_V2_0', 'amazon.titan-embed-text-v2:0'],
  ['AMAZON_TITAN_TEXT_EMBEDDINGS_V2', 'amazon.titan-embed-text-v2:0'],
  ['ANTHROPIC_CLAUDE_HAIKU_4_5', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
  ['ANTHROPIC_CLAUDE_SONNET_4_5', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['ANTHROPIC_CLAUDE_OPUS_4_5', 'us.anthropic.claude-opus-4-5-20251101-v1:0'],
  ['ANTHROPIC_CLAUDE_SONNET_4_6', 'us.anthropic.claude-sonnet-4-6'],
  ['ANTHROPIC_CLAUDE_SONNET_5', 'us.anthropic.claude-sonnet-5'],
  ['ANTHROPIC_CLAUDE_OPUS_5', 'us.anthropic.claude-opus-5'],
  ['COHERE_EMBED_ENGLISH', 'cohere.embed-english-v3'],
  ['COHERE_EMBED_MULTILINGUAL', 'cohere.embed-multilingual-v3'],
  ['COHERE_RERANK_V3_5', 'cohere.rerank-v3-5:0'],
  ['DEEPSEEK_R1', 'us.deepseek.r1-v1:0'],
  ['LUMA_RAY_V2_0', 'luma.ray-v2:0'],
  ['LLAMA_3_8B_INSTRUCT', 'meta.llama3-8b-instruct-v1:0'],
  ['LLAMA_3_70B_INSTRUCT', 'meta.llama3-70b-instruct-v1:0'],
  ['LLAMA_3_1_8B_INSTRUCT', 'meta.llama3-1-8b-instruct-v1:0'],
  ['LLAMA_3_1_70B_INSTRUCT', 'meta.llama3-1-70b-instruct-v1:0'],
  ['META_LLAMA_3_3_70B_INSTRUCT', 'us.meta.llama3-3-70b-instruct-v1:0'],
  ['META_LLAMA_4_MAVERICK_17B_INSTRUCT', 'us.meta.llama4-maverick-17b-instruct-v1:0'],
  ['META_LLAMA_4_SCOUT_17B_INSTRUCT', 'us.meta.llama4-scout-17b-instruct-v1:0'],
  ['MISTRAL_7B_INSTRUCT', 'mistral.mistral-7b-instruct-v0:2'],
  ['MISTRAL_LARGE_24_02', 'mistral.mistral-large-2402-v1:0'],
  ['MISTRAL_SMALL_24_02', 'mistral.mistral-small-2402-v1:0'],
  ['MISTRAL_MIXTRAL_8X7B_INSTRUCT_V0', 'mistral.mixtral-8x7b-instruct-v0:1'],
  ['MISTRAL_PIXTRAL_LARGE_2502', 'us.mistral.pixtral-large-2502-v1:0'],
  ['STABILITY_SD3_5_LARGE', 'stability.sd3-5-large-v1:0'],
  ['STABILITY_STABLE_IMAGE_CORE_1_0', 'stability.stable-image-core-v1:1'],
  ['STABILITY_STABLE_IMAGE_ULTRA_1_0', 'stability.stable-image-ultra-v1:1'],
  ['TWELVELABS_PEGASUS_V1_2', 'twelvelabs.pegasus-1-2-v1:0'],
  ['WRITER_PALMYRA_X4', 'us.writer.palmyra-x4-v1:0'],
  ['WRITER_PALMYRA_X5', 'us.writer.palmyra-x5-v1:0'],
]);
