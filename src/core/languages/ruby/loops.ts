import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextOf } from './nodes.ts';

const EACH: ReadonlySet<string> = new Set([
  ...['each', 'each_with_index', 'each_slice', 'each_pair', 'each_key', 'each_value', 'each_with_object', 'find_each'],
  ...['find_in_batches', 'in_batches', 'each_entry', 'each_line', 'reverse_each', 'each_cons'],
]);
const COUNTING: ReadonlySet<string> = new Set(['times', 'upto', 'downto', 'step']);

/** A call that runs its block again and again. */
export interface LoopCall {
  readonly block: SyntaxNode;
  readonly loop: 'iteration' | 'condition';
  readonly iterable: SyntaxNode | undefined;
}

export function loopBlock(node: SyntaxNode, textOf: TextOf): LoopCall | undefined {
  const block = fieldOf(node, 'block');
  const methodNode = fieldOf(node, 'method');
  if (!block || !methodNode) return undefined;
  const method = textOf(methodNode);
  const object = fieldOf(node, 'receiver');
  if (method === 'loop' && !object) return { block, loop: 'condition', iterable: undefined };
  if (object && EACH.has(method)) return { block, loop: 'iteration', iterable: object };
  return object && COUNTING.has(method) ? { block, loop: 'iteration', iterable: undefined } : undefined;
}
