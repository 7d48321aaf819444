import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, TextValue, Value } from '../domain/value.ts';
import { attributeKey, emptyObject } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { joinUrls, readBedrockUrl, readHttpRequest } from '../requests/http.ts';
import type { BedrockUrl } from '../requests/http.ts';
import { objectOfJsonText } from '../requests/jsonText.ts';
import { isOwnFunction, receiverOf } from './matching.ts';

/** What sends a request: `requests.post`, `httpx.AsyncClient().stream`, `fetch`, `axios`, `got`, `urlopen`, `https.request`, `Faraday.post`. */
const SENDERS: ReadonlySet<string> = new Set([
  ...['post', 'request', 'stream', 'fetch', 'urlopen', 'send', 'axios', 'got', 'ky', '$fetch', 'ofetch', 'superagent'],
  ...['nodeFetch', 'undiciFetch', 'PostAsync', 'PostAsJsonAsync', 'SendAsync'],
  // Of Go.
  ...['Do', 'Post', 'PostForm', 'RoundTrip'],
]);

/** Plain HTTP requests to a Bedrock endpoint, signed or with a key: the URL says what is called, and of which model. */
export const http: Sdk = {
  id: 'http',
  languages: ['python', 'typescript', 'javascript', 'ruby', 'php', 'csharp', 'go'],
  marks: ['bedrock-runtime', 'bedrock-mantle', '/converse', '/invoke'],
  packages: [],
  servesManyProviders: true,
  match(call, context) {
    if (!SENDERS.has(nameOf(call)) || isOwnFunction(call, context)) return undefined;
    const passed = asObject(context.evaluateArguments(call));
    const base = baseOf(call, context);
    const urls = URL_ARGUMENTS.flatMap((key) => urlsIn(passed.fields.get(key)?.value, base));
    const url = joinUrls(urls);
    return url && httpDraft(url, bodyOf(passed));
  },
};

export function httpDraft(url: BedrockUrl, body: ObjectValue): CallDraft {
  const { reading, isStreaming } = readHttpRequest(url, body);
  return callDraft(reading, { sdk: 'http', operation: url.operation, isStreaming, region: url.region });
}

function nameOf({ callee, isConstruction }: CallExpression): string {
  if (isConstruction) return '';
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}

/** By position and by name, where a URL or the settings that hold one can stand. */
const URL_ARGUMENTS = ['0', '1', 'url', 'input'] as const;

/** A client for one host: `axios.create({ baseURL })`, `httpx.Client(base_url=…)`. */
function baseOf(call: CallExpression, context: MatchContext): TextValue | undefined {
  const receiver = receiverOf(call);
  const clients = receiver === undefined ? [] : optionsOf(context.evaluate(receiver));
  for (const client of clients) {
    if (client.kind !== 'instance') continue;
    const base =
      textIn(client.arguments, 'base_url', 'baseURL', 'prefixUrl', 'url', 'base_uri') ??
      textIn(settingsIn(client), 'baseURL', 'prefixUrl');
    if (base) return base;
  }
  return undefined;
}

function settingsIn({ arguments: { fields, ...rest } }: InstanceValue): ObjectValue {
  return asObject(fields.get('0')?.value ?? { ...rest, fields });
}

function textIn({ fields }: ObjectValue, ...keys: readonly string[]): TextValue | undefined {
  for (const key of keys) {
    const text = optionsOf(fields.get(key)?.value ?? NOTHING).find((option) => option.kind === 'text');
    if (text?.kind === 'text') return text;
  }
  return undefined;
}

const NOTHING: Value = { kind: 'null', origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } } };

/** A URL as a text, as settings of its parts, or in a request that was made before: `new Request(url, …)`. */
function urlsIn(value: Value | undefined, base: TextValue | undefined): readonly BedrockUrl[] {
  return optionsOf(value ?? NOTHING).flatMap((option): readonly BedrockUrl[] => {
    if (option.kind === 'text') return readUrl(option) ?? (base ? (readUrl(joined(base, option)) ?? []) : []);
    if (option.kind === 'object') return urlsInSettings(option, base);
    if (option.kind !== 'instance') return [];
    const made = madeRequest(option);
    return ['0', '1', '2', 'url', 'RequestUri']
      .flatMap((key) => urlsIn(made.arguments.fields.get(key)?.value, base))
      .slice(0, 1);
  });
}

function readUrl(text: TextValue): readonly BedrockUrl[] | undefined {
  const url = readBedrockUrl(text);
  return url && [url];
}

/** `{ url }`, `{ baseURL, url }` of axios; `{ hostname, path }` of Node. */
function urlsInSettings(settings: ObjectValue, base: TextValue | undefined): readonly BedrockUrl[] {
  const url = textIn(settings, 'url', 'RequestUri');
  const host = textIn(settings, 'hostname', 'host', 'baseURL') ?? base;
  const path = textIn(settings, 'path', 'url');
  return (url && readUrl(url)) ?? (host && path ? (readUrl(joined(host, path)) ?? []) : []);
}

/** With one slash between them. */
function joined(base: TextValue, path: TextValue): TextValue {
  const before = base.parts.at(-1);
  const after = path.parts[0];
  const isSplit =
    (before?.kind === 'text' && before.text.endsWith('/')) || (after?.kind === 'text' && after.text.startsWith('/'));
  const slash = { kind: 'text', text: '/', uri: base.origin.uri, range: base.origin.range } as const;
  return { ...path, parts: [...base.parts, ...(isSplit ? [] : [slash]), ...path.parts] };
}

/** What was made before, behind what was called on it: `request.prepare()`. */
function madeRequest(instance: InstanceValue): InstanceValue {
  let made = instance;
  while (made.receiver !== undefined && made.arguments.fields.size === 0) made = made.receiver;
  return made;
}

/** Names of a body among arguments or settings; what is given as `json` is the object itself. */
const BODY_FIELDS = ['json', 'data', 'body', 'content', 'Content', attributeKey('Content')] as const;

/** The object that is sent; an open one where it cannot be followed. */
function bodyOf(passed: ObjectValue): ObjectValue {
  const { fields } = passed;
  const named = bodyAmong(passed);
  if (named) return named;
  for (const key of ['1', '0', '2', 'url', 'input']) {
    for (const option of optionsOf(fields.get(key)?.value ?? NOTHING)) {
      const body = bodyWithin(option, key);
      if (body) return body;
    }
  }
  return { ...emptyObject(passed.origin), isOpen: true };
}

/** Which argument is the body. */
const GO_BODIES: ReadonlyMap<string, string> = new Map([
  ['NewRequest', '2'],
  ['NewRequestWithContext', '3'],
]);

function bodyWithin(option: Value, key: string): ObjectValue | undefined {
  if (option.kind === 'instance') {
    const { arguments: made, symbol } = madeRequest(option);
    const place = GO_BODIES.get(symbol.slice(symbol.indexOf('#') + 1));
    if (symbol.startsWith('net/http#') && place !== undefined) return objectOf(made.fields.get(place)?.value);
    const second = made.fields.get('1')?.value;
    return (
      bodyAmong(made) ?? objectOf(made.fields.get(attributeKey('body'))?.value) ?? (second && bodyWithin(second, '1'))
    );
  }
  if (option.kind === 'object' && SETTINGS.some((name) => option.fields.has(name))) return bodyAmong(option);
  return key === '1' || key === '2' ? objectOf(option) : undefined;
}

/** What tells the settings of a request from a body. */
const SETTINGS: readonly string[] = [...BODY_FIELDS, 'method', 'headers', 'url', 'hostname', 'signal', 'RequestUri'];

function bodyAmong({ fields }: ObjectValue): ObjectValue | undefined {
  for (const name of BODY_FIELDS) {
    const value = fields.get(name)?.value;
    const body = objectOf(value);
    if (body) return body;
    if (value && optionsOf(value).some(({ kind }) => kind !== 'null')) return undefined;
  }
  return undefined;
}

function objectOf(value: Value | undefined): ObjectValue | undefined {
  if (value === undefined) return undefined;
  for (const option of optionsOf(value)) {
    // The body of a request that was made before, to be signed.
    const body = option.kind === 'symbol' && option.symbol.endsWith('.body') && option.receiver;
    if (body) return bodyWithin(body, '1');
    if (option.kind === 'text') return objectOfJsonText(option);
  }
  const objects = optionsOf(value).filter(({ kind }) => kind === 'object');
  return objects.length === 0 ? undefined : asObject(value);
}
