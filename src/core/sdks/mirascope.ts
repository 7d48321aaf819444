import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { asObject, readModel } from '../requests/fields.ts';
import { calledSymbols, mayCallOneOf, splitSymbol } from './matching.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { regionOfClient } from './modelObjects.ts';
import { isTrue, settingsDraft } from './objectLibrary.ts';
import { isText } from './providerModel.ts';

/**
 * Mirascope 1: decorators that make a function ask a model with what it gives back: `@bedrock.call("ID")`, or
 * `@llm.call("bedrock", "ID")`. Source: `mirascope/core/bedrock` and `mirascope/llm/_call.py` of version 1.25; version 2
 * has no Bedrock among its providers.
 */
export const mirascope: Sdk = {
  id: 'mirascope',
  languages: ['python'],
  marks: ['from mirascope', 'import mirascope'],
  packages: ['mirascope'],
  servesManyProviders: true,
  match(call, context) {
    const kind = kindOf(call, context);
    if (kind === undefined) return undefined;
    const settings = asObject(context.evaluateArguments(call));
    const model = kind === 'bedrock' ? readModel(settings, 'model', '0') : modelOfProvider(settings);
    return model && draft(settings, model);
  },
};

const FUNCTIONS = new Set(['call', 'bedrock_call', 'model']);

function kindOf(call: CallExpression, context: MatchContext): 'bedrock' | 'any' | undefined {
  if (!mayCallOneOf(call, FUNCTIONS)) return undefined;
  for (const symbol of calledSymbols(context.evaluate(call.callee))) {
    const [module, path] = splitSymbol(symbol);
    if (!/^mirascope\b/.test(module) || path.includes('()')) continue;
    const whole = `${module}.${path}`;
    if (/\bbedrock\.(?:call|bedrock_call)$/.test(whole)) return 'bedrock';
    if (/\bllm\.call$/.test(whole)) return 'any';
  }
  return undefined;
}

function modelOfProvider(settings: ObjectValue): Resolved<string> | undefined {
  return isText(argumentOf(settings, 'provider', '0'), 'bedrock') ? readModel(settings, 'model', '1') : undefined;
}

const CAP = [
  ['call_params', 'inferenceConfig', 'maxTokens'],
  ['call_params', 'max_tokens'],
];

function draft(settings: ObjectValue, model: Resolved<string>): CallDraft {
  // `stream={…}` says what is streamed.
  const isStreaming = isTrue(settings, 'stream') || argumentOf(settings, 'stream')?.kind === 'object';
  const operation = isStreaming ? 'ConverseStream' : 'Converse';
  const { setMaxTokens: _, ...own } = settingsDraft(settings, {
    sdk: 'mirascope',
    operation,
    isStreaming,
    model,
    region: regionOfClient(argumentOf(settings, 'client')),
    cap: CAP,
  });
  return own;
}
