import type { Argument, CallExpression, Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, methodCall, nameExpression, pathExpression, rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** A variable, else a call without arguments. */
export function lowerBareCall(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node);
  if (lowering.isVariable(name)) return nameExpression(name, node);
  if (name === '__FILE__') return nameExpression(name, node);
  if (name === '__dir__')
    return methodCall(pathExpression(['File'], node), 'dirname', [nameExpression('__FILE__', node)], node);
  const { classPath } = lowering;
  const isMade = name === 'new' && classPath !== undefined;
  const callee = isMade ? pathExpression([classPath], node) : lowering.method(name, node);
  return callOf(node, callee, [], endOf(node), isMade);
}

/** A call that the node is. */
export function callOf(
  node: SyntaxNode,
  callee: Expression,
  passed: readonly Argument[],
  argumentsRange: CallExpression['argumentsRange'],
  isConstruction = false,
): CallExpression {
  return { kind: 'call', range: rangeOf(node), callee, arguments: passed, argumentsRange, isConstruction };
}
