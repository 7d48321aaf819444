import type { Value } from '../domain/value.ts';
import { choose, textOf, through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { deployedVariable } from './deployedVariable.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { Mutation, Scope } from './programIndex.ts';

/**
 * What the configuration says that it holds, else what the program itself puts there, else what it is deployed with, else the
 * default that the code gives, else unknown.
 */
export function environmentVariable(
  evaluation: Evaluation,
  variable: string,
  fallback: Value | undefined,
  view: View,
  spot: Spot,
): Value {
  const configured = evaluation.environment.configured(variable);
  if (configured !== undefined) return textOf(configured, { from: 'configuration', ...spot });
  const written = writtenByProgram(evaluation, variable, view);
  if (written) return through(written, 'constant');
  const deployed = deployedVariable(evaluation, variable, view.index.program, spot);
  if (deployed?.isSure) return deployed.value;
  const byDefault = fallback && fallback.kind !== 'null' ? through(fallback, 'environment-default') : undefined;
  if (deployed) return choose([...(byDefault ? [byDefault] : []), deployed.value, unset(variable, spot)], spot);
  return byDefault ?? unset(variable, spot);
}

/** The first of some variables that the configuration or a deployment sets, else the first with its default. */
export function firstVariable(
  evaluation: Evaluation,
  variables: readonly [string, ...(readonly string[])],
  fallback: Value | undefined,
  view: View,
  spot: Spot,
): Value {
  const { program } = view.index;
  const set = variables.find(
    (variable) =>
      evaluation.environment.configured(variable) !== undefined ||
      deployedVariable(evaluation, variable, program, spot) !== undefined,
  );
  return environmentVariable(evaluation, set ?? variables[0], fallback, view, spot);
}

function unset(variable: string, spot: Spot): Value {
  const reason = `it is read from the environment variable ${variable}`;
  return { ...unknownValue(reason, spot, 'unknown'), environmentVariable: variable };
}

/** `os.environ["X"] = …`, `process.env.X = …` at the top of the file or in the function of the use. */
function writtenByProgram(evaluation: Evaluation, variable: string, view: View): Value | undefined {
  const scopes: readonly Scope[] = [...new Set([view.place.scope, view.index.module])];
  const writes = scopes.flatMap(({ mutations }) => mutations.filter((mutation) => mutation.path.length > 0));
  const last = writes.findLast((mutation) => isWriteOf(evaluation, variable, mutation, view));
  if (last?.change.kind !== 'set') return undefined;
  const { value } = last.change.statement;
  return evaluation.once(
    last,
    view.frame,
    () => evaluation.evaluate(value, { ...view, place: last }),
    () => undefined,
  );
}

function isWriteOf(evaluation: Evaluation, variable: string, mutation: Mutation, view: View): boolean {
  const name = mutation.path.at(-1);
  const written = typeof name === 'object' && name.kind === 'literal' ? name.value : name;
  if (mutation.change.kind !== 'set' || written !== variable) return false;
  const steps = mutation.path.slice(0, -1).filter((step) => typeof step === 'string');
  const at = { uri: view.index.program.uri, range: mutation.change.statement.range };
  const root = evaluation.name(mutation.root, { ...view, place: mutation }, at);
  if (root.kind !== 'symbol') return false;
  const symbol = [root.symbol, ...steps].join('.').replace('#.', '#');
  return evaluation.environment.language(view.index.program.language).library.get(symbol) === 'environment';
}
