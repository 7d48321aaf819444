import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
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
import { lowerType } from './classes.ts';
import { itemsIn, nameOf } from './fileFacts.ts';
import { lowerFunction } from './functions.ts';
import { lowerModule, lowerUse } from './imports.ts';
import type { Lowering } from './lowering.ts';
import { calledMacro, writeInto } from './macros.ts';
import { bindPattern } from './patterns.ts';
import { blockParts, lowerCondition, lowerIf, lowerMatch } from './tails.ts';
import { lowerTypeName } from './typeNames.ts';

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering);
  return node.isNamed ? evaluation(lowering.expression(node)) : [];
}

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const nothing: LowerStatement = () => [];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  expression_statement: lowerExpressionStatement,
  let_declaration: lowerLet,
  const_item: lowerConstant,
  static_item: lowerConstant,
  type_item: lowerAlias,
  function_item: (node, lowering) => [functionStatement(lowerFunction(node, false, lowering))],
  struct_item: lowerInnerType,
  enum_item: lowerInnerType,
  trait_item: lowerInnerType,
  use_declaration: (node, lowering) => lowerUse(node, lowering.depth, lowering.facts, lowering.textOf),
  mod_item: lowerMod,
  impl_item: nothing,
  foreign_mod_item: nothing,
  macro_definition: nothing,
  attribute_item: nothing,
  inner_attribute_item: nothing,
  extern_crate_declaration: nothing,
  empty_statement: nothing,
  line_comment: nothing,
  block_comment: nothing,
  shebang: nothing,
  label: nothing,
  break_expression: lowerLeaving,
  continue_expression: nothing,
  return_expression: lowerReturn,
  assignment_expression: lowerAssignment,
  compound_assignment_expr: lowerCompound,
  if_expression: (node, lowering) => lowerIf(node, (nodes) => lowering.statements(nodes), lowering),
  match_expression: (node, lowering) => lowerMatch(node, (nodes) => lowering.statements(nodes), lowering),
  for_expression: lowerFor,
  while_expression: lowerWhile,
  loop_expression: lowerWhile,
  block: lowerBlock,
  unsafe_block: lowerBlock,
  ERROR: (node, lowering) => lowering.items(itemsIn(partsOf(node), lowering.depth, lowering.textOf)),
};

function lowerBlock(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(blockParts(node));
}

function lowerExpressionStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [inner] = partsOf(node);
  if (inner === undefined) return [];
  const call = inner.type === 'try_expression' ? partsOf(inner)[0] : withoutUnwrap(inner);
  const macro = call && calledMacro(call, lowering);
  const written = call && macro !== undefined ? writeInto(call, macro, lowering) : undefined;
  return written ?? lowering.statements([inner]);
}

/** `write!(…).unwrap()`. */
function withoutUnwrap(node: SyntaxNode): SyntaxNode {
  const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined;
  const object = callee?.type === 'field_expression' ? fieldOf(callee, 'value') : undefined;
  return object?.type === 'call_expression' ? object : node;
}

/** `let … else { … }` leaves the function, or goes on with what the pattern binds. */
function lowerLet(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const pattern = fieldOf(node, 'pattern');
  const valueNode = fieldOf(node, 'value');
  const otherwise = fieldOf(node, 'alternative');
  const typeNode = fieldOf(node, 'type');
  if (!pattern) return evaluation(unknown(node, valueNode ? [lowering.expression(valueNode)] : []));
  const value = valueNode ? lowering.expression(valueNode) : unknown(endOf(node));
  const isBroken = node.children.some((child) => child.type === 'ERROR' || child.isMissing) && valueNode === undefined;
  const bound = bindPattern(pattern, value, lowering, lowerTypeName(typeNode, lowering));
  const left = otherwise ? lowering.statements(blockParts(otherwise)).filter(({ kind }) => kind !== 'return') : [];
  const errors = isBroken ? node.children.filter(({ type }) => type === 'ERROR') : [];
  const isOnlyLooked = bound.length === 0;
  return [...left, ...lowering.statements(errors), ...(isOnlyLooked ? evaluation(value) : wholeRange(bound, node))];
}

/** What is bound can be used behind the whole declaration alone. */
function wholeRange(bound: readonly Statement[], node: SyntaxNode): readonly Statement[] {
  return bound.map((statement) => (statement.kind === 'assign' ? { ...statement, range: rangeOf(node) } : statement));
}

function lowerConstant(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const value = fieldOf(node, 'value');
  if (!name) return [];
  const type = lowerTypeName(fieldOf(node, 'type'), lowering);
  const held: Expression = value ? lowering.expression(value) : unknown(endOf(node));
  return [assign(nameExpression(lowering.textOf(name), name), held, node, type)];
}

function lowerAlias(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const type = lowerTypeName(fieldOf(node, 'type'), lowering);
  return name && type ? [assign(nameExpression(lowering.textOf(name), name), type, node)] : [];
}

function lowerInnerType(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = nameOf(node, lowering.textOf);
  if (name === undefined) return [];
  const declaration = { node, attributes: [], depth: lowering.depth };
  return [lowerType(name, { declaration, implementations: [] }, lowering)];
}

function lowerMod(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'body') ? undefined : nameOf(node, lowering.textOf);
  return name === undefined ? [] : [lowerModule(node, name, lowering.facts)];
}

/** Within an expression, `return` gives that expression nothing. */
function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [value] = partsOf(node);
  if (value === undefined) return lowering.isInValue ? [] : [{ kind: 'return', range: rangeOf(node) }];
  const written = lowering.expression(value);
  const isNothing = written.kind === 'unknown' && /^Err\b/.test(lowering.textOf(value));
  return lowering.isInValue || isNothing ? evaluation(written) : [returned(written, node)];
}

function lowerLeaving(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const value = partsOf(node).find(({ type }) => type !== 'label');
  if (value === undefined) return [];
  const written = lowering.expression(value);
  return lowering.isInValue ? [returned(written, node)] : evaluation(written);
}

function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return evaluation(unknown(node, partsOf(node).map(lowering.expression)));
  const value = lowering.expression(right);
  if (left.type === '_') return evaluation(value);
  return [assign(lowering.expression(left), value, node)];
}

function lowerCompound(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return [];
  const isSum = node.children.some(({ type }) => type === '+=');
  const value = lowering.expression(right);
  return [
    isSum
      ? append(lowering.expression(left), value, node)
      : assign(lowering.expression(left), unknown(right, [value], 'number'), node),
  ];
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const pattern = fieldOf(node, 'pattern');
  const value = fieldOf(node, 'value');
  const body = fieldOf(node, 'body');
  const target = pattern && loopTarget(pattern, lowering);
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(target && { target }),
      ...(value && { iterable: lowering.expression(value) }),
      body: body ? lowering.statements(blockParts(body)) : [],
    },
  ];
}

function loopTarget(pattern: SyntaxNode, lowering: Lowering): Expression | undefined {
  if (pattern.type === 'tuple_pattern') {
    const items = partsOf(pattern).map((part) => loopTarget(part, lowering) ?? unknown(part));
    return { kind: 'list', range: rangeOf(pattern), items: items.map((value) => ({ value, isSpread: false })) };
  }
  const inner = pattern.type === 'identifier' ? pattern : partsOf(pattern).at(-1);
  return inner?.type === 'identifier' ? nameExpression(lowering.textOf(inner), inner) : undefined;
}

/** `while let Some(x) = …` binds in each turn. */
function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const condition = fieldOf(node, 'condition');
  const body = fieldOf(node, 'body');
  const { test, bound } = condition ? lowerCondition(condition, lowering) : { test: undefined, bound: [] };
  const inside = body ? lowering.statements(blockParts(body)) : [];
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'condition',
      body: [...(test ? evaluation(test) : []), ...bound, ...inside],
    },
  ];
}
