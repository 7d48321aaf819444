import type { Argument } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';

/** `name = value` has its name first; `*list` is spread. Arguments of a call that is being typed are followed by any others. */
export function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return partsOf(list).map((node): Argument => {
    const range = rangeOf(node);
    if (node.type === 'ERROR') return { value: lowering.expression(node), spread: 'object', range };
    const parts = partsOf(node);
    const value = parts.at(-1);
    if (value === undefined) return { value: unknown(node), range };
    const isNamed = parts.length > 1 && node.children.some(({ type }) => type === '=');
    const [name] = parts;
    if (isNamed && name) return { name: lowering.textOf(name), value: lowering.expression(value), range };
    if (value.type !== 'spread_expression') return { value: lowering.expression(value), range };
    const [list = value] = partsOf(value);
    return { value: lowering.expression(list), spread: 'list', range };
  });
}
