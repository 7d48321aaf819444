import type { Argument } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** Arguments of a call that is being typed are followed by any others. */
export function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return partsOf(list).map((node): Argument => {
    const range = rangeOf(node);
    const value = valueOfArgument(node);
    if (node.type === 'ERROR' || value === undefined) {
      return { value: value ? lowering.expression(value) : unknown(node), spread: 'object', range };
    }
    const name = node.type === 'argument' ? fieldOf(node, 'name') : undefined;
    return { ...(name && { name: lowering.textOf(name) }), value: lowering.expression(value), range };
  });
}

/** What an argument holds, without its name and without `ref`, `out` and `in`. */
export function valueOfArgument(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'argument' ? partsOf(node).findLast(({ field }) => field !== 'name') : node;
}
