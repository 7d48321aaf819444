import type { FunctionNode, Parameter } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { annotationNames, annotationsOf, injectedValue } from './annotations.ts';
import { CLASSES, methodNameIn } from './classMembers.ts';
import type { Lowering } from './lowering.ts';
import { functionNode, plainParameter, returned } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { declaredType } from './types.ts';

/** A method or constructor. */
export function lowerMethod(node: SyntaxNode, role: FunctionNode['role'], lowering: Lowering): FunctionNode {
  const body = fieldOf(node, 'body');
  const name = nameOf(node, role, lowering);
  return lowering.inFunction(node, () =>
    functionNode(node, {
      ...(name !== undefined && { name }),
      parameters: lowerParameters(fieldOf(node, 'parameters'), lowering),
      body: body ? lowering.statements(partsOf(body)) : [],
      decorators: annotationsOf(node, lowering),
      role,
    }),
  );
}

/** A constructor has a name of its own: that of the class is the class. */
export const CONSTRUCTOR = 'constructor';

function nameOf(node: SyntaxNode, role: FunctionNode['role'], lowering: Lowering): string | undefined {
  if (role === 'constructor') return CONSTRUCTOR;
  const name = fieldOf(node, 'name');
  if (name === undefined) return undefined;
  const written = lowering.textOf(name);
  return lowering.classAround && role !== 'function' ? methodNameIn(lowering.classAround, written) : written;
}

export function lowerLambda(node: SyntaxNode, lowering: Lowering): FunctionNode {
  const body = fieldOf(node, 'body');
  return lowering.inFunction(node, () => {
    const parameters = lowerParameters(fieldOf(node, 'parameters'), lowering);
    if (body?.type === 'block') return functionNode(node, { parameters, body: lowering.statements(partsOf(body)) });
    const value = body && lowering.expression(body);
    return functionNode(node, { parameters, body: value ? [returned(value)] : [] });
  });
}

/** Also of a record, and of a lambda, whose parameters can be bare names. */
export function lowerParameters(list: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] {
  if (list === undefined) return [];
  if (list.type === 'identifier') return [plainParameter(lowering.textOf(list), list)];
  return partsOf(list).flatMap((node): readonly Parameter[] => {
    const name = parameterName(node);
    if (name === undefined) return [];
    const written = lowering.textOf(name);
    if (node.type === 'identifier') return [plainParameter(written, node)];
    const type = declaredType(node, lowering);
    const defaultValue = injectedValue(node, lowering);
    return [
      plainParameter(written, node, {
        ...(type && { type }),
        ...(defaultValue && { defaultValue }),
        kind: node.type === 'spread_parameter' ? 'rest' : 'plain',
      }),
    ];
  });
}

function parameterName(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'identifier') return node;
  if (node.type !== 'spread_parameter') return node.type === 'formal_parameter' ? fieldOf(node, 'name') : undefined;
  const declarator = partsOf(node).find(({ type }) => type === 'variable_declarator');
  return declarator && fieldOf(declarator, 'name');
}

/** Names of the variables that a method or lambda declares anywhere in it, but not those of classes in it. */
export function declaredNames(node: SyntaxNode, textOf: (node: SyntaxNode) => string): ReadonlySet<string> {
  const names = new Set<string>();
  const parameters = fieldOf(node, 'parameters');
  for (const parameter of parameters?.type === 'identifier' ? [parameters] : parameters ? partsOf(parameters) : []) {
    const name = parameterName(parameter);
    if (name) names.add(textOf(name));
  }
  const body = fieldOf(node, 'body');
  const open = body ? [body] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const name = DECLARING.has(next.type) ? fieldOf(next, 'name') : undefined;
    if (name) names.add(textOf(name));
    if (!CLASSES.has(next.type) && next.type !== 'class_body' && next.type !== 'lambda_expression') {
      for (const child of next.children) open.push(child);
    }
  }
  return names;
}

const DECLARING: ReadonlySet<string> = new Set([
  'variable_declarator',
  'enhanced_for_statement',
  'catch_formal_parameter',
  'resource',
  'instanceof_expression',
  'record_pattern_component',
  'class_declaration',
  'record_declaration',
  'enum_declaration',
]);

export function isStatic(node: SyntaxNode, lowering: Lowering): boolean {
  const modifiers = node.children.find(({ type }) => type === 'modifiers');
  return modifiers?.children.some((child) => lowering.textOf(child) === 'static') === true;
}

export function hasAnnotation(node: SyntaxNode, lowering: Lowering, ...names: readonly string[]): boolean {
  const written = annotationNames(node, lowering);
  return names.some((name) => written.has(name));
}
