/**
 * Classes whose fields are read from the environment. Of pydantic-settings (`sources/base.py`, `_extract_field_info`): a field is
 * the variable of its name behind `env_prefix`, without regard to case; an alias is the variable's whole name. In pydantic 1 it is
 * called `env`, and the prefix stands in an inner class `Config`.
 */
import type { CallExpression, Expression, Statement } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { firstVariable } from './environmentVariable.ts';
import type { Evaluation, View } from './evaluation.ts';
import { baseOfPackage } from './baseOfPackage.ts';
import type { Binding } from './programIndex.ts';

const MAXIMUM_BASES = 8;

/**
 * What a field holds that the class's package fills from the environment; undefined for any other.
 *
 * @param byDefault What the class gives it.
 */
export function environmentField(
  evaluation: Evaluation,
  owner: ClassValue,
  field: string,
  byDefault: Value,
  bindings: readonly Binding[],
  spot: Spot,
): Value | undefined {
  const [only] = bindings;
  if (only?.scope.kind !== 'class' || owner.class.bases.length === 0) return undefined;
  const isField = only.kind === 'declared' || (only.kind === 'value' && only.type !== undefined);
  if (!isField) return undefined;
  const base = baseOfPackage(evaluation, owner);
  const { library } = evaluation.environment.language(owner.program.language);
  if (base === undefined || library.get(base) !== 'environment-settings') return undefined;
  const view = viewIn(evaluation, owner);
  const fallback = byDefault.kind === 'unknown' && byDefault.environmentVariable === undefined ? undefined : byDefault;
  const [first, ...others] = namesOf(evaluation, owner, field, only.kind === 'value' ? only.value : undefined, view);
  return first === undefined ? undefined : firstVariable(evaluation, [first, ...others], fallback, view, spot);
}

function viewIn(evaluation: Evaluation, owner: ClassValue): View {
  const index = evaluation.indexOf(owner.program);
  return { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
}

function namesOf(
  evaluation: Evaluation,
  owner: ClassValue,
  field: string,
  declared: Expression | undefined,
  view: View,
): readonly string[] {
  const aliases = declared?.kind === 'call' ? aliasesIn(declared, evaluation, view) : [];
  const names = aliases.length > 0 ? aliases : [prefixOf(evaluation, owner) + field];
  return [...new Set([...names.map((name) => name.toUpperCase()), ...names])];
}

const ALIASES: ReadonlySet<string> = new Set(['validation_alias', 'env', 'alias']);

/** `Field(alias="X")`, `Field(validation_alias=AliasChoices("X", "Y"))`, `Field(env=["X", "Y"])`. */
function aliasesIn(call: CallExpression, evaluation: Evaluation, view: View): readonly string[] {
  const given = call.arguments.filter(({ name }) => name !== undefined && ALIASES.has(name)).map(({ value }) => value);
  return given.flatMap((value) => textsIn(value, evaluation, view));
}

function textsIn(expression: Expression, evaluation: Evaluation, view: View): readonly string[] {
  if (expression.kind === 'call') return expression.arguments.flatMap(({ value }) => textsIn(value, evaluation, view));
  const value = evaluation.evaluate(expression, view);
  const values = value.kind === 'list' ? value.items : [value];
  return values.flatMap((one) => staticText(one) ?? []);
}

/** What the nearest configuration in the class or above it says. */
function prefixOf(evaluation: Evaluation, owner: ClassValue, depth = 0): string {
  if (depth > MAXIMUM_BASES) return '';
  const view = viewIn(evaluation, owner);
  const written = owner.class.body.flatMap(prefixIn).at(-1);
  const own = written && staticText(evaluation.evaluate(written, view));
  if (own !== undefined) return own;
  for (const base of owner.class.bases) {
    for (const option of optionsOf(evaluation.evaluate(base, view))) {
      const found = option.kind === 'class' ? prefixOf(evaluation, option, depth + 1) : '';
      if (found !== '') return found;
    }
  }
  return '';
}

const PREFIX = 'env_prefix';

/** `model_config = SettingsConfigDict(env_prefix="APP_")`, `{"env_prefix": …}`, `class Config: env_prefix = …`. */
function prefixIn(statement: Statement): readonly Expression[] {
  if (statement.kind === 'class' && statement.name === 'Config')
    return statement.body.flatMap((inner) => (isAssignmentOf(inner, PREFIX) ? [inner.value] : []));
  if (!isAssignmentOf(statement, 'model_config')) return [];
  const { value } = statement;
  if (value.kind === 'call') return value.arguments.flatMap((one) => (one.name === PREFIX ? [one.value] : []));
  if (value.kind !== 'object') return [];
  return value.entries.flatMap((entry) => ('key' in entry && isPrefixKey(entry.key) ? [entry.value] : []));
}

function isPrefixKey(key: Expression | string): boolean {
  return key === PREFIX || (typeof key === 'object' && key.kind === 'literal' && key.value === PREFIX);
}

function isAssignmentOf(statement: Statement, name: string): statement is Extract<Statement, { kind: 'assign' }> {
  return statement.kind === 'assign' && statement.target.kind === 'name' && statement.target.name === name;
}
