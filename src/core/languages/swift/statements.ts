import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import {
  append,
  assign,
  calledAtOnce,
  endOf,
  evaluation,
  functionStatement,
  nameExpression,
  rangeOf,
  returned,
  test as question,
  unknown,
} from '../nodes.ts';
import { nameOfType } from './fileFacts.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { isComment, partsOf } from '../parts.ts';
import { statementsIn } from './nodes.ts';
import { lowerProperties } from './properties.ts';
import { lowerType } from './types.ts';

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];
type LowerBody = (nodes: readonly SyntaxNode[]) => readonly Statement[];

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering);
  return node.isNamed ? evaluation(lowering.expression(node)) : [];
}

const nothing: LowerStatement = () => [];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  import_declaration: lowerImport,
  property_declaration: (node, lowering) => lowerProperties(node, false, lowering),
  assignment: lowerAssignment,
  function_declaration: (node, lowering) => {
    const name = fieldOf(node, 'name');
    return [functionStatement(lowerFunction(node, name && lowering.textOf(name), 'function', lowering))];
  },
  class_declaration: lowerInnerType,
  protocol_declaration: lowerInnerType,
  typealias_declaration: nothing,
  control_transfer_statement: lowerTransfer,
  if_statement: (node, lowering) => lowerIf(node, (nodes) => lowering.statements(nodes), lowering),
  guard_statement: lowerGuard,
  switch_statement: (node, lowering) => lowerSwitch(node, (nodes) => lowering.statements(nodes), lowering),
  for_statement: lowerFor,
  while_statement: lowerWhile,
  repeat_while_statement: lowerWhile,
  do_statement: (node, lowering) => lowerDo(node, (nodes) => lowering.statements(nodes)),
  statements: (node, lowering) => lowering.statements(partsOf(node)),
  statement_label: nothing,
  directive: nothing,
  diagnostic: nothing,
  comment: nothing,
  multiline_comment: nothing,
  ERROR: (node, lowering) => lowering.statements(statementsIn(node)),
};

/** True for what has no value of its own. */
export function isStatement({ type }: SyntaxNode): boolean {
  return type in STATEMENTS;
}

/** The last statement of what gives a value. */
export function lowerTail(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const bodies: LowerBody = (nodes) => lowering.valued(nodes);
  if (node.type === 'if_statement') return lowerIf(node, bodies, lowering);
  if (node.type === 'switch_statement') return lowerSwitch(node, bodies, lowering);
  return lowerStatement(node, lowering);
}

/** An `if` or `switch` within an expression: a function of its own that is called at once. */
export function lowerBlockValue(node: SyntaxNode, lowering: Lowering): Expression {
  return calledAtOnce(node, lowerTail(node, lowering));
}

function lowerImport(node: SyntaxNode, { textOf }: Lowering): readonly Statement[] {
  const path = partsOf(node).find(({ type }) => type === 'identifier');
  const [module = ''] = path ? textOf(path).split('.', 1) : [];
  if (module === '') return [];
  return [{ kind: 'import', range: rangeOf(node), module, bindings: [{ local: module, imported: '*' }] }];
}

function lowerInnerType(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = nameOfType(node, lowering.textOf);
  return name === undefined ? [] : [lowerType(name, { declaration: node, extensions: [] }, lowering)];
}

function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'target');
  const right = fieldOf(node, 'result');
  const operator = fieldOf(node, 'operator')?.type ?? '=';
  const [written] = left ? partsOf(left) : [];
  if (!written || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  const target = lowering.expression(written);
  const value = lowering.expression(right);
  if (lowering.textOf(written) === '_') return evaluation(value);
  if (operator === '+=') return [append(target, value, node)];
  return [assign(target, operator === '=' ? value : unknown(right, [value], 'number'), node)];
}

function lowerTransfer(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const result = fieldOf(node, 'result');
  const isReturn = node.children.some(({ type }) => type === 'return');
  if (!isReturn) return partsOf(node).flatMap((part) => evaluation(lowering.expression(part)));
  return result ? [returned(lowering.expression(result), node)] : [{ kind: 'return', range: rangeOf(node) }];
}

/** Conditions, and what they bind where they hold: `let a = b, case .c(let d) = e, f > 1`. */
function lowerConditions(
  nodes: readonly SyntaxNode[],
  at: SyntaxNode,
  lowering: Lowering,
): { readonly test: Expression; readonly bound: readonly Statement[] } {
  const tests: Expression[] = [];
  const bound: Statement[] = [];
  for (const part of separated(nodes)) {
    const equals = part.findIndex(({ type }) => type === '=');
    const last = part.findLast(({ isNamed }) => isNamed);
    const names = part.slice(0, equals < 0 ? part.length : equals).flatMap(boundIn);
    const isBinding =
      part.some(({ type }) => type === 'value_binding_pattern') || part.some(({ type }) => type === 'pattern');
    if (last === undefined) continue;
    const value = isBinding && equals < 0 ? undefined : lowering.expression(last);
    if (value) tests.push(value);
    const isPlain = part[0]?.type === 'value_binding_pattern';
    for (const name of names) {
      const own = lowering.textOf(name);
      const taken = value ?? lowering.name(own, name);
      const held = isPlain ? taken : unknown(endOf(at));
      if (held.kind !== 'name' || held.name !== own)
        bound.push(assign(nameExpression(own, name), held, hull(name, held.range)));
    }
  }
  const [only, second] = tests;
  return { test: only && !second && bound.length === 0 ? only : unknown(at, tests, 'truth'), bound };
}

function hull(a: { readonly start: number; readonly end: number }, b: typeof a): typeof a {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

function boundIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.field === 'bound_identifier') return [node];
  return node.type === 'pattern' ? node.children.flatMap(boundIn) : [];
}

function separated(nodes: readonly SyntaxNode[]): readonly (readonly SyntaxNode[])[] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === ',') parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.filter((part) => part.length > 0);
}

/** `if a { … } else if let b = c { … } else { … }`. */
function lowerIf(node: SyntaxNode, bodies: LowerBody, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const children = arm.children.filter((child) => !isComment(child));
    const open = children.findIndex(({ type }) => type === '{');
    const other = children.findIndex(({ type }) => type === 'else');
    const { test, bound } = lowerConditions(children.slice(1, open < 0 ? undefined : open), arm, lowering);
    const inside = children.slice(open + 1, other < 0 ? undefined : other);
    arms.push({ range: rangeOf(arm), test, then: [...bound, ...bodies(flat(inside))] });
    const rest = other < 0 ? [] : children.slice(other + 1);
    current = rest.find(({ type }) => type === 'if_statement');
    if (!current && rest.length > 0) otherwise = bodies(flat(rest));
  }
  return ifChain(arms, otherwise);
}

function flat(nodes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  return nodes
    .filter(({ isNamed }) => isNamed)
    .flatMap((node) => (node.type === 'statements' ? partsOf(node) : [node]));
}

/** What a `guard` binds is there behind it. */
function lowerGuard(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const children = node.children.filter((child) => !isComment(child));
  const other = children.findIndex(({ type }) => type === 'else');
  const { test, bound } = lowerConditions(children.slice(1, other < 0 ? undefined : other), node, lowering);
  const left = lowering.statements(flat(children.slice(other + 1))).filter(({ kind }) => kind !== 'return');
  return [...evaluation(test), ...left, ...bound];
}

function lowerSwitch(node: SyntaxNode, bodies: LowerBody, lowering: Lowering): readonly Statement[] {
  const value = fieldOf(node, 'expr');
  const subject = value ? lowering.expression(value) : unknown(endOf(node));
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (const entry of partsOf(node).filter(({ type }) => type === 'switch_entry')) {
    const patterns = partsOf(entry).filter(({ type }) => type === 'switch_pattern');
    const body = statementsIn(entry).filter(({ type }) => type !== 'switch_pattern' && type !== 'default_keyword');
    const bound = patterns
      .flatMap(boundBelow)
      .map((name) => assign(nameExpression(lowering.textOf(name), name), unknown(name), name));
    const then = [...bound, ...bodies(body)];
    if (patterns.length === 0) otherwise = then;
    else arms.push({ range: rangeOf(node), test: patternTest(patterns, subject, node, lowering), then });
  }
  return arms.length > 0 ? ifChain(arms, otherwise) : [...evaluation(subject), ...otherwise];
}

function boundBelow(node: SyntaxNode): readonly SyntaxNode[] {
  return node.field === 'bound_identifier' ? [node] : node.children.flatMap(boundBelow);
}

function patternTest(
  patterns: readonly SyntaxNode[],
  subject: Expression,
  node: SyntaxNode,
  lowering: Lowering,
): Expression {
  const written = patterns.flatMap((pattern) => partsOf(pattern).flatMap(partsOf));
  const isWritten = written.length > 0 && written.every(({ type }) => type.endsWith('_literal'));
  if (!isWritten) return unknown(node, [subject], 'truth');
  return question(node, 'is-any', [subject, ...written.map(lowering.expression)]);
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const pattern = fieldOf(node, 'item');
  const collection = fieldOf(node, 'collection');
  const open = node.children.findIndex(({ type }) => type === '{');
  const names = pattern ? boundInLoop(pattern) : [];
  const targets = names.map((name) => nameExpression(lowering.textOf(name), name));
  const [only, second] = targets;
  const target: Expression | undefined =
    second && pattern
      ? { kind: 'list', range: rangeOf(pattern), items: targets.map((value) => ({ value, isSpread: false })) }
      : only;
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(target && { target }),
      ...(collection && { iterable: lowering.expression(collection) }),
      body: lowering.statements(flat(node.children.slice(open + 1))),
    },
  ];
}

function boundInLoop(pattern: SyntaxNode): readonly SyntaxNode[] {
  const own = fieldsOf(pattern, 'bound_identifier');
  if (own.length > 0) return own;
  return partsOf(pattern).flatMap((part) => partsOf(part).filter(({ type }) => type === 'simple_identifier'));
}

function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const children = node.children.filter((child) => !isComment(child));
  const open = children.findIndex(({ type }) => type === '{');
  const close = children.findIndex(({ type }) => type === '}');
  const isRepeat = node.type === 'repeat_while_statement';
  const head = isRepeat ? children.slice(close + 2) : children.slice(1, open);
  const { test, bound } = lowerConditions(head, node, lowering);
  const inside = lowering.statements(flat(children.slice(open + 1, close < 0 ? undefined : close)));
  return [{ kind: 'loop', range: rangeOf(node), loop: 'condition', body: [...evaluation(test), ...bound, ...inside] }];
}

function lowerDo(node: SyntaxNode, bodies: LowerBody): readonly Statement[] {
  const parts = partsOf(node);
  return [
    {
      kind: 'try',
      range: rangeOf(node),
      body: bodies(flat(parts.filter(({ type }) => type === 'statements' || type === 'ERROR'))),
      handlers: parts
        .filter(({ type }) => type === 'catch_block')
        .map((handler) => bodies(flat(handler.children.filter(({ type }) => type === 'statements')))),
      finalizer: [],
    },
  ];
}
