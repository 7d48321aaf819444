import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, hasToken, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering, Results } from './lowering.ts';
import { isBuiltInType, lowerValueType } from './types.ts';

/** @param outerNames Names of the package that its body assigns. */
export function lowerFunction(node: SyntaxNode, outerNames: readonly string[], lowering: Lowering): FunctionNode {
  const name = fieldOf(node, 'name');
  const body = fieldOf(node, 'body');
  const isMethod = node.type === 'method_declaration';
  const receiver = isMethod ? lowerReceiver(node, lowering) : [];
  return {
    range: rangeOf(node),
    ...(name && { name: lowering.textOf(name) }),
    parameters: [...receiver, ...lowerParameters(node, lowering)],
    body: [...namedResults(node, lowering), ...(body ? lowering.statements(namedChildren(body)) : [])],
    decorators: [],
    ...(outerNames.length > 0 && { outerNames }),
    role: isMethod ? 'method' : 'function',
  };
}

/** See {@link Results}. */
export function resultsOf(node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): Results {
  const result = fieldOf(node, 'result');
  if (result?.type !== 'parameter_list') return { shape: 'first', names: [] };
  const declared = namedChildren(result).filter((child) => child.type === 'parameter_declaration');
  const types = declared.flatMap((child) => {
    const type = fieldOf(child, 'type');
    return Array.from({ length: Math.max(1, fieldsOf(child, 'name').length) }, () =>
      type ? lowering.textOf(type) : '',
    );
  });
  const isValueAndMore = types.length < 2 || (types.length === 2 && /^(?:error|bool)$/.test(types[1] ?? ''));
  return { shape: isValueAndMore ? 'first' : 'list', names: declared.flatMap((child) => fieldsOf(child, 'name')) };
}

/** True when a caller takes a value together with an error, or with whether it is there. */
export function isValueAndMore(targets: readonly SyntaxNode[], lowering: Lowering): boolean {
  const [, second] = targets;
  if (targets.length < 2 || second === undefined) return true;
  return (
    targets.length === 2 &&
    /^(?:_|\w*[eE]rr\w*|ok|found|exists|has\w*|is\w*|present|loaded)$/.test(lowering.textOf(second))
  );
}

function lowerReceiver(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  return parametersIn(fieldOf(node, 'receiver'), lowering).map((parameter) => ({ ...parameter, kind: 'receiver' }));
}

function lowerParameters(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  return parametersIn(fieldOf(node, 'parameters'), lowering);
}

function parametersIn(list: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] {
  return (list ? namedChildren(list) : []).flatMap((declaration): readonly Parameter[] => {
    const isRest = declaration.type === 'variadic_parameter_declaration';
    if (!isRest && declaration.type !== 'parameter_declaration') return [];
    const type = lowerValueType(fieldOf(declaration, 'type'), lowering);
    const range = rangeOf(declaration);
    const kind = isRest ? 'rest' : 'plain';
    const names = fieldsOf(declaration, 'name');
    if (names.length === 0) return [{ name: '_', range, kind, ...(type && { type }) }];
    return names.map((name) => ({ name: lowering.textOf(name), range, kind, ...(type && { type }) }));
  });
}

/** Results with names are variables of the body. */
function namedResults(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const result = fieldOf(node, 'result');
  return parametersIn(result?.type === 'parameter_list' ? result : undefined, lowering).flatMap(
    ({ name, range, type }): readonly Statement[] => {
      const target: Expression = nameExpression(name, range);
      const isPlain = type?.kind === 'name' && isBuiltInType(type.name);
      return name === '_' || type === undefined || isPlain ? [] : [assign(target, unknown(range), range, type)];
    },
  );
}

/** What a function declares, and what it assigns or lets others assign through a pointer; without the functions in it. */
export function namesOf(
  node: SyntaxNode,
  textOf: (node: SyntaxNode) => string,
): { readonly declared: ReadonlySet<string>; readonly assigned: ReadonlySet<string> } {
  const declared = new Set<string>();
  const assigned = new Set<string>();
  const open = [...node.children];
  for (let child = open.pop(); child; child = open.pop()) {
    for (const name of declaredBy(child)) declared.add(textOf(name));
    if (child.type === 'assignment_statement') {
      const left = fieldOf(child, 'left');
      for (const target of left ? namedChildren(left) : []) {
        if (target.type === 'identifier') assigned.add(textOf(target));
      }
    }
    const operand = child.type === 'unary_expression' && hasToken(child, '&') ? fieldOf(child, 'operand') : undefined;
    if (operand?.type === 'identifier') assigned.add(textOf(operand));
    if (child.type !== 'func_literal') for (const inner of child.children) open.push(inner);
  }
  return { declared, assigned };
}

function declaredBy(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'parameter_declaration':
    case 'variadic_parameter_declaration':
    case 'var_spec':
    case 'const_spec':
      return fieldsOf(node, 'name');
    case 'short_var_declaration':
    case 'range_clause':
    case 'receive_statement': {
      const left = fieldOf(node, 'left');
      return left ? namedChildren(left) : [];
    }
    case 'type_switch_statement': {
      const alias = fieldOf(node, 'alias');
      return alias ? namedChildren(alias) : [];
    }
    default:
      return [];
  }
}
