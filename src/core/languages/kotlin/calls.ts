import type { Argument, CallExpression, Expression, ListItem, ObjectEntry } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { argumentOf, endOf, memberExpression, methodCall, rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerArguments } from './arguments.ts';
import { lowerLambda } from './functions.ts';
import type { Lowering } from './lowering.ts';

/** A lambda behind the arguments is the last of them: the grammar sees a call of a call there. */
export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const [first] = parts;
  const lambda = parts.find(({ type }) => type === 'annotated_lambda');
  let list = parts.find(({ type }) => type === 'value_arguments');
  let calleeNode = first;
  if (lambda && !list && first?.type === 'call_expression') {
    const inner = partsOf(first);
    list = inner.find(({ type }) => type === 'value_arguments');
    if (list && !inner.some(({ type }) => type === 'annotated_lambda')) [calleeNode] = inner;
    else list = undefined;
  }
  if (!calleeNode) return unknown(node);
  const name = lastName(calleeNode, lowering);
  const passed = [
    ...(list ? lowerArguments(list, lowering) : []),
    ...(lambda ? lambdaArgument(lambda, name, lowering) : []),
  ];
  const special = lambda ? undefined : specialCall(node, calleeNode, name, passed, lowering);
  return special ?? plainCall(node, calleeNode, list ?? lambda, passed, lowering);
}

function plainCall(
  node: SyntaxNode,
  calleeNode: SyntaxNode,
  list: SyntaxNode | undefined,
  passed: readonly Argument[],
  lowering: Lowering,
): CallExpression {
  const isName = calleeNode.type === 'identifier';
  const callee = isName ? lowering.member(lowering.textOf(calleeNode), calleeNode) : lowering.expression(calleeNode);
  return {
    kind: 'call',
    range: rangeOf(node),
    callee,
    arguments: passed,
    argumentsRange: list ? rangeOf(list) : endOf(node),
    // A class is made by calling it.
    isConstruction: isName && /^[A-Z]/.test(lowering.textOf(calleeNode)),
  };
}

function lambdaArgument(node: SyntaxNode, name: string, lowering: Lowering): readonly Argument[] {
  const literalNode = partsOf(node).find(({ type }) => type === 'lambda_literal');
  if (literalNode === undefined) return [];
  const value: Expression = {
    kind: 'function',
    range: rangeOf(literalNode),
    function: lowerLambda(literalNode, name, lowering),
  };
  return [{ value, range: rangeOf(node) }];
}

function lastName(callee: SyntaxNode, lowering: Lowering): string {
  const name = callee.type === 'navigation_expression' ? partsOf(callee).at(-1) : callee;
  return name?.type === 'identifier' ? lowering.textOf(name) : '';
}

const LISTS: ReadonlySet<string> = new Set([
  ...['listOf', 'mutableListOf', 'arrayListOf', 'arrayOf', 'setOf', 'mutableSetOf', 'listOfNotNull', 'emptyList'],
  ...['flowOf', 'sequenceOf', 'ArrayList'],
]);
const MAPS: ReadonlySet<string> = new Set([
  ...['mapOf', 'mutableMapOf', 'hashMapOf', 'linkedMapOf', 'emptyMap', 'HashMap', 'LinkedHashMap', 'JSONObject'],
]);

/** Calls that other languages write with syntax of their own. */
function specialCall(
  node: SyntaxNode,
  calleeNode: SyntaxNode,
  name: string,
  passed: readonly Argument[],
  lowering: Lowering,
): Expression | undefined {
  if (passed.some(({ spread }) => spread === 'object')) return undefined;
  const range = rangeOf(node);
  if (calleeNode.type === 'identifier' && !lowering.facts.topLevel.has(name)) {
    if (LISTS.has(name)) return { kind: 'list', range, items: passed.map(itemOf) };
    if (MAPS.has(name)) return { kind: 'object', range, entries: passed.map(entryOf) };
    if (name === 'runBlocking' && passed.length === 0) return undefined;
  }
  const [objectNode] = calleeNode.type === 'navigation_expression' ? partsOf(calleeNode) : [];
  if (objectNode === undefined) return undefined;
  if (name === 'format' && objectNode.type.endsWith('string_literal')) {
    return methodCall(
      lowering.expression(objectNode),
      '%',
      passed.map(({ value }) => value),
      node,
    );
  }
  if (name === 'getOrDefault' && /^System\s*\.\s*getenv\s*\(\s*\)$/.test(lowering.textOf(objectNode))) {
    return variableOr(node, objectNode, passed, lowering);
  }
  return undefined;
}

function itemOf({ value, spread }: Argument): ListItem {
  return { value, isSpread: spread === 'list' };
}

/** `"key" to value` is lowered to a list of both. */
function entryOf({ value, range }: Argument): ObjectEntry {
  const [key, held] = value.kind === 'list' ? value.items : [];
  if (!key || !held || (value.kind === 'list' && value.items.length > 2)) return { kind: 'spread', value, range };
  return { kind: 'field', key: key.value, value: held.value, range: value.range };
}

/** `System.getenv().getOrDefault(name, default)`. */
function variableOr(
  node: SyntaxNode,
  objectNode: SyntaxNode,
  passed: readonly Argument[],
  lowering: Lowering,
): Expression | undefined {
  const object = lowering.expression(objectNode);
  if (object.kind !== 'call' || object.callee.kind !== 'member') return undefined;
  const { callee } = object;
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: memberExpression(callee.object, callee.property, callee.propertyRange, callee.range),
    arguments: passed.map(({ value }) => argumentOf(value)),
    argumentsRange: endOf(node),
    isConstruction: false,
  };
}
