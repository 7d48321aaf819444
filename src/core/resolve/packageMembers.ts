/** Members of what packages and declarations give: symbols, and instances of no class of the workspace. */
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { environmentVariable } from './environmentVariable.ts';
import type { Evaluation, View } from './evaluation.ts';
import { moduleOutput } from './moduleParameters.ts';
import { moduleExport } from './modules.ts';

/** What is declared has the attributes that it is declared with; a module those that it gives out. */
export function declaredAttribute(
  evaluation: Evaluation,
  object: InstanceValue,
  property: string,
  { index }: View,
  spot: Spot,
): Value | undefined {
  if (!index.program.isUnordered) return undefined;
  const { modules } = evaluation.environment.language(index.program.language);
  const isModule = modules?.uses.some(({ callee }) => object.symbol === `#${callee}`) === true;
  if (isModule) return moduleOutput(evaluation, object, property, index.program, spot);
  return object.arguments.fields.get(property)?.value;
}

/** True where the property of a package's object is the default that it is made with. */
export function isDefault(evaluation: Evaluation, { symbol }: InstanceValue, property: string, view: View): boolean {
  const { library } = evaluation.environment.language(view.index.program.language);
  return library.get(`${symbol}().${property}`) === 'its-default';
}

/** The `default` among the arguments, or in one of them. */
export function defaultOf({ arguments: { fields } }: InstanceValue, spot: Spot): Value {
  const objects = [...fields.values()].flatMap(({ value }) => (value.kind === 'object' ? [value.fields] : []));
  for (const among of [fields, ...objects]) {
    const value = among.get('default')?.value;
    if (value) return value;
  }
  return unknownValue('it is a parameter without a default', spot);
}

/** A method of a package's type, called on a literal that names it: `&bedrock.Plugin{…}`. */
export function methodOfLiteral(
  evaluation: Evaluation,
  { type }: ObjectValue,
  property: string,
  view: View,
  spot: Spot,
): Value | undefined {
  const isTyped = evaluation.environment.language(view.index.program.language).packages !== undefined;
  if (!isTyped || type === undefined) return undefined;
  return { kind: 'symbol', symbol: `${type}().${property}`, origin: { from: 'literal', ...spot } };
}

/** `module.name`, `Class.method`. */
export function symbolMember(
  evaluation: Evaluation,
  object: Extract<Value, { kind: 'symbol' }>,
  property: string,
  view: View,
  spot: Spot,
): Value {
  const symbol = object.symbol.endsWith('#') ? `${object.symbol}${property}` : `${object.symbol}.${property}`;
  const { library } = evaluation.environment.language(view.index.program.language);
  // `os.environ.get` is a method of the map, `os.environ.X` would be a variable in it.
  if (library.get(object.symbol) === 'environment' && !library.has(symbol))
    return environmentVariable(evaluation, property, undefined, view, spot);
  if (object.symbol.endsWith('#')) {
    const exported = moduleExport(object.symbol.slice(0, -1), property, evaluation, view.index.program, spot);
    if (exported) return exported;
  }
  return { ...object, symbol, origin: { from: 'literal', ...spot } };
}
