import type { Argument } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { rangeOf } from '../nodes.ts';
import { partsOf } from '../parts.ts';

/** Arguments of a call that is being typed are followed by any others. */
export function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return partsOf(list).map((node): Argument => {
    const value = lowering.expression(node);
    return node.type === 'ERROR' ? { value, spread: 'object', range: rangeOf(node) } : { value, range: rangeOf(node) };
  });
}
