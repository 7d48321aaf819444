/** What a bound name holds: assignments that reach a place, parameters, elements of loops, imports. */
import type { Expression } from '../domain/program.ts';
import { unbounded } from '../domain/sizeEvidence.ts';
import { optionsOf } from '../domain/value.ts';
import type { UnknownValue, Value } from '../domain/value.ts';
import {
  appendItems,
  choose,
  eachOf,
  elementOf,
  emptyObject,
  mapOptions,
  staticText,
  textOf,
  through,
  unknownValue,
} from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { bindArguments } from './bindArguments.ts';
import { localCallers } from './callers.ts';
import { classValue, functionValue, innerFunction, instanceOfClass, originOf, seenFrom } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import { allSettled, settled } from './decide.ts';
import { lookedUpIds } from './lookedUpIds.ts';
import { moduleValue } from './modules.ts';
import { wholeClass } from './packages.ts';
import { mutated } from './mutations.ts';
import type { Binding, IndexedCall, ParameterBinding, Place, ProgramIndex, Scope } from './programIndex.ts';
import { reaching } from './reach.ts';
import { declaredSize, isCollection } from './declaredSize.ts';
import { parsedValue } from './schemas.ts';
import { measured } from './sizes.ts';
import { itemOfTurn } from './turns.ts';

const MAXIMUM_CALLERS = 8;
const LOOKED_AT_PER_STEP = 16;

/** Adds no value to the others that the same name can have. */
const MADE_FROM_ITSELF = 'it is made from itself';

export function bound(
  evaluation: Evaluation,
  name: string,
  bindings: readonly Binding[],
  scope: Scope,
  view: View,
  spot: Spot,
  key?: string,
): Value {
  if (!evaluation.spend(bindings.length / LOOKED_AT_PER_STEP)) {
    return unknownValue(`\`${name}\` has too many assignments to follow`, spot);
  }
  const use = usePlace(view.place, scope);
  const reached = reachingValues(evaluation, bindings, use, view, spot);
  const values = reached.length > 0 ? emptyLast(reached) : hoisted(evaluation, bindings, view);
  if (values.length === 0) return unknownValue(`\`${name}\` is assigned only later`, spot);
  return mutated(evaluation, name, choose(values, spot), bindings, use, view, key);
}

/** `notes = ""`, which an `if` fills: as a rule there is something. */
function emptyLast(values: readonly Value[]): readonly Value[] {
  const [first, ...others] = values;
  const isEmpty = first?.kind === 'text' && staticText(first) === '';
  return isEmpty && others.length > 0 ? [...others, first] : values;
}

/** Functions and classes can be used above the place that declares them. */
function hoisted(evaluation: Evaluation, bindings: readonly Binding[], view: View): readonly Value[] {
  return bindings.flatMap((binding): readonly Value[] => {
    if (binding.kind === 'function') return [functionValue(binding.function, view)];
    return binding.kind === 'class' ? [wholeClass(evaluation, classValue(binding.class, view))] : [];
  });
}

export function reachingValues(
  evaluation: Evaluation,
  bindings: readonly Binding[],
  use: Place,
  view: View,
  spot: Spot,
): readonly Value[] {
  const reached = reaching(
    allSettled(
      evaluation,
      bindings.filter((binding) => binding.kind !== 'append'),
      view,
    ),
    settled(evaluation, use, view) ?? use,
  );
  return reached.map((binding) => valueOf(evaluation, binding, view, spot));
}

function valueOf(evaluation: Evaluation, binding: Binding, from: View, spot: Spot): Value {
  const view = seenFrom(binding.scope, from);
  return evaluation.once(
    binding,
    view.frame,
    () => bindingValue(evaluation, binding, view, spot),
    () => unknownValue(MADE_FROM_ITSELF, spot),
  );
}

function bindingValue(evaluation: Evaluation, binding: Binding, view: View, spot: Spot): Value {
  const inside: View = { ...view, place: binding };
  switch (binding.kind) {
    case 'value': {
      // What a function writes into a name outside itself is made of its own names.
      const place = binding.inside ? { scope: binding.inside, arms: [] } : binding;
      const before = { ...inside, place: { ...place, offset: binding.readAt } };
      const value = evaluation.evaluate(binding.value, before);
      if (value.kind === 'unknown' && binding.type) {
        return declared(evaluation, binding.type, inside) ?? withDeclaredSize(evaluation, value, binding.type, inside);
      }
      return through(value, 'constant');
    }
    case 'declared':
      return (
        declared(evaluation, binding.type, inside) ??
        withDeclaredSize(evaluation, unknownValue('it is declared without a value', spot), binding.type, inside)
      );
    case 'append':
      return unknownValue('it is only appended to', spot);
    case 'element':
      return element(evaluation, binding, inside, spot);
    case 'parameter':
      return parameter(evaluation, binding, view, spot);
    case 'import':
      return moduleValue(binding.module, binding.imported, evaluation, view.index.program, spot);
    case 'function':
      return innerFunction(binding.function, view);
    case 'class':
      return wholeClass(evaluation, classValue(binding.class, view));
  }
}

export function declared(evaluation: Evaluation, type: Expression, view: View): Value | undefined {
  const value = evaluation.evaluate(type, view);
  const origin = originOf(type, view);
  const parsed = parsedValue(value, origin);
  if (parsed) return parsed;
  if (value.kind === 'symbol' && isPackageType(evaluation, value.symbol, view)) {
    const size = declaredSize(evaluation, type, view);
    const passed = { ...emptyObject(origin), isOpen: true };
    const built = evaluation.environment.language(view.index.program.language).builders?.builds(value.symbol);
    if (built !== undefined) return { kind: 'instance', symbol: built, arguments: passed, isBuilder: true, origin };
    return { kind: 'instance', symbol: value.symbol, arguments: passed, origin, ...(size && { size }) };
  }
  if (value.kind === 'class') {
    const size = declaredSize(evaluation, type, view);
    return { ...instanceOfClass(value, emptyObject(origin), origin), ...(size && { size }) };
  }
  return undefined;
}

function isPackageType(evaluation: Evaluation, symbol: string, view: View): boolean {
  if (!symbol.startsWith('#')) return true;
  const { hasBareTypes, library } = evaluation.environment.language(view.index.program.language);
  return hasBareTypes === true && /^#[A-Z]/.test(symbol) && !library.has(`type:${symbol}`);
}

function withDeclaredSize(
  evaluation: Evaluation,
  value: UnknownValue,
  type: Expression | undefined,
  view: View,
): UnknownValue {
  if (type === undefined || value.size || value.limit !== undefined) return value;
  if (isCollection(evaluation, type, view)) return unbounded(value);
  const size = declaredSize(evaluation, type, view);
  return size ? { ...value, size } : value;
}

function element(
  evaluation: Evaluation,
  binding: Extract<Binding, { kind: 'element' }>,
  view: View,
  spot: Spot,
): Value {
  if (binding.iterable === undefined) return unknownValue('it differs from turn to turn of a loop', spot, 'input');
  const { iterable, path } = binding;
  const element =
    itemOfTurn(view.frame, iterable) ??
    elementsOf(
      evaluation.evaluate(iterable, { ...view, place: { ...view.place, arms: view.place.arms.slice(0, -1) } }),
      spot,
    );
  return path.reduce<Value>((value, position) => {
    const index: Value = { kind: 'number', value: position, origin: { from: 'literal', ...spot } };
    return mapOptions(value, (option) => elementOf(option, index, spot), spot);
  }, element);
}

function parameter(evaluation: Evaluation, binding: ParameterBinding, view: View, spot: Spot): Value {
  const { parameter, function: node } = binding;
  for (let frame = view.frame; frame; frame = frame.parent) {
    const given = frame.function === node ? frame.arguments.get(parameter.name) : undefined;
    if (given) return given();
  }
  const element = callbackElement(evaluation, binding, view, spot);
  if (element) return element;
  evaluation.ask(binding);
  // Whatever callers hang on in their turn is a matter of theirs.
  const { result: values } = evaluation.asking(() => valuesFromCallers(evaluation, binding, view));
  const usesDefault = values.length === 0 || !values.every((value) => value !== undefined && isData(value));
  const inDefault =
    usesDefault && parameter.defaultValue ? defaultOf(evaluation, parameter.defaultValue, binding, view) : [];
  const given = values.flatMap((value) => (value === undefined ? [] : optionsOf(value))).filter(isNoCircle);
  const all = [...inDefault, ...given];
  const known = all.filter((value) => value.kind !== 'unknown');
  // A default says that callers may leave it out, whatever those in sight pass.
  const unseen = parameter.defaultValue === undefined ? all.filter((value) => value.kind === 'unknown') : [];
  if (known.length > 0) return choose([...known, ...unseen], spot);
  const outside = outsideOf(binding, view);
  const instance = parameter.type && declared(evaluation, parameter.type, outside);
  if (instance) return instance;
  const reason = `it is the parameter \`${parameter.name}\`, and no caller in this file says its value`;
  const [unseenValue = unknownValue(reason, spot, 'input')] = all;
  if (unseenValue.kind !== 'unknown') return unseenValue;
  const ids = lookedUpIds(evaluation, binding, view);
  if (ids.length > 0) return choose([...ids, unseenValue], spot);
  return withDeclaredSize(evaluation, unseenValue, parameter.type, outside);
}

function isNoCircle(value: Value): boolean {
  return value.kind !== 'unknown' || value.reason !== MADE_FROM_ITSELF;
}

/** Where the type of a parameter is read: it, and a field, can have the name of its type. */
function outsideOf({ scope: inside }: Binding, view: View): View {
  let scope = inside.parent ?? inside;
  while (scope.kind === 'class' && scope.parent) scope = scope.parent;
  return { ...view, place: { scope, offset: Infinity, arms: [] } };
}

/** What a caller passes for sure; a symbol or instance may stand for something that is read at run time. */
function isData(value: Value): boolean {
  return optionsOf(value).every(({ kind }) => !['unknown', 'symbol', 'instance', 'null'].includes(kind));
}

function defaultOf(evaluation: Evaluation, value: Expression, binding: Binding, view: View): readonly Value[] {
  const parent = binding.scope.parent ?? binding.scope;
  const place = { scope: parent, offset: binding.offset, arms: [] };
  const evaluated = through(evaluation.evaluate(value, { ...view, place }), 'parameter-default');
  return optionsOf(evaluated)
    .filter((option) => option.kind !== 'null')
    .map(openToCallers);
}

/** `settings={}`: what a caller passes instead can hold anything. */
function openToCallers(value: Value): Value {
  if (value.kind === 'list') return appendItems(value, [], true);
  return value.kind === 'object' ? { ...value, isOpen: true } : value;
}

/** The first parameter of a callback that runs once per element: one of the elements. */
function callbackElement(
  evaluation: Evaluation,
  { function: node, parameter: { fields }, index: position, scope }: ParameterBinding,
  view: View,
  spot: Spot,
): Value | undefined {
  const call = view.index.callbackOwners.get(node);
  if (call?.callee.kind !== 'member' || position > 1 || fields) return undefined;
  const { library } = evaluation.environment.language(view.index.program.language);
  const operation = library.get(`method:${call.callee.property}`);
  const isLent = operation === 'lend' || operation === 'lend-back';
  if (operation !== 'iterate' && operation !== 'map' && !isLent) return undefined;
  if (position === 1) return measured(undefined, 'number', spot);
  const place = { scope: scope.parent ?? scope, offset: call.range.start, arms: [] };
  const object = evaluation.evaluate(call.callee.object, { ...view, place });
  return isLent ? object : elementsOf(object, spot);
}

/** For each call of the function in its file: what it passes, or undefined when it leaves the parameter out. */
function valuesFromCallers(
  evaluation: Evaluation,
  binding: ParameterBinding,
  view: View,
): readonly (Value | undefined)[] {
  const callers = localCallers(evaluation, binding.scope, view.index, MAXIMUM_CALLERS);
  const values = callers.slice(0, MAXIMUM_CALLERS).map((caller) => {
    const bound = bindArguments(binding.function, caller.call.arguments);
    const argument = bound.get(binding.parameter.name);
    if (argument === undefined) return undefined;
    const callerView = viewOf(caller, view.index);
    const value = argument.evaluate((expression) => evaluation.evaluate(expression, callerView));
    // Others may name more.
    return through(binding.parameter.kind === 'keyword-rest' ? openToCallers(value) : value, 'constant');
  });
  if (callers.length <= MAXIMUM_CALLERS) return values;
  return [
    ...values,
    unknownValue('it has more callers than are followed', {
      uri: view.index.program.uri,
      range: binding.parameter.range,
    }),
  ];
}

function viewOf({ scope, offset, arms }: IndexedCall, index: ProgramIndex): View {
  return { index, place: { scope, offset, arms }, frame: undefined };
}

/** The use as seen from the scope that binds the name: a use in an inner function sees all that ran. */
function usePlace(place: Place, scope: Scope): Place {
  if (scope.program.isUnordered) return { scope, offset: Infinity, arms: [] };
  let current: Scope | undefined = place.scope;
  while (current && current !== scope && current.kind === 'comprehension') current = current.parent;
  return current === scope ? { ...place, scope } : { scope, offset: Infinity, arms: [] };
}

function elementsOf(iterable: Value, spot: Spot): Value {
  if (iterable.kind === 'list' && iterable.turns && iterable.items[0]) return iterable.items[0];
  if (iterable.kind === 'list' && iterable.items.length > 0) {
    const further = unknownValue('it is an element of a list that is not known', spot, 'input');
    return eachOf(iterable.isOpen ? [...iterable.items, further] : iterable.items, spot);
  }
  if (iterable.kind === 'object' && iterable.fields.size > 0) {
    return eachOf(
      [...iterable.fields.keys()].map((key) => textOf(key, iterable.origin)),
      spot,
    );
  }
  if (iterable.kind === 'choice')
    return eachOf(
      iterable.options.map((option) => elementsOf(option, spot)),
      spot,
    );
  return unknownValue('it differs from turn to turn of a loop', spot, 'input');
}
