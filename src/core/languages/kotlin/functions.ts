import type { Expression, FunctionNode, Parameter } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { functionNode, plainParameter, returned } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { annotationsOf, injectedValue } from './annotations.ts';
import { CLASSES, variableOf } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { typeAmong } from './types.ts';

/** A function, constructor or accessor, which have their parameters and bodies in the same places. */
export function lowerFunction(
  node: SyntaxNode,
  name: string | undefined,
  role: FunctionNode['role'],
  lowering: Lowering,
): FunctionNode {
  const parameters = partsOf(node).find(({ type }) => type === 'function_value_parameters');
  const body = partsOf(node).find(({ type }) => type === 'function_body' || type === 'block');
  const declared = declaredNames(node, lowering.textOf);
  return lowering.inFunction(declared, undefined, () => {
    const inside = body?.type === 'function_body' ? partsOf(body)[0] : body;
    return functionNode(node, {
      ...(name !== undefined && { name }),
      parameters: parameters ? lowerParameters(parameters, lowering) : [],
      body: inside === undefined ? [] : bodyOf(inside, lowering),
      decorators: annotationsOf(node, lowering),
      role,
    });
  });
}

function bodyOf(node: SyntaxNode, lowering: Lowering): FunctionNode['body'] {
  return node.type === 'block' ? lowering.statements(partsOf(node)) : [returned(lowering.expression(node))];
}

/** A default stands behind its parameter. */
export function lowerParameters(list: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  const parts = partsOf(list);
  return parts.flatMap((node, index): readonly Parameter[] => {
    if (node.type !== 'parameter' && node.type !== 'class_parameter') return [];
    const next = parts[index + 1];
    const byDefault =
      node.type === 'parameter' && next && next.type !== 'parameter' && next.type !== 'parameter_modifiers';
    const isRest = hasModifier(node, 'vararg', lowering) || hasModifier(parts[index - 1], 'vararg', lowering);
    return parameterOf(node, byDefault ? next : undefined, isRest, lowering);
  });
}

function parameterOf(
  node: SyntaxNode,
  written: SyntaxNode | undefined,
  isRest: boolean,
  lowering: Lowering,
): readonly Parameter[] {
  const parts = partsOf(node);
  const name = parts.find(({ type }) => type === 'identifier');
  if (name === undefined) return [];
  const type = typeAmong(parts, lowering);
  const own = node.type === 'class_parameter' ? defaultOf(node) : written;
  const defaultValue = injectedValue(node, lowering) ?? (own && lowering.expression(own));
  const range = own && own.end > node.end ? { start: node.start, end: own.end } : node;
  const kind = isRest ? 'rest' : 'plain';
  return [
    plainParameter(lowering.textOf(name), range, {
      ...(type && { type }),
      ...(defaultValue && { defaultValue }),
      kind,
    }),
  ];
}

/** What stands behind `=` in a parameter of a class. */
function defaultOf(node: SyntaxNode): SyntaxNode | undefined {
  const equals = node.children.findIndex(({ type }) => type === '=');
  return equals < 0 ? undefined : node.children.slice(equals + 1).find(({ isNamed }) => isNamed);
}

export function hasModifier(node: SyntaxNode | undefined, word: string, lowering: Lowering): boolean {
  const modifiers =
    node?.type === 'parameter_modifiers' ? node : node?.children.find(({ type }) => type === 'modifiers');
  return modifiers !== undefined && lowering.textOf(modifiers).split(/\s+/).includes(word);
}

/** Names of a function's own variables, but not those of classes and lambdas in it. */
export function declaredNames(node: SyntaxNode, textOf: (node: SyntaxNode) => string): ReadonlySet<string> {
  const names = new Set<string>();
  const open = [...node.children];
  for (let next = open.pop(); next; next = open.pop()) {
    const [name] = DECLARING.has(next.type) ? partsOf(next).filter(({ type }) => type === 'identifier') : [];
    if (name) names.add(textOf(name));
    if (next.type === 'function_declaration') {
      const own = fieldOf(next, 'name');
      if (own) names.add(textOf(own));
    }
    const isOther = CLASSES.has(next.type) || next.type === 'class_body' || next.type === 'lambda_literal';
    if (!isOther && next.type !== 'function_declaration') open.push(...next.children);
  }
  return names;
}

const DECLARING: ReadonlySet<string> = new Set([
  'variable_declaration',
  'parameter',
  'catch_block',
  'when_subject_value',
]);

/** Lambdas whose receiver is the object that they are called on, or that they make. */
const ABOUT_RECEIVER: ReadonlySet<string> = new Set(['apply', 'with', 'run', 'buildJsonObject', 'buildJsonArray']);

/**
 * A lambda without parameters has one called `it`. Where it is about an object whose members stand in it by their bare names,
 * that object is called `it` as well.
 *
 * @param callee Last name of the function that it is handed to.
 */
export function lowerLambda(node: SyntaxNode, callee: string, lowering: Lowering): FunctionNode {
  const list = partsOf(node).find(({ type }) => type === 'lambda_parameters');
  const body = partsOf(node).filter((part) => part !== list);
  const declared = new Set([...declaredNames(node, lowering.textOf), ...(list ? [] : ['it'])]);
  const parameters = list
    ? lambdaParameters(list, lowering)
    : [plainParameter('it', { start: node.start, end: node.start })];
  const isAbout = list === undefined && (ABOUT_RECEIVER.has(callee) || setsMembers(body, declared, lowering));
  return lowering.inFunction(declared, isAbout ? 'it' : undefined, () =>
    functionNode(node, { parameters, body: lowering.valued(body) }),
  );
}

function lambdaParameters(list: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  return partsOf(list).flatMap((node): readonly Parameter[] => {
    const name = partsOf(node).find(({ type }) => type === 'identifier');
    if (name === undefined) return [];
    const type = typeAmong(partsOf(node), lowering);
    return [plainParameter(lowering.textOf(name), node, type && { type })];
  });
}

/** `modelId = …` of a name that nothing declares, or `config { … }` of such a function. */
function setsMembers(body: readonly SyntaxNode[], declared: ReadonlySet<string>, lowering: Lowering): boolean {
  return body.some((node) => {
    const left = node.type === 'assignment' ? fieldOf(node, 'left') : undefined;
    if (left?.type === 'navigation_expression') return partsOf(left)[0]?.type === 'this_expression';
    if (left?.type !== 'identifier') return false;
    const name = lowering.textOf(left);
    return !declared.has(name) && !lowering.isKnown(name) && lowering.name(name, left).kind === 'name';
  });
}

/** The name of a property, and what stands behind its `=` or `by`. */
export function propertyParts(node: SyntaxNode): {
  readonly name: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
  readonly delegate: SyntaxNode | undefined;
} {
  const equals = node.children.findIndex(({ type }) => type === '=');
  const value =
    equals < 0
      ? undefined
      : node.children.slice(equals + 1).find(({ isNamed, type }) => isNamed && !type.endsWith('comment'));
  const delegate = partsOf(node).find(({ type }) => type === 'property_delegate');
  return { name: variableOf(node), value, delegate: delegate && partsOf(delegate)[0] };
}

/** `by lazy { … }` is what the lambda gives. */
export function delegatedValue(node: SyntaxNode, lowering: Lowering): Expression {
  const value = lowering.expression(node);
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'lazy') return value;
  const [first] = value.arguments;
  if (first?.value.kind !== 'function') return value;
  return { ...value, callee: first.value, arguments: [] };
}
