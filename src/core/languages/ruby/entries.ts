import type { Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, rangeOf, unknown } from '../nodes.ts';
import { lowerBareCall } from './bareCalls.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

export function isEntry({ type }: SyntaxNode): boolean {
  return type === 'pair' || type === 'hash_splat_argument';
}

export function entriesOf(nodes: readonly SyntaxNode[], lowering: Lowering): readonly ObjectEntry[] {
  return nodes.map((node): ObjectEntry => {
    const range = rangeOf(node);
    if (node.type !== 'pair') return { kind: 'spread', value: lowering.expression(node), range };
    const key = fieldOf(node, 'key');
    if (key === undefined)
      return { kind: 'spread', value: unknown(node, partsOf(node).map(lowering.expression)), range };
    return { kind: 'field', key: lowering.expression(key), value: valueOfPair(node, key, lowering), range };
  });
}

/** `model:` alone takes the variable or method of that name. */
export function valueOfPair(node: SyntaxNode, key: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(node, 'value');
  if (value) return lowering.expression(value);
  const isClosed = key.type === 'hash_key_symbol';
  return isClosed ? lowerBareCall(key, lowering) : unknown(endOf(node));
}
