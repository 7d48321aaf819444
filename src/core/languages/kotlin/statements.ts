import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import {
  append,
  assign,
  endOf,
  evaluation,
  functionStatement,
  nameExpression,
  rangeOf,
  returned,
  unknown,
} from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerClass } from './classes.ts';
import { CLASSES, declaredName } from './fileFacts.ts';
import { delegatedValue, lowerFunction, propertyParts } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { typeAmong } from './types.ts';
import { blocksOf, whenEntries, whenTest } from './whens.ts';

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (CLASSES.has(node.type)) return [lowerClass(node, lowering)];
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering);
  return node.isNamed ? evaluation(lowering.expression(node)) : [];
}

/** True for what has no value of its own. */
export function isStatementNode({ type }: SyntaxNode): boolean {
  return CLASSES.has(type) || WITHOUT_VALUE.has(type);
}

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const nothing: LowerStatement = () => [];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  block: lowerBlock,
  property_declaration: lowerProperty,
  assignment: lowerAssignment,
  function_declaration: (node, lowering) => [
    functionStatement(lowerFunction(node, declaredName(node, lowering.textOf), 'function', lowering)),
  ],
  return_expression: lowerReturn,
  if_expression: lowerIf,
  when_expression: lowerWhen,
  for_statement: lowerFor,
  while_statement: lowerWhile,
  do_while_statement: lowerWhile,
  try_expression: lowerTry,
  package_header: nothing,
  import: nothing,
  type_alias: nothing,
  line_comment: nothing,
  block_comment: nothing,
  ERROR: lowerBlock,
};

const WITHOUT_VALUE: ReadonlySet<string> = new Set([
  'property_declaration',
  'assignment',
  'function_declaration',
  'return_expression',
  'for_statement',
  'while_statement',
  'do_while_statement',
  'throw_expression',
]);

function lowerBlock(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(partsOf(node));
}

/** `val (a, b) = pair` takes its parts by their position. */
function lowerProperty(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const { name, value, delegate } = propertyParts(node);
  const written = delegate ? delegatedValue(delegate, lowering) : value && lowering.expression(value);
  const parts = partsOf(node);
  const several = parts.find(({ type }) => type === 'multi_variable_declaration');
  if (several && written) return lowerSeveral(several, written, node, lowering);
  if (name === undefined) return written ? evaluation(written) : [];
  const declaration = parts.find(({ type }) => type === 'variable_declaration');
  const type = declaration && typeAmong(partsOf(declaration), lowering);
  const isBroken = node.children.some((child) => child.type === 'ERROR' || child.isMissing);
  const given = written && !isBroken ? written : unknown(endOf(node), []);
  const before = isBroken && written ? evaluation(written) : [];
  return [...before, assign(nameExpression(lowering.textOf(name), name), given, node, type)];
}

function lowerSeveral(
  several: SyntaxNode,
  value: Expression,
  node: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] {
  return partsOf(several).flatMap((variable, position) => {
    const name = partsOf(variable).find(({ type }) => type === 'identifier');
    if (name === undefined) return [];
    const index: Expression = { kind: 'literal', range: endOf(value.range), value: position };
    const item: Expression = { kind: 'index', range: value.range, object: value, index };
    return [assign(nameExpression(lowering.textOf(name), name), item, node)];
  });
}

function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  const target = left.type === 'identifier' ? lowering.member(lowering.textOf(left), left) : lowering.expression(left);
  const value = lowering.expression(right);
  const operator = node.children.find(({ isNamed, type }) => !isNamed && type.endsWith('='))?.type ?? '=';
  if (operator === '+=') return [append(target, value, node)];
  return [assign(target, operator === '=' ? value : unknown(right, [value]), node)];
}

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const value = partsOf(node).find(({ field }) => field !== 'label');
  return value ? [returned(lowering.expression(value), node)] : [{ kind: 'return', range: rangeOf(node) }];
}

/** Without recursion over `else if`. */
function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const condition = fieldOf(arm, 'condition');
    const [then, alternative] = blocksOf(arm);
    const test = condition ? lowering.expression(condition) : unknown({ start: arm.start, end: arm.start });
    arms.push({ range: rangeOf(arm), test, then: then ? lowering.statements([then]) : [] });
    current = alternative?.type === 'if_expression' ? alternative : undefined;
    if (alternative && !current) otherwise = lowering.statements([alternative]);
  }
  return ifChain(arms, otherwise);
}

function lowerWhen(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const { subject, before, entries } = whenEntries(node, lowering);
  const arms = entries
    .filter(({ conditions }) => conditions.length > 0)
    .map((entry): Arm => ({
      range: rangeOf(node),
      test: whenTest(entry, subject, node, lowering),
      then: lowering.statements(entry.body),
    }));
  const last = entries.find(({ conditions }) => conditions.length === 0);
  const otherwise = last ? lowering.statements(last.body) : [];
  return [...before, ...(arms.length > 0 ? ifChain(arms, otherwise) : [...evaluation(subject), ...otherwise])];
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [variable, iterable, ...body] = partsOf(node);
  const names = (
    variable?.type === 'multi_variable_declaration' ? partsOf(variable) : variable ? [variable] : []
  ).flatMap((one) =>
    partsOf(one)
      .filter(({ type }) => type === 'identifier')
      .slice(0, 1),
  );
  const targets = names.map((name) => nameExpression(lowering.textOf(name), name));
  const [only, second] = targets;
  const target: Expression | undefined =
    second && variable
      ? { kind: 'list', range: rangeOf(variable), items: targets.map((value) => ({ value, isSpread: false })) }
      : only;
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(target && { target }),
      ...(iterable && { iterable: lowering.expression(iterable) }),
      body: lowering.statements(body),
    },
  ];
}

function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const condition = fieldOf(node, 'condition');
  const test = condition ? evaluation(lowering.expression(condition)) : [];
  const body = partsOf(node).filter((part) => part !== condition);
  return [{ kind: 'loop', range: rangeOf(node), loop: 'condition', body: [...test, ...lowering.statements(body)] }];
}

function lowerTry(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const parts = partsOf(node);
  const inside = (part: SyntaxNode | undefined): readonly SyntaxNode[] =>
    part ? partsOf(part).filter(({ type }) => type === 'block') : [];
  return [
    {
      kind: 'try',
      range: rangeOf(node),
      body: lowering.statements(parts.filter(({ type }) => type === 'block')),
      handlers: parts
        .filter(({ type }) => type === 'catch_block')
        .map((handler) => lowering.statements(inside(handler))),
      finalizer: lowering.statements(inside(parts.find(({ type }) => type === 'finally_block'))),
    },
  ];
}
