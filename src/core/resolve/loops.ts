/** Texts that a loop writes turn by turn. */
import type { Expression, LoopStatement } from '../domain/program.ts';
import type { Turns, Value } from '../domain/value.ts';
import { concatenate, repeatedParts, textParts } from '../domain/valueOperations.ts';
import { nameOf, originOf, spotOf } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { Place } from './programIndex.ts';
import { ASSUMED_ITEMS, inTurn, knownItems, turnsOver } from './turns.ts';
import { productOf } from '../domain/estimates.ts';

/**
 * The text of each turn where all items are known, else one hole that knows what a turn writes.
 *
 * @param write Where the loop writes `expression`.
 * @param use Where what was written is read; loops around both are none of those that count.
 */
export function textOfTurns(
  evaluation: Evaluation,
  write: Place,
  expression: Expression,
  use: Place,
  view: View,
): readonly Value[] {
  const inside: View = { ...view, place: { scope: write.scope, arms: write.arms, offset: expression.range.start } };
  const loops = loopsAround(evaluation, write, use, view);
  const [only, second] = loops;
  const last = write.arms.at(-1);
  const isPlain = last === undefined || last.owner === only?.owner;
  const items = only && !second && isPlain ? knownItems(only.list) : undefined;
  if (items && only) return items.map((item) => evaluation.evaluate(expression, inTurn(inside, only.iterable, item)));
  const spot = spotOf(expression, view);
  const name = nameOf(expression, evaluation, view);
  const about = only ? nameOf(only.iterable, evaluation, view) : name;
  const turns = loops.length === 0 ? ASSUMED_ITEMS : loops.map(({ list }) => turnsOver(list)).reduce(product);
  const counted = isPlain ? turns : { ...turns, low: 0 };
  const text = concatenate(
    [{ value: evaluation.evaluate(expression, inside), name, spot }],
    originOf(expression, view),
  );
  const hole = repeatedParts(textParts(text, name, spot), counted, about, spot);
  return [{ kind: 'text', parts: [hole], origin: originOf(expression, view) }];
}

interface Loop {
  readonly owner: object;
  readonly iterable: Expression;
  readonly list: Value;
}

/** Those with something that they go through, innermost first. */
function loopsAround(evaluation: Evaluation, { scope, arms, offset }: Place, use: Place, view: View): readonly Loop[] {
  const own = arms.flatMap((arm, depth): readonly Loop[] => {
    const statement = arm.owner as Partial<LoopStatement>;
    const isShared = scope === use.scope && use.arms.some(({ owner }) => owner === arm.owner);
    if (statement.kind !== 'loop' || statement.iterable === undefined || isShared) return [];
    const outside: View = { ...view, place: { scope, arms: arms.slice(0, depth), offset } };
    return [{ owner: arm.owner, iterable: statement.iterable, list: evaluation.evaluate(statement.iterable, outside) }];
  });
  const call = scope.function && scope !== use.scope ? view.index.callbackOwners.get(scope.function) : undefined;
  const outer: Loop[] = [];
  const { library } = evaluation.environment.language(view.index.program.language);
  const method = call?.callee.kind === 'member' ? library.get(`method:${call.callee.property}`) : undefined;
  const isLoop = method === 'iterate' || method === 'map';
  if (isLoop && call?.callee.kind === 'member' && scope.parent) {
    const outside: View = { ...view, place: { scope: scope.parent, arms: [], offset: call.range.start } };
    const iterable = call.callee.object;
    outer.push({ owner: call, iterable, list: evaluation.evaluate(iterable, outside) });
  }
  return [...own.reverse(), ...outer];
}

function product(a: Turns, b: Turns): Turns {
  const isAssumed = a.isAssumed ?? b.isAssumed;
  const turns = productOf(a, b);
  return isAssumed ? { ...turns, isAssumed } : turns;
}
