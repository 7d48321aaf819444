/** What a package's class is made with, where a class of the workspace is derived from it. */
import type { CallExpression, FunctionNode } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, through } from '../domain/valueOperations.ts';
import { spotOf } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import { baseOfPackage } from './baseOfPackage.ts';
import type { IndexedCall, ProgramIndex, Scope } from './programIndex.ts';

const MAXIMUM_BASES = 8;

/**
 * The arguments that arrive at the package's class when a call makes an object of a class derived from it: what constructors
 * hand on with `super`, over attributes of the same names. Undefined for any other call.
 */
export function argumentsOfBase(evaluation: Evaluation, call: CallExpression, view: View): ObjectValue | undefined {
  const { callee } = call;
  if (callee.kind !== 'name' && callee.kind !== 'member') return undefined;
  const owner = optionsOf(evaluation.evaluate(callee, view)).find((option) => option.kind === 'class');
  if (owner?.kind !== 'class' || baseOfPackage(evaluation, owner) === undefined) return undefined;
  return handedUp(evaluation, owner, evaluation.argumentsOf(call, view));
}

/** The same for an object: what it was made with, where its class is one of a package. */
export function baseArgumentsOf(
  evaluation: Evaluation,
  { class: owner, arguments: given }: InstanceValue,
): ObjectValue {
  return owner === undefined || baseOfPackage(evaluation, owner) === undefined
    ? given
    : handedUp(evaluation, owner, given);
}

function handedUp(evaluation: Evaluation, owner: ClassValue, given: ObjectValue, depth = 0): ObjectValue {
  const index = evaluation.indexOf(owner.program);
  const scope = index.classScopes.get(owner.class);
  if (scope === undefined || depth > MAXIMUM_BASES) return { ...given, isOpen: true };
  const constructor = [...(scope.class?.methods.values() ?? [])].find(({ role }) => role === 'constructor');
  const passed = constructor === undefined ? given : handedOn(evaluation, constructor, index, given);
  const own = withAttributes(evaluation, owner, scope, index, passed);
  const view: View = { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
  for (const base of owner.class.bases) {
    const next = optionsOf(evaluation.evaluate(base, view)).find((option) => option.kind === 'class');
    if (next?.kind === 'class' && next.class !== owner.class) return handedUp(evaluation, next, own, depth + 1);
  }
  return own;
}

/** The arguments of `super().__init__(…)` or `super(…)`; open where there is none. */
function handedOn(
  evaluation: Evaluation,
  constructor: FunctionNode,
  index: ProgramIndex,
  given: ObjectValue,
): ObjectValue {
  const inside = index.functionScopes.get(constructor);
  const up = index.calls.find(({ call, scope }) => scope === inside && callsSuper(call));
  if (inside === undefined || up === undefined) return { ...given, isOpen: true };
  const frame = constructorFrame(evaluation, constructor, index, inside, given);
  return evaluation.argumentsOf(up.call, { index, place: placeOf(up), frame });
}

function placeOf({ scope, offset, arms }: IndexedCall): View['place'] {
  return { scope, offset, arms };
}

function callsSuper({ callee }: CallExpression): boolean {
  if (callee.kind === 'name') return callee.name === 'super';
  if (callee.kind !== 'member' || callee.property !== '__init__') return false;
  return callee.object.kind === 'call' && callee.object.callee.kind === 'name' && callee.object.callee.name === 'super';
}

function constructorFrame(
  evaluation: Evaluation,
  constructor: FunctionNode,
  index: ProgramIndex,
  inside: Scope,
  given: ObjectValue,
): Frame {
  const bound = new Map<string, () => Value>();
  const taken = new Set<string>();
  const parameters = constructor.parameters.filter(({ kind }) => kind !== 'receiver');
  parameters.forEach((parameter, position) => {
    const key = given.fields.has(parameter.name) ? parameter.name : String(position);
    const field = parameter.kind === 'keyword-rest' || parameter.kind === 'rest' ? undefined : given.fields.get(key);
    const { defaultValue } = parameter;
    if (field) {
      taken.add(key);
      bound.set(parameter.name, () => field.value);
    } else if (defaultValue) {
      const place = { scope: inside.parent ?? inside, offset: Infinity, arms: [] };
      const view: View = { index, place, frame: undefined };
      bound.set(parameter.name, () => through(evaluation.evaluate(defaultValue, view), 'parameter-default'));
    }
  });
  const rest = parameters.find(({ kind }) => kind === 'keyword-rest');
  if (rest) {
    const fields = new Map([...given.fields].filter(([key]) => !taken.has(key) && !/^\d+$/.test(key)));
    bound.set(rest.name, () => ({ ...emptyObject(given.origin), fields, isOpen: given.isOpen }));
  }
  return { function: constructor, arguments: bound, parent: undefined, depth: 1 };
}

/** Settings that the class itself declares: `model_id: str = "…"`. */
function withAttributes(
  evaluation: Evaluation,
  owner: ClassValue,
  scope: Scope,
  index: ProgramIndex,
  passed: ObjectValue,
): ObjectValue {
  const view: View = { index, place: { scope, offset: Infinity, arms: [] }, frame: undefined };
  const declared = owner.class.body.flatMap((statement): readonly (readonly [string, ObjectField])[] => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name' || passed.fields.has(statement.target.name))
      return [];
    const value = evaluation.evaluate(statement.value, view);
    const isSetting = optionsOf(value).every(({ kind }) => SETTINGS.has(kind));
    const spot = spotOf(statement.value, view);
    return isSetting ? [[statement.target.name, { value, ...spot, valueRange: spot.range }]] : [];
  });
  return declared.length === 0 ? passed : { ...passed, fields: new Map([...declared, ...passed.fields]) };
}

const SETTINGS: ReadonlySet<Value['kind']> = new Set(['text', 'number', 'boolean', 'list', 'object']);
