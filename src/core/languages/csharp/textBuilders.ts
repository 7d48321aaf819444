/** `StringBuilder`: a text that is appended to. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { append, literal, methodCall, rangeOf } from '../nodes.ts';
import { valueOfArgument } from './arguments.ts';
import { isTextBuilder } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** `b.Append(x).AppendLine(y);` as assignments that append; undefined for other statements. */
export function appendToText(
  node: SyntaxNode,
  statement: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const chain = appendChain(node, lowering);
  const root = chain?.root;
  const name = root?.type === 'member_access_expression' ? fieldOf(root, 'name') : root;
  const stream = root?.type === 'identifier' ? lowering.facts.writers.get(lowering.textOf(root)) : undefined;
  if (chain && root && stream !== undefined) {
    return chain.pieces.flatMap((piece) =>
      valuesOf(piece, lowering).map((value) => append(lowering.name(stream, root), value, statement)),
    );
  }
  if (!chain || !root || !name || !lowering.facts.builders.has(lowering.textOf(name))) return undefined;
  if (root.type !== 'identifier' && root.type !== 'member_access_expression') return undefined;
  const target = lowering.expression(root);
  return chain.pieces.flatMap((piece) => valuesOf(piece, lowering).map((value) => append(target, value, statement)));
}

/** `new StringBuilder().Append(x).Append(y)` as a sum; undefined for other calls. */
export function appendedText(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const chain = appendChain(node, lowering);
  if (chain?.root.type !== 'object_creation_expression') return undefined;
  const type = fieldOf(chain.root, 'type');
  if (!type || !isTextBuilder(lowering.textOf(type))) return undefined;
  const operands = [madeText(chain.root, lowering), ...chain.pieces.flatMap((piece) => valuesOf(piece, lowering))];
  return { kind: 'concatenation', range: rangeOf(node), operands };
}

/** `new StringBuilder("…")`; a number is only its capacity. */
export function madeText(node: SyntaxNode, lowering: Lowering): Expression {
  const list = fieldOf(node, 'arguments');
  const [argument] = list ? partsOf(list) : [];
  const first = argument && valueOfArgument(argument);
  return !first || first.type === 'integer_literal' ? literal('', node) : lowering.expression(first);
}

type Method = 'Append' | 'AppendLine' | 'AppendFormat' | 'AppendJoin' | 'Write' | 'WriteLine' | 'WriteAsync';

interface Piece {
  readonly method: Method;
  readonly passed: readonly SyntaxNode[];
  readonly node: SyntaxNode;
}

function valuesOf({ method, passed, node }: Piece, lowering: Lowering): readonly Expression[] {
  const values = passed.map(lowering.expression);
  const [first, ...others] = values;
  switch (method) {
    case 'AppendLine':
    case 'WriteLine':
      return [...(first ? [first] : []), literal('\n', { start: node.end, end: node.end })];
    case 'AppendFormat':
      return first ? [methodCall(first, 'string.Format', others, node)] : [];
    case 'AppendJoin':
      return first ? [methodCall(first, 'string.Join', others, node)] : [];
    default:
      return first ? [first] : [];
  }
}

interface AppendChain {
  readonly root: SyntaxNode;
  readonly pieces: readonly Piece[];
}

const METHODS: ReadonlySet<string> = new Set<Method>([
  'Append',
  'AppendLine',
  'AppendFormat',
  'AppendJoin',
  'Write',
  'WriteLine',
  'WriteAsync',
]);

function isMethod(name: string): name is Method {
  return METHODS.has(name);
}

/** Without recursion: prompts are put together of hundreds of pieces. */
function appendChain(node: SyntaxNode, lowering: Lowering): AppendChain | undefined {
  const pieces: Piece[] = [];
  let current = node;
  while (current.type === 'invocation_expression') {
    const callee = fieldOf(current, 'function');
    const object = callee?.type === 'member_access_expression' ? fieldOf(callee, 'expression') : undefined;
    const name = callee && fieldOf(callee, 'name');
    const list = fieldOf(current, 'arguments');
    if (!name || !object) break;
    const method = lowering.textOf(name);
    if (!isMethod(method)) break;
    const passed = (list ? partsOf(list) : []).flatMap((argument) => valueOfArgument(argument) ?? []);
    pieces.unshift({ method, passed, node: current });
    current = object;
  }
  return pieces.length > 0 ? { root: current, pieces } : undefined;
}
