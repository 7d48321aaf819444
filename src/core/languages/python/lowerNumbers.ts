import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';
import { numberOf } from '../numbers.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';

/** `4_096`, `0xFF`, `1e-3`; a complex number is unknown. */
export function lowerNumber(node: SyntaxNode, lowering: Lowering): Expression {
  const source = sourceOf(node, lowering).replaceAll('_', '').replace(/[lL]$/, '');
  const value = source === '' ? NaN : Number(source);
  return Number.isNaN(value) ? unknownOf(node) : { kind: 'literal', range: rangeOf(node), value };
}

/** Arithmetic of two written numbers: `4 * 1024`. Undefined when either is no number, or the result is not finite. */
export function foldNumbers(
  operator: string,
  left: Expression,
  right: Expression,
  range: TextRange,
): Expression | undefined {
  const compute = ARITHMETIC[operator];
  const a = numberOf(left);
  const b = numberOf(right);
  if (compute === undefined || a === undefined || b === undefined) return undefined;
  const value = compute(a, b);
  return Number.isFinite(value) ? { kind: 'literal', range: rangeOf(range), value } : undefined;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
};
