import type { Model } from '../catalog/model.ts';
import type { CallRequest, GrowingHistory } from '../domain/callSite.ts';
import type { AmountRange } from '../domain/estimates.ts';
import { addRanges } from '../domain/estimates.ts';
import type { CallRates, ConversationCost, ConversationSum } from './callEstimate.ts';
import { usdOf } from './callMoney.ts';
import { cacheWriteRate } from './rateCard.ts';

/** Turns that are reckoned: the first, a short talk, and a long one. */
const TURNS = [1, 10, 100] as const;

/** Tokens that come in between two answers, where nothing of them is seen: a person's message, or what a tool gives back. */
const NEXT_MESSAGE: Readonly<Record<GrowingHistory['driver'], AmountRange>> = {
  person: { low: 5, likely: 40, high: 400 },
  model: { low: 30, likely: 300, high: 3000 },
};

/** Undefined for a call that keeps nothing. Each turn pays for everything that was said before it, so the sum grows with the square of the turns. */
export function conversationCost(
  { history, steps }: Pick<CallRequest, 'history' | 'steps'>,
  { fixedTokens }: { readonly fixedTokens: AmountRange },
  answer: AmountRange,
  rates: CallRates,
  model: Model | undefined,
): ConversationCost | undefined {
  const driver = history?.driver ?? (steps && 'model');
  if (driver === undefined) return undefined;
  const next = NEXT_MESSAGE[driver];
  const first = addRanges([fixedTokens, next]);
  const perTurn = addRanges([answer, next]);
  const points = (['low', 'likely', 'high'] as const).map((point) => ({
    first: first[point],
    perTurn: perTurn[point],
    answer: answer[point],
    limit: model?.contextWindow ?? Infinity,
  }));
  const sums = TURNS.map((turns): ConversationSum => {
    const usd = points.map((tokens) => sumOf(turns, tokens, (input, kept) => priceOf(input, kept, rates)));
    const cached = points.map((tokens) =>
      sumOf(turns, tokens, (input, kept) => cachedPriceOf(input, kept, rates, model)),
    );
    const answers = points.map((tokens) => turns * usdOf(tokens.answer, rates.output ?? rates.input));
    const isCached = rates.cache !== undefined && model?.caching?.fields.includes('messages') === true;
    return { turns, usd: range(usd, answers), cachedUsd: isCached ? range(cached, answers) : undefined };
  });
  return { firstTokens: first, tokensPerTurn: perTurn, sums };
}

interface TurnTokens {
  readonly first: number;
  readonly perTurn: number;
  readonly limit: number;
}

/** @param price Of a turn's input, and how much of it the turn before has sent too. */
function sumOf(
  turns: number,
  { first, perTurn, limit }: TurnTokens,
  price: (input: number, kept: number) => number,
): number {
  let usd = 0;
  for (let turn = 0; turn < turns; turn++) {
    const input = Math.min(limit, first + turn * perTurn);
    usd += price(input, turn === 0 ? 0 : Math.min(input, first + (turn - 1) * perTurn));
  }
  return usd;
}

function priceOf(input: number, _kept: number, { input: rate }: CallRates): number {
  return usdOf(input, rate);
}

/** What the turn before wrote is read; what is new is written for the next one. */
function cachedPriceOf(input: number, kept: number, rates: CallRates, model: Model | undefined): number {
  const least = model?.caching?.minimumTokens ?? Infinity;
  const write = cacheWriteRate(rates, SHORTEST_TTL) ?? rates.input;
  if (input < least) return usdOf(input, rates.input);
  const read = kept >= least ? kept : 0;
  return usdOf(read, rates.cache?.read ?? rates.input) + usdOf(input - read, write);
}

const SHORTEST_TTL = 300;

function range(input: readonly number[], answers: readonly number[]): AmountRange {
  const [low = 0, likely = 0, high = 0] = input.map((usd, index) => usd + (answers[index] ?? 0));
  return { low: Math.min(low, likely), likely, high: Math.max(likely, high) };
}
