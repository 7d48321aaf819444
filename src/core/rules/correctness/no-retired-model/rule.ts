import * as z from 'zod';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { Model } from '../../../catalog/model.ts';
import { lifecycleOn } from '../../../catalog/model.ts';
import { resolveTarget } from '../../../cost/callTargets.ts';
import { estimateFor } from '../../../cost/estimateCall.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import type { KnownCandidate } from '../../candidates.ts';
import type { JudgedModels } from '../../modelFacts.ts';
import { callableFrom, judgedModels, namesOf, replaceModelId, sourceText } from '../../modelFacts.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface RetiredModel {
  readonly models: string;
  readonly ids: readonly string[];
  readonly certainty: JudgedModels['certainty'];
  /** True where callers that are not seen may give another one. */
  readonly isOpen: boolean;
  readonly state: 'retired' | 'legacy';
  /** ISO date of the first end; undefined where the catalogue has none. */
  readonly endOfLife: string | undefined;
  readonly source: string | undefined;
  readonly successor: Successor | undefined;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

interface Successor {
  readonly name: string;
  /** As it would be called; undefined where the Region or the body of the request does not allow to say. */
  readonly modelId: string | undefined;
  /** True where the request stays as it is; else it has to be written as the other family wants it. */
  readonly takesSameRequest: boolean;
  /** Per million tokens from the same Region; undefined without prices. */
  readonly prices: Prices | undefined;
}

interface Prices {
  readonly inputUsd: number;
  readonly outputUsd: number | undefined;
}

const options = z.strictObject({
  legacy: z
    .boolean()
    .default(true)
    .describe('Also report models whose end is announced; without it, only those past their end of life.'),
});
type Options = z.infer<typeof options>;

export const noRetiredModel = defineRule<Options, RetiredModel>({
  meta: {
    name: 'correctness/no-retired-model',
    summary: 'The model is past its end of life, or its end is announced.',
    since: '0.1.0',
    judges: 'content',
    fix: 'unsafe',
    skipsTests: true,
    options,
  },
  check(subject, context) {
    const judged = judgedModels(subject);
    const lifes = judged?.candidates.map(({ target: { model } }) => lifecycleOn(model, context.date));
    if (judged === undefined || lifes?.every((life) => life === 'retired' || life === 'legacy') !== true)
      return undefined;
    const state = lifes.every((life) => life === 'retired') ? 'retired' : 'legacy';
    if (state === 'legacy' && !context.options.legacy) return undefined;
    const models = [...new Set(judged.candidates.map(({ target }) => target.model))];
    const [first] = judged.candidates;
    if (first === undefined) return undefined;
    const successor = models.length === 1 ? successorOf(first, subject, context) : undefined;
    return {
      models: namesOf(models),
      ids: models.map(({ id }) => id),
      certainty: judged.certainty,
      isOpen: judged.written.isOpen === true,
      state,
      endOfLife: models.map(({ lifecycle }) => lifecycle?.endOfLife ?? '').sort()[0] || undefined,
      source: sourceText(first.target.model, 'lifecycle'),
      successor,
      fixes:
        successor?.modelId === undefined
          ? []
          : replaceModelId(
              judged.written,
              first,
              successor.modelId,
              `Move to ${successor.name} (${successor.modelId})`,
            ),
      place: placeOfValue(subject, judged.written),
    };
  },
  severity: ({ state, isOpen }) => (state === 'retired' && !isOpen ? 'error' : 'warning'),
  place: ({ place }) => place,
  fact: ({ ids }) => ids.join(' '),
  message: (facts, money) =>
    [whatIsWrong(facts), whatToDo(facts, money), whoSaysSo(facts)].filter((part) => part !== '').join(' '),
  fixes: ({ fixes }) => fixes,
});

/** None where the request would have to be written anew: a body of another family. */
function successorOf(
  { target }: KnownCandidate,
  { request }: RuleSubject,
  context: RuleContext<Options>,
): Successor | undefined {
  const model = currentSuccessor(target.model, context.catalog, context.date);
  if (model === undefined) return undefined;
  const isSame = takesSameRequest(target.model, model, request.operation);
  const modelId = isSame ? callableFrom(model, target, context.catalog) : undefined;
  const comparedId = callableFrom(model, target, context.catalog) ?? model.id;
  const { rates } = estimateFor(resolveTarget(comparedId, target.region, context), request, context);
  const prices = rates && {
    inputUsd: rates.input.usdPerMillionTokens,
    outputUsd: rates.output?.usdPerMillionTokens,
  };
  return { name: model.name, modelId, takesSameRequest: isSame, prices };
}

/** The first successor that is not itself at its end. */
function currentSuccessor(model: Model, catalog: Catalog, date: string): Model | undefined {
  const seen = new Set<string>();
  let next = model.lifecycle?.successor;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const candidate = catalog.model(next);
    const state = candidate && lifecycleOn(candidate, date);
    if (state !== 'retired' && state !== 'legacy') return candidate;
    next = candidate?.lifecycle?.successor;
  }
  return undefined;
}

function takesSameRequest(model: Model, successor: Model, operation: string): boolean {
  const isOfOneFamily = model.provider === successor.provider;
  if (operation === 'Messages') return isOfOneFamily;
  if (!operation.startsWith('InvokeModel')) return true;
  return isOfOneFamily && model.invokeCap?.fields[0] === successor.invokeCap?.fields[0];
}

function whatIsWrong({ models, certainty, state, endOfLife }: RetiredModel): string {
  const who = certainty === 'default' ? `The default model, ${models},` : models;
  if (state === 'retired') {
    const since = endOfLife === undefined ? '' : ` of ${endOfLife}`;
    return `${who} is past its end of life${since}: Bedrock refuses the call.`;
  }
  return endOfLife === undefined
    ? `${who} is a legacy model: AWS has announced its end, and Bedrock will refuse the call.`
    : `${who} is a legacy model and ends on ${endOfLife}: from then on Bedrock refuses the call.`;
}

function whatToDo({ successor }: RetiredModel, money: MoneyFormat): string {
  if (successor === undefined) return 'Move to a current model.';
  const { name, modelId, takesSameRequest: isSame, prices } = successor;
  const id = modelId === undefined ? '' : ` (${modelId})`;
  const cost = prices === undefined ? '' : ` at ${pricesText(prices, money)}`;
  const then = isSame ? 'and compare its answers' : 'which takes another request body, and compare its answers';
  return `Move to ${name}${id}${cost}, ${then}.`;
}

function pricesText({ inputUsd, outputUsd }: Prices, money: MoneyFormat): string {
  const output = outputUsd === undefined ? '' : ` in and ${money.amount(outputUsd)} out`;
  return `${money.amount(inputUsd)}${output} per million tokens`;
}

function whoSaysSo({ source }: RetiredModel): string {
  return source === undefined ? '' : `Source: ${source}.`;
}
