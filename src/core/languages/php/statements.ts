import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import {
  append,
  assign,
  endOf,
  evaluation,
  functionStatement,
  literal,
  methodCall,
  nameExpression,
  rangeOf,
  returned,
  test,
  unknown,
} from '../nodes.ts';
import { lowerArray } from './arrays.ts';
import { functionName } from './calls.ts';
import { lowerClass, lowerConstants } from './classes.ts';
import { requiredPath } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return STATEMENTS[node.type]?.(node, lowering) ?? evaluation(lowering.expression(node));
}

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  expression_statement: lowerExpressionStatement,
  echo_statement: (node, lowering) => partsOf(node).flatMap((part) => evaluation(lowering.expression(part))),
  return_statement: lowerReturn,
  if_statement: lowerIf,
  switch_statement: lowerSwitch,
  foreach_statement: lowerForeach,
  for_statement: lowerLoop,
  while_statement: lowerLoop,
  do_statement: lowerLoop,
  try_statement: lowerTry,
  compound_statement: (node, lowering) => lowering.statements(partsOf(node)),
  colon_block: (node, lowering) => lowering.statements(partsOf(node)),
  namespace_definition: (node, lowering) => {
    const body = fieldOf(node, 'body');
    return body ? lowering.statements(partsOf(body)) : [];
  },
  namespace_use_declaration: () => [],
  function_definition: lowerFunctionStatement,
  const_declaration: lowerConstants,
  class_declaration: lowerClass,
  interface_declaration: lowerClass,
  trait_declaration: lowerClass,
  enum_declaration: lowerClass,
  unset_statement: () => [],
  global_declaration: () => [],
  break_statement: () => [],
  continue_statement: () => [],
  // What is left of code that is being typed.
  ERROR: (node, lowering) => lowering.statements(partsOf(node)),
};

function lowerFunctionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  if (name === undefined) return [];
  const written = functionName(lowering.textOf(name));
  return [functionStatement(lowerFunction(node, { name: written, role: 'function' }, [], lowering))];
}

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [value] = partsOf(node);
  return value ? [returned(lowering.expression(value), node)] : [{ kind: 'return', range: rangeOf(node) }];
}

/** What is being typed can have taken what stands behind it. */
function lowerExpressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [inner, ...taken] = partsOf(node);
  if (inner === undefined) return [];
  return [...lowerInner(inner, lowering), ...taken.flatMap((part) => evaluation(lowering.expression(part)))];
}

function lowerInner(inner: SyntaxNode, lowering: Lowering): readonly Statement[] {
  switch (inner.type) {
    case 'assignment_expression':
    case 'reference_assignment_expression':
      return lowerAssignment(inner, lowering);
    case 'augmented_assignment_expression':
      return lowerAugmented(inner, lowering);
    case 'require_expression':
    case 'require_once_expression':
    case 'include_expression':
    case 'include_once_expression':
      return lowerRequired(inner, lowering);
    case 'function_call_expression':
      return lowerDefine(inner, lowering) ?? evaluation(lowering.expression(inner));
    default:
      return evaluation(lowering.expression(inner));
  }
}

/** Its names are there for all; a folder of packages is none of the program's. */
function lowerRequired(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [written] = partsOf(node);
  const path = written && requiredPath(lowering.textOf(written));
  if (path === undefined || path.includes('vendor/')) return [];
  return [{ kind: 'import', range: rangeOf(node), module: path, bindings: [{ local: '*', imported: '*' }] }];
}

/** `define('NAME', value)`. */
function lowerDefine(node: SyntaxNode, lowering: Lowering): readonly Statement[] | undefined {
  const callee = fieldOf(node, 'function');
  const list = fieldOf(node, 'arguments');
  if (!callee || !list || lowering.textOf(callee) !== 'define') return undefined;
  const [name, value] = partsOf(list).map((argument) => partsOf(argument)[0]);
  const written = name && lowering.textOf(name).slice(1, -1);
  if (!name || !value || !written || !/^\w+$/.test(written)) return undefined;
  return [assign(nameExpression(written, name), lowering.expression(value), node)];
}

// ---- assignments

function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  if (left.type === 'list_literal') return lowerSeveral(left, right, node, lowering);
  if (left.type === 'subscript_expression' && partsOf(left).length === 1) return lowerPush(left, right, node, lowering);
  const nested = right.type === 'assignment_expression' ? lowerAssignment(right, lowering) : [];
  const isKeyed = lowering.facts.keyed.has(lowering.textOf(left));
  const inner = nested.length > 0 ? fieldOf(right, 'left') : undefined;
  const value =
    right.type === 'array_creation_expression'
      ? lowerArray(right, lowering, isKeyed)
      : lowering.expression(inner ?? right);
  return [...nested, assign(lowering.expression(left), value, node)];
}

/** `$list[] = item`. */
function lowerPush(left: SyntaxNode, right: SyntaxNode, node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [list] = partsOf(left);
  if (list === undefined) return [];
  return evaluation(methodCall(lowering.expression(list), '[]', [lowering.expression(right)], node));
}

function lowerSeveral(left: SyntaxNode, right: SyntaxNode, node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const value = lowering.expression(right);
  return partsOf(left).flatMap((target, position) => {
    const name = target.type === 'variable_name' ? target : undefined;
    if (name === undefined) return [];
    const index = literal(position, endOf(value.range));
    return [assign(lowering.expression(name), { kind: 'index', range: value.range, object: value, index }, node)];
  });
}

function lowerAugmented(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  const target = lowering.expression(left);
  const value = lowering.expression(right);
  switch (fieldOf(node, 'operator')?.type) {
    case '.=':
    case '+=':
      return [append(target, value, node)];
    case '??=':
      return [assign(target, { kind: 'fallback', range: rangeOf(node), first: target, second: value }, node)];
    default:
      return [assign(target, unknown(right, [value]), node)];
  }
}

// ---- branches

function conditionOf(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = fieldOf(node, 'condition');
  return condition ? lowering.expression(condition) : unknown({ start: node.start, end: node.start });
}

function bodyOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  return body ? lowering.statements([body]) : [];
}

function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const alternatives = fieldsOf(node, 'alternative');
  const last = alternatives.find(({ type }) => type === 'else_clause');
  const arms = [node, ...alternatives.filter(({ type }) => type === 'else_if_clause')].map((arm): Arm => ({
    range: rangeOf(node),
    test: conditionOf(arm, lowering),
    then: bodyOf(arm, lowering),
  }));
  return ifChain(arms, last ? bodyOf(last, lowering) : []);
}

/** Cases without a body of their own share that of the next one. */
function lowerSwitch(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const subject = conditionOf(node, lowering);
  const block = fieldOf(node, 'body');
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  let waiting: Expression[] = [];
  for (const one of block ? partsOf(block) : []) {
    const value = fieldOf(one, 'value');
    const inside = partsOf(one).filter((part) => part !== value);
    if (one.type === 'default_statement') otherwise = lowering.statements(inside);
    if (value === undefined) continue;
    waiting.push(lowering.expression(value));
    if (inside.length === 0) continue;
    arms.push({
      range: rangeOf(node),
      test: test(node, 'is-any', [subject, ...waiting]),
      then: lowering.statements(inside),
    });
    waiting = [];
  }
  return arms.length > 0 ? ifChain(arms, otherwise) : [...evaluation(subject), ...otherwise];
}

// ---- loops

/** `foreach ($list as $key => $item)`. */
function lowerForeach(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const [iterable, held] = partsOf(node).filter((part) => part !== body);
  const item = held?.type === 'pair' ? partsOf(held).at(-1) : held;
  const target = item && lowering.expression(item);
  const values = iterable && lowering.expression(iterable);
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(target && { target }),
      ...(values && { iterable: values }),
      body: body ? lowering.statements([body]) : [],
    },
  ];
}

function lowerLoop(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const initial = fieldsOf(node, 'initialize').filter(({ isNamed }) => isNamed);
  const update = fieldsOf(node, 'update').filter(({ isNamed }) => isNamed);
  const before = initial.flatMap((part) =>
    part.type === 'assignment_expression' ? lowerAssignment(part, lowering) : evaluation(lowering.expression(part)),
  );
  const condition = fieldOf(node, 'condition');
  const inside = [
    ...(condition ? evaluation(lowering.expression(condition)) : []),
    ...bodyOf(node, lowering),
    ...update.flatMap((part) => evaluation(lowering.expression(part))),
  ];
  const loop = node.type === 'for_statement' ? 'iteration' : 'condition';
  return [...before, { kind: 'loop', range: rangeOf(node), loop, body: inside }];
}

function lowerTry(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const parts = partsOf(node);
  return [
    {
      kind: 'try',
      range: rangeOf(node),
      body: bodyOf(node, lowering),
      handlers: parts.filter(({ type }) => type === 'catch_clause').map((clause) => bodyOf(clause, lowering)),
      finalizer: parts.filter(({ type }) => type === 'finally_clause').flatMap((clause) => bodyOf(clause, lowering)),
    },
  ];
}
