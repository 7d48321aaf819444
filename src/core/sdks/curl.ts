import type { CallExpression } from '../domain/program.ts';
import type { MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { joinUrls, readBedrockUrl, readHttpRequest } from '../requests/http.ts';
import { objectOfJsonText } from '../requests/jsonText.ts';
import { behind, commandOf, inputOf, textOfFile, wordsOf, writtenText } from './commandLine.ts';

const COMMANDS: ReadonlySet<string> = new Set(['curl', 'awscurl', 'wget', 'xh', 'http', 'https']);

/** Requests to a Bedrock endpoint that a script sends with `curl` and its like. */
export const curl: Sdk = {
  id: 'http',
  languages: ['shell'],
  marks: ['bedrock'],
  packages: [],
  match(call, context) {
    if (!COMMANDS.has(commandOf(call))) return undefined;
    const words = wordsOf(call, context);
    const urls = words.flatMap((word) =>
      optionsOf(word.value).flatMap((option) => (option.kind === 'text' ? (readBedrockUrl(option) ?? []) : [])),
    );
    const url = joinUrls(urls);
    if (url === undefined) return undefined;
    const { reading, isStreaming } = readHttpRequest(url, bodyOf(words, call, context));
    return callDraft(reading, { sdk: 'http', operation: url.operation, isStreaming, region: url.region });
  },
};

/** Options behind which a body stands. Source: the manuals of curl and wget. */
const BODY =
  /^(?:-d|--data|--data-raw|--data-binary|--data-ascii|--json|--post-data|--body-data|--raw)(?:=|$)|^-d(?=[@'{])/;

function bodyOf(words: readonly ObjectField[], call: CallExpression, context: MatchContext): ObjectValue {
  for (const [index, word] of words.entries()) {
    const written = writtenText(word);
    const option = BODY.exec(written)?.[0];
    if (option === undefined) continue;
    const value = option === written ? words[index + 1] : behind(word, option.length);
    const body = value && objectOf(contentOf(value, written.startsWith('--data-raw'), call, context));
    if (body) return body;
  }
  return { ...emptyObject({ from: 'literal', uri: context.uri, range: call.range }), isOpen: true };
}

/** `@file`, and `@-` for what the command reads; otherwise the text itself. */
function contentOf(word: ObjectField, isRaw: boolean, call: CallExpression, context: MatchContext): Value | undefined {
  const written = writtenText(word);
  if (isRaw || !written.startsWith('@')) return word.value;
  return written === '@-' ? inputOf(call, context)?.value : textOfFile(behind(word, 1), context);
}

function objectOf(value: Value | undefined): ObjectValue | undefined {
  for (const option of value ? optionsOf(value) : []) {
    if (option.kind === 'object') return option;
    const body = option.kind === 'text' ? objectOfJsonText(option) : undefined;
    if (body) return body;
  }
  return undefined;
}
