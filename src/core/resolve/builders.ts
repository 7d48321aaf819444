/**
 * Objects that are made step by step: `Request.builder().model(id).build()`. They are what a constructor with named arguments
 * would have made of the same: each method sets the argument of its name. What a method is handed can be a function that is
 * handed a builder in its turn: `.config(c -> c.maxTokens(512))`.
 */
import type { CallExpression, MemberExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { appendItems, emptyObject, mergeInto, staticText, withField } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { originOf } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';

export function isBuilder(value: Value): value is InstanceValue {
  return value.kind === 'instance' && value.isBuilder === true;
}

/** What the call of a package's function begins to build; undefined for other functions. */
export function begunBuilder(
  evaluation: Evaluation,
  callee: Extract<Value, { kind: 'symbol' }>,
  call: CallExpression,
  view: View,
): InstanceValue | undefined {
  const style = evaluation.environment.language(view.index.program.language).builders;
  const symbol = style?.builds(callee.symbol);
  if (symbol === undefined) return builtWhole(evaluation, callee, call, view);
  const passed = evaluation.argumentsOf(call, view);
  // `request.toBuilder()` goes on from the request.
  const before = callee.receiver?.symbol === symbol ? callee.receiver.arguments : passed;
  const site = { uri: view.index.program.uri, kind: 'call', range: call.range } as const;
  const origin = originOf(call, view);
  return { kind: 'instance', symbol, arguments: { ...before, site }, isBuilder: true, origin };
}

/** `Request { model = id }`: made by a function that is handed its builder. */
function builtWhole(
  evaluation: Evaluation,
  callee: Extract<Value, { kind: 'symbol' }>,
  call: CallExpression,
  view: View,
): InstanceValue | undefined {
  const [only, second] = call.arguments;
  const { handedTo } = evaluation.environment.language(view.index.program.language).builders ?? {};
  const symbol = only && !second && only.value.kind === 'function' ? handedTo?.(callee.symbol) : undefined;
  if (symbol === undefined || only === undefined) return undefined;
  const callback = evaluation.evaluate(only.value, view);
  const built = callback.kind === 'function' ? evaluation.builtBy(callback, call, view) : undefined;
  if (built === undefined) return undefined;
  return { kind: 'instance', symbol, arguments: built.arguments, origin: originOf(call, view) };
}

/** A class of the workspace that an annotation makes a builder for. */
export function begunOfClass(
  evaluation: Evaluation,
  callee: MemberExpression,
  call: CallExpression,
  view: View,
): InstanceValue | undefined {
  const style = evaluation.environment.language(view.index.program.language).builders;
  if (style?.builds(`#X.${callee.property}`) === undefined || call.arguments.length > 0) return undefined;
  const owner = optionsOf(evaluation.evaluate(callee.object, view)).find((option) => option.kind === 'class');
  if (!owner?.class.decorators.some(isBuilderAnnotation)) return undefined;
  const origin = originOf(call, view);
  const symbol = `workspace#${owner.class.name}`;
  return { kind: 'instance', symbol, arguments: emptyObject(origin), class: owner, isBuilder: true, origin };
}

function isBuilderAnnotation(decorator: MemberExpression['object']): boolean {
  const named = decorator.kind === 'call' ? decorator.callee : decorator;
  return (
    (named.kind === 'name' && named.name.endsWith('Builder')) ||
    (named.kind === 'member' && named.property.endsWith('Builder'))
  );
}

/** What a method of a builder gives back; undefined for methods of anything else. */
export function builderCall(
  evaluation: Evaluation,
  call: CallExpression,
  callee: MemberExpression,
  view: View,
): Value | undefined {
  if (evaluation.environment.language(view.index.program.language).builders === undefined) return undefined;
  if (callee.object.kind === 'receiver') return undefined;
  const begun = begunOfClass(evaluation, callee, call, view);
  if (begun) return begun;
  const builders = optionsOf(evaluation.evaluate(callee.object, view)).filter(isBuilder);
  const steps = builders.map((builder) => builderStep(evaluation, builder, call, callee.property, view));
  return steps.length > 1 ? { kind: 'choice', options: steps } : steps[0];
}

/**
 * A builder after one of its methods.
 *
 * @param isOptional The method is called on some paths only.
 */
export function builderStep(
  evaluation: Evaluation,
  builder: InstanceValue,
  call: CallExpression,
  method: string,
  view: View,
  isOptional = false,
): InstanceValue {
  const style = evaluation.environment.language(view.index.program.language).builders;
  const [first] = call.arguments;
  if (first === undefined) {
    const { isBuilder: _, ...made } = builder;
    return style?.ends(method) === true ? { ...made, origin: originOf(call, view) } : builder;
  }
  const value = passedValue(evaluation, call, view);
  if (call.arguments.length === 1 && style?.merges(method) === true) return merged(builder, value);
  const key = keyOf(evaluation, call, method, view);
  const field: ObjectField = {
    value: added(evaluation, builder.arguments, method, key === method ? value : lastOf(value), view, first.range),
    uri: view.index.program.uri,
    range: call.callee.kind === 'member' ? { start: call.callee.propertyRange.start, end: call.range.end } : call.range,
    valueRange: first.value.range,
    ...(isOptional && { isOptional }),
  };
  return { ...builder, arguments: withField(builder.arguments, key, field) };
}

/** `putString("key", value)` sets what its first argument names. */
function keyOf(evaluation: Evaluation, call: CallExpression, method: string, view: View): string {
  const [first, second, third] = call.arguments;
  if (first === undefined || second === undefined || third || !/^put[A-Z]/.test(method)) return method;
  return staticText(evaluation.evaluate(first.value, view)) ?? method;
}

function lastOf(value: Value): Value {
  return (value.kind === 'list' ? value.items.at(-1) : undefined) ?? value;
}

/** A method that adds puts its argument behind those it was handed before. */
function added(
  evaluation: Evaluation,
  before: ObjectValue,
  method: string,
  value: Value,
  view: View,
  range: Spot['range'],
): Value {
  const list = before.fields.get(method)?.value;
  const { isRepeatable } = evaluation.environment.language(view.index.program.language).builders ?? {};
  if (!/^add[A-Z]/.test(method)) return isRepeatable && list ? again(list, value, view, range) : value;
  const origin = { from: 'literal', uri: view.index.program.uri, range } as const;
  return appendItems(list?.kind === 'list' ? list : { kind: 'list', items: [], isOpen: false, origin }, [value], false);
}

/** What a method was handed before, and now. */
function again(before: Value, value: Value, view: View, range: Spot['range']): Value {
  const origin = { from: 'literal', uri: view.index.program.uri, range } as const;
  const items = before.kind === 'list' ? [] : [before];
  return appendItems(before.kind === 'list' ? before : { kind: 'list', items, isOpen: false, origin }, [value], false);
}

function merged(builder: InstanceValue, value: Value): InstanceValue {
  const from = value.kind === 'instance' ? value.arguments : value;
  return { ...builder, arguments: mergeInto(builder.arguments, from) };
}

/** Several arguments are a list. */
function passedValue(evaluation: Evaluation, call: CallExpression, view: View): Value {
  const values = call.arguments.map(({ value }) => {
    const passed = evaluation.evaluate(value, view);
    return passed.kind === 'function' ? (evaluation.builtBy(passed, call, view) ?? passed) : passed;
  });
  const [only, second] = values;
  if (only && !second) return only;
  const list: ListValue = { kind: 'list', items: values, isOpen: false, origin: originOf(call, view) };
  return list;
}
