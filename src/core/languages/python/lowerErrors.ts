/**
 * What is left of a call that was not closed: where the parser gives up it lists the pieces that it had read, `callee`,
 * `(`, arguments, side by side. Here they become a call again, which can have more arguments than are seen.
 */
import type { Argument, CallExpression, Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerArgument } from './lowerCalls.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';

/** A call that begins at the piece with this index, and takes all pieces behind it. */
export interface OpenCall {
  readonly from: number;
  readonly call: CallExpression;
}

const CALLEES: ReadonlySet<string> = new Set(['identifier', 'attribute', 'call', 'subscript']);
/** Of open calls in open calls, so many are told apart; what stands in further ones is found, but not as a call. */
const MAXIMUM_OPEN_CALLS = 20;

export function lowerError(node: SyntaxNode, lowering: Lowering): Expression {
  return unknownOf(node, expressionsFrom(node.children, 0, lowering, 0));
}

export function findOpenCall(pieces: readonly SyntaxNode[], lowering: Lowering): OpenCall | undefined {
  return openCallFrom(pieces, 0, lowering, 0);
}

function openCallFrom(
  pieces: readonly SyntaxNode[],
  start: number,
  lowering: Lowering,
  depth: number,
): OpenCall | undefined {
  if (depth >= MAXIMUM_OPEN_CALLS) return undefined;
  for (let from = start; from + 1 < pieces.length; from++) {
    const callee = pieces[from];
    const opening = pieces[from + 1];
    if (!callee || !CALLEES.has(callee.type) || opening?.type !== '(' || pieces[from - 1]?.type === 'def') continue;
    const end = pieces.at(-1)?.end ?? opening.end;
    const call: CallExpression = {
      kind: 'call',
      range: { start: callee.start, end },
      callee: lowering.expression(callee),
      arguments: openArguments(pieces, from + 2, end, lowering, depth),
      argumentsRange: { start: opening.start, end },
      isConstruction: false,
    };
    return { from, call };
  }
  return undefined;
}

function openArguments(
  pieces: readonly SyntaxNode[],
  start: number,
  end: number,
  lowering: Lowering,
  depth: number,
): readonly Argument[] {
  const passed: Argument[] = [];
  for (let index = start; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece || piece.type === ',' || piece.type === 'comment') continue;
    const isWhole = piece.isNamed && pieces[index + 1]?.type === ',';
    if (isWhole || piece.type === 'keyword_argument') {
      passed.push(lowerArgument(piece, lowering));
      continue;
    }
    const isName = piece.type === 'identifier' && pieces[index + 1]?.type === '=';
    const valueStart = isName ? index + 2 : index;
    const range = { start: pieces[valueStart]?.start ?? end, end };
    const value = unknownOf(range, expressionsFrom(pieces, valueStart, lowering, depth + 1));
    if (isName) passed.push({ name: sourceOf(piece, lowering), value, range: { start: piece.start, end } });
    else passed.push({ value, spread: 'object', range });
    if (!isName) return passed;
    break;
  }
  const further = { start: end, end };
  return [...passed, { value: unknownOf(further), spread: 'object', range: further }];
}

function expressionsFrom(
  pieces: readonly SyntaxNode[],
  start: number,
  lowering: Lowering,
  depth: number,
): readonly Expression[] {
  const open = openCallFrom(pieces, start, lowering, depth);
  const whole = pieces.slice(start, open?.from).filter((piece) => piece.isNamed && piece.type !== 'comment');
  const expressions = whole.map((piece) => lowering.expression(piece));
  return open ? [...expressions, open.call] : expressions;
}
