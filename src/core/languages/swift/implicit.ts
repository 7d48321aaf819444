import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { memberExpression, nameExpression } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';

/** Name after the dot of `.haiku`, whose type is told by what it stands for; undefined for anything else. */
export function implicitName(node: SyntaxNode): SyntaxNode | undefined {
  const operation = node.type === 'prefix_expression' ? fieldOf(node, 'operation') : undefined;
  const target = operation?.type === '.' ? fieldOf(node, 'target') : undefined;
  return target?.type === 'simple_identifier' ? target : undefined;
}

/** A value of a type that is written beside it: `let model: Model = .haiku`, `.init(a: 1)`. */
export function lowerImplicit(node: SyntaxNode, type: Expression | undefined, lowering: Lowering): Expression {
  const called = node.type === 'call_expression' ? partsOf(node)[0] : node;
  const name = called && implicitName(called);
  const value = lowering.expression(node);
  if (name === undefined || type === undefined) return value;
  const own = lowering.textOf(name);
  const at = { start: node.start, end: node.start };
  const owner = movedTo(type, at);
  const member = own === 'init' ? owner : memberExpression(owner, own, name, called ?? node);
  if (value.kind === 'call') return { ...value, callee: member, isConstruction: own === 'init' };
  return member;
}

function movedTo(type: Expression, at: { readonly start: number; readonly end: number }): Expression {
  if (type.kind === 'name') return nameExpression(type.name, at);
  if (type.kind === 'receiver') return { kind: 'receiver', range: at };
  return type.kind === 'member' ? memberExpression(movedTo(type.object, at), type.property, at, at) : type;
}
