/** Assignments and sequences, which JavaScript allows inside expressions: they are hoisted before the statement. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { exportAssignment } from './commonJs.ts';
import { FUNCTION_TYPES } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { rangeOf } from '../nodes.ts';
import { fieldExpression, isRepeatable, unknown } from './nodes.ts';
import { bindPattern } from './patterns.ts';

/** The value is the target, where that can be read twice. */
export function lowerAssignment(node: SyntaxNode, lowering: Lowering): Expression {
  const statements = assignmentStatements(node, lowering);
  lowering.hoist(statements);
  const last = statements.at(-1);
  const target = last?.kind === 'assign' ? last.target : undefined;
  return target && isRepeatable(target) ? { ...target, range: rangeOf(node) } : unknown(node);
}

/** What an assignment sets; what its value sets on the way is hoisted. */
export function assignmentStatements(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  if (left === undefined) return [];
  if (node.type === 'augmented_assignment_expression') return augmentedAssignment(node, left, lowering);
  const value = namedValue(left, fieldOf(node, 'right'), node, lowering);
  return exportAssignment(left, value, node, lowering) ?? bindPattern(left, value, node, lowering);
}

export function lowerSequence(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = sequenceParts(node);
  for (const part of parts.slice(0, -1)) lowering.hoist(lowering.effect(part));
  const last = parts.at(-1);
  return last ? lowering.expression(last) : unknown(node);
}

/** Flattened without recursion: minified code is one long sequence. */
export function sequenceParts(node: SyntaxNode): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  const open = [node];
  for (let current = open.pop(); current; current = open.pop()) {
    if (current.type === 'sequence_expression') open.push(...[...namedChildren(current)].reverse());
    else parts.push(current);
  }
  return parts;
}

/** A function's value takes the name of what it is assigned to. */
export function namedValue(
  target: SyntaxNode,
  value: SyntaxNode | undefined,
  node: SyntaxNode,
  lowering: Lowering,
): Expression {
  if (value === undefined) return unknown({ start: node.end, end: node.end });
  if (!FUNCTION_TYPES.has(value.type)) return lowering.expression(value);
  const nameNode = target.type === 'member_expression' ? fieldOf(target, 'property') : target;
  const name = nameNode?.type.includes('identifier') ? lowering.textOf(nameNode) : undefined;
  return { kind: 'function', range: rangeOf(value), function: lowering.function(value, { role: 'function', name }) };
}

function augmentedAssignment(node: SyntaxNode, left: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const target = lowering.expression(left);
  const right = fieldExpression(node, 'right', lowering);
  const range = rangeOf(node);
  switch (operatorOf(node)) {
    case '+=':
      return [{ kind: 'assign', range, target, value: right, mode: 'append' }];
    case '??=':
    case '||=': {
      const first = isRepeatable(target) ? target : unknown(target.range);
      const value: Expression = { kind: 'fallback', range, first, second: right };
      return [{ kind: 'assign', range, target, value, mode: 'set' }];
    }
    default:
      return [{ kind: 'assign', range, target, value: unknown(node, [right]), mode: 'set' }];
  }
}
