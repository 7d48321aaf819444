import type { Expression, Statement } from '../../domain/program.ts';
import { conditionLoop, lowerIf, lowerWhile } from '../conditions.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  assign,
  endOf,
  evaluation,
  functionStatement,
  literal,
  nameExpression,
  rangeOf,
  returned,
  unknown,
} from '../nodes.ts';
import { CLASSES } from './classMembers.ts';
import { lowerMethod } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf, valueBehindSign } from './nodes.ts';
import { lowerSwitchStatement } from './switches.ts';
import { appendToText } from './textBuilders.ts';
import { declaredType } from './types.ts';

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (CLASSES.has(node.type)) return [lowering.classStatement(node)];
  const lower = STATEMENTS[node.type] ?? (node.type.startsWith('preproc_') ? lowerBlock : undefined);
  if (lower) return lower(node, lowering);
  return node.isNamed ? evaluation(lowering.expression(node)) : [];
}

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const nothing: LowerStatement = () => [];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  block: lowerBlock,
  global_statement: lowerBlock,
  namespace_declaration: lowerNamespace,
  file_scoped_namespace_declaration: lowerNamespace,
  declaration_list: lowerBlock,
  labeled_statement: (node, lowering) => lowering.statements(partsOf(node).slice(1)),
  lock_statement: lowerBlock,
  checked_statement: lowerBlock,
  unsafe_statement: lowerBlock,
  fixed_statement: lowerBlock,
  local_declaration_statement: lowerBlock,
  variable_declaration: lowerVariables,
  local_function_statement: (node, lowering) => [functionStatement(lowerMethod(node, 'function', lowering))],
  method_declaration: (node, lowering) => [functionStatement(lowerMethod(node, 'function', lowering))],
  expression_statement: lowerExpressionStatement,
  assignment_expression: lowerAssignment,
  prefix_unary_expression: lowerStep,
  postfix_unary_expression: lowerStep,
  return_statement: lowerReturn,
  yield_statement: lowerYield,
  throw_statement: lowerEvaluated,
  throw_expression: lowerEvaluated,
  if_statement: lowerIf,
  while_statement: lowerWhile,
  do_statement: lowerWhile,
  for_statement: lowerFor,
  foreach_statement: lowerForEach,
  try_statement: lowerTry,
  using_statement: lowerUsing,
  switch_statement: lowerSwitchStatement,
  using_directive: nothing,
  extern_alias_directive: nothing,
  global_attribute: nothing,
  attribute_list: nothing,
  delegate_declaration: nothing,
  break_statement: nothing,
  continue_statement: nothing,
  goto_statement: nothing,
  empty_statement: nothing,
  comment: nothing,
  ERROR: lowerBlock,
};

function lowerBlock(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(partsOf(node));
}

function lowerNamespace(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(partsOf(node).filter(({ field }) => field !== 'name'));
}

function lowerEvaluated(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return partsOf(node).flatMap((inner) => evaluation(lowering.expression(inner)));
}

function lowerVariables(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const typeNode = fieldOf(node, 'type');
  const type = declaredType(node, lowering);
  const declarators = partsOf(node).filter((part) => part.type === 'variable_declarator' || part.type === 'ERROR');
  return declarators.flatMap((declarator) => {
    if (declarator.type === 'ERROR') return lowerBlock(declarator, lowering);
    const name = fieldOf(declarator, 'name');
    const written = valueBehindSign(declarator);
    const isBroken = declarator.children.some((child) => child.type === 'ERROR' || child.isMissing);
    const range = { start: node.start, end: declarator.end };
    if (name === undefined || name.start === name.end) return lowerPattern(declarator, written, range, lowering);
    const isStream = written !== undefined && isWrittenTo(lowering.textOf(name), written, lowering);
    if (isStream) return [assign(nameExpression(lowering.textOf(name), name), literal('', written), range, type)];
    const value = !isBroken && written ? lowering.typed(written, typeNode) : brokenValue(declarator, name, lowering);
    return [assign(nameExpression(lowering.textOf(name), name), value, range, type)];
  });
}

/** A stream that begins empty and is written to is the text that it will hold. */
function isWrittenTo(name: string, written: SyntaxNode, lowering: Lowering): boolean {
  return (
    [...lowering.facts.writers.values()].includes(name) &&
    /^new(?:\s+MemoryStream)?\s*\(\s*\)$/.test(lowering.textOf(written))
  );
}

/** `var (a, b) = value`. */
function lowerPattern(
  declarator: SyntaxNode,
  written: SyntaxNode | undefined,
  range: Statement['range'],
  lowering: Lowering,
): readonly Statement[] {
  const value = written && lowering.expression(written);
  const pattern = partsOf(declarator).find(({ type }) => type === 'tuple_pattern');
  if (!value || !pattern) return value ? evaluation(value) : [];
  return destructured(
    fieldsOf(pattern, 'name').map((name) => nameExpression(lowering.textOf(name), name)),
    value,
    range,
  );
}

function destructured(
  targets: readonly Expression[],
  value: Expression,
  range: Statement['range'],
): readonly Statement[] {
  return targets.flatMap((target, index) => {
    const item = value.kind === 'list' ? value.items[index]?.value : undefined;
    return [assign(target, item ?? unknown(endOf(value.range), index === 0 ? [value] : []), range)];
  });
}

function brokenValue(declarator: SyntaxNode, name: SyntaxNode, lowering: Lowering): Expression {
  const pieces = partsOf(declarator).filter((child) => child !== name);
  const [first] = pieces;
  const range = first ? { start: first.start, end: declarator.end } : endOf(declarator);
  return unknown(range, pieces.map(lowering.expression));
}

function lowerExpressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [inner] = partsOf(node);
  if (inner === undefined) return [];
  if (inner.type === 'assignment_expression') return lowerAssignment(inner, lowering);
  if (inner.type.endsWith('ary_expression')) return lowerStep(inner, lowering);
  return appendToText(inner, node, lowering) ?? evaluation(lowering.expression(inner), node);
}

/** `a = b = value` assigns the value to both; `a ??= b` to one that has none. */
function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  const operator = fieldOf(node, 'operator')?.type ?? '=';
  if (right.type === 'assignment_expression') {
    const inner = fieldOf(right, 'left');
    const before = lowerAssignment(right, lowering);
    return inner ? [...before, assign(lowering.expression(left), lowering.expression(inner), node)] : before;
  }
  const value = lowering.expression(right);
  if (left.type === 'tuple_expression') {
    const targets = partsOf(left).flatMap((part) => partsOf(part).slice(-1).map(lowering.expression));
    return destructured(targets, value, rangeOf(node));
  }
  const target = lowering.expression(left);
  if (operator === '=') return [assign(target, value, node)];
  if (operator === '+=') return [{ kind: 'assign', range: rangeOf(node), target, value, mode: 'append' }];
  if (operator === '??=') {
    return [assign(target, { kind: 'fallback', range: rangeOf(node), first: target, second: value }, node)];
  }
  return [assign(target, unknown(right, [value]), node)];
}

/** `i++`. */
function lowerStep(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [target] = partsOf(node);
  const isStep = node.children.some(({ type }) => type === '++' || type === '--');
  if (!target || !isStep) return evaluation(lowering.expression(node));
  return [assign(lowering.expression(target), unknown(endOf(node), [], 'number'), node)];
}

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [value] = partsOf(node);
  return value ? [returned(lowering.expression(value), node)] : [{ kind: 'return', range: rangeOf(node) }];
}

function lowerYield(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return partsOf(node).flatMap((value) => evaluation(lowering.expression(value)));
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const before = lowering.statements(fieldsOf(node, 'initializer'));
  const step = lowering.statements(fieldsOf(node, 'update'));
  return [...before, conditionLoop(node, lowering, step)];
}

function lowerForEach(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const target = left && loopTarget(left, lowering);
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(target && { target }),
      ...(right && { iterable: lowering.expression(right) }),
      body: lowering.statements(fieldsOf(node, 'body')),
    },
  ];
}

function loopTarget(left: SyntaxNode, lowering: Lowering): Expression {
  if (left.type === 'identifier') return nameExpression(lowering.textOf(left), left);
  const names = left.type === 'tuple_pattern' ? fieldsOf(left, 'name') : partsOf(left);
  const items = names.map((name) => ({ value: nameExpression(lowering.textOf(name), name), isSpread: false }));
  return { kind: 'list', range: rangeOf(left), items };
}

function lowerTry(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const handlers = partsOf(node).filter(({ type }) => type === 'catch_clause');
  const last = partsOf(node).find(({ type }) => type === 'finally_clause');
  return [
    {
      kind: 'try',
      range: rangeOf(node),
      body: lowering.statements(fieldsOf(node, 'body')),
      handlers: handlers.map((handler) => lowering.statements(fieldsOf(handler, 'body'))),
      finalizer: last ? lowering.statements(partsOf(last)) : [],
    },
  ];
}

function lowerUsing(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(partsOf(node));
}
