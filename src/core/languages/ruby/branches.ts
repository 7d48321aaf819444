/** `if`, `case` and `begin` as values. */
import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { calledAtOnce, endOf, rangeOf, test, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

export function conditionOf(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = fieldOf(node, 'condition');
  const value = condition ? lowering.expression(condition) : unknown({ start: node.start, end: node.start });
  return node.type.startsWith('unless') || node.type.startsWith('until') ? test(node, 'not', [value]) : value;
}

export function lowerConditional(node: SyntaxNode, lowering: Lowering): Expression {
  const [then, otherwise] = [fieldOf(node, 'consequence'), fieldOf(node, 'alternative')];
  return {
    kind: 'conditional',
    range: rangeOf(node),
    test: conditionOf(node, lowering),
    then: then ? lowering.expression(then) : unknown(endOf(node)),
    otherwise: otherwise ? lowering.expression(otherwise) : unknown(endOf(node)),
  };
}

export function lowerIfValue(node: SyntaxNode, lowering: Lowering): Expression {
  const consequence = fieldOf(node, 'consequence');
  const alternative = fieldOf(node, 'alternative');
  return {
    kind: 'conditional',
    range: rangeOf(node),
    test: conditionOf(node, lowering),
    then: consequence ? blockValue(partsOf(consequence), node, lowering) : nothing(node),
    otherwise: alternative ? alternativeValue(alternative, lowering) : nothing(node),
  };
}

function alternativeValue(node: SyntaxNode, lowering: Lowering): Expression {
  return node.type === 'elsif'
    ? lowering.expression({ ...node, type: 'if' })
    : blockValue(partsOf(node), node, lowering);
}

export function lowerModifierValue(node: SyntaxNode, lowering: Lowering): Expression {
  const body = fieldOf(node, 'body');
  return {
    kind: 'conditional',
    range: rangeOf(node),
    test: conditionOf(node, lowering),
    then: body ? lowering.expression(body) : nothing(node),
    otherwise: nothing(node),
  };
}

function nothing(node: TextRange): Expression {
  return { kind: 'literal', range: endOf(node), value: null };
}

export interface CaseArm {
  readonly range: TextRange;
  readonly test: Expression;
  readonly body: readonly SyntaxNode[];
}

export interface Case {
  readonly arms: readonly CaseArm[];
  readonly otherwise: readonly SyntaxNode[];
}

/** `when "a", "b"` tests for equality, any other pattern cannot be decided. */
export function readCase(node: SyntaxNode, lowering: Lowering): Case {
  const value = fieldOf(node, 'value');
  const subject = value && lowering.expression(value);
  const arms = partsOf(node)
    .filter(({ type }) => type === 'when' || type === 'in_clause')
    .map((arm): CaseArm => {
      const body = fieldOf(arm, 'body');
      return { range: rangeOf(node), test: armTest(arm, subject, node, lowering), body: body ? partsOf(body) : [] };
    });
  const otherwise = partsOf(node).find(({ type }) => type === 'else');
  return { arms, otherwise: otherwise ? partsOf(otherwise) : [] };
}

const PLAIN_PATTERNS: ReadonlySet<string> = new Set([
  ...['string', 'simple_symbol', 'integer', 'constant', 'nil', 'true', 'false', 'delimited_symbol'],
]);

function armTest(arm: SyntaxNode, subject: Expression | undefined, node: SyntaxNode, lowering: Lowering): Expression {
  const patterns = partsOf(arm)
    .filter(({ field }) => field === 'pattern')
    .flatMap((pattern) => (pattern.type === 'pattern' ? partsOf(pattern) : [pattern]));
  const values = patterns.map(lowering.expression);
  const [only, second] = values;
  if (subject === undefined) return only && !second ? only : unknown(node, values, 'truth');
  const isPlain = arm.type === 'when' && patterns.every(({ type }) => PLAIN_PATTERNS.has(type));
  return isPlain ? test(node, 'is-any', [subject, ...values]) : unknown(node, [subject, ...values], 'truth');
}

const MAXIMUM_ARMS = 100;

export function lowerCaseValue(node: SyntaxNode, lowering: Lowering): Expression {
  const { arms, otherwise } = readCase(node, lowering);
  const last =
    otherwise.length > 0 && !isRaise(otherwise, lowering)
      ? blockValue(otherwise, node, lowering)
      : unknown(endOf(node));
  if (arms.length > MAXIMUM_ARMS)
    return unknown(
      node,
      arms.map(({ body }) => blockValue(body, node, lowering)),
    );
  return arms
    .filter(({ body }) => !isRaise(body, lowering))
    .reduceRight<Expression>(
      (rest, { test: tested, body }) => ({
        kind: 'conditional',
        range: rangeOf(node),
        test: tested,
        then: blockValue(body, node, lowering),
        otherwise: rest,
      }),
      last,
    );
}

function isRaise([only, second]: readonly SyntaxNode[], { textOf }: Lowering): boolean {
  return only !== undefined && second === undefined && /^(?:raise|fail)\b/.test(textOf(only));
}

const NO_VALUES: ReadonlySet<string> = new Set([
  ...['assignment', 'operator_assignment', 'return', 'while', 'until', 'for', 'begin', 'method', 'class', 'module'],
]);

/** The value of a block is that of its last expression. */
export function blockValue(nodes: readonly SyntaxNode[], around: TextRange, lowering: Lowering): Expression {
  const [only, second] = nodes;
  if (only === undefined) return nothing(around);
  if (!second && !NO_VALUES.has(only.type)) return lowering.expression(only);
  const range = { start: only.start, end: nodes.at(-1)?.end ?? only.end };
  return calledAtOnce(range, lowering.valued(nodes));
}
