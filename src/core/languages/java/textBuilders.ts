/** `StringBuilder` and `StringBuffer`: texts that are appended to. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { isTextBuilder } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { append, literal, rangeOf } from '../nodes.ts';
import { partsOf } from '../parts.ts';

/** `b.append(x).append(y);` as assignments that append; undefined for other statements. */
export function appendToText(
  node: SyntaxNode,
  statement: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const chain = appendChain(node, lowering);
  const root = chain?.root;
  const name = root && (root.type === 'field_access' ? fieldOf(root, 'field') : root);
  if (!chain || !root || !name || !lowering.facts.builders.has(lowering.textOf(name))) return undefined;
  if (root.type !== 'identifier' && root.type !== 'field_access') return undefined;
  const target = lowering.expression(root);
  return chain.values.map((value) => append(target, lowering.expression(value), statement));
}

/** `new StringBuilder().append(x).append(y)` as a sum; undefined for other calls. */
export function appendedText(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const chain = appendChain(node, lowering);
  if (chain?.root.type !== 'object_creation_expression') return undefined;
  const type = fieldOf(chain.root, 'type');
  if (!type || !isTextBuilder(lowering.textOf(type))) return undefined;
  const operands = [madeText(chain.root, lowering), ...chain.values.map(lowering.expression)];
  return { kind: 'concatenation', range: rangeOf(node), operands };
}

/** `new StringBuilder("…")`; a number is only its capacity. */
export function madeText(node: SyntaxNode, lowering: Lowering): Expression {
  const list = fieldOf(node, 'arguments');
  const [first] = list ? partsOf(list) : [];
  return !first || first.type.endsWith('integer_literal') ? literal('', node) : lowering.expression(first);
}

interface AppendChain {
  readonly root: SyntaxNode;
  readonly values: readonly SyntaxNode[];
}

/** Without recursion: prompts are put together of hundreds of pieces. */
function appendChain(node: SyntaxNode, lowering: Lowering): AppendChain | undefined {
  const values: SyntaxNode[] = [];
  let current = node;
  while (current.type === 'method_invocation') {
    const name = fieldOf(current, 'name');
    const object = fieldOf(current, 'object');
    const list = fieldOf(current, 'arguments');
    if (!name || !object || lowering.textOf(name) !== 'append') break;
    const [only] = list ? partsOf(list) : [];
    if (only) values.unshift(only);
    current = object;
  }
  return values.length > 0 ? { root: current, values } : undefined;
}
