import type { Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerFieldValue, onlyChild } from './lowerCalls.ts';
import { rangeOf } from '../nodes.ts';
import { unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';

/** List, tuple, set, and the patterns of these forms. */
export function lowerList(node: SyntaxNode, lowering: Lowering): Expression {
  const items = namedChildren(node).map((child) => {
    const isSpread = child.type === 'ERROR' || isSplat(child, lowering);
    return { value: lowering.expression(child), isSpread };
  });
  return { kind: 'list', range: rangeOf(node), items };
}

/** The grammar reads `[*f()]` as a call of `*f`: only the first character tells. */
function isSplat({ start }: SyntaxNode, { text }: Lowering): boolean {
  return text.charAt(start) === '*';
}

export function lowerDictionary(node: SyntaxNode, lowering: Lowering): Expression {
  const entries = namedChildren(node).flatMap((child) => [...anyFields(child), lowerEntry(child, lowering)]);
  return { kind: 'object', range: rangeOf(node), entries };
}

/** A pair with something in it that could not be parsed may be several. */
function anyFields(node: SyntaxNode): readonly ObjectEntry[] {
  if (!node.children.some((child) => child.type === 'ERROR')) return [];
  const range = { start: node.start, end: node.start };
  return [{ kind: 'spread', value: unknownOf(range), range }];
}

function lowerEntry(node: SyntaxNode, lowering: Lowering): ObjectEntry {
  const range = rangeOf(node);
  const key = node.type === 'pair' ? fieldOf(node, 'key') : undefined;
  if (key) return { kind: 'field', key: lowering.expression(key), value: lowerFieldValue(node, lowering), range };
  const value = node.type === 'dictionary_splat' ? onlyChild(node, lowering) : lowering.expression(node);
  return { kind: 'spread', value, range };
}

/**
 * Braces without pairs. When something in them could not be parsed they are a dict that is being typed:
 * `{"maxTokens": }` has a field that is not known, `{"maxTo` has any fields.
 */
export function lowerSet(node: SyntaxNode, lowering: Lowering): Expression {
  if (!node.children.some((child) => child.type === 'ERROR')) return lowerList(node, lowering);
  const children = namedChildren(node);
  const entries: ObjectEntry[] = [];
  children.forEach((child, index) => {
    const following = children[index + 1];
    const isKey = child.type === 'string' && following?.type === 'ERROR' && startsWithColon(following);
    if (isKey) {
      const range = { start: child.start, end: following.end };
      const value = unknownOf(following, [lowering.expression(following)]);
      entries.push({ kind: 'field', key: lowering.expression(child), value, range });
    } else if (child.type !== 'ERROR' || !isKeyOfField(children[index - 1])) {
      entries.push({ kind: 'spread', value: unknownOf(child, [lowering.expression(child)]), range: rangeOf(child) });
    }
  });
  return { kind: 'object', range: rangeOf(node), entries };
}

function startsWithColon(error: SyntaxNode): boolean {
  return error.children[0]?.type === ':';
}

function isKeyOfField(before: SyntaxNode | undefined): boolean {
  return before?.type === 'string';
}

/** The first clause runs first; each further one is a loop inside it. */
export function lowerComprehension(node: SyntaxNode, lowering: Lowering): Expression {
  const body = fieldOf(node, 'body');
  const clauses = node.children.filter((child) => child.type === 'for_in_clause' || child.type === 'if_clause');
  if (!body || clauses.length === 0) return unknownOf(node, namedChildren(node).map(lowering.expression));
  return lowering.inOwnScope(() => {
    let element = body.type === 'pair' ? lowerDictionaryElement(body, lowering) : lowering.expression(body);
    let conditions: Expression[] = [];
    for (const clause of [...clauses].reverse()) {
      if (clause.type === 'if_clause') conditions.unshift(onlyChild(clause, lowering));
      else {
        element = loopOver(clause, element, conditions, node, lowering);
        conditions = [];
      }
    }
    return element;
  });
}

function loopOver(
  clause: SyntaxNode,
  element: Expression,
  conditions: readonly Expression[],
  node: SyntaxNode,
  lowering: Lowering,
): Expression {
  const target = fieldOf(clause, 'left');
  const iterables = fieldsOf(clause, 'right').filter((child) => child.isNamed && child.type !== 'comment');
  const [iterable] = iterables;
  return {
    kind: 'comprehension',
    range: rangeOf(node),
    element,
    ...(target && { target: lowering.expression(target) }),
    ...(iterable && { iterable: lowering.expression(iterable) }),
    ...(conditions.length > 0 && { conditions }),
  };
}

function lowerDictionaryElement(pair: SyntaxNode, lowering: Lowering): Expression {
  return { kind: 'object', range: rangeOf(pair), entries: [lowerEntry(pair, lowering)] };
}
