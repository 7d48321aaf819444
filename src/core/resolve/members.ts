/** Members and elements of values: attributes of classes and their instances, symbols of modules, fields of objects. */
import type { Expression, FunctionNode, MemberExpression } from '../domain/program.ts';
import type { ClassValue, InstanceValue, ObjectValue, Origin, Value } from '../domain/value.ts';
import {
  attributeKey,
  choose,
  elementOf,
  emptyObject,
  mapOptions,
  staticText,
  unknownValue,
} from '../domain/valueOperations.ts';
import { withoutSize } from '../domain/sizeEvidence.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { baseOfPackage } from './baseOfPackage.ts';
import { environmentField } from './environmentSettings.ts';
import { environmentVariable } from './environmentVariable.ts';
import { classValue, functionValue, instanceOfClass, nameOf, spotOf } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import { applyProperty } from './library.ts';
import { mutated, mutatedElsewhere } from './mutations.ts';
import { otherParts, wholeClass } from './packages.ts';
import { declaredAttribute, defaultOf, isDefault, methodOfLiteral, symbolMember } from './packageMembers.ts';
import { reachingValues } from './names.ts';
import { classAround, functionScopeOf } from './programIndex.ts';
import type { Binding, ClassScope, ProgramIndex, Scope } from './programIndex.ts';
import { constructorFor } from './overloads.ts';
import { elementOfSettings } from './librarySettings.ts';
import { certaintyOf } from './reach.ts';
import { isMeasure } from './sizes.ts';
import { isTemplateOperation } from './templateCalls.ts';

export function receiver(evaluation: Evaluation, view: View, spot: Spot): Value {
  const owner = classAround(view.place.scope);
  if (owner === undefined) return unknownValue('the object is not known', spot);
  const called = receiverOfFrame(view);
  if (called) return called;
  const origin: Origin = { from: 'literal', ...spot };
  return instanceOfClass(wholeClass(evaluation, classValue(owner.statement, view)), emptyObject(origin), origin);
}

/** The object whose method runs, where the call that led there says it. */
function receiverOfFrame({ frame, place }: View): InstanceValue | undefined {
  const method = methodScopeOf(place.scope)?.function;
  for (let current = frame; current; current = current.parent) {
    if (current.function === method) return current.receiver;
  }
  return undefined;
}

/** The method around a place, through the functions in it. */
function methodScopeOf(inner: Scope): Scope | undefined {
  let found: Scope | undefined;
  for (let scope: Scope | undefined = inner; scope && scope.kind !== 'class'; scope = scope.parent) {
    if (scope.function) found = scope;
  }
  return found;
}

export function memberExpression(evaluation: Evaluation, expression: MemberExpression, view: View): Value {
  const spot = spotOf(expression, view);
  const { object, property } = expression;
  if (object.kind === 'receiver') return ownAttribute(evaluation, property, view, spot);
  const operation = evaluation.environment.language(view.index.program.language).library.get(`property:${property}`);
  if (operation !== undefined && !isTemplateOperation(operation)) {
    const read = evaluation.evaluate(object, view);
    if (
      read.kind === 'text' ||
      read.kind === 'list' ||
      ((isMeasure(operation) || operation === 'length') && isUnseen(read))
    )
      return applyProperty(operation, read, expression, evaluation, view);
  }
  return member(
    evaluation,
    evaluation.evaluateOwner(object, property, view),
    property,
    view,
    spot,
    nameOf(object, evaluation, view),
  );
}

/** Something of which only its name or its maker is known. */
function isUnseen({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'symbol' || kind === 'instance';
}

function member(evaluation: Evaluation, object: Value, property: string, view: View, spot: Spot, name: string): Value {
  const [present, nothing] = apartFromNull(object);
  const found = mapOptions(present, (option) => memberOf(evaluation, option, property, view, spot, name), spot);
  // `cache?.prompt`
  return nothing ? choose([found, nothing], spot) : found;
}

function isEmptyObject(value: Value): boolean {
  return value.kind === 'object' && value.fields.size === 0 && !value.isOpen;
}

/** What can be read from of several options, and the one that nothing can: `cache = None` until it is filled. */
function apartFromNull(value: Value): readonly [Value, Value | undefined] {
  if (value.kind !== 'choice') return [value, undefined];
  const options = value.options.filter((option) => option.kind !== 'null' && !isEmptyObject(option));
  if (options.length === value.options.length || options.length === 0) return [value, undefined];
  const nothing = value.options.find(({ kind }) => kind === 'null');
  const [only] = options;
  return [options.length === 1 && only ? only : { ...value, options }, nothing];
}

function memberOf(
  evaluation: Evaluation,
  object: Value,
  property: string,
  view: View,
  spot: Spot,
  name: string,
): Value {
  switch (object.kind) {
    case 'object':
      return (
        fieldValue(object, property) ??
        methodOfLiteral(evaluation, object, property, view, spot) ??
        unknownValue(`\`${name}.${property}\` cannot be followed`, spot)
      );
    case 'symbol':
      return symbolMember(evaluation, object, property, view, spot);
    case 'instance':
      if (object.class) return memberOfInstance(evaluation, object, object.class, property, view, spot);
      if (isDefault(evaluation, object, property, view)) return defaultOf(object, spot);
      return (
        declaredAttribute(evaluation, object, property, view, spot) ?? {
          kind: 'symbol',
          symbol: `${object.symbol}().${property}`,
          receiver: object,
          origin: { from: 'literal', ...spot },
        }
      );
    case 'class':
      return (
        attributeOf(evaluation, object, property, view, spot) ??
        unknownValue(`\`${name}.${property}\` is not found`, spot)
      );
    case 'text':
    case 'number':
      return property === 'value' ? object : unknownValue(`\`${name}.${property}\` cannot be followed`, spot);
    case 'unknown':
      return { ...withoutSize(object), ...spot };
    default:
      return unknownValue(`\`${name}.${property}\` cannot be followed`, spot);
  }
}

function fieldValue({ fields, keys }: ObjectValue, property: string): Value | undefined {
  const field = fields.get(keys?.get(property) ?? property);
  if (!field?.isOptional) return field?.value;
  return choose(
    [field.value, { kind: 'null', origin: { from: 'literal', uri: field.uri, range: field.range } }],
    field,
  );
}

/** `self.x`: what the class's own code puts there. */
function ownAttribute(evaluation: Evaluation, property: string, view: View, spot: Spot): Value {
  const owner = classAround(view.place.scope);
  if (owner === undefined) return unknownValue('the object is not known', spot);
  const called = receiverOfFrame(view);
  const written = called?.arguments.fields.get(attributeKey(property))?.value;
  if (written) return written;
  const ownClass = called?.class ?? wholeClass(evaluation, classValue(owner.statement, view));
  const value = ofObject(attributeOf(evaluation, ownClass, property, view, spot, called?.arguments), called);
  if (value === undefined) return unknownValue(`nothing in this class sets \`${property}\``, spot);
  const bindings = owner.attributes.get(property) ?? [];
  const made = mutatedByConstructor(evaluation, owner, property, value, view);
  const elsewhere = (view.index.mutations.get(`.${property}`) ?? []).filter(
    ({ scope }) => scope !== view.place.scope && classAround(scope) === owner && !isInConstructor(scope),
  );
  const inMethods = elsewhere.length > 0 ? mutatedElsewhere(evaluation, made, elsewhere, view) : made;
  return mutated(evaluation, `.${property}`, inMethods, bindings, view.place, view);
}

/** A method keeps the object that it was taken from. */
function ofObject(value: Value | undefined, object: InstanceValue | undefined): Value | undefined {
  return value?.kind === 'function' && object && value.function.role === 'method'
    ? { ...value, receiver: object }
    : value;
}

function isInConstructor(scope: Scope): boolean {
  return functionScopeOf(scope)?.function?.role === 'constructor';
}

/** The writes into the attribute that the constructor makes, as another method sees them. */
function mutatedByConstructor(
  evaluation: Evaluation,
  owner: ClassScope,
  property: string,
  value: Value,
  view: View,
): Value {
  const constructor = [...owner.methods.values()].find((method) => method.role === 'constructor');
  const scope = constructor && view.index.functionScopes.get(constructor);
  if (scope === undefined || scope === view.place.scope) return value;
  const bindings = (owner.attributes.get(property) ?? []).filter((binding) => binding.scope === scope);
  return mutated(evaluation, `.${property}`, value, bindings, { scope, offset: Infinity, arms: [] }, view);
}

/** @param object That it is read from, where that is known. */
function valueOfGetter(
  evaluation: Evaluation,
  getter: FunctionNode,
  index: ProgramIndex,
  view: View,
  spot: Spot,
  object?: InstanceValue,
): Value {
  const results = index.functionScopes.get(getter)?.returns ?? [];
  const depth = (view.frame?.depth ?? 0) + 1;
  const isFollowed = object !== undefined && depth <= MAXIMUM_INLINED_GETTERS;
  const frame: Frame | undefined = isFollowed
    ? { function: getter, arguments: new Map(), receiver: object, parent: view.frame, depth }
    : view.frame;
  return evaluation.once(
    getter,
    view.frame,
    () =>
      choose(
        results.map(({ value, scope }) =>
          evaluation.evaluate(value, {
            index,
            place: { scope, offset: value.range.end, arms: [] },
            frame,
          }),
        ),
        spot,
      ),
    () => unknownValue('it is made from itself', spot),
  );
}

const MAXIMUM_INLINED_GETTERS = 6;

/** A property of an object of a class of the workspace. */
export function memberOfInstance(
  evaluation: Evaluation,
  object: InstanceValue,
  owner: ClassValue,
  property: string,
  view: View,
  spot: Spot,
): Value {
  const written = object.arguments.fields.get(attributeKey(property))?.value;
  if (written) return written;
  const given = object.arguments.fields.get(property)?.value;
  const isDeclared = owner.class.body.some(
    (statement) =>
      statement.kind === 'assign' && statement.target.kind === 'name' && statement.target.name === property,
  );
  if (given && isDeclared) return given;
  const positional = isDeclared ? positionalField(evaluation, object, owner, property) : undefined;
  if (positional) return positional;
  const enumerated =
    object.size && property === 'value'
      ? { ...unknownValue(`it is a member of \`${owner.class.name}\``, spot, 'input'), size: object.size }
      : undefined;
  return (
    ofObject(attributeOf(evaluation, owner, property, view, spot, object.arguments), object) ??
    enumerated ??
    memberOfPackage(evaluation, object, owner, property, spot) ??
    unknownValue(`nothing in the class \`${owner.class.name}\` sets \`${property}\``, spot)
  );
}

/** What a class of the workspace has from a package's class. */
function memberOfPackage(
  evaluation: Evaluation,
  object: InstanceValue,
  owner: ClassValue,
  property: string,
  spot: Spot,
): Value | undefined {
  const base = baseOfPackage(evaluation, owner);
  if (base === undefined) return undefined;
  return { kind: 'symbol', symbol: `${base}().${property}`, receiver: object, origin: { from: 'literal', ...spot } };
}

/** A class that only declares its fields is made with them in their order: a dataclass, a record. */
function positionalField(
  evaluation: Evaluation,
  { arguments: passed }: InstanceValue,
  owner: ClassValue,
  property: string,
): Value | undefined {
  const scope = evaluation.indexOf(owner.program).classScopes.get(owner.class);
  const methods = [...(scope?.class?.methods.values() ?? [])];
  if (methods.some(({ role }) => role === 'constructor') || owner.class.decorators.length === 0) return undefined;
  const declared = owner.class.body.flatMap((statement) =>
    statement.kind === 'assign' && statement.target.kind === 'name' ? [statement.target.name] : [],
  );
  return passed.fields.get(String(declared.indexOf(property)))?.value;
}

function attributeOf(
  evaluation: Evaluation,
  owner: ClassValue,
  property: string,
  view: View,
  spot: Spot,
  given?: ObjectValue,
): Value | undefined {
  const index = evaluation.indexOf(owner.program);
  const scope = index.classScopes.get(owner.class);
  const method = scope?.class?.methods.get(property);
  if (method?.role === 'getter') {
    const object = given && instanceOfClass(owner, given, { from: 'literal', ...spot });
    return valueOfGetter(evaluation, method, index, view, spot, object);
  }
  if (method) return functionValue(method, { index, place: view.place, frame: view.frame });
  const bindings = scope?.class?.attributes.get(property);
  if (scope === undefined || bindings === undefined) {
    return (
      inOtherParts(evaluation, owner, property, view, spot, given) ??
      inherited(evaluation, owner, property, view, spot, given)
    );
  }
  const isHere = index === view.index;
  const inside: View = {
    index,
    place: { scope, offset: Infinity, arms: [] },
    frame: constructorFrame(scope, given, view),
  };
  const local = isHere
    ? bindings.filter((binding) => binding.scope === view.place.scope && binding.offset <= view.place.offset)
    : [];
  const inConstructor = bindings.filter(
    ({ scope: { function: node } }) => node === undefined || node.role === 'constructor',
  );
  const candidates = local.length > 0 ? local : inConstructor.length > 0 ? inConstructor : bindings;
  const use = local.length > 0 ? view.place : inside.place;
  const values = reachingValues(evaluation, candidates, use, local.length > 0 ? view : inside, spot);
  const isMadeHere = local.some((binding) => certaintyOf(binding, view.place) === 'sure');
  const later =
    isMadeHere || candidates === bindings ? [] : setByMethods(evaluation, bindings, candidates, inside, spot);
  if (values.length + later.length === 0) return undefined;
  const found = choose([...values, ...later], spot);
  return environmentField(evaluation, owner, property, found, candidates, spot) ?? found;
}

/** What other methods put there, whenever they ran; nothing is the likeliest only when nothing else is. */
function setByMethods(
  evaluation: Evaluation,
  bindings: readonly Binding[],
  taken: readonly Binding[],
  view: View,
  spot: Spot,
): readonly Value[] {
  const others = bindings.filter(
    (binding) => !taken.includes(binding) && binding.kind !== 'append' && binding.scope.kind === 'function',
  );
  return others.flatMap((binding) => reachingValues(evaluation, [binding], view.place, view, spot));
}

function constructorFrame(scope: Scope, given: ObjectValue | undefined, view: View): Frame | undefined {
  if (given === undefined || given.fields.size === 0) return view.frame;
  const constructor = scope.class && constructorFor(scope.class, given.fields.size);
  if (constructor === undefined) return view.frame;
  const parameters = constructor.parameters.filter((parameter) => parameter.kind !== 'receiver');
  const bound = new Map<string, () => Value>();
  parameters.forEach((parameter, position) => {
    const field = given.fields.get(parameter.name) ?? given.fields.get(String(position));
    if (field) bound.set(parameter.name, () => field.value);
  });
  return { function: constructor, arguments: bound, parent: view.frame, depth: (view.frame?.depth ?? 0) + 1 };
}

/** What another file of the package declares of the class. */
function inOtherParts(
  evaluation: Evaluation,
  owner: ClassValue,
  property: string,
  view: View,
  spot: Spot,
  given: ObjectValue | undefined,
): Value | undefined {
  const parts = otherParts(evaluation, owner).filter((part) => declares(evaluation, part, property));
  const [part] = parts;
  return part && attributeOf(evaluation, part, property, view, spot, given);
}

function declares(evaluation: Evaluation, { class: node, program }: ClassValue, property: string): boolean {
  const part = evaluation.indexOf(program).classScopes.get(node)?.class;
  return part !== undefined && (part.methods.has(property) || part.attributes.has(property));
}

function inherited(
  evaluation: Evaluation,
  owner: ClassValue,
  property: string,
  view: View,
  spot: Spot,
  given?: ObjectValue,
): Value | undefined {
  const index = evaluation.indexOf(owner.program);
  for (const base of owner.class.bases) {
    const value = evaluation.evaluate(base, {
      index,
      place: { scope: index.module, offset: Infinity, arms: [] },
      frame: undefined,
    });
    if (value.kind !== 'class' || value.class === owner.class) continue;
    const found = evaluation.once(
      value.class,
      undefined,
      () => attributeOf(evaluation, value, property, view, spot, given),
      () => undefined,
    );
    if (found) return found;
  }
  return undefined;
}

export function indexExpression(
  evaluation: Evaluation,
  expression: Extract<Expression, { kind: 'index' }>,
  view: View,
): Value {
  const spot = spotOf(expression, view);
  const index = evaluation.evaluate(expression.index, view);
  const [object] = apartFromNull(evaluation.evaluateOwner(expression.object, staticText(index), view));
  return mapOptions(
    object,
    (option) => {
      if (option.kind === 'symbol') {
        const operation = evaluation.environment.language(view.index.program.language).library.get(option.symbol);
        const variable = staticText(index);
        if (operation === 'environment' && variable !== undefined)
          return environmentVariable(evaluation, variable, undefined, view, spot);
      }
      const setting = elementOfSettings(evaluation, option, index, view, spot);
      if (setting) return setting;
      if (option.kind === 'class')
        return (
          attributeOf(evaluation, option, staticText(index) ?? '', view, spot) ??
          unknownValue('a member of an enumeration', spot)
        );
      if (option.kind === 'unknown') return { ...withoutSize(option), ...spot };
      return mapOptions(index, (key) => elementOf(option, key, spot), spot);
    },
    spot,
  );
}
