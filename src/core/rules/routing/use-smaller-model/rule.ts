import * as z from 'zod';
import { compareGenerations, lineOf, sizeOf } from '../../../catalog/modelLines.ts';
import { formatCount } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import { knownValues } from '../../../domain/resolved.ts';
import { savedShare, savingsOf, twoPricesText } from '../../alternatives.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { replaceModelId } from '../../modelFacts.ts';
import type { OtherModel } from '../../otherModels.ts';
import { callableModels, onlyModel } from '../../otherModels.ts';
import { defineRule } from '../../rule.ts';
import type { RuleSubject } from '../../ruleSubject.ts';
import type { SimpleTask } from './simpleTask.ts';
import { simpleTaskOf } from './simpleTask.ts';

interface LargeModel {
  readonly model: string;
  readonly task: SimpleTask;
  readonly maxTokens: number;
  readonly smaller: OtherModel;
  readonly prices: TwoPrices;
  readonly callsPerMonth: number | undefined;
  readonly fixes: readonly FixIntent[];
}

const options = z.strictObject({
  longestAnswer: z
    .int()
    .min(1)
    .default(300)
    .describe('Output cap in tokens up to which a classification, an extraction or a short summary counts as simple.'),
});
type Options = z.infer<typeof options>;

export const useSmallerModel = defineRule<Options, LargeModel>({
  meta: {
    name: 'routing/use-smaller-model',
    summary: 'The prompt asks for a short and simple answer, and a large model gives it.',
    since: '0.1.0',
    judges: 'content',
    fix: 'unsafe',
    yieldsTo: ['correctness/no-retired-model'],
    options,
  },
  check(subject, context) {
    const { request } = subject;
    const maxTokens = smallCap(subject, context.options.longestAnswer);
    const current = subject.kind === 'call' && maxTokens !== undefined ? onlyModel(subject, context) : undefined;
    const size = current && sizeOf(current.target.model);
    if (current === undefined || maxTokens === undefined || (size !== 'large' && size !== 'middle')) return undefined;
    const task = simpleTaskOf(request.segments);
    if (task === undefined) return undefined;
    const small = context.catalog.models().filter((model) => sizeOf(model) === 'small');
    const [smaller] = callableModels(subject, current, small, context)
      .filter(({ prices }) => savedShare(prices) >= LEAST_SHARE)
      .sort(newestOfDearest);
    if (smaller === undefined) return undefined;
    const { model: written } = request;
    const title = `Call ${smaller.model.name} (${smaller.modelId})`;
    return {
      model: current.target.model.name,
      task,
      maxTokens,
      smaller,
      prices: smaller.prices,
      callsPerMonth: context.workload?.callsPerMonth,
      fixes: written.state === 'known' ? replaceModelId(written, current, smaller.modelId, title) : [],
    };
  },
  message({ model, task, maxTokens, smaller, prices }, money) {
    return (
      `${smaller.model.name} can do this for ${twoPricesText(prices, money)}: the prompt asks ${model} to "${task.quote}". ` +
      `That is ${task.kind} of at most ${formatCount(maxTokens)} tokens, which small models do well. Try ${smaller.modelId} on real ` +
      `inputs first: it may get rare cases wrong, and it answers sooner.`
    );
  },
  fixes: ({ fixes }) => fixes,
  savings: ({ prices, callsPerMonth }) => savingsOf(prices, callsPerMonth, 'Answers of both models are as long.'),
});

/** Half the price is worth trying another model. */
const LEAST_SHARE = 0.5;

/** Undefined where the cap is not surely small, or where the request wants thoughts, tools or a conversation. */
function smallCap({ request, estimate }: RuleSubject, longestAnswer: number): number | undefined {
  const { maxTokens, toolCount, thinkingTokens, messageCount, segments } = request;
  if (maxTokens.state !== 'known' || maxTokens.isOpen === true || thinkingTokens !== undefined) return undefined;
  if (toolCount > 0 || messageCount > MOST_MESSAGES || segments.some(({ role }) => role === 'tools')) return undefined;
  const cap = Math.max(...knownValues(maxTokens));
  return cap <= longestAnswer && estimate.inputTokens.likely <= LONGEST_INPUT ? cap : undefined;
}

/** More are a conversation; a few show by examples what is wanted. */
const MOST_MESSAGES = 5;
/** Tokens; in longer ones large models find more. */
const LONGEST_INPUT = 20_000;

/** The newest of its line first, then the one that is nearest in price to what is called now. */
function newestOfDearest(a: OtherModel, b: OtherModel): number {
  const [lineA, lineB] = [lineOf(a.model), lineOf(b.model)];
  if (lineA !== undefined && lineB?.name === lineA.name) return compareGenerations(lineB, lineA);
  return b.prices.then.usd - a.prices.then.usd;
}
