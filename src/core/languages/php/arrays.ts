import type { Expression, ListItem, ObjectEntry } from '../../domain/program.ts';
import { hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, literal, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/**
 * With keys it is an object, without it is a list; several spreads and nothing else may be either, and count as an object.
 *
 * @param isKeyed What an empty one is.
 */
export function lowerArray(node: SyntaxNode, lowering: Lowering, isKeyed = false): Expression {
  const elements = partsOf(node);
  const range = rangeOf(node);
  const hasKeys = elements.some((element) => hasToken(element, '=>'));
  const spreads = elements.filter((element) => spreadOf(element) !== undefined);
  const isObject =
    elements.length === 0 ? isKeyed : hasKeys || (spreads.length === elements.length && elements.length > 1);
  if (isObject) return { kind: 'object', range, entries: elements.map((one, index) => entryOf(one, index, lowering)) };
  return { kind: 'list', range, items: elements.map((element) => itemOf(element, lowering)) };
}

function spreadOf(element: SyntaxNode): SyntaxNode | undefined {
  return partsOf(element).find(({ type }) => type === 'variadic_unpacking');
}

function entryOf(element: SyntaxNode, index: number, lowering: Lowering): ObjectEntry {
  const range = rangeOf(element);
  const spread = spreadOf(element);
  const parts = partsOf(element);
  const [first, second] = parts;
  if (element.type === 'ERROR')
    return { kind: 'spread', value: unknown(element, parts.map(lowering.expression)), range };
  if (spread) return { kind: 'spread', value: lowering.expression(partsOf(spread)[0] ?? spread), range };
  if (!first) return { kind: 'spread', value: unknown(element), range };
  const isNamed = hasToken(element, '=>');
  if (!isNamed) {
    const key = literal(index, { start: range.start, end: range.start });
    return { kind: 'field', key, value: lowering.expression(first), range };
  }
  const value = second ? lowering.expression(second) : unknown(endOf(element));
  return { kind: 'field', key: lowering.expression(first), value, range };
}

function itemOf(element: SyntaxNode, lowering: Lowering): ListItem {
  const spread = spreadOf(element);
  const [first = element] = partsOf(spread ?? element);
  const isBroken = element.type === 'ERROR' || first === element;
  if (isBroken) return { value: unknown(element, partsOf(element).map(lowering.expression)), isSpread: true };
  return { value: lowering.expression(first), isSpread: spread !== undefined };
}
