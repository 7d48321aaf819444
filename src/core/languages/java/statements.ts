import type { Expression, Statement } from '../../domain/program.ts';
import { conditionLoop, lowerIf, lowerWhile } from '../conditions.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { CLASSES } from './classMembers.ts';
import type { Lowering } from './lowering.ts';
import { assign, endOf, evaluation, nameExpression, rangeOf, returned, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerSwitchStatement } from './switches.ts';
import { appendToText } from './textBuilders.ts';
import { declaredType } from './types.ts';

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (CLASSES.has(node.type)) return [lowering.classStatement(node)];
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering);
  return node.isNamed ? evaluation(lowering.expression(node)) : [];
}

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const nothing: LowerStatement = () => [];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  block: lowerBlock,
  constructor_body: lowerBlock,
  labeled_statement: (node, lowering) => lowering.statements(partsOf(node).slice(1)),
  synchronized_statement: lowerBlock,
  local_variable_declaration: lowerVariables,
  field_declaration: lowerVariables,
  expression_statement: lowerExpressionStatement,
  explicit_constructor_invocation: lowerOtherConstructor,
  return_statement: lowerReturn,
  yield_statement: lowerReturn,
  throw_statement: lowerEvaluated,
  assert_statement: lowerEvaluated,
  if_statement: lowerIf,
  while_statement: lowerWhile,
  do_statement: lowerWhile,
  for_statement: lowerFor,
  enhanced_for_statement: lowerForEach,
  try_statement: lowerTry,
  try_with_resources_statement: lowerTry,
  switch_expression: lowerSwitchStatement,
  switch_statement: lowerSwitchStatement,
  package_declaration: nothing,
  import_declaration: nothing,
  module_declaration: nothing,
  break_statement: nothing,
  continue_statement: nothing,
  line_comment: nothing,
  block_comment: nothing,
  ERROR: lowerBlock,
};

function lowerBlock(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(partsOf(node));
}

function lowerEvaluated(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return partsOf(node).flatMap((inner) => evaluation(lowering.expression(inner)));
}

function lowerVariables(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const type = declaredType(node, lowering);
  return fieldsOf(node, 'declarator').flatMap((declarator) => {
    const name = fieldOf(declarator, 'name');
    const value = fieldOf(declarator, 'value');
    if (name === undefined || name.start === name.end) return value ? evaluation(lowering.expression(value)) : [];
    const isBroken = declarator.children.some((child) => child.type === 'ERROR' || child.isMissing);
    const written = value && !isBroken ? lowering.expression(value) : brokenValue(declarator, name, lowering);
    const range = { start: node.start, end: declarator.end };
    return [assign(nameExpression(lowering.textOf(name), name), written, range, type)];
  });
}

function brokenValue(declarator: SyntaxNode, name: SyntaxNode, lowering: Lowering): Expression {
  const pieces = partsOf(declarator).filter((child) => child !== name && child.type !== 'dimensions');
  const [first] = pieces;
  const range = first ? { start: first.start, end: declarator.end } : endOf(declarator);
  return unknown(range, pieces.map(lowering.expression));
}

function lowerExpressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [inner] = partsOf(node);
  if (inner === undefined) return [];
  if (inner.type === 'switch_expression') return lowerSwitchStatement(inner, lowering);
  if (inner.type === 'assignment_expression') return lowerAssignment(inner, lowering);
  if (inner.type === 'update_expression') return lowerStep(inner, lowering);
  return appendToText(inner, node, lowering) ?? evaluation(lowering.expression(inner), node);
}

/** `a = b = value` assigns the value to both. */
function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  const target = lowering.expression(left);
  const operator = fieldOf(node, 'operator')?.type ?? '=';
  if (right.type === 'assignment_expression') {
    const inner = fieldOf(right, 'left');
    const before = lowerAssignment(right, lowering);
    return inner ? [...before, assign(target, lowering.expression(inner), node)] : before;
  }
  const value = lowering.expression(right);
  if (operator === '=') return [assign(target, value, node)];
  if (operator === '+=') return [{ kind: 'assign', range: rangeOf(node), target, value, mode: 'append' }];
  return [assign(target, unknown(right, [value]), node)];
}

/** `i++`. */
function lowerStep(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [target] = partsOf(node);
  return target ? [assign(lowering.expression(target), unknown(endOf(node), [], 'number'), node)] : [];
}

/** `this(…)` makes the object by another constructor; what the superclass's does is not followed. */
function lowerOtherConstructor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return evaluation(lowering.expression(node), node);
}

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [value] = partsOf(node);
  return value ? [returned(lowering.expression(value), node)] : [{ kind: 'return', range: rangeOf(node) }];
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const before = fieldsOf(node, 'init').flatMap((init) => lowerExpression(init, lowering));
  const step = fieldsOf(node, 'update').flatMap((update) => lowerExpression(update, lowering));
  return [...before, conditionLoop(node, lowering, step)];
}

/** What stands in the head of a loop is no statement of its own. */
function lowerExpression(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (node.type === 'assignment_expression') return lowerAssignment(node, lowering);
  return node.type === 'update_expression' ? lowerStep(node, lowering) : lowering.statements([node]);
}

function lowerForEach(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const value = fieldOf(node, 'value');
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(name && { target: nameExpression(lowering.textOf(name), name) }),
      ...(value && { iterable: lowering.expression(value) }),
      body: lowering.statements(fieldsOf(node, 'body')),
    },
  ];
}

function lowerTry(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const resources = fieldOf(node, 'resources');
  const before = (resources ? partsOf(resources) : []).flatMap((resource) => lowerResource(resource, lowering));
  const handlers = partsOf(node).filter(({ type }) => type === 'catch_clause');
  const last = partsOf(node).find(({ type }) => type === 'finally_clause');
  return [
    ...before,
    {
      kind: 'try',
      range: rangeOf(node),
      body: lowering.statements(fieldsOf(node, 'body')),
      handlers: handlers.map((handler) => lowering.statements(fieldsOf(handler, 'body'))),
      finalizer: last ? lowering.statements(partsOf(last)) : [],
    },
  ];
}

function lowerResource(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const value = fieldOf(node, 'value');
  if (!name || !value) return partsOf(node).flatMap((inner) => evaluation(lowering.expression(inner)));
  const target = nameExpression(lowering.textOf(name), name);
  return [assign(target, lowering.expression(value), node, declaredType(node, lowering))];
}
