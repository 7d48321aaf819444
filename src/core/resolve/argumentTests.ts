/** Which way a test goes that asks for nothing but what a function is passed: `if name == "summary"`, `if image:`. */
import type { Expression, Question } from '../domain/program.ts';
import type { Value, ValueSource } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import type { Frame, View } from './evaluation.ts';
import type { Scope } from './programIndex.ts';

/** Undefined where it asks for more, or the call that is followed does not surely say it. */
export function decideByArguments(test: Expression, view: View, depth = 0): boolean | undefined {
  if (view.frame === undefined || depth > MAXIMUM_DEPTH) return undefined;
  if (test.kind === 'name') return isTruthy(argumentOf(test.name, view));
  return test.kind === 'unknown' && test.question ? answer(test.question, view, depth) : undefined;
}

const MAXIMUM_DEPTH = 8;

function answer({ asks, of }: Question, view: View, depth: number): boolean | undefined {
  const [first, ...others] = of;
  if (first === undefined) return undefined;
  switch (asks) {
    case 'not':
      return negated(decideByArguments(first, view, depth + 1));
    case 'all': {
      const parts = of.map((part) => decideByArguments(part, view, depth + 1));
      return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
    }
    case 'equals':
    case 'is-any':
      return isAny(first, others, view);
    case 'differs':
      return negated(isAny(first, others, view));
    case 'holds':
      return isIn(others[0], first, view);
    case 'lacks':
      return negated(isIn(others[0], first, view));
  }
}

/** `name in ("a", "b")`; of texts it is not asked whether one is part of another. */
function isIn(item: Expression | undefined, list: Expression, view: View): boolean | undefined {
  return item && list.kind === 'list' ? isAny(item, [list], view) : undefined;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function isAny(first: Expression, others: readonly Expression[], view: View): boolean | undefined {
  const left = plainOf(first, view);
  const flat = others.flatMap((other) => (other.kind === 'list' ? other.items.map(({ value }) => value) : [other]));
  const right = flat.map((other) => plainOf(other, view));
  if (left === undefined || right.length === 0) return undefined;
  if (right.some((value) => value?.value === left.value)) return true;
  return right.includes(undefined) ? undefined : false;
}

interface Plain {
  readonly value: string | number | boolean | null;
}

function plainOf(expression: Expression, view: View): Plain | undefined {
  if (expression.kind === 'literal') return { value: expression.value };
  return expression.kind === 'name' ? plainValue(argumentOf(expression.name, view)) : undefined;
}

function plainValue(value: Value | undefined): Plain | undefined {
  switch (value?.kind) {
    case 'text': {
      const text = staticText(value);
      return text === undefined || value.instead ? undefined : { value: text };
    }
    case 'number':
    case 'boolean':
      return { value: value.value };
    case 'null':
      return { value: null };
    default:
      return undefined;
  }
}

function isTruthy(value: Value | undefined): boolean | undefined {
  if (value?.kind === 'text' && value.parts.some((part) => part.kind === 'text' && part.text !== '')) return true;
  const plain = plainValue(value);
  return plain === undefined ? undefined : Boolean(plain.value);
}

/** What the call passes as a parameter that the function does not change, where nothing can be passed instead. */
function argumentOf(name: string, { place, frame }: View): Value | undefined {
  let scope: Scope | undefined = place.scope;
  while (scope && !scope.bindings.has(name)) scope = scope.parent;
  const [binding, second] = scope?.bindings.get(name) ?? [];
  if (binding?.kind !== 'parameter' || second) return undefined;
  const called = frameOf(frame, binding.function);
  const value = called?.arguments.get(binding.parameter.name)?.();
  if (value === undefined || value.kind === 'unknown' || value.kind === 'choice') return undefined;
  if (called?.hasMoreArguments && value.origin.from === 'parameter-default') return undefined;
  return OF_THE_CODE.has(value.origin.from) ? value : undefined;
}

function frameOf(innermost: Frame | undefined, node: Frame['function']): Frame | undefined {
  for (let frame = innermost; frame; frame = frame.parent) if (frame.function === node) return frame;
  return undefined;
}

/** What an environment variable or the configuration says can be something else in another run. */
const OF_THE_CODE: ReadonlySet<ValueSource> = new Set(['literal', 'constant', 'parameter-default', 'other-file']);

const tests = new WeakMap<Expression, boolean>();

/** True for tests that such an answer can be found to. */
export function mayAskArguments(test: Expression, depth = 0): boolean {
  const known = tests.get(test);
  if (known !== undefined) return known;
  const of = test.kind === 'unknown' ? (test.question?.of ?? []) : [];
  const may =
    test.kind === 'name' ||
    (depth <= MAXIMUM_DEPTH && of.some((one) => one.kind === 'name' || mayAskArguments(one, depth + 1)));
  tests.set(test, may);
  return may;
}
