import type { FunctionNode, Program } from '../domain/program.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import type { ClassValue, FunctionValue, InstanceValue, ObjectValue, Origin, Value } from '../domain/value.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { describe } from './describe.ts';
import type { EvaluationEnvironment } from './environment.ts';
import type { ParameterBinding, Place, ProgramIndex, Scope } from './programIndex.ts';

/** What the parts of evaluation ask of one another. */
export interface Evaluation {
  readonly environment: EvaluationEnvironment;
  /** Files whose content the values depend on. */
  readonly dependencies: Set<string>;
  indexOf(program: Program): ProgramIndex;
  evaluate(expression: Expression, view: View): Value;
  /** True when the value was found out before and kept, and hangs on no parameter of which no frame says what it holds. */
  knows(expression: Expression, view: View): boolean;
  /** The object whose field `key` is asked for; other fields of it may be left out. */
  evaluateOwner(expression: Expression, key: string | undefined, view: View): Value;
  /** What a name means at a place. With `key`, other fields of what it holds may be left out. */
  name(name: string, view: View, spot: Spot, key?: string): Value;
  /** The arguments of a call as one object: named ones by name, positional ones by index, spread objects merged. */
  argumentsOf(call: CallExpression, view: View): ObjectValue;
  /**
   * True while a model is assumed.
   *
   * @param hasTests Whether whoever asks has anything to decide. That is noted down: where nothing has, assuming a model
   * changes nothing.
   */
  assumes(hasTests: () => boolean): boolean;
  /** Looks through many calls for some of them, which may go on as long as all such looks at the file took few enough steps. */
  searching<T>(what: 'uses' | 'handed objects', search: (mayGoOn: () => boolean) => T): T;
  /** What `compute` gives, and whether that hangs on a file that is still being read. */
  watch<T>(compute: () => T): { readonly result: T; readonly isPending: boolean };
  /** Which way a test goes, worked out by `decide` once a frame; undefined where that leads back to the test. */
  decision(test: Expression, view: View, decide: () => boolean | undefined): boolean | undefined;
  /** A place without the arms that are surely run, or undefined, worked out by `settle` once a frame. */
  settledPlace(place: Place, view: View, settle: () => Place | undefined): Place | undefined;
  /** What `compute` gives, and whether that hangs on the assumed model. */
  watchAssumption<T>(compute: () => T): { readonly result: T; readonly isTouched: boolean };
  /** Counts work that is none of an expression; false when there has been too much. */
  spend(steps: number): boolean;
  /** Looks at something once and in few steps, where much would not be worth it; undefined inside itself. */
  briefly(key: object, compute: () => readonly Value[]): readonly Value[] | undefined;
  /** Keeps what `compute` notes with {@link ask} apart from what is noted around it. */
  asking<T>(compute: () => T): { readonly result: T; readonly asked: ReadonlySet<ParameterBinding> };
  /** Notes that a value hangs on a parameter of which no frame says what it holds. */
  ask(parameter: ParameterBinding): void;
  /** A property of an object of a class of the workspace. */
  memberOf(object: InstanceValue, owner: ClassValue, property: string, view: View, spot: Spot): Value;
  /** What a function sets of the builder that it is handed; undefined for a function that takes none. */
  builtBy(callee: FunctionValue, call: CallExpression, view: View, from?: InstanceValue): InstanceValue | undefined;
  /** Runs `compute` unless it already runs for `key` in this frame further up, which would never end. */
  once<T>(key: object, frame: Frame | undefined, compute: () => T, otherwise: () => T): T;
}

/** Arguments that a function runs with while one of its calls is followed. */
export interface Frame {
  readonly function: FunctionNode;
  readonly arguments: ReadonlyMap<string, () => Value>;
  /** Set where the call may pass more than `arguments` say: a spread. */
  readonly hasMoreArguments?: true;
  /** Of a method: the object that it is called on, where that is known. */
  readonly receiver?: InstanceValue;
  readonly parent: Frame | undefined;
  readonly depth: number;
  /** Set instead of a function where a loop is looked at item by item: what it is at. */
  readonly turn?: { readonly iterable: Expression; readonly item: Value };
}

/** Where an expression stands, and what is known of the call that led there. */
export interface View {
  readonly index: ProgramIndex;
  readonly place: Place;
  readonly frame: Frame | undefined;
}

/**
 * The view with the innermost frame of a function around a scope, if there is one. A name is found where the code stands, so no value hangs on the
 * arguments of any other function: without them it is worked out once, not once for every way that leads to it.
 */
export function seenFrom(scope: Scope, view: View): View {
  if (view.frame === undefined) return view;
  const frame = frameAround(scope, view.frame);
  return frame === view.frame ? view : { ...view, frame };
}

function frameAround(inner: Scope, innermost: Frame): Frame | undefined {
  for (let frame: Frame | undefined = innermost; frame; frame = frame.parent) {
    // The turn that a loop is at counts for all that runs in it.
    if (frame.turn) return frame;
    for (let scope: Scope | undefined = inner; scope; scope = scope.parent) {
      if (scope.function === frame.function) return frame;
    }
  }
  return undefined;
}

/** How a reader would call the expression: `user.name`, `build_context`. */
export function nameOf(expression: Expression, evaluation: Evaluation, { index }: View): string {
  return describe(expression, evaluation.environment.language(index.program.language).library);
}

export function spotOf(expression: Expression, view: View): Spot {
  return { uri: view.index.program.uri, range: expression.range };
}

export function originOf(expression: Expression, view: View): Origin {
  return { from: 'literal', ...spotOf(expression, view) };
}

/** A function as it is made where another one runs, whose variables it sees. */
export function innerFunction(node: FunctionNode, view: View): FunctionValue {
  const value = functionValue(node, view);
  return view.frame === undefined ? value : { ...value, around: view.frame };
}

/** What a function that was called sees of the call around it: what made it, unless that is on the way to the call. */
export function frameAroundCalled({ around }: FunctionValue, caller: Frame | undefined): Frame | undefined {
  for (let frame = caller; frame; frame = frame.parent) if (frame === around) return caller;
  return (around as Frame | undefined) ?? caller;
}

export function functionValue(node: FunctionNode, view: View): FunctionValue {
  const origin: Origin = { from: 'constant', uri: view.index.program.uri, range: node.range };
  return { kind: 'function', function: node, program: view.index.program, origin };
}

export function classValue(statement: ClassValue['class'], view: View): ClassValue {
  const origin: Origin = { from: 'constant', uri: view.index.program.uri, range: statement.range };
  return { kind: 'class', class: statement, program: view.index.program, origin };
}

export function instanceOfClass(owner: ClassValue, passed: ObjectValue, origin: Origin): InstanceValue {
  return { kind: 'instance', symbol: `workspace#${owner.class.name}`, arguments: passed, class: owner, origin };
}
