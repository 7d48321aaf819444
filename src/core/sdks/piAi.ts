import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { CallExpression } from '../domain/program.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { readCap } from '../requests/cap.ts';
import { joinContent, readMessages, readSystem, readTools } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, readField, readModel, readText } from '../requests/fields.ts';
import { calledSymbols, lastName, mayCallOneOf, splitSymbol } from './matching.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { isText } from './providerModel.ts';

const PACKAGES = ['@mariozechner/pi-ai', '@earendil-works/pi-ai'];

const FUNCTIONS: ReadonlySet<string> = new Set(['complete', 'completeSimple', 'stream', 'streamSimple']);

/**
 * pi-ai: `complete(getModel("amazon-bedrock", "ID"), { systemPrompt, messages, tools }, { maxTokens })`, which always streams
 * from Bedrock, and keeps the system prompt and the history of newer models of Claude by itself. Where no cap is set, the
 * simple functions send one. Source: `src/stream.ts`, `src/providers/amazon-bedrock.ts` and `simple-options.ts` of
 * `@mariozechner/pi-ai` 0.58.
 */
export const piAi: Sdk = {
  id: 'pi-ai',
  languages: ['typescript', 'javascript'],
  marks: ['pi-ai'],
  packages: PACKAGES,
  servesManyProviders: true,
  match(call, context) {
    const name = askingFunction(call, context);
    if (name === undefined) return undefined;
    const passed = asObject(context.evaluateArguments(call));
    const model = modelIn(argumentOf(passed, '0'));
    return model && draft(model, passed, name.endsWith('Simple'));
  },
};

function askingFunction(call: CallExpression, context: MatchContext): string | undefined {
  if (!mayCallOneOf(call, FUNCTIONS)) return undefined;
  const symbol = calledSymbols(context.evaluate(call.callee)).find((one) => {
    const [module, path] = splitSymbol(one);
    return PACKAGES.includes(module) && !path.includes('()') && FUNCTIONS.has(lastName(one));
  });
  return symbol && lastName(symbol);
}

/** What `getModel` is asked for. */
function modelIn(value: Value | undefined): Resolved<string> | undefined {
  for (const option of value ? optionsOf(value) : []) {
    if (option.kind !== 'instance' || lastName(option.symbol) !== 'getModel') continue;
    if (!PACKAGES.includes(splitSymbol(option.symbol)[0])) continue;
    if (isText(argumentOf(option.arguments, '0'), 'amazon-bedrock')) return readModel(option.arguments, '1');
  }
  return undefined;
}

function draft(model: Resolved<string>, passed: ObjectValue, isSimple: boolean): CallDraft | undefined {
  const asked = argumentOf(passed, '1');
  const options = argumentOf(passed, '2');
  if (asked === undefined) return undefined;
  const request = asObject(asked);
  const reading = requestReading({
    model,
    ...(options && readCap(asObject(options), ['maxTokens'])),
    ...(isSimple && { libraryMaxTokens: 'unknown' }),
    content: joinContent(
      readTools(readField(request, 'tools'), 'none'),
      readSystem(readField(request, 'systemPrompt'), 'none'),
      readMessages(readField(request, 'messages'), 'none'),
    ),
  });
  const region = options ? readText(readField(asObject(options), 'region')) : ABSENT;
  return callDraft(reading, { sdk: 'pi-ai', operation: 'ConverseStream', isStreaming: true, region });
}
