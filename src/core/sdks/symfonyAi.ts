import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { knownValue } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectValue, Value } from '../domain/value.ts';
import { staticText, textOf } from '../domain/valueOperations.ts';
import { asObject, readBoolean, readField, readModel } from '../requests/fields.ts';
import { instancesOf, methodName, receiverOf } from './matching.ts';
import { argumentOf, listOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf } from './modelObjects.ts';
import { settingsDraft } from './objectLibrary.ts';
import { toolsOf } from './toolValues.ts';

const PLATFORM = /^Symfony\\AI\\Platform\\Bridge\\Bedrock\\\w*Factory#\w+\.create(?:Platform)?$/;

/**
 * What the library writes behind `anthropic.` and before its Region's geography. Source: `MODEL_MAP` of
 * `Bridge/Bedrock/Anthropic/ClaudeModelClient.php` of symfony/ai as of 2026-08; names that are not in it stay as they are.
 */
const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ['claude-opus-4-7', ''],
  ['claude-sonnet-4-6', ''],
  ['claude-opus-4-6', '-v1'],
]);

/** Symfony AI on Bedrock: `Factory::createPlatform()->invoke('claude-…', $messages)`, and `PlatformFactory::create()`. */
export const symfonyAi: Sdk = {
  id: 'symfony-ai',
  languages: ['php'],
  marks: ['Bridge\\Bedrock'],
  packages: ['Symfony\\AI\\'],
  match(call, context) {
    const receiver = receiverOf(call);
    if (receiver === undefined || methodName(call) !== 'invoke') return undefined;
    const platform = instancesOf(context.evaluate(receiver)).find(({ symbol }) => PLATFORM.test(symbol));
    return platform && draft(call, context);
  },
};

function draft(call: CallExpression, context: MatchContext): CallDraft {
  const passed = asObject(context.evaluateArguments(call));
  const model = passed.fields.get('0') ?? passed.fields.get('model');
  const named: ObjectValue = model
    ? { ...passed, fields: new Map([['model', { ...model, value: idOf(model.value) }]]) }
    : passed;
  const options = asObject(argumentOf(passed, '2', 'options') ?? NOTHING);
  const isStreaming = knownValue(readBoolean(readField(options, 'stream'))) === true;
  const settings = settingsDraft(options, {
    sdk: 'symfony-ai',
    operation: 'InvokeModel',
    isStreaming,
    model: readModel(named, 'model'),
    region: unknown('the Region stands in the environment'),
    cap: [['max_tokens']],
    libraryMaxTokens: 'unknown',
  });
  const spot = { uri: context.uri, range: call.range };
  const tools = argumentOf(options, 'tools');
  const content = contentOf(messagesIn(argumentOf(passed, '1', 'input'), spot), tools && toolsOf(tools), spot);
  const { segments, messageCount, toolCount, hasUnseenInput } = content;
  return { ...settings, segments, messageCount, toolCount, hasUnseenInput };
}

const NOTHING: Value = { kind: 'null', origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } } };

/** A name, or `new Claude(Claude::SONNET)`. */
function idOf(value: Value): Value {
  const options = optionsOf(value).map((option): Value => {
    const name = option.kind === 'instance' ? argumentOf(option.arguments, '0', 'name') : option;
    if (name === undefined) return option;
    const text = staticText(name);
    return text !== undefined && 'origin' in name ? textOf(wholeId(text), name.origin) : name;
  });
  const [only] = options;
  return only && options.length === 1 ? only : { kind: 'choice', options };
}

/** `claude-3-haiku-20240307` is `anthropic.claude-3-haiku-20240307-v1:0`, `nova-pro` is `amazon.nova-pro-v1:0`. */
function wholeId(name: string): string {
  if (name.includes('.')) return name;
  if (name.startsWith('nova-')) return `amazon.${name}-v1:0`;
  const suffix = SUFFIXES.get(name) ?? (/^claude-.*-\d{8}$/.test(name) ? '-v1:0' : undefined);
  return suffix === undefined ? name : `anthropic.${name}${suffix}`;
}

/** `new MessageBag(Message::forSystem($a), Message::ofUser($b))`. */
function messagesIn(value: Value | undefined, spot: { uri: string; range: CallExpression['range'] }): ListValue {
  const bag = value && optionsOf(value).find((option) => option.kind === 'instance');
  if (bag?.kind !== 'instance') return listOf([], spot, true);
  const items = [...bag.arguments.fields].flatMap(([key, field]) => (/^\d+$/.test(key) ? messageIn(field.value) : []));
  return listOf(items, spot, bag.arguments.isOpen);
}

const ROLES: ReadonlyMap<string, string> = new Map([
  ['forSystem', 'system'],
  ['ofUser', 'user'],
  ['ofAssistant', 'assistant'],
]);

function messageIn(value: Value): readonly Value[] {
  return optionsOf(value).flatMap((option): readonly Value[] => {
    if (option.kind !== 'instance') return [];
    const role = ROLES.get(option.symbol.slice(option.symbol.lastIndexOf('.') + 1));
    return role === undefined ? [] : textsOf(option).map((text) => messageOf(role, text, option.origin));
  });
}

/** Text stands beside images and documents, which are objects of their own. */
function textsOf({ arguments: passed }: InstanceValue): readonly Value[] {
  return [...passed.fields.values()].flatMap(({ value }) => (value.kind === 'instance' ? [] : [value]));
}
