/** `if` and `when`, as statements and as values. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, calledAtOnce, endOf, nameExpression, rangeOf, test, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { variableOf } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';

/** What an `if` does where its condition holds, and where not. */
export function blocksOf(node: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  const isElse = node.children.findIndex(({ type }) => type === 'else');
  const named = (children: readonly SyntaxNode[]): SyntaxNode | undefined =>
    children.find((child) => child.isNamed && child.field !== 'condition' && !child.type.endsWith('comment'));
  return isElse < 0
    ? [named(node.children), undefined]
    : [named(node.children.slice(0, isElse)), named(node.children.slice(isElse + 1))];
}

export interface WhenEntry {
  /** None for `else`. */
  readonly conditions: readonly SyntaxNode[];
  readonly body: readonly SyntaxNode[];
}

/** @returns `before`: what `when (val x = …)` declares. */
export function whenEntries(
  node: SyntaxNode,
  lowering: Lowering,
): { readonly subject: Expression; readonly before: readonly Statement[]; readonly entries: readonly WhenEntry[] } {
  const written = partsOf(node).find(({ type }) => type === 'when_subject');
  const entries = partsOf(node)
    .filter(({ type }) => type === 'when_entry')
    .map((entry): WhenEntry => ({
      conditions: fieldsOf(entry, 'condition').filter(({ isNamed }) => isNamed),
      body: partsOf(entry).filter(({ field }) => field !== 'condition'),
    }));
  const value = written && partsOf(written).at(-1);
  const subject = value ? lowering.expression(value) : unknown({ start: node.start, end: node.start });
  const declaration = written && partsOf(written).length > 1 ? written : undefined;
  const name = declaration && (variableOf(declaration) ?? partsOf(declaration)[0]);
  const before = name ? [assign(nameExpression(lowering.textOf(name), name), subject, declaration)] : [];
  return { subject, before, entries };
}

/** Without a subject, the conditions are tests of their own. */
export function whenTest(
  { conditions }: WhenEntry,
  subject: Expression,
  node: SyntaxNode,
  lowering: Lowering,
): Expression {
  const values = conditions.map(lowering.expression);
  const [only, second] = values;
  const hasSubject = partsOf(node).some(({ type }) => type === 'when_subject');
  if (!hasSubject && only && !second) return only;
  const isEquality = hasSubject && conditions.every(({ type }) => !type.endsWith('_test'));
  return isEquality ? test(node, 'is-any', [subject, ...values]) : unknown(node, [subject, ...values], 'truth');
}

export function lowerIfValue(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = fieldOf(node, 'condition');
  const [then, otherwise] = blocksOf(node).map((block) => block && blockValue([block], lowering));
  const tested = condition ? lowering.expression(condition) : unknown({ start: node.start, end: node.start });
  if (then === undefined) return unknown(node, [tested]);
  const last = otherwise ?? unknown(endOf(node));
  return { kind: 'conditional', range: rangeOf(node), test: tested, then, otherwise: last };
}

const MAXIMUM_ENTRIES = 100;

export function lowerWhenValue(node: SyntaxNode, lowering: Lowering): Expression {
  const { subject, entries } = whenEntries(node, lowering);
  const others = entries.filter(({ conditions }) => conditions.length > 0);
  const last = entries.find(({ conditions }) => conditions.length === 0);
  const otherwise = last && blockValue(last.body, lowering);
  if (others.length === 0 || others.length > MAXIMUM_ENTRIES) {
    return unknown(node, [subject, ...entries.map(({ body }) => blockValue(body, lowering))]);
  }
  return others.reduceRight<Expression>(
    (rest, entry) => {
      if (isThrow(entry.body)) return rest;
      const then = blockValue(entry.body, lowering);
      return {
        kind: 'conditional',
        range: rangeOf(node),
        test: whenTest(entry, subject, node, lowering),
        then,
        otherwise: rest,
      };
    },
    otherwise && !isThrow(last.body) ? otherwise : unknown(endOf(node)),
  );
}

function isThrow([only, second]: readonly SyntaxNode[]): boolean {
  return only?.type === 'throw_expression' && second === undefined;
}

/** The value of a block is that of its last expression. */
export function blockValue(nodes: readonly SyntaxNode[], lowering: Lowering): Expression {
  const [first, second] = nodes;
  if (first === undefined) return unknown({ start: 0, end: 0 });
  const inside = first.type === 'block' && second === undefined ? partsOf(first) : nodes;
  const [only] = inside;
  if (only && inside.length === 1 && !BLOCK_ONLY.has(only.type)) return lowering.expression(only);
  const range = { start: first.start, end: nodes.at(-1)?.end ?? first.end };
  return calledAtOnce(range, lowering.valued(inside));
}

const BLOCK_ONLY: ReadonlySet<string> = new Set([
  'assignment',
  'property_declaration',
  'return_expression',
  'for_statement',
  'while_statement',
]);
