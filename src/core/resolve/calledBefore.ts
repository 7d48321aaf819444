/**
 * Frames of functions that were called before with the same arguments: what a call gives back is then known. Without them it would be worked out once for
 * every way through the program that leads to it, and the ways grow with the power of the depth.
 */
import type { CallExpression, FunctionNode } from '../domain/program.ts';
import type { ObjectValue, Origin, TextPart, Value } from '../domain/value.ts';
import type { Evaluation, Frame } from './evaluation.ts';
import type { Scope } from './programIndex.ts';

const MAXIMUM_KEPT = 8;
/** Parts of two values that are compared at most; values that are larger than that count as different. */
const MAXIMUM_COMPARED = 64;

interface Called {
  readonly frame: Frame;
  /** The arguments that were asked for, as they were. */
  readonly asked: Map<string, Value>;
}

interface Calls {
  readonly byFunction: Map<FunctionNode, Called[]>;
  /** By what the call stands in, the arguments of an outer call or nothing. */
  readonly bySite: Map<Frame | undefined, Map<CallExpression, Frame[]>>;
}

const callsOf = new WeakMap<Evaluation, Calls>();

/**
 * The frame for a call: the one that the call itself made before; one of another call, when all that the function gave back is known and the arguments that
 * it hangs on are the same now; else the given one, kept for calls to come.
 *
 * @param scope The inside of the function.
 * @param isKnown True when all that the function gives back is known for a frame.
 */
export function calledBefore(
  evaluation: Evaluation,
  call: CallExpression,
  scope: Scope,
  frame: Frame,
  isKnown: (frame: Frame) => boolean,
): Frame {
  const here = calledHere(evaluation, call, frame.parent);
  const same = here.find((before) => before.function === frame.function);
  if (same) return same;
  // What a function within a function gives back can hang on the arguments of the outer one.
  if (isWithinFunction(scope.parent)) {
    here.push(frame);
    return frame;
  }
  const before = entry(callsIn(evaluation).byFunction, frame.function, () => []);
  const now = new Map<string, Value | undefined>();
  const found = before.find((called) => isSameCall(called, frame, now) && isKnown(called.frame));
  if (found) return found.frame;
  const asked = new Map<string, Value>();
  const noting = new Map([...frame.arguments].map(([name, give]) => [name, noted(name, give, asked)] as const));
  const kept: Frame = { ...frame, arguments: noting };
  here.push(kept);
  before.unshift({ frame: kept, asked });
  if (before.length > MAXIMUM_KEPT) before.pop();
  return kept;
}

/** The frame that the call itself made before, else the given one, kept for the next time. */
export function sameFrame(evaluation: Evaluation, call: CallExpression, frame: Frame): Frame {
  const here = calledHere(evaluation, call, frame.parent);
  const same = here.find((before) => before.function === frame.function);
  if (same === undefined) here.push(frame);
  return same ?? frame;
}

function calledHere(evaluation: Evaluation, call: CallExpression, around: Frame | undefined): Frame[] {
  const sites = entry(callsIn(evaluation).bySite, around, () => new Map<CallExpression, Frame[]>());
  return entry(sites, call, () => []);
}

function callsIn(evaluation: Evaluation): Calls {
  let calls = callsOf.get(evaluation);
  if (calls === undefined) callsOf.set(evaluation, (calls = { byFunction: new Map(), bySite: new Map() }));
  return calls;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function isWithinFunction(outer: Scope | undefined): boolean {
  for (let scope = outer; scope; scope = scope.parent) if (scope.kind === 'function') return true;
  return false;
}

function noted(name: string, give: () => Value, asked: Map<string, Value>): () => Value {
  return () => {
    const value = give();
    asked.set(name, value);
    return value;
  };
}

/** @param now The arguments of the call as far as they were asked for, which is done once. */
function isSameCall(called: Called, frame: Frame, now: Map<string, Value | undefined>): boolean {
  const { frame: before, asked } = called;
  if (before.hasMoreArguments !== frame.hasMoreArguments) return false;
  if (before.depth !== frame.depth || before.arguments.size !== frame.arguments.size) return false;
  if (!isSameOrNone(before.receiver, frame.receiver, { left: MAXIMUM_COMPARED })) return false;
  if ([...before.arguments.keys()].some((name) => !frame.arguments.has(name))) return false;
  return [...asked].every(([name, value]) => {
    if (!now.has(name)) now.set(name, frame.arguments.get(name)?.());
    const given = now.get(name);
    return given !== undefined && isSame(value, given, { left: MAXIMUM_COMPARED });
  });
}

/** True only for values that nothing can tell apart. */
function isSame(a: Value, b: Value, budget: { left: number }): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || budget.left-- <= 0) return false;
  if (a.kind === 'choice' || b.kind === 'choice') {
    return (
      a.kind === 'choice' && b.kind === 'choice' && a.isPerTurn === b.isPerTurn && areSame(a.options, b.options, budget)
    );
  }
  if (a.kind === 'unknown' || b.kind === 'unknown') {
    return (
      a.kind === 'unknown' &&
      b.kind === 'unknown' &&
      a.reason === b.reason &&
      a.volatility === b.volatility &&
      a.environmentVariable === b.environmentVariable &&
      a.name === b.name &&
      isSamePlace(a, b)
    );
  }
  return isSameOrigin(a.origin, b.origin) && isSameInside(a, b, budget);
}

type Made = Exclude<Value, { readonly kind: 'choice' | 'unknown' }>;

function isSameInside(a: Made, b: Made, budget: { left: number }): boolean {
  switch (a.kind) {
    case 'text':
      return (
        b.kind === 'text' &&
        a.parts.length === b.parts.length &&
        a.parts.every((part, at) => isSamePart(part, b.parts[at]))
      );
    case 'number':
    case 'boolean':
      return a.kind === b.kind && 'value' in b && a.value === b.value;
    case 'null':
      return true;
    case 'list':
      return b.kind === 'list' && a.isOpen === b.isOpen && a.site === b.site && areSame(a.items, b.items, budget);
    case 'object':
      return b.kind === 'object' && isSameObject(a, b, budget);
    case 'instance':
      return (
        b.kind === 'instance' &&
        a.symbol === b.symbol &&
        a.class?.class === b.class?.class &&
        a.isBuilder === b.isBuilder &&
        isSameOrNone(a.receiver, b.receiver, budget) &&
        isSameObject(a.arguments, b.arguments, budget)
      );
    case 'symbol':
      return b.kind === 'symbol' && a.symbol === b.symbol && isSameOrNone(a.receiver, b.receiver, budget);
    case 'function':
      return b.kind === 'function' && a.function === b.function && isSameOrNone(a.receiver, b.receiver, budget);
    case 'class':
      return b.kind === 'class' && a.class === b.class;
  }
}

function isSameObject(a: ObjectValue, b: ObjectValue, budget: { left: number }): boolean {
  if (a.fields.size !== b.fields.size || a.isOpen !== b.isOpen || a.isSerialized !== b.isSerialized) return false;
  if (a.type !== b.type || !isSameOrigin(a.origin, b.origin)) return false;
  const names = [...b.fields.keys()];
  return [...a.fields].every(([name, field], at) => {
    const other = b.fields.get(name);
    return (
      other !== undefined &&
      names[at] === name &&
      field.isOptional === other.isOptional &&
      isSamePlace(field, other) &&
      isSame(field.value, other.value, budget)
    );
  });
}

function isSameOrNone(a: Value | undefined, b: Value | undefined, budget: { left: number }): boolean {
  return a === undefined || b === undefined ? a === b : isSame(a, b, budget);
}

function areSame(a: readonly Value[], b: readonly Value[], budget: { left: number }): boolean {
  return (
    a.length === b.length &&
    a.every((value, at) => {
      const other = b[at];
      return other !== undefined && isSame(value, other, budget);
    })
  );
}

function isSamePart(a: TextPart, b: TextPart | undefined): boolean {
  if (b?.kind !== a.kind || a.repeat !== b.repeat || !isSamePlace(a, b)) return false;
  if (a.kind === 'text') return b.kind === 'text' && a.text === b.text;
  return b.kind === 'placeholder' && a.name === b.name && a.volatility === b.volatility;
}

type Located = Pick<Origin, 'uri' | 'range'>;

function isSamePlace(a: Located, b: Located): boolean {
  return a.uri === b.uri && a.range.start === b.range.start && a.range.end === b.range.end;
}

function isSameOrigin(a: Origin, b: Origin): boolean {
  return a.from === b.from && isSamePlace(a, b);
}
