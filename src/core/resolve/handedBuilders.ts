/** What functions set of a builder that they are handed: `client.converse(request -> request.modelId(id))`. */
import type { CallExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { FunctionValue, InstanceValue, Value } from '../domain/value.ts';
import { emptyObject, unknownValue } from '../domain/valueOperations.ts';
import { isBuilder } from './builders.ts';
import { sameFrame } from './calledBefore.ts';
import { insideOf } from './calledFrame.ts';
import { spotOf } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import { mutated } from './mutations.ts';

const MAXIMUM_NESTED = 12;

/**
 * What a function makes of the builder that it is handed; undefined for a function that takes none.
 *
 * @param from The builder, where it is one that was begun elsewhere.
 */
export function builtBy(
  evaluation: Evaluation,
  callee: FunctionValue,
  call: CallExpression,
  view: View,
  from?: InstanceValue,
): InstanceValue | undefined {
  const index = evaluation.indexOf(callee.program);
  const scope = index.functionScopes.get(callee.function);
  const [parameter, second] = callee.function.parameters.filter(({ kind }) => kind !== 'receiver');
  const depth = (view.frame?.depth ?? 0) + 1;
  if (scope === undefined || parameter === undefined || second || depth > MAXIMUM_NESTED) return undefined;
  const { origin } = callee;
  const site = { uri: origin.uri, kind: 'call', range: callee.function.range } as const;
  const builder: InstanceValue = from ?? {
    kind: 'instance',
    symbol: '#builder',
    arguments: { ...emptyObject(origin), site },
    isBuilder: true,
    origin,
  };
  const frame = sameFrame(evaluation, call, {
    function: callee.function,
    arguments: new Map([[parameter.name, () => builder]]),
    parent: view.frame,
    depth,
  });
  const make = (): InstanceValue | undefined => {
    const returned = scope.returns.flatMap((one) =>
      optionsOf(evaluation.evaluate(one.value, insideOf(one, index, frame))).filter(isBuilder),
    );
    if (returned[0]) return returned[0];
    const place = { scope, offset: Infinity, arms: [] };
    const written = mutated(evaluation, parameter.name, builder, [], place, { index, place, frame });
    return isBuilder(written) ? written : undefined;
  };
  return evaluation.once(callee.function, frame, make, () => undefined);
}

/** The same for a value that an argument of a call can be. */
export function builtValue(evaluation: Evaluation, value: Value, call: CallExpression, view: View): Value {
  if (value.kind !== 'function') return value;
  return (
    builtBy(evaluation, value, call, view) ?? unknownValue('what the function does is not followed', spotOf(call, view))
  );
}
