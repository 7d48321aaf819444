import type { Expression, Parameter } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { lowerType } from './lowerTypes.ts';

export function lowerLambda(node: SyntaxNode, lowering: Lowering): Expression {
  const parameterList = fieldOf(node, 'parameters');
  const parameters = parameterList ? lowerParameters(parameterList, lowering) : [];
  const names = parameters.map((parameter) => parameter.name);
  const body = fieldOf(node, 'body');
  const value = lowering.inOwnScope(() =>
    lowering.inFunction(names, undefined, () => (body ? lowering.expression(body) : unknownOf(node))),
  );
  return {
    kind: 'function',
    range: rangeOf(node),
    function: {
      range: rangeOf(node),
      parameters,
      body: [{ kind: 'return', range: value.range, value }],
      decorators: [],
      role: 'function',
    },
  };
}

/** Parameters behind `*` or `*args` can only be given by name. */
export function lowerParameters(list: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let plain: 'plain' | 'keyword-only' = 'plain';
  for (const child of namedChildren(list)) {
    if (child.type === 'keyword_separator') plain = 'keyword-only';
    const parameter = lowerParameter(child, plain, lowering);
    if (parameter?.kind === 'rest') plain = 'keyword-only';
    if (parameter) parameters.push(parameter);
  }
  return parameters;
}

function lowerParameter(node: SyntaxNode, plain: Parameter['kind'], lowering: Lowering): Parameter | undefined {
  const range = rangeOf(node);
  switch (node.type) {
    case 'identifier':
      return { name: sourceOf(node, lowering), range, kind: plain };
    case 'typed_parameter': {
      const [inner] = namedChildren(node);
      const parameter = inner && lowerParameter(inner, plain, lowering);
      return parameter && { ...parameter, range, ...typeOf(node, lowering) };
    }
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = fieldOf(node, 'name');
      const value = fieldOf(node, 'value');
      return {
        name: name ? sourceOf(name, lowering) : '',
        range,
        kind: plain,
        ...(value && { defaultValue: lowering.expression(value) }),
        ...typeOf(node, lowering),
      };
    }
    case 'list_splat_pattern':
      return { name: splatName(node, lowering), range, kind: 'rest' };
    case 'dictionary_splat_pattern':
      return { name: splatName(node, lowering), range, kind: 'keyword-rest' };
    default:
      return undefined;
  }
}

function typeOf(node: SyntaxNode, lowering: Lowering): { readonly type?: Expression } {
  const type = fieldOf(node, 'type');
  return type ? { type: lowerType(type, lowering) } : {};
}

function splatName(node: SyntaxNode, lowering: Lowering): string {
  const [name] = namedChildren(node);
  return name ? sourceOf(name, lowering) : '';
}
