/** What the parts of the lowering need of one another while one file is lowered, and the nodes that many of them make. */
import type {
  AssignStatement,
  CallExpression,
  Expression,
  FunctionNode,
  LiteralExpression,
  MemberExpression,
  NameExpression,
  Statement,
  UnknownExpression,
} from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { FileFacts } from './fileFacts.ts';

export interface Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  /** `unknown` beyond the greatest depth. */
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
  /** A function, method or function literal. */
  function(node: SyntaxNode): FunctionNode;
  /** True for the name of the object that the method that is being lowered belongs to. */
  isReceiver(name: string): boolean;
  /** How the function that is being lowered gives back several results. */
  readonly results: Results;
  /** What `iota` stands for, inside of a constant's declaration. */
  readonly iota: number | undefined;
  withIota<T>(iota: number, lower: () => T): T;
}

/**
 * A value and an error, or a value and whether it is there, are lowered to the value alone; more results are a list.
 * Both the function and its callers see by the number of results which one it is.
 */
export interface Results {
  readonly shape: 'first' | 'list';
  /** Names that `return` without values gives back. */
  readonly names: readonly SyntaxNode[];
}

export function rangeOf(node: TextRange): TextRange {
  return { start: node.start, end: node.end };
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

export function literal(value: LiteralExpression['value'], range: TextRange): LiteralExpression {
  return { kind: 'literal', range: rangeOf(range), value };
}

export function nameExpression(name: string, range: TextRange): NameExpression {
  return { kind: 'name', range: rangeOf(range), name };
}

export function memberExpression(
  object: Expression,
  property: string,
  propertyRange: TextRange,
  range: TextRange,
): MemberExpression {
  return { kind: 'member', range: rangeOf(range), object, property, propertyRange: rangeOf(propertyRange) };
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
    arguments: passed.map((value) => ({ value, range: value.range })),
    argumentsRange: { start: range.end, end: range.end },
    isConstruction: false,
  };
}

export function assign(target: Expression, value: Expression, range: TextRange, type?: Expression): AssignStatement {
  return { kind: 'assign', range: rangeOf(range), target, value, mode: 'set', ...(type && { type }) };
}

/** Nothing for what does nothing. */
export function evaluation(value: Expression, range: TextRange = value.range): readonly Statement[] {
  const isEmpty = value.kind === 'literal' || (value.kind === 'unknown' && value.children.length === 0);
  return isEmpty ? [] : [{ kind: 'expression', range: rangeOf(range), value }];
}
