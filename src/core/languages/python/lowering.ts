import type { AssignStatement, Expression, UnknownExpression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';

/** The lowering of one file, as seen by the files that lower one kind of expression each. */
export interface Lowering {
  readonly text: string;
  readonly expression: (node: SyntaxNode) => Expression;
  /** Undefined when the nesting is too deep to be read. */
  nested<T>(lower: () => T): T | undefined;
  /** Lowers a part that runs in a scope of its own, out of which `:=` can't be moved in front of the statement. */
  inOwnScope<T>(lower: () => T): T;
  /** Lowers a function's inside, where `receiver` is the name of the object that the method belongs to. */
  inFunction<T>(parameterNames: readonly string[], receiver: string | undefined, lower: () => T): T;
  /** True when `:=` can be moved in front of the statement; then the assignment has been taken. */
  hoist(assignment: AssignStatement): boolean;
}

export function sourceOf(node: TextRange, { text }: { readonly text: string }): string {
  return text.slice(node.start, node.end);
}

/** The grammar counts the carriage return behind a comment to it. */
export function rangeOfComment(node: TextRange, { text }: { readonly text: string }): TextRange {
  return { start: node.start, end: text.charCodeAt(node.end - 1) === 13 ? node.end - 1 : node.end };
}

/** Keeps the children in which a call can stand. */
export function unknownOf(
  node: TextRange,
  children: readonly Expression[] = [],
  result?: UnknownExpression['result'],
): UnknownExpression {
  const kept = children.filter((child) => child.kind !== 'literal' && !isEmptyUnknown(child));
  return { kind: 'unknown', range: rangeOf(node), children: kept, ...(result && { result }) };
}

function isEmptyUnknown(expression: Expression): boolean {
  return expression.kind === 'unknown' && expression.children.length === 0;
}
