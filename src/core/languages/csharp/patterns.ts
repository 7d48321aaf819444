import type { Expression } from '../../domain/program.ts';
import { fieldOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { test, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** `_`, `var x`. */
export function holdsAlways({ type }: SyntaxNode): boolean {
  return type === 'discard' || type === 'var_pattern';
}

/** Whether a value is what a pattern says; what only its run can tell is unknown. */
export function lowerPattern(pattern: SyntaxNode, subject: Expression, lowering: Lowering): Expression {
  const whole = { start: Math.min(pattern.start, subject.range.start), end: Math.max(pattern.end, subject.range.end) };
  return { ...patternTest(pattern, subject, lowering), range: whole };
}

function patternTest(pattern: SyntaxNode, subject: Expression, lowering: Lowering): Expression {
  const [inner] = partsOf(pattern);
  switch (pattern.type) {
    case 'constant_pattern':
      return inner ? test(pattern, 'equals', [subject, lowering.expression(inner)]) : unknown(pattern, [], 'truth');
    case 'negated_pattern':
      return inner ? test(pattern, 'not', [lowerPattern(inner, subject, lowering)]) : unknown(pattern, [], 'truth');
    case 'parenthesized_pattern':
      return inner ? lowerPattern(inner, subject, lowering) : unknown(pattern, [], 'truth');
    case 'or_pattern': {
      const constants = constantsOf(pattern);
      if (constants) return test(pattern, 'is-any', [subject, ...constants.map(lowering.expression)]);
      break;
    }
    default:
      break;
  }
  return unknown(pattern, [subject], 'truth');
}

const MAXIMUM_CONSTANTS = 100;

/** Of `"a" or "b" or "c"`; undefined where one of them is no constant. */
function constantsOf(pattern: SyntaxNode): readonly SyntaxNode[] | undefined {
  const constants: SyntaxNode[] = [];
  const open = [pattern];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === 'or_pattern') {
      const [left, right] = [fieldOf(next, 'left'), fieldOf(next, 'right')];
      if (!left || !right) return undefined;
      open.push(right, left);
    } else if (next.type === 'constant_pattern' && constants.length < MAXIMUM_CONSTANTS) {
      constants.push(...partsOf(next).slice(0, 1));
    } else return undefined;
  }
  return constants;
}

/** `x is "a"`, `x is not null`, `x is Foo y`. */
export function lowerIs(node: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(node, 'expression') ?? fieldOf(node, 'left');
  const pattern = fieldOf(node, 'pattern');
  const subject = value ? lowering.expression(value) : unknown(node);
  if (!pattern || !hasToken(node, 'is')) return unknown(node, [subject], 'truth');
  return { ...lowerPattern(pattern, subject, lowering), range: { start: node.start, end: node.end } };
}
