/** How many steps frameworks let an agent take, as far as the program says. */
import type { StepLoop } from '../domain/callSite.ts';
import { ABSENT, knownValues, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { asObject, isField, readField, readNumber, readPath } from '../requests/fields.ts';
import type { Reading } from '../requests/fields.ts';

export interface StepReading {
  readonly steps?: StepLoop;
}

/** An agent whose framework goes on by itself, with no limit of the program's. */
export function unlimitedSteps({ uri, range }: Spot): StepReading {
  return { steps: { limit: ABSENT, by: 'framework', uri, range } };
}

/** LangGraph: `config={"recursion_limit": 50}`, in JavaScript `{ recursionLimit: 50 }`, the second argument of what sends. */
export function graphSteps(passed: ObjectValue): StepReading {
  for (const outer of ['config', '1']) {
    const config = passed.fields.get(outer);
    if (config === undefined) continue;
    const limit = readField(asObject(config.value), 'recursion_limit', 'recursionLimit');
    if (isField(limit)) return stepsBy(readNumber(limit), limit);
  }
  return {};
}

/** LangChain's `AgentExecutor(max_iterations=None)`: 15 where it is left out, none where it is null. */
export function executorSteps(made: ObjectValue): StepReading {
  const settings = asObject(made.fields.get('0')?.value ?? made);
  const limit = [made, settings].map((object) => readField(object, 'max_iterations', 'maxIterations')).find(isField);
  if (limit === undefined) return {};
  const isNone = optionsOf(limit.value).every(({ kind }) => kind === 'null');
  return stepsBy(isNone ? noLimit(limit) : readNumber(limit), limit);
}

/** AI SDK: `stopWhen: stepCountIs(20)`, one of several conditions, or `maxSteps: 20` before version 5. */
export function aiSdkSteps(request: ObjectValue): StepReading {
  const steps = readField(request, 'maxSteps');
  if (isField(steps)) return stepsBy(readNumber(steps), steps);
  const stop = readField(request, 'stopWhen');
  if (!isField(stop)) return {};
  return stepsBy(smallest(conditionsOf(stop.value).map(countOf)), stop);
}

function conditionsOf(value: Value): readonly Value[] {
  return optionsOf(value).flatMap((option) => (option.kind === 'list' ? option.items : [option]));
}

function countOf(condition: Value): Resolved<number> {
  const isCount = condition.kind === 'instance' && /#(?:stepCountIs|isStepCount)$/.test(condition.symbol);
  const reading: Reading = isCount ? readPath(condition.arguments, ['0']) : 'absent';
  return isField(reading) ? readNumber(reading) : unknown('a condition of its own ends it');
}

function smallest(limits: readonly Resolved<number>[]): Resolved<number> {
  const known = limits.filter((limit) => limit.state === 'known').sort((a, b) => a.value - b.value)[0];
  return known ?? limits[0] ?? unknown('the conditions are not seen');
}

function noLimit({ uri, valueRange }: ObjectField): Resolved<number> {
  return { state: 'known', value: Infinity, from: 'literal', uri, range: valueRange };
}

/** Where one of several is a limit, nobody can say that there is none. */
function stepsBy(limit: Resolved<number>, { uri, range }: ObjectField): StepReading {
  const [least, ...others] = knownValues(limit);
  const isSure = limit.state !== 'known' || (limit.isOpen !== true && others.every((other) => other === least));
  return { steps: { limit: isSure ? limit : unknown('it is one of several'), by: 'framework', uri, range } };
}
