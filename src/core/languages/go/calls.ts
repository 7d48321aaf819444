import type { Argument, CallExpression, Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { FileFacts } from './fileFacts.ts';
import { lowerFormat } from './formatVerbs.ts';
import { isBuilderType } from './isBuilderType.ts';
import { literal, methodCall, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { isBuiltInType, underlyingType } from './types.ts';

export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const callee = fieldOf(node, 'function');
  const list = fieldOf(node, 'arguments');
  if (!callee || !list) return unknown(node, namedChildren(node).map(lowering.expression));
  // Where a brace is missing, the parser takes what follows for arguments.
  if (callee.type === 'composite_literal') return lowering.expression(callee);
  const special = lowerBuiltIn(node, callee, list, lowering) ?? lowerPackageFunction(node, callee, list, lowering);
  return special ?? plainCall(node, callee, list, lowering);
}

/** `T(x)` where the grammar sees a type, and calls of generic functions, which look the same to it. */
export function lowerConversion(node: SyntaxNode, lowering: Lowering): Expression {
  const operandNode = fieldOf(node, 'operand');
  const operand = operandNode ? lowering.expression(operandNode) : unknown({ start: node.end, end: node.end });
  const type = fieldOf(node, 'type');
  const callee = type?.type === 'generic_type' ? fieldOf(type, 'type') : undefined;
  if (callee?.type !== 'type_identifier') return operand;
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: lowering.expression({ ...callee, type: 'identifier' }),
    arguments: [{ value: operand, range: operand.range }],
    argumentsRange: { start: type?.end ?? node.end, end: node.end },
    isConstruction: false,
  };
}

/** Arguments of an open call are followed by any others. */
export function lowerArguments(nodes: readonly SyntaxNode[], lowering: Lowering): readonly Argument[] {
  return nodes.map((node): Argument => {
    const range = rangeOf(node);
    if (node.type === 'ERROR') return { value: lowering.expression(node), spread: 'object', range };
    const [inner] = namedChildren(node);
    if (node.type === 'variadic_argument' && inner) return { value: lowering.expression(inner), spread: 'list', range };
    return { value: lowering.expression(node), range };
  });
}

function plainCall(node: SyntaxNode, callee: SyntaxNode, list: SyntaxNode, lowering: Lowering): CallExpression {
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: lowering.expression(callee),
    arguments: lowerArguments(namedChildren(list), lowering),
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

/** Conversions are no part of a value; `make` and `new` give an empty one. */
function lowerBuiltIn(
  node: SyntaxNode,
  callee: SyntaxNode,
  list: SyntaxNode,
  lowering: Lowering,
): Expression | undefined {
  if (callee.type !== 'identifier') return undefined;
  const name = lowering.textOf(callee);
  const passed = namedChildren(list);
  const [first] = passed;
  if (first === undefined || first.type === 'ERROR') return undefined;
  if (name === 'append') return lowerAppend(node, passed, lowering);
  if (name === 'make') return emptyValue(first, node, lowering);
  if (name === 'new') return emptyValue(first, node, lowering) ?? lowering.expression(first);
  const isConversion = isBuiltInType(name) || lowering.facts.namedTypes.has(name);
  return isConversion && passed.length === 1 ? lowering.expression(first) : undefined;
}

function emptyValue(type: SyntaxNode, node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const kind = underlyingType(type, lowering).type;
  if (kind === 'slice_type') return { kind: 'list', range: rangeOf(node), items: [] };
  if (kind === 'map_type') return { kind: 'object', range: rangeOf(node), entries: [] };
  if (isBuilderType(lowering.textOf(type))) return literal('', node);
  return undefined;
}

/** `append(list, a, b)` makes a list of both. */
function lowerAppend(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression {
  const [target, ...added] = passed;
  const items = lowerArguments(added, lowering).map(({ value, spread }) => ({ value, isSpread: spread !== undefined }));
  const start = added[0]?.start ?? node.end;
  const more: Expression = { kind: 'list', range: { start, end: added.at(-1)?.end ?? start }, items };
  const operands = target ? [lowering.expression(target), more] : [more];
  return { kind: 'concatenation', range: rangeOf(node), operands };
}

type PackageFunction = (node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering) => Expression | undefined;

function lowerPackageFunction(
  node: SyntaxNode,
  callee: SyntaxNode,
  list: SyntaxNode,
  lowering: Lowering,
): Expression | undefined {
  const operand = callee.type === 'selector_expression' ? fieldOf(callee, 'operand') : undefined;
  const field = fieldOf(callee, 'field');
  const module = operand?.type === 'identifier' ? lowering.facts.packages.get(lowering.textOf(operand)) : undefined;
  const passed = namedChildren(list);
  if (module === undefined || field === undefined || passed.some((child) => child.type === 'ERROR')) return undefined;
  const name = lowering.textOf(field);
  if (isPointerFunction(module, name)) return onlyArgument(passed, lowering);
  return PACKAGE_FUNCTIONS.get(`${module}.${name}`)?.(node, passed, lowering);
}

/** Packages whose functions only make a pointer of a value, or a value of a pointer. */
const POINTER_PACKAGES: ReadonlySet<string> = new Set([
  'github.com/aws/aws-sdk-go-v2/aws',
  'github.com/aws/aws-sdk-go/aws',
  'github.com/aws/smithy-go/ptr',
  'k8s.io/utils/ptr',
]);

const POINTER_FUNCTION =
  /^(?:To)?(?:String|Bool|Byte|Int(?:8|16|32|64)?|Uint(?:8|16|32|64)?|Float(?:32|64)|To)(?:Value)?$/;

function isPointerFunction(module: string, name: string): boolean {
  return POINTER_PACKAGES.has(module) && POINTER_FUNCTION.test(name);
}

/** `aws.Int32(…)`. */
export function isPointerCall(
  node: SyntaxNode,
  { packages }: Pick<FileFacts, 'packages'>,
  textOf: (node: SyntaxNode) => string,
): boolean {
  const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined;
  const operand = callee && fieldOf(callee, 'operand');
  const field = callee && fieldOf(callee, 'field');
  const module = operand && packages.get(textOf(operand));
  return module !== undefined && field !== undefined && isPointerFunction(module, textOf(field));
}

function onlyArgument(passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [only] = passed;
  return only && passed.length === 1 ? lowering.expression(only) : undefined;
}

/** The first argument is what a method would be called on. */
function asMethod(method: string): PackageFunction {
  return (node, passed, lowering) => {
    const [object, ...others] = passed.map(lowering.expression);
    return object && methodCall(object, method, others, node);
  };
}

/** `flag.String(name, default, usage)`: what the user gives, or the default. */
const flag: PackageFunction = (node, passed, lowering) => {
  const byDefault = passed[1];
  if (byDefault === undefined) return undefined;
  return { kind: 'fallback', range: rangeOf(node), first: unknown(node), second: lowering.expression(byDefault) };
};

/** `cmp.Or(a, b, c)`: the first that is not empty. */
const firstOf: PackageFunction = (node, passed, lowering) =>
  passed.map(lowering.expression).reduceRight<Expression | undefined>((second, first) => {
    return second
      ? { kind: 'fallback', range: { start: first.range.start, end: second.range.end }, first, second }
      : first;
  }, undefined) ?? unknown(node);

/** Only a format that is written out can be taken apart here; any other is filled in as a method of its text. */
const format: PackageFunction = (node, passed, lowering) => {
  const [pattern, ...others] = passed;
  const values = others.map(lowering.expression);
  if (pattern === undefined) return undefined;
  const isWritten = pattern.type === 'interpreted_string_literal' || pattern.type === 'raw_string_literal';
  return isWritten
    ? lowerFormat(pattern, values, node, lowering)
    : methodCall(lowering.expression(pattern), '%', values, node);
};

const sumOf: PackageFunction = (node, passed, lowering) => ({
  kind: 'concatenation',
  range: rangeOf(node),
  operands: [literal('', { start: node.start, end: node.start }), ...passed.map(lowering.expression)],
});

const FLAGS = ['String', 'Int', 'Int64', 'Uint', 'Float64', 'Bool', 'Duration'].map(
  (name) => [`flag.${name}`, flag] as const,
);

const PACKAGE_FUNCTIONS: ReadonlyMap<string, PackageFunction> = new Map<string, PackageFunction>([
  ['fmt.Sprintf', format],
  ['fmt.Sprint', sumOf],
  ['strings.Replace', asMethod('strings.Replace')],
  ['strings.ReplaceAll', asMethod('strings.Replace')],
  ['strings.Join', asMethod('strings.Join')],
  ['cmp.Or', firstOf],
  ...FLAGS,
]);
