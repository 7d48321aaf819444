import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { asObject, readModel } from '../requests/fields.ts';
import { calledSymbols, splitSymbol } from './matching.ts';
import { argumentOf } from './modelObjects.ts';
import { isTrue, settingsDraft } from './objectLibrary.ts';
import { isText, readProviderModel } from './providerModel.ts';

/**
 * Mirascope: decorators that make a function ask a model with what it gives back: `@bedrock.call("ID")` of version 1,
 * `@llm.call("bedrock/ID")` since. Source: `mirascope/core/bedrock` and `mirascope/llm`.
 */
export const mirascope: Sdk = {
  id: 'mirascope',
  languages: ['python'],
  marks: ['mirascope'],
  packages: ['mirascope'],
  match(call, context) {
    const kind = kindOf(call, context);
    if (kind === undefined) return undefined;
    const settings = asObject(context.evaluateArguments(call));
    const model = kind === 'bedrock' ? readModel(settings, 'model', '0') : modelOfAny(settings);
    return model && draft(settings, model);
  },
};

function kindOf(call: CallExpression, context: MatchContext): 'bedrock' | 'any' | undefined {
  for (const symbol of calledSymbols(context.evaluate(call.callee))) {
    const [module, path] = splitSymbol(symbol);
    if (!/^mirascope\b/.test(module) || path.includes('()')) continue;
    const whole = `${module}.${path}`;
    if (/\bbedrock\.(?:call|bedrock_call)$/.test(whole)) return 'bedrock';
    if (/\bllm\.(?:call|model)$/.test(whole)) return 'any';
  }
  return undefined;
}

/** The provider stands before the id, or in an argument of its own. */
function modelOfAny(settings: ObjectValue): Resolved<string> | undefined {
  const found = readProviderModel(settings.fields.get('model') ?? settings.fields.get('0'), { prefix: /^bedrock[/:]/ });
  if (found) return found.model;
  return isText(argumentOf(settings, 'provider'), 'bedrock') ? readModel(settings, 'model', 'model_id') : undefined;
}

const CAP = [['call_params', 'inferenceConfig', 'maxTokens'], ['call_params', 'max_tokens'], ['max_tokens']];

function draft(settings: ObjectValue, model: Resolved<string>): CallDraft {
  const isStreaming = isTrue(settings, 'stream');
  const operation = isStreaming ? 'ConverseStream' : 'Converse';
  const { setMaxTokens: _, ...own } = settingsDraft(settings, {
    sdk: 'mirascope',
    operation,
    isStreaming,
    model,
    region: ABSENT,
    cap: CAP,
  });
  return own;
}
