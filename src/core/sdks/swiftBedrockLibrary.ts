import type { Operation } from '../domain/callSite.ts';
import type { CallExpression } from '../domain/program.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { MatchContext, Sdk } from '../domain/sdk.ts';
import type { Segment } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectField, ObjectValue, Origin, Value } from '../domain/value.ts';
import { emptyObject, textOf } from '../domain/valueOperations.ts';
import { readConverse } from '../requests/converse.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { regionOfSwift } from './awsSdkSwift.ts';
import { instancesOf, lastName, methodName, receiverOf } from './matching.ts';

const ID = 'swift-bedrock-library';

interface Method {
  readonly operation: Operation;
  readonly isStreaming: boolean;
  /** What answers with text through `InvokeModel` has a cap of the library's own for each model. */
  readonly answers: 'converse' | 'text' | 'wordless';
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['converse', { operation: 'Converse', isStreaming: false, answers: 'converse' }],
  ['converseStream', { operation: 'ConverseStream', isStreaming: true, answers: 'converse' }],
  ['completeText', { operation: 'InvokeModel', isStreaming: false, answers: 'text' }],
  ['embed', { operation: 'InvokeModel', isStreaming: false, answers: 'wordless' }],
  ['generateImage', { operation: 'InvokeModel', isStreaming: false, answers: 'wordless' }],
  ['generateImageVariation', { operation: 'InvokeModel', isStreaming: false, answers: 'wordless' }],
]);

/**
 * swift-bedrock-library: `bedrock.converse(with: builder)`, `bedrock.completeText("…", with: .nova_lite)`. Source:
 * github.com/build-on-aws/swift-bedrock-library, `Sources/BedrockService`: `converse` leaves a cap out that is not given,
 * `completeText` sends one that it has for each model.
 */
export const swiftBedrockLibrary: Sdk = {
  id: ID,
  languages: ['swift'],
  marks: ['import BedrockService'],
  packages: ['BedrockService'],
  match(call, context) {
    const method = METHODS.get(methodName(call) ?? '');
    const receiver = receiverOf(call);
    if (method === undefined || receiver === undefined || call.arguments.length === 0) return undefined;
    if (optionsOf(context.evaluate(call.callee)).some(({ kind }) => kind === 'function')) return undefined;
    const service = instancesOf(context.evaluate(receiver)).find(({ symbol }) => lastName(symbol) === 'BedrockService');
    if (service === undefined && !call.arguments.some(({ name }) => name === 'with')) return undefined;
    const { operation, isStreaming } = method;
    const sender = { sdk: ID, operation, isStreaming, region: regionOfSwift(service) };
    return callDraft(readingOf(method, settingsOf(call, context), context.uri, call), sender);
  },
};

/** What the call is handed, or what the builder was that it is handed. */
function settingsOf(call: CallExpression, context: MatchContext): ReadonlyMap<string, ObjectField> {
  const { fields } = asObject(context.evaluateArguments(call));
  const given = fields.get('with');
  const builder = given && instancesOf(given.value).find(({ isBuilder }) => isBuilder);
  return builder ? fieldsOfBuilder(builder, 0) : fields;
}

const MAXIMUM_BUILDERS = 10;

/** A builder can go on from another one; its last prompt is what it asks. */
function fieldsOfBuilder({ arguments: { fields } }: InstanceValue, depth: number): ReadonlyMap<string, ObjectField> {
  const from = fields.get('from');
  const before =
    from && depth < MAXIMUM_BUILDERS ? instancesOf(from.value).find(({ isBuilder }) => isBuilder) : undefined;
  if (before === undefined) return fields;
  // What it is made with beside the other one is the answer to that.
  const own = [...fields].filter(([key]) => key !== 'with');
  return new Map([...fieldsOfBuilder(before, depth + 1), ...own]);
}

/** The request as the Converse API has it. */
function readingOf(
  { answers }: Method,
  fields: ReadonlyMap<string, ObjectField>,
  uri: string,
  call: CallExpression,
): RequestReading {
  const origin: Origin = { from: 'literal', uri, range: call.range };
  const request = new Map<string, ObjectField>();
  const put = (key: string, field: ObjectField | undefined, value: (given: Value) => Value): void => {
    if (field) request.set(key, { ...field, value: value(field.value) });
  };
  put('modelId', fields.get('with'), modelId);
  const cap = fields.get('maxTokens') ?? fields.get('withMaxTokens');
  put('inferenceConfig', cap, () => object(origin, [['maxTokens', cap]]));
  put(
    'system',
    fields.get('systemPrompts') ?? fields.get('withSystemPrompts') ?? fields.get('withSystemPrompt'),
    (value) =>
      list(
        origin,
        (value.kind === 'list' ? value.items : [value]).map((text) => textBlock(origin, text)),
      ),
  );
  const prompt = fields.get('withPrompt') ?? fields.get('0');
  const history = fields.get('conversation') ?? fields.get('withHistory');
  put('messages', prompt ?? history, () => messages(origin, prompt, history));
  const { setMaxTokens: _, content, ...reading } = readConverse({ ...emptyObject(origin), fields: request });
  const segments = content.segments.map(({ insertCheckpoint: __, ...segment }): Segment => segment);
  const all = { ...reading, content: { ...content, segments } };
  if (answers === 'wordless') return { ...all, maxTokens: ABSENT, takesMaxTokens: false };
  return answers === 'text' && cap === undefined ? { ...all, libraryMaxTokens: 'unknown' } : all;
}

function messages(origin: Origin, prompt: ObjectField | undefined, history: ObjectField | undefined): Value {
  const asked = prompt
    ? [
        object(origin, [
          ['role', field(textOf('user', origin))],
          [
            'content',
            {
              ...prompt,
              value: list(
                prompt.value.kind === 'unknown'
                  ? origin
                  : prompt.value.kind === 'choice'
                    ? origin
                    : prompt.value.origin,
                [textBlock(origin, prompt.value)],
              ),
            },
          ],
        ]),
      ]
    : [];
  const before = history?.value;
  if (before === undefined) return list(origin, asked);
  if (before.kind === 'list') return { ...before, items: [...before.items, ...asked] };
  return asked.length > 0 ? { ...list(origin, asked), isOpen: true } : before;
}

function textBlock(origin: Origin, value: Value): Value {
  return object(origin, [['text', field(value, origin)]]);
}

function field(value: Value, origin?: Origin): ObjectField {
  const spot = value.kind === 'unknown' ? value : value.kind === 'choice' ? origin : value.origin;
  const range = spot?.range ?? NOWHERE;
  return { value, uri: spot?.uri ?? '', range, valueRange: range };
}

const NOWHERE = { start: 0, end: 0 };

function object(origin: Origin, entries: readonly (readonly [string, ObjectField | undefined])[]): ObjectValue {
  const fields = entries.flatMap(([key, value]) => (value ? [[key, value] as const] : []));
  return { ...emptyObject(origin), fields: new Map(fields) };
}

function list(origin: Origin, items: readonly Value[]): ListValue {
  return { kind: 'list', items, isOpen: false, origin };
}

/** `.nova_lite`, `BedrockModel.nova_lite`, an id. */
function modelId(value: Value): Value {
  if (value.kind === 'choice') return { kind: 'choice', options: value.options.map(modelId) };
  if (value.kind === 'instance')
    return value.arguments.fields.get('rawValue')?.value ?? value.arguments.fields.get('id')?.value ?? value;
  const id = value.kind === 'symbol' ? MODELS.get(value.symbol.replace(/^.*[.#]/, '')) : undefined;
  return value.kind === 'symbol' && id !== undefined ? textOf(id, value.origin) : value;
}

/** Source: `Sources/BedrockService/Models` of the library, version of July 2026. */
const MODELS: ReadonlyMap<string, string> = new Map([
  ['claude_fable_v5', 'anthropic.claude-fable-5'],
  ['claude_opus_v4', 'anthropic.claude-opus-4-20250514-v1:0'],
  ['claude_opus_v4_5', 'anthropic.claude-opus-4-5-20251101-v1:0'],
  ['claude_opus_v4_6', 'anthropic.claude-opus-4-6-v1'],
  ['claude_opus_v4_7', 'anthropic.claude-opus-4-7'],
  ['claude_opus_v4_8', 'anthropic.claude-opus-4-8'],
  ['claude_opus_v5', 'anthropic.claude-opus-5'],
  ['claude_sonnet_v4', 'anthropic.claude-sonnet-4-20250514-v1:0'],
  ['claude_sonnet_v4_5', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['claudev1', 'anthropic.claude-v1'],
  ['claudev2', 'anthropic.claude-v2'],
  ['claudev2_1', 'anthropic.claude-v2:1'],
  ['claudev3_5_haiku', 'anthropic.claude-3-5-haiku-20241022-v1:0'],
  ['claudev3_5_sonnet', 'anthropic.claude-3-5-sonnet-20240620-v1:0'],
  ['claudev3_5_sonnet_v2', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
  ['claudev3_7_sonnet', 'anthropic.claude-3-7-sonnet-20250219-v1:0'],
  ['claudev3_haiku', 'anthropic.claude-3-haiku-20240307-v1:0'],
  ['claudev3_opus', 'anthropic.claude-3-opus-20240229-v1:0'],
  ['deepseek_r1_v1', 'deepseek.r1-v1:0'],
  ['gemma3_12b_it', 'google.gemma-3-12b-it'],
  ['gemma3_27b_it', 'google.gemma-3-27b-it'],
  ['gemma3_4b_it', 'google.gemma-3-4b-it'],
  ['gemma4_26b_a4b', 'google.gemma-4-26b-a4b'],
  ['gemma4_31b', 'google.gemma-4-31b'],
  ['gemma4_e2b', 'google.gemma-4-e2b'],
  ['grok_4_3', 'xai.grok-4.3'],
  ['instant', 'anthropic.claude-instant-v1'],
  ['llama3_1_70b_instruct', 'meta.llama3-1-70b-instruct-v1:0'],
  ['llama3_1_8b_instruct', 'meta.llama3-1-8b-instruct-v1:0'],
  ['llama3_2_1b_instruct', 'meta.llama3-2-1b-instruct-v1:0'],
  ['llama3_2_3b_instruct', 'meta.llama3-2-3b-instruct-v1:0'],
  ['llama3_3_70b_instruct', 'meta.llama3-3-70b-instruct-v1:0'],
  ['llama3_70b_instruct', 'meta.llama3-70b-instruct-v1:0'],
  ['llama_3_8b_instruct', 'meta.llama3-8b-instruct-v1:0'],
  ['minimax_m2', 'minimax.minimax-m2'],
  ['minimax_m2_1', 'minimax.minimax-m2.1'],
  ['minimax_m2_5', 'minimax.minimax-m2.5'],
  ['nova_2_lite', 'amazon.nova-2-lite-v1:0'],
  ['nova_canvas', 'amazon.nova-canvas-v1:0'],
  ['nova_lite', 'amazon.nova-lite-v1:0'],
  ['nova_micro', 'amazon.nova-micro-v1:0'],
  ['nova_pro', 'amazon.nova-pro-v1:0'],
  ['openai_gpt_5_4', 'openai.gpt-5.4'],
  ['openai_gpt_5_5', 'openai.gpt-5.5'],
  ['openai_gpt_oss_120b', 'openai.gpt-oss-120b-1:0'],
  ['openai_gpt_oss_20b', 'openai.gpt-oss-20b-1:0'],
  ['sd3_5_large', 'stability.sd3-5-large-v1:0'],
  ['stable_image_core', 'stability.stable-image-core-v1:1'],
  ['stable_image_ultra', 'stability.stable-image-ultra-v1:1'],
  ['titan_embed_text_v2', 'amazon.titan-embed-text-v2:0'],
  ['titan_image_g1_v1', 'amazon.titan-image-generator-v1'],
  ['titan_image_g1_v2', 'amazon.titan-image-generator-v2:0'],
  ['titan_text_g1_express', 'amazon.titan-text-express-v1'],
  ['titan_text_g1_lite', 'amazon.titan-text-lite-v1'],
  ['titan_text_g1_premier', 'amazon.titan-text-premier-v1:0'],
]);
