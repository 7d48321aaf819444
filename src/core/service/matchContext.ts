import type { CallExpression } from '../domain/program.ts';
import type { MatchContext } from '../domain/sdk.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import type { View } from '../resolve/evaluation.ts';
import type { Scope } from '../resolve/programIndex.ts';

/** What an SDK can ask of a call that is looked at from a view. */
export function matchContext(evaluator: Evaluator, call: CallExpression, view: View): MatchContext {
  const { program } = view.index;
  return {
    uri: program.uri,
    language: program.language,
    evaluate: (expression) => evaluator.evaluateAt(expression, view),
    environmentVariable: (name) => evaluator.environmentVariableAt(name, call, view),
    setting: (key) => evaluator.settingAt(key, call, view),
    fileText: (paths) => evaluator.fileTextAt(paths, view),
    isParameter: (name) => isParameter(name, view.place.scope),
    evaluateArguments: (other) => evaluator.argumentsAt(other, view),
    packageBase: (owner) => evaluator.packageBase(owner),
    built: (value) => evaluator.built(value, call, view),
    baseArguments: (object) => evaluator.baseArguments(object),
    fill: (text, values) => evaluator.fill(text, values),
  };
}

function isParameter(name: string, inner: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope; scope = scope.parent) {
    const bindings = scope.bindings.get(name);
    if (bindings) return bindings.some(({ kind }) => kind === 'parameter');
  }
  return false;
}
