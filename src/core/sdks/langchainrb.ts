import type { Resolved } from '../domain/resolved.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { asObject, readModel, readPath, readText } from '../requests/fields.ts';
import { calledSymbols } from './matching.ts';
import { argumentOf, fieldOf } from '../domain/writtenValues.ts';
import { settingsDraft } from './objectLibrary.ts';
import { messagesOf, usesOfSendingObjects } from './sendingObjects.ts';
import type { Asked, Sending } from './sendingObjects.ts';

const CLASS = 'Langchain::LLM::AwsBedrock';

/** Source: `DEFAULTS` and `invoke_model` of `lib/langchain/llm/aws_bedrock.rb` of langchainrb 0.7.3 to 0.19.5: the same in all. */
const LIBRARY_MAX_TOKENS = 300;

/** What a method is answered by: keys of the default options, newer ones first, and the library's own choice. */
interface Purpose {
  readonly keys: readonly string[];
  /** Of 0.19.1 and later, and of those before. Source: as above. */
  readonly defaults: readonly [later: string, earlier: string];
  readonly takesMaxTokens: boolean;
}

const CHAT: Purpose = {
  keys: ['chat_model', 'chat_completion_model_name'],
  defaults: ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'anthropic.claude-v2'],
  takesMaxTokens: true,
};

const PURPOSES: ReadonlyMap<string, Purpose> = new Map([
  ['chat', CHAT],
  [
    'complete',
    {
      keys: ['completion_model', 'completion_model_name'],
      defaults: ['anthropic.claude-v2:1', 'anthropic.claude-v2'],
      takesMaxTokens: true,
    },
  ],
  [
    'embed',
    {
      keys: ['embedding_model', 'embedding_model_name'],
      defaults: ['amazon.titan-embed-text-v1', 'amazon.titan-embed-text-v1'],
      takesMaxTokens: false,
    },
  ],
]);

/** langchainrb: `Langchain::LLM::AwsBedrock.new(default_options: {…})`, asked with `chat`, `complete` and `embed`. */
export const langchainrb: Sdk = {
  id: 'langchainrb',
  languages: ['ruby'],
  marks: ['LLM::AwsBedrock', 'AwsBedrock.new'],
  packages: ['Langchain::'],
  match(call, context) {
    if (!call.isConstruction) return undefined;
    const isOurs = calledSymbols(context.evaluate(call.callee)).some((symbol) => symbol.startsWith(`${CLASS}#`));
    return isOurs ? draft(asObject(context.evaluateArguments(call)), CHAT, context) : undefined;
  },
  uses: usesOfSendingObjects({ methods: new Set(PURPOSES.keys()), sendings: sendingsOf }),
};

const UNASKED = 'each method of the library has a model of its own';

function draft(settings: ObjectValue, purpose: Purpose, context: MatchContext, asked?: ObjectValue): CallDraft {
  const options = asObject(argumentOf(settings, 'default_options') ?? settings);
  const own = asked?.fields.has('model') === true ? readModel(asked, 'model') : readModel(options, ...purpose.keys);
  const capped = asked && ['max_tokens', 'max_tokens_to_sample'].some((key) => asked.fields.has(key));
  return settingsDraft(capped ? asked : settings, {
    sdk: 'langchainrb',
    operation: 'InvokeModel',
    model: own.state !== 'absent' ? own : asked ? defaultModel(purpose, settings, context) : unknown(UNASKED),
    region: readText(readPath(settings, ['aws_client_options', 'region'])),
    cap: capped ? [['max_tokens'], ['max_tokens_to_sample']] : [['default_options', 'max_tokens_to_sample']],
    takesMaxTokens: purpose.takesMaxTokens,
    libraryMaxTokens: LIBRARY_MAX_TOKENS,
  });
}

/** What the version in use chooses; unknown where nothing says which that is. */
function defaultModel(purpose: Purpose, settings: ObjectValue, context: MatchContext): Resolved<string> {
  const lock = context.fileText(['Gemfile.lock']) ?? '';
  const [, major = '', minor = '', patch = ''] = /^ {4}langchainrb \((\d+)\.(\d+)\.(\d+)/m.exec(lock) ?? [];
  if (major === '') return unknown('the library has a default that its versions choose');
  const isLater = [Number(major), Number(minor), Number(patch)].reduce((sum, part) => sum * 1000 + part, 0) > 19_000;
  const id: Value = textOf(purpose.defaults[isLater ? 0 : 1], { ...settings.origin, from: 'other-file' });
  return readModel({ ...settings, fields: new Map([['model', fieldOf(id, settings.origin)]]) }, 'model');
}

function sendingsOf(object: InstanceValue, asked: Asked | undefined, context: MatchContext): readonly Sending[] {
  if (object.class !== undefined || !object.symbol.startsWith(`${CLASS}#`)) return [];
  const purpose = PURPOSES.get(asked?.method ?? '') ?? CHAT;
  const settings = draft(object.arguments, purpose, context, asked?.passed);
  const passed = asked?.passed;
  const prompt = passed && argumentOf(passed, 'messages', 'prompt', 'text', '0');
  const system = passed && argumentOf(passed, 'system');
  return [
    {
      site: object,
      settings: { ...settings, segments: [] },
      messages: messagesOf(system, prompt, asked?.spot ?? object.origin),
      isStreaming: passed !== undefined && [...passed.fields.values()].some(({ value }) => value.kind === 'function'),
    },
  ];
}
