import type { FunctionNode, Program } from '../domain/program.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import type { ClassValue, FunctionValue, InstanceValue, ObjectValue, Origin, Value } from '../domain/value.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { EvaluationEnvironment } from './environment.ts';
import type { ParameterBinding, Place, ProgramIndex } from './programIndex.ts';

/** What the parts of evaluation ask of one another. */
export interface Evaluation {
  readonly environment: EvaluationEnvironment;
  /** Files whose content the values depend on. */
  readonly dependencies: Set<string>;
  indexOf(program: Program): ProgramIndex;
  evaluate(expression: Expression, view: View): Value;
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
  /** Runs `compute` unless it already runs for `key` in this frame further up, which would never end. */
  once<T>(key: object, frame: Frame | undefined, compute: () => T, otherwise: () => T): T;
}

/** Arguments that a function runs with while one of its calls is followed. */
export interface Frame {
  readonly function: FunctionNode;
  readonly arguments: ReadonlyMap<string, () => Value>;
  /** Of a method: the object that it is called on, where that is known. */
  readonly receiver?: InstanceValue;
  readonly parent: Frame | undefined;
  readonly depth: number;
}

/** Where an expression stands, and what is known of the call that led there. */
export interface View {
  readonly index: ProgramIndex;
  readonly place: Place;
  readonly frame: Frame | undefined;
}

/** How a reader would call the expression: `user.name`, `build_context(…)`. */
export function describe(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'receiver':
      return 'self';
    case 'member':
      return expression.object.kind === 'receiver'
        ? expression.property
        : `${describe(expression.object)}.${expression.property}`;
    case 'index': {
      const key = expression.index.kind === 'literal' ? String(expression.index.value) : describe(expression.index);
      return `${describe(expression.object)}.${key}`;
    }
    case 'call':
      return describe(expression.callee);
    case 'fallback':
      return describe(expression.first);
    case 'conditional':
      return describe(expression.then);
    case 'literal':
      return 'literal';
    default:
      return 'value';
  }
}

export function spotOf(expression: Expression, view: View): Spot {
  return { uri: view.index.program.uri, range: expression.range };
}

export function originOf(expression: Expression, view: View): Origin {
  return { from: 'literal', ...spotOf(expression, view) };
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
