import type { CallExpression } from '../domain/program.ts';
import type { MatchContext } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import { isSameRange } from '../util/text.ts';
import type { Value } from '../domain/value.ts';
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
    handedTo: (made, method) => receiversThatTake(made, method, evaluator, view),
    packageBase: (owner) => evaluator.packageBase(owner),
    built: (value) => evaluator.built(value, call, view),
    baseArguments: (object) => evaluator.baseArguments(object),
    fill: (text, values) => evaluator.fill(text, values),
  };
}

/** `client` of `client.send(new Command())`, and of `client.send(command)` where the name holds what the call makes. */
function receiversThatTake(made: CallExpression, method: string, evaluator: Evaluator, view: View): readonly Value[] {
  const candidates = view.index.callsByName.get(method) ?? [];
  return candidates.slice(0, MOST_RECEIVERS).flatMap((place) => {
    const { callee, arguments: passed } = place.call;
    const first = passed[0]?.value;
    if (callee.kind !== 'member' || first === undefined) return [];
    const at: View = { index: view.index, place, frame: undefined };
    if (first.kind === 'call' ? first !== made : !holds(evaluator.evaluateAt(first, at), made)) return [];
    return [evaluator.evaluateAt(callee.object, at)];
  });
}

const MOST_RECEIVERS = 50;

function holds(value: Value, { range }: CallExpression): boolean {
  return optionsOf(value).some((option) => option.kind === 'instance' && isSameRange(option.origin.range, range));
}

function isParameter(name: string, inner: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope; scope = scope.parent) {
    const bindings = scope.bindings.get(name);
    if (bindings) return bindings.some(({ kind }) => kind === 'parameter');
  }
  return false;
}
