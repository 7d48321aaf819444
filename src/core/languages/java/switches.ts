/** `switch` as chains: of ifs where it is a statement, of conditions where it is a value. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import type { Lowering } from './lowering.ts';
import { calledAtOnce, endOf, evaluation, nameExpression, rangeOf, test, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';

interface Case {
  /** None for `default`. */
  readonly labels: readonly SyntaxNode[];
  readonly isDefault: boolean;
  readonly body: readonly SyntaxNode[];
}

function casesOf(node: SyntaxNode): readonly Case[] {
  const block = fieldOf(node, 'body');
  const groups = (block ? partsOf(block) : []).filter(({ type }) =>
    /^switch_(?:rule|block_statement_group)$/.test(type),
  );
  const cases: Case[] = [];
  let labels: SyntaxNode[] = [];
  let isDefault = false;
  for (const group of groups) {
    for (const label of partsOf(group).filter(({ type }) => type === 'switch_label')) {
      const values = partsOf(label);
      if (values.length === 0) isDefault = true;
      labels.push(...values);
    }
    const body = partsOf(group).filter(({ type }) => type !== 'switch_label');
    // `case A: case B: …` falls through.
    if (body.length === 0) continue;
    cases.push({ labels, isDefault, body });
    labels = [];
    isDefault = false;
  }
  return cases;
}

function subjectOf(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = fieldOf(node, 'condition');
  return condition ? lowering.expression(condition) : unknown(endOf(node));
}

/** Constants of an enum stand without its name. */
function labelOf(label: SyntaxNode, lowering: Lowering): Expression {
  return label.type === 'identifier' ? nameExpression(lowering.textOf(label), label) : lowering.expression(label);
}

function testOf({ labels }: Case, subject: Expression, node: SyntaxNode, lowering: Lowering): Expression {
  return test(node, 'is-any', [subject, ...labels.map((label) => labelOf(label, lowering))]);
}

export function lowerSwitchStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const subject = subjectOf(node, lowering);
  const cases = casesOf(node);
  const arms = cases
    .filter(({ isDefault }) => !isDefault)
    .map((one): Arm => ({
      range: rangeOf(node),
      test: testOf(one, subject, node, lowering),
      then: lowering.statements(one.body),
    }));
  const byDefault = cases.find(({ isDefault }) => isDefault);
  const otherwise = byDefault ? lowering.statements(byDefault.body) : [];
  return arms.length > 0 ? ifChain(arms, otherwise) : [...evaluation(subject), ...otherwise];
}

const MAXIMUM_CASES = 100;

export function lowerSwitchValue(node: SyntaxNode, lowering: Lowering): Expression {
  const subject = subjectOf(node, lowering);
  const cases = casesOf(node);
  const byDefault = cases.find(({ isDefault }) => isDefault);
  const others = cases.filter(({ isDefault }) => !isDefault);
  const last = byDefault ? valueOf(byDefault.body, lowering) : undefined;
  if (others.length === 0 || others.length > MAXIMUM_CASES) {
    return unknown(node, [subject, ...cases.flatMap(({ body }) => valueOf(body, lowering) ?? [])]);
  }
  return others.reduceRight<Expression>(
    (otherwise, one) => {
      const then = valueOf(one.body, lowering);
      if (then === undefined) return otherwise;
      return { kind: 'conditional', range: rangeOf(node), test: testOf(one, subject, node, lowering), then, otherwise };
    },
    last ?? unknown(endOf(node)),
  );
}

/** A block is run for what it yields; undefined for one that only throws. */
function valueOf(body: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [first, second] = body;
  if (first === undefined || (first.type === 'throw_statement' && second === undefined)) return undefined;
  if (first.type === 'expression_statement' && second === undefined) {
    const [value] = partsOf(first);
    return value && lowering.expression(value);
  }
  const nodes = first.type === 'block' && second === undefined ? partsOf(first) : body;
  const [only] = nodes;
  if (only?.type === 'yield_statement' && nodes.length === 1) {
    const [value] = partsOf(only);
    return value && lowering.expression(value);
  }
  const range = { start: first.start, end: body.at(-1)?.end ?? first.end };
  return calledAtOnce(range, lowering.statements(nodes));
}
