import { ABSENT } from '../domain/resolved.ts';
import type { Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, TextValue } from '../domain/value.ts';
import { emptyObject } from '../domain/valueOperations.ts';
import { asObject } from '../requests/fields.ts';
import { joinUrls, readBedrockUrl } from '../requests/http.ts';
import { objectOfJsonText } from '../requests/jsonText.ts';
import { httpDraft } from './http.ts';

const REQUEST = 'AWS::AppSync::HttpRequest';

/** Resolvers of AWS AppSync, which send what they return to the HTTP data source that they stand for; its endpoint has the Region. */
export const appSync: Sdk = {
  id: 'http',
  languages: ['typescript', 'javascript'],
  marks: ['resourcePath'],
  packages: [],
  match(call, context) {
    if (call.callee.kind !== 'name' || call.callee.name !== REQUEST) return undefined;
    const { fields } = asObject(asObject(context.evaluateArguments(call)).fields.get('0')?.value ?? NOTHING);
    const path = fields.get('resourcePath')?.value ?? NOTHING;
    const url = joinUrls(
      optionsOf(path).flatMap((one) => (one.kind === 'text' ? (readBedrockUrl(onHost(one)) ?? []) : [])),
    );
    if (url === undefined) return undefined;
    const body = asObject(fields.get('params')?.value ?? NOTHING).fields.get('body')?.value;
    const sent = optionsOf(body ?? NOTHING).find(({ kind }) => kind === 'object' || kind === 'text');
    return { ...httpDraft(url, bodyOf(sent)), region: ABSENT };
  },
};

const NOTHING = { kind: 'null', origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } } } as const;

function onHost(path: TextValue): TextValue {
  const host = { kind: 'text', text: 'https://bedrock-runtime.amazonaws.com', ...path.origin } as const;
  return { ...path, parts: [host, ...path.parts] };
}

function bodyOf(sent: ReturnType<typeof optionsOf>[number] | undefined): ObjectValue {
  const object = sent?.kind === 'text' ? objectOfJsonText(sent) : sent;
  return object?.kind === 'object' ? object : { ...emptyObject(NOTHING.origin), isOpen: true };
}
