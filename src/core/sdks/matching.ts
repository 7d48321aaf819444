/** What the SDK files share: reading receivers, constructors and their arguments. */
import type { CallExpression, Expression } from '../domain/program.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { MatchContext } from '../domain/sdk.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, TextPart, Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import { asObject, isField, readField, readText } from '../requests/fields.ts';

/** Name of the method that is called: `converse` of `client.converse(…)`. */
export function methodName(call: CallExpression): string | undefined {
  return call.callee.kind === 'member' ? call.callee.property : undefined;
}

export function receiverOf(call: CallExpression): Expression | undefined {
  return call.callee.kind === 'member' ? call.callee.object : undefined;
}

/**
 * False for calls of methods, by name alone: what is a class is capitalised where it is an attribute, or is called one. What
 * the object of a method is can take long to find out, and a file has thousands of them.
 */
export function mayMakeObject({ callee }: CallExpression): boolean {
  if (callee.kind !== 'member' || callee.object.kind === 'receiver') return true;
  return /^_*[A-Z]|(?:[Cc]ls|[Cc]lass|[Tt]ype)$|^init_/.test(callee.property);
}

/** The same for functions of a package, which keep their names where they are members of something. */
export function mayCallOneOf({ callee }: CallExpression, names: { has(name: string): boolean }): boolean {
  return callee.kind !== 'member' || names.has(callee.property);
}

/** A function of the workspace that is called like the API; the real call stands in it. */
export function isOwnFunction(call: CallExpression, context: MatchContext): boolean {
  return optionsOf(context.evaluate(call.callee)).some(({ kind }) => kind === 'function');
}

/** The options of a value that are instances of something outside the workspace. */
export function instancesOf(value: Value): readonly InstanceValue[] {
  return optionsOf(value).filter(
    (option) => option.kind === 'instance' && option.class === undefined,
  ) as InstanceValue[];
}

/** Module and name of a symbol: `["boto3", "client"]` of `boto3#client`. */
export function splitSymbol(symbol: string): readonly [module: string, path: string] {
  const hash = symbol.indexOf('#');
  return hash < 0 ? ['', symbol] : [symbol.slice(0, hash), symbol.slice(hash + 1)];
}

/** Last name of a symbol's path: `ConverseCommand` of `@aws-sdk/client-bedrock-runtime#ConverseCommand`. */
export function lastName(symbol: string): string {
  const [, path] = splitSymbol(symbol);
  return path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf('#')) + 1);
}

/** Names of classes that are a package's default export, or the package itself where it is required. */
const DEFAULT_EXPORTS: ReadonlyMap<string, string> = new Map([
  ['@anthropic-ai/bedrock-sdk', 'AnthropicBedrock'],
  ['@anthropic-ai/sdk', 'Anthropic'],
  ['openai', 'OpenAI'],
]);

/** Name of the class that an instance is of. */
export function className({ symbol }: InstanceValue): string {
  const [module, path] = splitSymbol(symbol);
  return path === 'default' || path === '' ? (DEFAULT_EXPORTS.get(module) ?? path) : lastName(symbol);
}

/** The symbol that a call calls, if it is one of a package. */
export function calledSymbols(callee: Value): readonly string[] {
  return optionsOf(callee).flatMap((option) => (option.kind === 'symbol' ? [option.symbol] : []));
}

/** The same for a class: also those that a class of the workspace is derived from. */
export function classSymbols(callee: Value, context: MatchContext): readonly string[] {
  return optionsOf(callee).flatMap((option) => {
    if (option.kind === 'class') return context.packageBase(option) ?? [];
    return option.kind === 'symbol' ? [option.symbol] : [];
  });
}

/** Symbol of what made an object, or of the package's class that its class is derived from. */
export function symbolsOfObject(object: InstanceValue, context: MatchContext): readonly string[] {
  const symbol = object.class === undefined ? object.symbol : context.packageBase(object.class);
  return symbol === undefined ? [] : [symbol];
}

/** The first object among the positional arguments: the settings of a JavaScript constructor. */
export function settingsOf(instance: InstanceValue): ObjectValue {
  const first = instance.arguments.fields.get('0');
  return first ? asObject(first.value) : instance.arguments;
}

/** A static text among an instance's arguments, under any of the names or positions. */
export function textArgument(passed: ObjectValue, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const field = passed.fields.get(key);
    const text =
      field &&
      optionsOf(field.value)
        .map(staticText)
        .find((candidate) => candidate !== undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The Region that a client was made for; absent when it is left to the environment. */
export function regionOf(settings: ObjectValue | undefined, ...keys: readonly string[]): Resolved<string> {
  if (settings === undefined) return unknown('the client is made where it cannot be followed');
  return readText(readField(settings, ...keys));
}

/** The static text of a client's base URL; what is put in at run time leaves a gap. Empty when there is none. */
export function baseUrlOf(client: InstanceValue): string {
  const field = readField(settingsOf(client), 'base_url', 'baseURL');
  if (typeof field === 'string' || 'state' in field) return '';
  const texts = optionsOf(field.value).flatMap((option) =>
    option.kind === 'text' ? [option.parts.map(partText).join('')] : [],
  );
  return texts.find((text) => text.includes('bedrock-')) ?? texts[0] ?? '';
}

const REGION_IN_HOST = /bedrock-(?:mantle|runtime)(?:-fips)?\.([a-z]{2}(?:-[a-z]+){1,2}-\d)\./;

/** The Region that stands in a client's base URL; unknown where the URL has one that is put in at run time. */
export function regionOfBaseUrl(client: InstanceValue, baseUrl = baseUrlOf(client)): Resolved<string> {
  const field = readField(settingsOf(client), 'base_url', 'baseURL');
  const region = REGION_IN_HOST.exec(baseUrl)?.[1];
  if (region === undefined) return baseUrl === '' ? ABSENT : unknown('the Region in the base URL is not known');
  const place = isField(field) ? { uri: field.uri, range: field.valueRange } : client.origin;
  return { state: 'known', value: region, from: 'literal', uri: place.uri, range: place.range };
}

function partText(part: TextPart): string {
  return part.kind === 'text' ? part.text : '\0';
}
