import type { ConversationCost } from '../cost/callEstimate.ts';
import type { MoneyFormat } from '../cost/format.ts';
import { formatCount } from '../cost/format.ts';

/** `$0.0031 for 1 turn, $0.054 for 10, $2.10 for 100`. */
export function sumsText({ sums }: ConversationCost, money: MoneyFormat, unit: 'turn' | 'step'): string {
  return sums
    .map(({ turns, usd }, index) => `${money.amount(usd.likely)} for ${turns}${index === 0 ? ` ${unit}` : ''}`)
    .join(', ');
}

/** What the sums rest on: sizes that nobody can see. */
export function growthText({ tokensPerTurn }: ConversationCost, unit: 'turn' | 'step'): string {
  const more = unit === 'turn' ? 'answer and next message' : "answer and tool's result";
  return `Reckoned with ≈ ${formatCount(tokensPerTurn.likely)} tokens that each ${unit} adds (${more}).`;
}
