/** `switch` as chains: of ifs where it is a statement, of conditions where it is a value. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import { endOf, evaluation, rangeOf, test, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { holdsAlways, lowerPattern } from './patterns.ts';

interface Case {
  readonly patterns: readonly SyntaxNode[];
  readonly filter?: SyntaxNode;
  readonly isDefault: boolean;
  readonly body: readonly SyntaxNode[];
}

const LABEL_END = ':';

/** `case A: case B: …` falls through. */
function casesOf(node: SyntaxNode): readonly Case[] {
  const block = fieldOf(node, 'body');
  const cases: Case[] = [];
  let patterns: SyntaxNode[] = [];
  let isDefault = false;
  for (const section of block ? partsOf(block) : []) {
    if (section.type !== 'switch_section') continue;
    const colon = section.children.findIndex(({ type }) => type === LABEL_END);
    const head = section.children.slice(0, colon).filter((part) => part.isNamed && part.type !== 'comment');
    if (section.children[0]?.type === 'default') isDefault = true;
    const filter = head.find(({ type }) => type === 'when_clause');
    patterns.push(...head.filter((part) => part !== filter));
    const body = section.children.slice(colon + 1).filter((part) => part.isNamed && part.type !== 'comment');
    if (body.length === 0) continue;
    cases.push({ patterns, isDefault, body, ...(filter && { filter }) });
    patterns = [];
    isDefault = false;
  }
  return cases;
}

function testOf({ patterns, filter }: Case, subject: Expression, node: SyntaxNode, lowering: Lowering): Expression {
  const tests = patterns.map((pattern) => lowerPattern(pattern, subject, lowering));
  const [only, second] = tests;
  const values = patterns.flatMap((pattern) => (pattern.type === 'constant_pattern' ? partsOf(pattern) : []));
  const any =
    only && !second
      ? only
      : values.length === patterns.length
        ? test(node, 'is-any', [subject, ...values.map(lowering.expression)])
        : unknown(node, tests, 'truth');
  return filter ? filtered(any, filter, lowering) : any;
}

export function lowerSwitchStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const value = fieldOf(node, 'value');
  const subject = value ? lowering.expression(value) : unknown(endOf(node));
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

const MAXIMUM_ARMS = 100;

/** `x switch { "a" => 1, _ => 2 }`; an arm that only throws gives nothing. */
export function lowerSwitchValue(node: SyntaxNode, lowering: Lowering): Expression {
  const [value, ...rest] = partsOf(node);
  const subject = value ? lowering.expression(value) : unknown(endOf(node));
  const arms = rest.flatMap((arm) => (arm.type === 'switch_expression_arm' ? [armOf(arm)] : []));
  const giving = arms.filter(({ result }) => result !== undefined && result.type !== 'throw_expression');
  if (giving.length === 0 || giving.length > MAXIMUM_ARMS) {
    return unknown(node, [subject, ...arms.flatMap(({ result }) => (result ? [lowering.expression(result)] : []))]);
  }
  const always = giving.find(({ pattern, filter }) => !filter && pattern && holdsAlways(pattern));
  const otherwise = always?.result ? lowering.expression(always.result) : unknown(endOf(node));
  return giving
    .filter((arm) => arm !== always)
    .reduceRight<Expression>((following, { pattern, filter, result }) => {
      if (result === undefined || pattern === undefined) return following;
      const one = lowerPattern(pattern, subject, lowering);
      const tested = filter ? filtered(one, filter, lowering) : one;
      return {
        kind: 'conditional',
        range: rangeOf(node),
        test: tested,
        then: lowering.expression(result),
        otherwise: following,
      };
    }, otherwise);
}

/** With the condition behind `when`. */
function filtered(one: Expression, filter: SyntaxNode, lowering: Lowering): Expression {
  const range = { start: one.range.start, end: Math.max(one.range.end, filter.end) };
  return unknown(range, [one, ...partsOf(filter).map(lowering.expression)], 'truth');
}

interface ValueArm {
  readonly pattern: SyntaxNode | undefined;
  readonly filter: SyntaxNode | undefined;
  readonly result: SyntaxNode | undefined;
}

function armOf(arm: SyntaxNode): ValueArm {
  const parts = partsOf(arm);
  return {
    pattern: parts[0],
    filter: parts.find(({ type }) => type === 'when_clause'),
    result: parts.length > 1 ? parts.at(-1) : undefined,
  };
}
