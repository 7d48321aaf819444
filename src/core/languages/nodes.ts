/** Makes the nodes of a program that many languages need. */
import type {
  Argument,
  AssignStatement,
  CallExpression,
  Expression,
  FunctionNode,
  LiteralExpression,
  MemberExpression,
  NameExpression,
  Parameter,
  Question,
  Statement,
  UnknownExpression,
} from '../domain/program.ts';
import type { TextRange } from '../util/text.ts';

export function rangeOf(node: TextRange): TextRange {
  return { start: node.start, end: node.end };
}

export function endOf(node: TextRange): TextRange {
  return { start: node.end, end: node.end };
}

/** Keeps the children in which a call can stand. */
export function unknown(
  range: TextRange,
  children: readonly Expression[] = [],
  result?: UnknownExpression['result'],
): UnknownExpression {
  const kept = children.flatMap((child) => (child.kind === 'unknown' ? child.children : [child]));
  return {
    kind: 'unknown',
    range: rangeOf(range),
    children: kept.filter((child) => child.kind !== 'literal'),
    ...(result && { result }),
  };
}

/** A test that can be decided where its operands are known. */
export function test(range: TextRange, asks: Question['asks'], of: readonly Expression[]): UnknownExpression {
  return { ...unknown(range, of, 'truth'), question: { asks, of } };
}

export function literal(value: LiteralExpression['value'], range: TextRange): LiteralExpression {
  return { kind: 'literal', range: rangeOf(range), value };
}

export function nameExpression(name: string, range: TextRange): NameExpression {
  return { kind: 'name', range: rangeOf(range), name };
}

export function receiver(range: TextRange): Expression {
  return { kind: 'receiver', range: rangeOf(range) };
}

export function memberExpression(
  object: Expression,
  property: string,
  propertyRange: TextRange,
  range: TextRange,
): MemberExpression {
  return { kind: 'member', range: rangeOf(range), object, property, propertyRange: rangeOf(propertyRange) };
}

/** A name and its members: `["Outer", "Inner"]`. */
export function pathExpression(steps: readonly string[], range: TextRange): Expression {
  const [first = '', ...rest] = steps;
  return rest.reduce<Expression>(
    (object, step) => memberExpression(object, step, range, range),
    nameExpression(first, range),
  );
}

export function argumentOf(value: Expression): Argument {
  return { value, range: value.range };
}

/** A call of a method that the source writes in another way; `method` is a name of the library. */
export function methodCall(
  object: Expression,
  method: string,
  passed: readonly Expression[],
  range: TextRange,
): CallExpression {
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: memberExpression(object, method, object.range, range),
    arguments: passed.map(argumentOf),
    argumentsRange: endOf(range),
    isConstruction: false,
  };
}

export function assign(target: Expression, value: Expression, range: TextRange, type?: Expression): AssignStatement {
  return { kind: 'assign', range: rangeOf(range), target, value, mode: 'set', ...(type && { type }) };
}

export function append(target: Expression, value: Expression, range: TextRange): AssignStatement {
  return { kind: 'assign', range: rangeOf(range), target, value, mode: 'append' };
}

export function returned(value: Expression, range: TextRange = value.range): Statement {
  return { kind: 'return', range: rangeOf(range), value };
}

export function functionStatement(node: FunctionNode): Statement {
  return { kind: 'function', range: node.range, function: node };
}

export function functionNode(
  range: TextRange,
  of: Partial<FunctionNode> & { readonly body: readonly Statement[] },
): FunctionNode {
  return { range: rangeOf(range), parameters: [], decorators: [], role: 'function', ...of };
}

export function plainParameter(
  name: string,
  range: TextRange,
  of: Partial<Pick<Parameter, 'type' | 'defaultValue' | 'kind'>> = {},
): Parameter {
  return { name, range: rangeOf(range), kind: 'plain', ...of };
}

/** Nothing for what does nothing. */
export function evaluation(value: Expression, range: TextRange = value.range): readonly Statement[] {
  const isEmpty = value.kind === 'literal' || (value.kind === 'unknown' && value.children.length === 0);
  return isEmpty ? [] : [{ kind: 'expression', range: rangeOf(range), value }];
}

/** A call of a function of the language's library, by its name there. */
export function libraryCall(name: string, passed: readonly Expression[], range: TextRange): CallExpression {
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: nameExpression(name, range),
    arguments: passed.map(argumentOf),
    argumentsRange: rangeOf(range),
    isConstruction: false,
  };
}

/** What stands last where a body gives its last value: given back, unless it is no value at all. */
export function tail(value: Expression): readonly Statement[] {
  const isValue = value.kind !== 'unknown' || value.children.length > 0;
  return isValue ? [returned(value)] : evaluation(value);
}

/** Statements where an expression stands: a function of its own that is called at once. */
export function calledAtOnce(range: TextRange, body: readonly Statement[]): CallExpression {
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: { kind: 'function', range: rangeOf(range), function: functionNode(range, { body }) },
    arguments: [],
    argumentsRange: endOf(range),
    isConstruction: false,
  };
}

/** A construction that the source writes in another way, with named arguments. */
export function construction(
  path: readonly string[],
  passed: readonly (readonly [string, Expression])[],
  range: TextRange,
): CallExpression {
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: pathExpression(path, { start: range.start, end: range.start }),
    arguments: passed.map(([name, value]) => ({ name, value, range: value.range })),
    argumentsRange: endOf(range),
    isConstruction: true,
  };
}

/** From the first of some nodes to the last. */
export function hull(nodes: readonly TextRange[]): TextRange {
  return {
    start: nodes.reduce((start, node) => Math.min(start, node.start), Infinity),
    end: nodes.reduce((end, node) => Math.max(end, node.end), 0),
  };
}
