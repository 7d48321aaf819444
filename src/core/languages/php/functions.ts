import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  assign,
  functionNode,
  memberExpression,
  nameExpression,
  plainParameter,
  rangeOf,
  receiver,
  returned,
} from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { lowerType } from './types.ts';

export function lowerParameters(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  const list = fieldOf(node, 'parameters');
  return (list ? partsOf(list) : []).flatMap((one): readonly Parameter[] => {
    const name = fieldOf(one, 'name');
    if (name === undefined) return [];
    const value = fieldOf(one, 'default_value');
    const defaultValue = value && lowering.expression(value);
    const type = lowerType(fieldOf(one, 'type'), lowering);
    const kind = one.type === 'variadic_parameter' ? 'rest' : 'plain';
    const written = lowering.textOf(name).replace(/^[.&\s]*\$/, '');
    return [plainParameter(written, one, { kind, ...(defaultValue && { defaultValue }), ...(type && { type }) })];
  });
}

/** Parameters of a constructor that are properties too. */
export function promotedProperties(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const list = fieldOf(node, 'parameters');
  return (list ? partsOf(list) : [])
    .filter(({ type }) => type === 'property_promotion_parameter')
    .flatMap((one) => {
      const name = fieldOf(one, 'name');
      if (name === undefined) return [];
      const written = lowering.textOf(name).replace(/^\$/, '');
      return [
        assign(
          memberExpression(receiver(name), lowering.property(written), name, name),
          nameExpression(written, name),
          one,
        ),
      ];
    });
}

export function lowerFunction(
  node: SyntaxNode,
  of: Pick<FunctionNode, 'role'> & { readonly name: string },
  before: readonly Statement[],
  lowering: Lowering,
): FunctionNode {
  const body = fieldOf(node, 'body');
  return functionNode(node, {
    ...of,
    parameters: lowerParameters(node, lowering),
    body: [...before, ...(body ? lowering.statements(partsOf(body)) : [])],
  });
}

/** `function () use (…) { … }` and `fn () => …`. */
export function lowerClosure(node: SyntaxNode, lowering: Lowering): Expression {
  const body = fieldOf(node, 'body');
  const isArrow = node.type === 'arrow_function';
  const statements = body ? (isArrow ? [returned(lowering.expression(body))] : lowering.statements(partsOf(body))) : [];
  const made = functionNode(node, { parameters: lowerParameters(node, lowering), body: statements });
  return { kind: 'function', range: rangeOf(node), function: made };
}
