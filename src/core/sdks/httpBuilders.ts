import type { LanguageId } from '../domain/languageId.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { attributeKey, emptyObject } from '../domain/valueOperations.ts';
import { asObject } from '../requests/fields.ts';
import { joinUrls, readBedrockUrl } from '../requests/http.ts';
import type { BedrockUrl } from '../requests/http.ts';
import { objectOfJsonText } from '../requests/jsonText.ts';
import { httpDraft } from './http.ts';
import { isOwnFunction, lastName, methodName, receiverOf } from './matching.ts';

/** Where the request stands that a method sends: among its arguments, or in what it is called on. */
type Place = 'arguments' | 'receiver';

/** `java.net.http`, OkHttp, Apache, Ktor, and Spring's `RestTemplate`, `RestClient` and `WebClient`. */
const JVM: ReadonlyMap<string, Place> = new Map([
  ...['send', 'sendAsync', 'newCall', 'execute', 'postForObject', 'postForEntity', 'exchange'].map(inArguments),
  ...['post', 'preparePost', 'request'].map(inArguments),
  ...['retrieve', 'exchangeToMono', 'exchangeToFlux', 'awaitExchange'].map(inReceiver),
]);
/** reqwest, ureq and hyper. */
const RUST: ReadonlyMap<string, Place> = new Map([
  ...['execute', 'request'].map(inArguments),
  ...['send', 'send_json', 'send_string', 'send_bytes'].map(inReceiver),
]);
/** `URLSession`, AsyncHTTPClient and Alamofire. */
const SWIFT: ReadonlyMap<string, Place> = new Map(
  [
    ...['data', 'dataTask', 'dataTaskPublisher', 'upload', 'uploadTask', 'bytes', 'execute', 'request'],
    ...['streamRequest', 'sendSynchronousRequest'],
  ].map(inArguments),
);

function inArguments(name: string): readonly [string, Place] {
  return [name, 'arguments'];
}

function inReceiver(name: string): readonly [string, Place] {
  return [name, 'receiver'];
}

const SENDERS: Readonly<Partial<Record<LanguageId, ReadonlyMap<string, Place>>>> = {
  java: JVM,
  kotlin: JVM,
  rust: RUST,
  swift: SWIFT,
};

/** Plain HTTP requests to a Bedrock endpoint in languages whose clients are handed requests that are built before. */
export const httpBuilders: Sdk = {
  id: 'http',
  languages: ['java', 'kotlin', 'rust', 'swift'],
  marks: ['bedrock-runtime', 'bedrock-mantle'],
  packages: [],
  servesManyProviders: true,
  match(call, context) {
    const name = methodName(call);
    const place = name === undefined ? undefined : SENDERS[context.language]?.get(name);
    if (place === undefined || isOwnFunction(call, context)) return undefined;
    return draft(place === 'arguments' ? passedIn(call, context) : builtIn(call, context));
  },
};

/** Something that a request is made of, under the name of the parameter, method or attribute that says so. */
interface Piece {
  readonly key: string;
  readonly value: Value;
}

function passedIn(call: CallExpression, context: MatchContext): readonly Piece[] {
  return [...asObject(context.evaluateArguments(call)).fields].flatMap(([key, { value }]) => {
    const built = value.kind === 'function' ? context.built(value) : value;
    return piecesOf(key, built, 0);
  });
}

function builtIn(call: CallExpression, context: MatchContext): readonly Piece[] {
  const receiver = receiverOf(call);
  if (receiver === undefined) return [];
  const name = methodName(call) ?? '';
  const own = [...asObject(context.evaluateArguments(call)).fields.values()].map(({ value }) => ({ key: name, value }));
  return [...optionsOf(context.evaluate(receiver)).flatMap((option) => piecesOf('', option, 0)), ...own];
}

/** Requests are handed on, wrapped and signed a few times. */
const MAXIMUM_DEPTH = 12;

function piecesOf(key: string, value: Value, depth: number): readonly Piece[] {
  const own: readonly Piece[] = key === '' ? [] : [{ key, value }];
  const instance = optionsOf(value).find((option) => option.kind === 'instance');
  if (instance?.kind !== 'instance' || depth > MAXIMUM_DEPTH) return own;
  // `client.post(url).json(&body)`: what a method is passed goes by the method's name.
  const method = instance.receiver === undefined ? undefined : lastName(instance.symbol);
  const passed = [...instance.arguments.fields].flatMap(([name, field]) =>
    piecesOf(method !== undefined && /^\d+$/.test(name) ? method : name, field.value, depth + 1),
  );
  return [...own, ...(instance.receiver ? piecesOf('', instance.receiver, depth + 1) : []), ...passed];
}

function draft(pieces: readonly Piece[]): CallDraft | undefined {
  const urls = pieces.flatMap(({ value }) => urlsIn(value));
  const url = joinUrls(urls);
  if (url === undefined) return undefined;
  const bodies = pieces.flatMap(({ key, value }) => (BODY_KEYS.has(key) ? (objectIn(value, 0) ?? []) : []));
  return httpDraft(url, bodies[0] ?? OPEN);
}

function urlsIn(value: Value): readonly BedrockUrl[] {
  return optionsOf(value).flatMap((option) => (option.kind === 'text' ? (readBedrockUrl(option) ?? []) : []));
}

const BODY_KEYS: ReadonlySet<string> = new Set([
  ...['POST', 'post', 'method', 'body', 'json', 'content', 'bodyValue', 'setBody', 'setEntity', 'entity'],
  ...['send_json', 'send_string', 'send_bytes', 'from', 'parameters', 'postForObject', 'postForEntity'],
  ...['httpBody', 'body', 'entity'].map(attributeKey),
]);

const OPEN: ObjectValue = {
  ...emptyObject({ from: 'literal', uri: '', range: { start: 0, end: 0 } }),
  isOpen: true,
};

/** The object that is sent, also as JSON and in what wraps a text for a client: `BodyPublishers.ofString(json)`. */
function objectIn(value: Value, depth: number): ObjectValue | undefined {
  for (const option of optionsOf(value)) {
    if (option.kind === 'text') return objectOfJsonText(option);
    if (option.kind === 'object') return option;
    const wrapped = option.kind === 'instance' && depth < MAXIMUM_DEPTH ? wrappedIn(option, depth + 1) : undefined;
    if (wrapped) return wrapped;
  }
  return undefined;
}

function wrappedIn({ arguments: passed, receiver }: InstanceValue, depth: number): ObjectValue | undefined {
  for (const { value } of passed.fields.values()) {
    const object = objectIn(value, depth);
    if (object) return object;
  }
  return receiver && wrappedIn(receiver, depth);
}
