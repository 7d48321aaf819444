import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { CallExpression } from '../domain/program.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { readCap } from '../requests/cap.ts';
import { joinContent, readMessages, readSystem, readTools } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, readField, readModel } from '../requests/fields.ts';
import { calledSymbols, lastName, splitSymbol } from './matching.ts';
import { argumentOf } from './modelObjects.ts';
import { isText } from './providerModel.ts';

const PACKAGES = ['@mariozechner/pi-ai', '@earendil-works/pi-ai'];

const FUNCTIONS: ReadonlySet<string> = new Set(['complete', 'completeSimple', 'stream', 'streamSimple']);

/**
 * pi-ai: `complete(getModel("amazon-bedrock", "ID"), { systemPrompt, messages, tools }, { maxTokens })`, which always streams
 * from Bedrock and keeps prompt and history by itself. Source: `packages/ai` of pi-mono.
 */
export const piAi: Sdk = {
  id: 'pi-ai',
  languages: ['typescript', 'javascript'],
  marks: ['pi-ai'],
  packages: PACKAGES,
  match(call, context) {
    if (!isAsking(call, context)) return undefined;
    const passed = asObject(context.evaluateArguments(call));
    const model = modelIn(argumentOf(passed, '0'));
    return model && draft(model, passed.fields.get('1')?.value, passed.fields.get('2')?.value);
  },
};

function isAsking(call: CallExpression, context: MatchContext): boolean {
  return calledSymbols(context.evaluate(call.callee)).some((symbol) => {
    const [module, path] = splitSymbol(symbol);
    return PACKAGES.includes(module) && !path.includes('()') && FUNCTIONS.has(lastName(symbol));
  });
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

function draft(model: Resolved<string>, asked: Value | undefined, options: Value | undefined): CallDraft | undefined {
  if (asked === undefined) return undefined;
  const request = asObject(asked);
  const reading = requestReading({
    model,
    ...(options && readCap(asObject(options), ['maxTokens'])),
    content: joinContent(
      readTools(readField(request, 'tools'), 'none'),
      readSystem(readField(request, 'systemPrompt'), 'none'),
      readMessages(readField(request, 'messages'), 'none'),
    ),
  });
  return callDraft(reading, { sdk: 'pi-ai', operation: 'ConverseStream', isStreaming: true, region: ABSENT });
}
