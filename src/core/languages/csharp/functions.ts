import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { functionNode, plainParameter, returned } from '../nodes.ts';
import { attributesOf } from './attributes.ts';
import { CLASSES } from './classMembers.ts';
import type { Lowering } from './lowering.ts';
import { partsOf, valueBehindSign } from './nodes.ts';
import { declaredType, lowerType } from './types.ts';

/** A constructor has a name of its own: that of the class is the class. */
export const CONSTRUCTOR = 'constructor';

/** A method, constructor or local function. */
export function lowerMethod(node: SyntaxNode, role: FunctionNode['role'], lowering: Lowering): FunctionNode {
  const name = fieldOf(node, 'name');
  const written = role === 'constructor' ? CONSTRUCTOR : name && lowering.textOf(name);
  return lowering.inFunction(node, () =>
    functionNode(node, {
      ...(written !== undefined && { name: written }),
      parameters: lowerParameters(fieldOf(node, 'parameters'), lowering),
      body: bodyOf(node, role !== 'constructor', lowering),
      decorators: attributesOf(node, lowering),
      role,
    }),
  );
}

/** `{ … }`, or `=> value`, which a constructor does not give back. */
export function bodyOf(node: SyntaxNode, givesBack: boolean, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body') ?? partsOf(node).find(({ type }) => type === 'block');
  if (body === undefined) return [];
  if (body.type !== 'arrow_expression_clause') return lowering.statements(partsOf(body));
  const [value] = partsOf(body);
  if (value === undefined) return [];
  const isVoid = !givesBack || value.type === 'throw_expression' || value.type === 'assignment_expression';
  return isVoid ? lowering.statements([value]) : [returned(typedReturn(node, value, lowering))];
}

function typedReturn(node: SyntaxNode, value: SyntaxNode, lowering: Lowering): Expression {
  return lowering.typed(value, fieldOf(node, 'returns') ?? fieldOf(node, 'type'));
}

/** Also a delegate without a name, whose block has no field of its own. */
export function lowerLambda(node: SyntaxNode, lowering: Lowering): FunctionNode {
  const body = fieldOf(node, 'body') ?? partsOf(node).find(({ type }) => type === 'block');
  return lowering.inFunction(node, () => {
    const parameters = lowerParameters(fieldOf(node, 'parameters'), lowering);
    if (body === undefined) return functionNode(node, { parameters, body: [] });
    if (body.type === 'block') return functionNode(node, { parameters, body: lowering.statements(partsOf(body)) });
    if (body.type === 'assignment_expression') {
      return functionNode(node, { parameters, body: lowering.statements([body]) });
    }
    return functionNode(node, { parameters, body: [returned(lowering.expression(body))] });
  });
}

/** Of a method, of a class, or of a lambda, whose parameters can be a bare name. */
export function lowerParameters(list: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] {
  if (list === undefined) return [];
  if (list.type === 'implicit_parameter' || list.type === 'identifier') {
    return [plainParameter(lowering.textOf(list), list)];
  }
  const rest = restParameter(list, lowering);
  const plain = partsOf(list).flatMap((node): readonly Parameter[] => {
    const name = fieldOf(node, 'name');
    if (node.type !== 'parameter' || name === undefined) return [];
    const type = declaredType(node, lowering);
    const written = valueBehindSign(node);
    const defaultValue = written && lowering.typed(written, fieldOf(node, 'type'));
    return [
      plainParameter(lowering.textOf(name), node, { ...(type && { type }), ...(defaultValue && { defaultValue }) }),
    ];
  });
  return rest ? [...plain, rest] : plain;
}

/** `params string[] rest`, whose parts stand in the list itself. */
function restParameter(list: SyntaxNode, lowering: Lowering): Parameter | undefined {
  const name = fieldOf(list, 'name');
  if (name === undefined) return undefined;
  const typeNode = fieldOf(list, 'type');
  const type = lowerType(typeNode, lowering);
  const range = { start: typeNode?.start ?? name.start, end: name.end };
  return plainParameter(lowering.textOf(name), range, { kind: 'rest', ...(type && { type }) });
}

const DECLARING: ReadonlySet<string> = new Set([
  'variable_declarator',
  'tuple_pattern',
  'declaration_expression',
  'declaration_pattern',
  'recursive_pattern',
  'var_pattern',
  'catch_declaration',
  'local_function_statement',
  'parameter',
  'parameter_list',
  'from_clause',
  'let_clause',
  'join_clause',
]);

/** Names of the variables that a method or lambda declares anywhere in it, but not those of classes and lambdas in it. */
export function declaredNames(node: SyntaxNode, textOf: (node: SyntaxNode) => string): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: SyntaxNode | undefined): void => {
    if (name && name.end > name.start) names.add(textOf(name));
  };
  const list = fieldOf(node, 'parameters');
  if (list && (list.type === 'implicit_parameter' || list.type === 'identifier')) add(list);
  const open = [...node.children];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === 'foreach_statement') {
      const left = fieldOf(next, 'left');
      if (left?.type === 'identifier') add(left);
    }
    if (DECLARING.has(next.type)) {
      for (const child of next.children) if (isNameOf(child)) add(child);
      if (next.type === 'parameter' || next.type === 'declaration_pattern') add(fieldOf(next, 'name'));
    }
    if (CLASSES.has(next.type) || LAMBDAS.has(next.type)) continue;
    for (const child of next.children) open.push(child);
  }
  return names;
}

const LAMBDAS: ReadonlySet<string> = new Set(['lambda_expression', 'anonymous_method_expression']);

function isNameOf({ type, field }: SyntaxNode): boolean {
  return type === 'identifier' && field === 'name';
}
