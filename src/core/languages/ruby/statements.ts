import type { Expression, ListExpression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { append, assign, endOf, evaluation, nameExpression, rangeOf, returned, tail, unknown } from '../nodes.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import { conditionOf, readCase } from './branches.ts';
import { lowerClass } from './classes.ts';
import { loopBlock } from './loops.ts';
import { declaredInBlock, lowerMethod, readBlock } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { operatorOf, targetsOf } from './targets.ts';

/** Lowers what is inside of a statement: as statements, or so that the last one gives the value. */
type LowerInside = (nodes: readonly SyntaxNode[]) => readonly Statement[];
type LowerStatement = (node: SyntaxNode, lowering: Lowering, inside: LowerInside) => readonly Statement[];

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering, (nodes) => lowering.statements(nodes));
  return evaluation(lowering.expression(node));
}

/** A statement that gives the value of what it stands in. */
export function lowerValued(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = STATEMENTS[node.type];
  const isLoop = node.type === 'call' && loopBlock(node, lowering.textOf) !== undefined;
  if (isLoop || LAST.has(node.type)) return lowerStatement(node, lowering);
  if (node.type === 'assignment' || node.type === 'operator_assignment') return lowerAssignedLast(node, lowering);
  if (lower && node.type !== 'call') return lower(node, lowering, (nodes) => lowering.valued(nodes));
  return tail(lowering.expression(node));
}

/** Statements that give nothing back, or say themselves what. */
const LAST: ReadonlySet<string> = new Set([
  ...[
    'return',
    'while',
    'until',
    'for',
    'method',
    'singleton_method',
    'class',
    'module',
    'break',
    'next',
    'redo',
    'retry',
  ],
]);

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  assignment: lowerAssignment,
  operator_assignment: lowerAssignment,
  return: lowerReturn,
  next: lowerReturn,
  break: (node, lowering) => partsOf(node).flatMap((part) => evaluation(lowering.expression(part))),
  if: lowerIf,
  unless: lowerIf,
  if_modifier: lowerModifier,
  unless_modifier: lowerModifier,
  case: lowerCase,
  case_match: lowerCase,
  while: lowerWhile,
  until: lowerWhile,
  while_modifier: lowerWhile,
  until_modifier: lowerWhile,
  for: lowerFor,
  begin: lowerBegin,
  body_statement: lowerBegin,
  block_body: lowerBegin,
  then: (node, _, inside) => inside(partsOf(node)),
  ensure: (node, _, inside) => inside(partsOf(node)),
  parenthesized_statements: (node, _, inside) => inside(partsOf(node)),
  method: lowerMethod,
  singleton_method: lowerMethod,
  class: lowerClass,
  module: lowerClass,
  call: lowerCallStatement,
  // What is left of code that is being typed.
  ERROR: (node, lowering) => lowering.statements(partsOf(node)),
};

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [list] = partsOf(node);
  const values = list?.type === 'argument_list' ? partsOf(list) : list ? [list] : [];
  const [only, second] = values;
  if (only === undefined) return [{ kind: 'return', range: rangeOf(node) }];
  if (!second) return [returned(lowering.expression(only), node)];
  const items: ListExpression['items'] = values.map((value) => ({
    value: lowering.expression(value),
    isSpread: false,
  }));
  return [returned({ kind: 'list', range: rangeOf(node), items }, node)];
}

// ---- assignments

function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const targets = targetsOf(node);
  const right = fieldOf(node, 'right');
  const [only, second] = targets;
  if (!only || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  if (second || fieldOf(node, 'left')?.type === 'left_assignment_list')
    return lowerSeveral(targets, right, node, lowering);
  const target = targetOf(only, lowering);
  const value = assignedValue(right, lowering);
  switch (operatorOf(node, lowering.textOf)) {
    case '=':
      return [assign(target, value, node)];
    case '||=':
      return [assign(target, isSetElsewhere(only, lowering) ? fallback(target, value, node) : value, node)];
    case '+=':
    case '<<=':
      return [append(target, value, node)];
    default:
      return [assign(target, unknown(right, [value]), node)];
  }
}

/** `a = b = c`: what is assigned within is assigned too. */
function assignedValue(right: SyntaxNode, lowering: Lowering): Expression {
  if (right.type !== 'right_assignment_list') return lowering.expression(right);
  const items = partsOf(right).map((part) => ({
    value: lowering.expression(part),
    isSpread: part.type === 'splat_argument',
  }));
  return { kind: 'list', range: rangeOf(right), items };
}

function fallback(first: Expression, second: Expression, node: SyntaxNode): Expression {
  return { kind: 'fallback', range: rangeOf(node), first, second };
}

/** False for what nothing but this assignment sets: the value that is kept from one call to the next. */
function isSetElsewhere(target: SyntaxNode, lowering: Lowering): boolean {
  const name = lowering.textOf(target);
  if (target.type === 'identifier') return true;
  return target.type === 'instance_variable' && lowering.classAround?.assigned.has(name) === true;
}

function targetOf(node: SyntaxNode, lowering: Lowering): Expression {
  switch (node.type) {
    case 'identifier':
    case 'constant':
      return nameExpression(lowering.textOf(node), node);
    case 'call':
      return attributeTarget(node, lowering);
    default:
      return lowering.expression(node);
  }
}

/** `object.attribute = value`. */
function attributeTarget(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'receiver');
  const method = fieldOf(node, 'method');
  if (!object || !method) return lowering.expression(node);
  const property = lowering.textOf(method);
  if (object.type === 'self') return lowering.attribute(property, node);
  return {
    kind: 'member',
    range: rangeOf(node),
    object: lowering.expression(object),
    property,
    propertyRange: rangeOf(method),
  };
}

function lowerSeveral(
  targets: readonly SyntaxNode[],
  right: SyntaxNode,
  node: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] {
  const values = right.type === 'right_assignment_list' ? partsOf(right) : undefined;
  const whole = values ? undefined : lowering.expression(right);
  return targets.flatMap((target, position) => {
    const written = values?.[position];
    const item: Expression | undefined = written
      ? lowering.expression(written)
      : whole && {
          kind: 'index',
          range: whole.range,
          object: whole,
          index: { kind: 'literal', range: endOf(whole.range), value: position },
        };
    return item ? [assign(targetOf(target, lowering), item, node)] : [];
  });
}

const KEPT: ReadonlySet<string> = new Set(['identifier', 'constant', 'instance_variable', 'class_variable']);

/** `@client ||= make` as the last statement of a method gives what is kept. */
function lowerAssignedLast(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [target] = targetsOf(node);
  const statements = lowerAssignment(node, lowering);
  if (target === undefined || !KEPT.has(target.type)) return statements;
  const name = lowering.textOf(target);
  const isVariable = target.type === 'identifier' || target.type === 'constant';
  const end = endOf(node);
  return [...statements, returned(isVariable ? nameExpression(name, end) : lowering.attribute(name, end))];
}

// ---- branches

/** Without recursion over `elsif`. */
function lowerIf(node: SyntaxNode, lowering: Lowering, inside: LowerInside): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const consequence = fieldOf(arm, 'consequence');
    const alternative = fieldOf(arm, 'alternative');
    const then = consequence ? inside(partsOf(consequence)) : [];
    arms.push({ range: rangeOf(arm), test: conditionOf(arm, lowering), then });
    current = alternative?.type === 'elsif' ? alternative : undefined;
    if (alternative && !current) otherwise = inside(partsOf(alternative));
  }
  return ifChain(arms, otherwise);
}

function lowerModifier(node: SyntaxNode, lowering: Lowering, inside: LowerInside): readonly Statement[] {
  const body = fieldOf(node, 'body');
  return ifChain([{ range: rangeOf(node), test: conditionOf(node, lowering), then: body ? inside([body]) : [] }], []);
}

function lowerCase(node: SyntaxNode, lowering: Lowering, inside: LowerInside): readonly Statement[] {
  const { arms, otherwise } = readCase(node, lowering);
  const last = inside(otherwise);
  if (arms.length === 0) return last;
  return ifChain(
    arms.map(({ range, test, body }): Arm => ({ range, test, then: inside(body) })),
    last,
  );
}

const HANDLERS: ReadonlySet<string> = new Set(['rescue', 'else', 'ensure']);

/** A body with `rescue` and `ensure`, also that of a method. */
function lowerBegin(node: SyntaxNode, lowering: Lowering, inside: LowerInside): readonly Statement[] {
  const parts = partsOf(node);
  const body = inside(parts.filter(({ type }) => !HANDLERS.has(type)));
  const handlers = parts.filter(({ type }) => type === 'rescue');
  const otherwise = parts.filter(({ type }) => type === 'else').flatMap((part) => lowering.statements(partsOf(part)));
  const finalizer = parts.filter(({ type }) => type === 'ensure').flatMap((part) => lowering.statements(partsOf(part)));
  if (handlers.length === 0) return [...body, ...finalizer];
  return [
    {
      kind: 'try',
      range: rangeOf(node),
      body: [...body, ...otherwise],
      handlers: handlers.map((handler) => {
        const caught = fieldOf(handler, 'body');
        return caught ? inside(partsOf(caught)) : [];
      }),
      finalizer,
    },
  ];
}

// ---- loops

function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const test = evaluation(conditionOf(node, lowering));
  const inside = body ? lowering.statements(body.type === 'do' ? partsOf(body) : [body]) : [];
  return [{ kind: 'loop', range: rangeOf(node), loop: 'condition', body: [...test, ...inside] }];
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const pattern = fieldOf(node, 'pattern');
  const values = fieldOf(node, 'value');
  const body = fieldOf(node, 'body');
  const iterable = values && partsOf(values)[0];
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(pattern && { target: nameExpression(lowering.textOf(pattern), pattern) }),
      ...(iterable && { iterable: lowering.expression(iterable) }),
      body: body ? lowering.statements(partsOf(body)) : [],
    },
  ];
}

/** `list.each { |item| … }` is a loop. */
function lowerCallStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const required = requiredFile(node, lowering);
  if (required) return [required];
  const looped = loopBlock(node, lowering.textOf);
  if (looped === undefined) return evaluation(lowering.expression(node));
  const block = readBlock(looped.block);
  const iterable = looped.iterable && lowering.expression(looped.iterable);
  return lowering.inBlock(declaredInBlock(block, lowering), () => {
    const target = loopTarget(block.parameters, node, lowering);
    return [
      {
        kind: 'loop',
        range: rangeOf(node),
        loop: looped.loop,
        ...(target && { target }),
        ...(iterable && { iterable }),
        body: lowering.statements(block.body),
      },
    ];
  });
}

/** `|item, index|` of `each_with_index`; `|key, value|` of a hash takes an entry apart. */
function loopTarget(parameters: readonly SyntaxNode[], node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const [first, second] = parameters;
  if (first === undefined) return undefined;
  const method = lowering.textOf(fieldOf(node, 'method') ?? node);
  if (second && /^each(?:_pair)?$/.test(method)) return targetList(parameters, lowering);
  return first.type === 'destructured_parameter'
    ? targetList(partsOf(first), lowering)
    : nameExpression(lowering.textOf(first), first);
}

function targetList(nodes: readonly SyntaxNode[], lowering: Lowering): Expression {
  const items = nodes.map((node) => ({
    value:
      node.type === 'destructured_parameter'
        ? targetList(partsOf(node), lowering)
        : nameExpression(lowering.textOf(node), node),
    isSpread: false,
  }));
  return { kind: 'list', range: { start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 }, items };
}

/** What a required file declares at its top is there for all; packages have no folder in their names, or are known to whoever asks. */
function requiredFile(node: SyntaxNode, { textOf }: Lowering): Statement | undefined {
  const method = fieldOf(node, 'method');
  const list = fieldOf(node, 'arguments');
  const [path, second] = list ? partsOf(list) : [];
  if (!method || path?.type !== 'string' || second || fieldOf(node, 'receiver')) return undefined;
  const isRelative = textOf(method) === 'require_relative';
  const written = textOf(path).slice(1, -1);
  if (!isRelative && (textOf(method) !== 'require' || !written.includes('/'))) return undefined;
  const module = isRelative && !written.startsWith('.') ? `./${written}` : written;
  return { kind: 'import', range: rangeOf(node), module, bindings: [{ local: '*', imported: '*' }] };
}
