/**
 * Which way a test goes while a model is assumed, or a call is followed. Only tests that hang on the assumed id, or on what
 * the call passes, are decided: what else they ask of is only known as far as this workspace shows it.
 */
import type { CallExpression, Expression, Question } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import { decideByArguments, mayAskArguments } from './argumentTests.ts';
import { calledFrame } from './calledFrame.ts';
import type { Evaluation, View } from './evaluation.ts';
import { methodOperation } from './libraryMethods.ts';
import { functionScopeOf } from './programIndex.ts';
import type { Arm, Place } from './programIndex.ts';

/** Undefined where it can go both ways, or cannot be told. */
export function decide(evaluation: Evaluation, test: Expression, view: View): boolean | undefined {
  const isByModel = evaluation.assumes(() => isDecidable(test)) && isDecidable(test);
  const byModel = isByModel ? evaluation.decision(test, view, () => decided(evaluation, test, view)) : undefined;
  return byModel ?? (mayAskArguments(test) ? decideByArguments(test, view) : undefined);
}

function isDecidable(test: Expression): boolean {
  if (test.kind === 'unknown') return test.question !== undefined;
  return test.kind === 'call' || test.kind === 'conditional' || test.kind === 'fallback' || test.kind === 'name';
}

function decided(evaluation: Evaluation, test: Expression, view: View): boolean | undefined {
  switch (test.kind) {
    case 'unknown':
      return test.question && answer(evaluation, test.question, view);
    case 'call':
      return ofCall(evaluation, test, view);
    case 'conditional':
      // `a && b`
      return decide(evaluation, test.test, view) === false ? false : undefined;
    case 'fallback': {
      const first = decide(evaluation, test.first, view);
      return first === true ? true : first === false ? decide(evaluation, test.second, view) : undefined;
    }
    case 'name':
      return ofName(evaluation, test.name, view);
    default:
      return undefined;
  }
}

function answer(evaluation: Evaluation, { asks, of }: Question, view: View): boolean | undefined {
  const [first, ...others] = of;
  if (first === undefined) return undefined;
  switch (asks) {
    case 'not':
      return negated(decide(evaluation, first, view));
    case 'all': {
      const parts = of.map((part) => decide(evaluation, part, view));
      return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
    }
    case 'equals':
      return compared(evaluation, first, others, view, (a, b) => a === b);
    case 'differs':
      return negated(compared(evaluation, first, others, view, (a, b) => a === b));
    case 'holds':
      return compared(evaluation, first, others, view, (a, b) => a.includes(b));
    case 'lacks':
      return negated(compared(evaluation, first, others, view, (a, b) => a.includes(b)));
    case 'is-any':
      return compared(evaluation, first, others, view, (a, b) => a === b);
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** `id.startsWith("x")`, `strings.Contains(id, "x")`, and functions of the workspace that give back a test. */
function ofCall(evaluation: Evaluation, call: CallExpression, view: View): boolean | undefined {
  const { library } = evaluation.environment.language(view.index.program.language);
  const [first, second] = call.arguments;
  const { callee } = call;
  const method = callee.kind === 'member' ? TEXT_TESTS.get(methodOperation(library, callee.property) ?? '') : undefined;
  if (callee.kind === 'member' && method && first && call.arguments.length === 1) {
    return compared(evaluation, callee.object, [first.value], view, method);
  }
  const value = evaluation.evaluate(callee, view);
  if (value.kind === 'symbol') {
    const compare = TEXT_TESTS.get(library.get(value.symbol) ?? '');
    return compare && first && second ? compared(evaluation, first.value, [second.value], view, compare) : undefined;
  }
  const called = value.kind === 'function' ? calledFrame(evaluation, value, call, view) : undefined;
  const [only, ...others] = called?.scope.returns ?? [];
  if (called === undefined || only === undefined || others.length > 0) return undefined;
  const place = { scope: only.scope, offset: only.value.range.end, arms: [] };
  return decide(evaluation, only.value, { index: called.index, place, frame: called.frame });
}

const TEXT_TESTS: ReadonlyMap<string, (text: string, other: string) => boolean> = new Map([
  ['contains', (text: string, other: string) => text.includes(other)],
  ['starts-with', (text: string, other: string) => text.startsWith(other)],
  ['ends-with', (text: string, other: string) => text.endsWith(other)],
]);

/** `const isNova = id.includes("nova")`, then `if (isNova)`. */
function ofName(evaluation: Evaluation, name: string, view: View): boolean | undefined {
  for (let scope: Place['scope'] | undefined = view.place.scope; scope; scope = scope.parent) {
    const bindings = scope.bindings.get(name);
    if (bindings === undefined) continue;
    const [binding, ...others] = bindings;
    if (binding?.kind !== 'value' || others.length > 0) return undefined;
    return decide(evaluation, binding.value, { ...view, place: { ...binding, offset: binding.readAt } });
  }
  return undefined;
}

/** The same for all that both sides can be; lists on the right side stand for their items. */
function compared(
  evaluation: Evaluation,
  first: Expression,
  others: readonly Expression[],
  view: View,
  compare: (a: string, b: string) => boolean,
): boolean | undefined {
  const { result, isTouched } = evaluation.watchAssumption(() => ({
    left: optionsOf(evaluation.evaluate(first, view)),
    right: others.flatMap((other) => itemsOf(evaluation.evaluate(other, view))),
  }));
  if (!isTouched) return undefined;
  const left = result.left.flatMap(itemsOrText);
  const right = result.right.map(plainText);
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.includes(undefined) || right.includes(undefined)) return undefined;
  const answers = new Set(
    result.left.map((option) => {
      const texts = itemsOrText(option) as readonly string[];
      // A list holds what it has as an item, a text what it has as a part.
      const asks = option.kind === 'list' ? (a: string, b: string): boolean => a === b : compare;
      return texts.some((text) => (right as readonly string[]).some((other) => asks(text, other)));
    }),
  );
  return answers.size === 1 ? [...answers][0] : undefined;
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' && !value.isOpen ? value.items : optionsOf(value);
}

function itemsOrText(value: Value): readonly (string | undefined)[] {
  if (value.kind !== 'list') return [plainText(value)];
  return value.isOpen ? [undefined] : value.items.map(plainText);
}

function plainText(value: Value): string | undefined {
  return value.kind === 'number' ? String(value.value) : staticText(value);
}

interface Test {
  readonly test: Expression;
  readonly range: { readonly start: number };
}

function isTest(owner: object): owner is Test {
  return 'test' in owner && 'then' in owner && 'range' in owner;
}

function testOf(owner: object): Test | undefined {
  return isTest(owner) ? owner : undefined;
}

/** Whether an arm is surely run, surely not, or perhaps, once what is around it runs. */
function armDecision(evaluation: Evaluation, place: Place, depth: number, view: View): boolean | undefined {
  const arm = place.arms[depth];
  const test = arm && testOf(arm.owner);
  if (arm === undefined || test === undefined || arm.armCount !== 2) return undefined;
  if (!isDecidable(test.test) && !mayAskArguments(test.test)) return undefined;
  const at = { scope: place.scope, offset: test.range.start, arms: place.arms.slice(0, depth) };
  const isTrue = decide(evaluation, test.test, { ...view, place: at });
  return isTrue === undefined ? undefined : isTrue === (arm.arm === 0);
}

/** False for a place that is surely not run while the model is assumed, also for what is given back before. */
export function isReached(evaluation: Evaluation, place: Place, view: View): boolean {
  const here = settled(evaluation, place, view);
  if (here === undefined) return false;
  const before = (functionScopeOf(place.scope)?.returns ?? []).filter(({ value }) => value.range.end < place.offset);
  return !before.some(({ value, scope, arms }) => {
    const returned: Place = { scope, offset: value.range.start, arms };
    const left = settled(evaluation, returned, { ...view, place: returned });
    return left !== undefined && left !== returned && left.arms.every((arm) => here.arms.includes(arm));
  });
}

function hasArgumentTests({ arms }: Place, { frame }: View): boolean {
  return frame !== undefined && arms.some(({ owner }) => isTest(owner) && mayAskArguments(owner.test));
}

function hasTests({ arms }: Place): boolean {
  return arms.some(({ owner }) => {
    const test = testOf(owner);
    return test !== undefined && isDecidable(test.test);
  });
}

const settledPlaces = new WeakMap<Place, Map<string, Place>>();

/**
 * The place without the arms that are surely run; undefined when it is surely not run. Equal answers are one object, since
 * places are also keys.
 */
export function settled<T extends Place>(evaluation: Evaluation, place: T, view: View): T | undefined {
  if (place.arms.length === 0) return place;
  if (!evaluation.assumes(() => hasTests(place)) && !hasArgumentTests(place, view)) return place;
  return evaluation.settledPlace(place, view, () => settledAnew(evaluation, place, view)) as T | undefined;
}

function settledAnew(evaluation: Evaluation, place: Place, view: View): Place | undefined {
  const kept: Arm[] = [];
  for (const [depth, arm] of place.arms.entries()) {
    const isRun = armDecision(evaluation, place, depth, view);
    if (isRun === false) return undefined;
    if (isRun === undefined) kept.push(arm);
  }
  if (kept.length === place.arms.length) return place;
  const key = kept.map((arm) => place.arms.indexOf(arm)).join(' ');
  let known = settledPlaces.get(place);
  if (known === undefined) settledPlaces.set(place, (known = new Map<string, Place>()));
  let result = known.get(key);
  if (result === undefined) known.set(key, (result = { ...place, arms: kept }));
  return result;
}

/** Those places of several that can be run while the model is assumed. */
export function allSettled<T extends Place>(evaluation: Evaluation, places: readonly T[], view: View): readonly T[] {
  const isAsked = (place: Place): boolean => hasArgumentTests(place, view);
  if (!evaluation.assumes(() => places.some(hasTests)) && !places.some(isAsked)) return places;
  return places.flatMap((place) => settled(evaluation, place, view) ?? []);
}
