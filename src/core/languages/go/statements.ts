import type { Expression, LoopStatement, Question, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, hasToken, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerAssignment, lowerShortDeclaration } from './assignments.ts';
import { lowerDeclaration } from './declarations.ts';
import { defineFlag } from './flags.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import { assign, evaluation, methodCall, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { writeToBuilder } from './textBuilders.ts';

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering);
  if (node.type.endsWith('_declaration')) return lowerDeclaration(node, lowering);
  return node.isNamed && node.type !== 'comment' ? evaluation(lowering.expression(node)) : [];
}

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  statement_list: lowerBlock,
  block: lowerBlock,
  package_clause: () => [],
  expression_statement: lowerExpressionStatement,
  short_var_declaration: lowerShortDeclaration,
  assignment_statement: lowerAssignment,
  receive_statement: lowerShortDeclaration,
  inc_statement: lowerStep,
  dec_statement: lowerStep,
  return_statement: lowerReturn,
  if_statement: lowerIf,
  for_statement: lowerFor,
  expression_switch_statement: lowerSwitch,
  type_switch_statement: lowerSwitch,
  select_statement: lowerSwitch,
  go_statement: lowerExpressionStatement,
  defer_statement: lowerExpressionStatement,
  labeled_statement: lowerBlock,
  label_name: () => [],
  break_statement: () => [],
  continue_statement: () => [],
  goto_statement: () => [],
  fallthrough_statement: () => [],
  empty_statement: () => [],
  ERROR: lowerBlock,
};

function lowerBlock(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(namedChildren(node));
}

function lowerExpressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [inner] = namedChildren(node);
  if (inner === undefined) return [];
  const special = writeToBuilder(inner, node, lowering) ?? defineFlag(inner, node, lowering);
  return special ?? evaluation(lowering.expression(inner), node);
}

/** `x++`. */
function lowerStep(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [target] = namedChildren(node);
  return target ? [assign(lowering.expression(target), unknown({ start: node.end, end: node.end }), node)] : [];
}

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [list] = namedChildren(node);
  const values = list ? namedChildren(list).map(lowering.expression) : lowering.results.names.map(resultName);
  const [first, ...others] = values;
  const range = rangeOf(node);
  if (first === undefined) return [{ kind: 'return', range }];
  if (lowering.results.shape === 'list' && others.length > 0) {
    const items = values.map((value) => ({ value, isSpread: false }));
    const whole = { start: first.range.start, end: others.at(-1)?.range.end ?? first.range.end };
    return [{ kind: 'return', range, value: { kind: 'list', range: whole, items } }];
  }
  return [
    ...others.flatMap((value) => (value.kind === 'name' ? [] : evaluation(value))),
    { kind: 'return', range, value: first },
  ];

  function resultName(name: SyntaxNode): Expression {
    return nameExpression(lowering.textOf(name), { start: node.end, end: node.end });
  }
}

/** What an `if`, `for` or `switch` does before its test. */
function initializerOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(fieldsOf(node, 'initializer'));
}

/** Without recursion over `else if`: some chains have hundreds of arms. */
function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const condition = fieldOf(arm, 'condition');
    const before = initializerOf(arm, lowering);
    const test = condition ? lowering.expression(condition) : unknown({ start: arm.start, end: arm.start });
    arms.push({ range: rangeOf(arm), before, test, then: lowering.statements(fieldsOf(arm, 'consequence')) });
    const alternative = fieldOf(arm, 'alternative');
    current = alternative?.type === 'if_statement' ? alternative : undefined;
    if (alternative && !current) otherwise = lowering.statements([alternative]);
  }
  return ifChain(arms, otherwise);
}

/** `switch` on values or types, and `select`: a chain of ifs whose tests are unknown. */
function lowerSwitch(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const cases = namedChildren(node).filter((child) => child.type.endsWith('_case'));
  const value = fieldOf(node, 'value');
  const subject = value ? [lowering.expression(value)] : [];
  const alias = fieldOf(node, 'alias');
  const [aliasName] = alias ? namedChildren(alias) : [];
  const [tested] = subject;
  const aliased = aliasName && tested ? [assign(lowering.expression(aliasName), tested, node)] : [];
  const arms = cases
    .filter((arm) => arm.type !== 'default_case')
    .map((arm, index): Arm => {
      const values = fieldsOf(arm, 'value').flatMap(namedChildren).map(lowering.expression);
      const children = index === 0 && aliased.length === 0 ? [...subject, ...values] : values;
      // Without a value, the cases are tests of their own.
      const question: Question | undefined = tested && { asks: 'is-any', of: [tested, ...values] };
      const [only] = values;
      const test =
        !tested && only && values.length === 1 ? only : { ...unknown(node, children), ...(question && { question }) };
      const then = lowering.statements(bodyOfCase(arm));
      return { range: rangeOf(node), before: [], test, then };
    });
  const byDefault = cases.find((arm) => arm.type === 'default_case');
  const otherwise = byDefault ? lowering.statements(bodyOfCase(byDefault)) : [];
  const chained =
    arms.length > 0 ? ifChain(arms, otherwise) : [...subject.flatMap((value) => evaluation(value)), ...otherwise];
  return [...initializerOf(node, lowering), ...aliased, ...chained];
}

function bodyOfCase(arm: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(arm).filter((child) => child.field !== 'value' && child.field !== 'type');
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const [head] = namedChildren(node).filter((child) => child !== body);
  const inside = body ? [body] : [];
  if (head?.type === 'range_clause') return [lowerRange(node, head, lowering.statements(inside), lowering)];
  const isClause = head?.type === 'for_clause';
  const before = isClause ? initializerOf(head, lowering) : [];
  const condition = isClause ? fieldOf(head, 'condition') : head;
  const test = condition ? evaluation(lowering.expression(condition)) : [];
  const step = isClause ? lowering.statements(fieldsOf(head, 'update')) : [];
  const statements = [...test, ...lowering.statements(inside), ...step];
  return [...before, { kind: 'loop', range: rangeOf(node), loop: 'condition', body: statements }];
}

/** `for key, value := range xs`. A map gives keys and values, anything else its values. */
function lowerRange(
  node: SyntaxNode,
  clause: SyntaxNode,
  body: readonly Statement[],
  lowering: Lowering,
): LoopStatement {
  const left = fieldOf(clause, 'left');
  const right = fieldOf(clause, 'right');
  const names = left ? namedChildren(left) : [];
  const iterable = right ? lowering.expression(right) : unknown({ start: clause.end, end: clause.end });
  const isMap = right !== undefined && lowering.facts.maps.has(lastName(right, lowering));
  const [key, value] = names.map(lowering.expression);
  const loop: LoopStatement = { kind: 'loop', range: rangeOf(node), loop: 'iteration', body };
  if (key && value && isMap) {
    const items = [key, value].map((item) => ({ value: item, isSpread: false }));
    const target: Expression = { kind: 'list', range: left ? rangeOf(left) : clause, items };
    return { ...loop, target, iterable: methodCall(iterable, 'items', [], iterable.range) };
  }
  if (value) return { ...loop, target: value, iterable };
  if (key && !isMap && !hasToken(clause, '='))
    return { ...loop, target: key, body: [...evaluation(iterable), ...body] };
  return { ...loop, ...(key && { target: key }), iterable };
}

function lastName(node: SyntaxNode, lowering: Lowering): string {
  return lowering.textOf(fieldOf(node, 'field') ?? node);
}
