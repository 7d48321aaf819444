import type { Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerCall, lowerConversion } from './calls.ts';
import { lowerComposite } from './composites.ts';
import { lowerNumber, lowerString } from './literals.ts';
import { literal, memberExpression, methodCall, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { lowerBinary, lowerUnary } from './operators.ts';

/** Parentheses, pointers, conversions and type assertions are transparent. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return EXPRESSIONS[node.type]?.(node, lowering) ?? lowerOther(node, lowering);
}

type LowerExpression = (node: SyntaxNode, lowering: Lowering) => Expression;

const EXPRESSIONS: Readonly<Record<string, LowerExpression>> = {
  identifier: lowerName,
  package_identifier: lowerName,
  type_identifier: lowerName,
  field_identifier: lowerName,
  interpreted_string_literal: lowerString,
  raw_string_literal: lowerString,
  rune_literal: (node, { textOf }) => literal(textOf(node).slice(1, -1), node),
  int_literal: lowerNumber,
  float_literal: lowerNumber,
  true: (node) => literal(true, node),
  false: (node) => literal(false, node),
  nil: (node) => literal(null, node),
  iota: (node, { iota }) => (iota === undefined ? unknown(node) : literal(iota, node)),
  binary_expression: lowerBinary,
  unary_expression: lowerUnary,
  parenthesized_expression: lowerInner,
  type_assertion_expression: (node, lowering) => lowerOperand(node, lowering),
  type_conversion_expression: lowerConversion,
  type_instantiation_expression: lowerInner,
  qualified_type: lowerQualifiedType,
  composite_literal: lowerComposite,
  literal_element: lowerInner,
  call_expression: lowerCall,
  selector_expression: lowerSelector,
  index_expression: lowerIndex,
  slice_expression: lowerSlice,
  func_literal: (node, lowering) => ({ kind: 'function', range: rangeOf(node), function: lowering.function(node) }),
  expression_list: lowerInner,
};

/** What carries no value, or could not be parsed; calls in it are kept. */
function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  return unknown(
    node,
    namedChildren(node)
      .filter((child) => !NEVER_VALUES.test(child.type))
      .map(lowering.expression),
  );
}

const NEVER_VALUES = /(?:_type|_identifier|_list|_content|_declaration|_spec|escape_sequence)$/;

function lowerName(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node);
  if (name === '') return unknown(node);
  return lowering.isReceiver(name) ? { kind: 'receiver', range: rangeOf(node) } : nameExpression(name, node);
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  const [only, second] = namedChildren(node);
  return only && !second ? lowering.expression(only) : lowerOther(node, lowering);
}

function lowerOperand(node: SyntaxNode, lowering: Lowering): Expression {
  const operand = fieldOf(node, 'operand');
  return operand ? lowering.expression(operand) : unknown(node);
}

function lowerQualifiedType(node: SyntaxNode, lowering: Lowering): Expression {
  const [packageNode, name] = namedChildren(node);
  if (!packageNode || !name) return unknown(node);
  return memberExpression(lowering.expression(packageNode), lowering.textOf(name), name, node);
}

function lowerSelector(node: SyntaxNode, lowering: Lowering): Expression {
  const field = fieldOf(node, 'field');
  if (field === undefined || field.start === field.end) return lowerOperand(node, lowering);
  const name = lowering.textOf(field);
  const object = lowerOperand(node, lowering);
  return memberExpression(object, lowering.facts.fieldNames.get(name) ?? name, field, node);
}

/** A call of a method `[:]` with where it starts and ends. */
function lowerSlice(node: SyntaxNode, lowering: Lowering): Expression {
  const bounds = [fieldOf(node, 'start'), fieldOf(node, 'end')].map((bound) =>
    bound ? lowering.expression(bound) : literal(null, { start: node.end, end: node.end }),
  );
  return methodCall(lowerOperand(node, lowering), '[:]', bounds, node);
}

function lowerIndex(node: SyntaxNode, lowering: Lowering): Expression {
  const index = fieldOf(node, 'index');
  if (index === undefined) return lowerOperand(node, lowering);
  const object = lowerOperand(node, lowering);
  return { kind: 'index', range: rangeOf(node), object, index: lowering.expression(index) };
}
