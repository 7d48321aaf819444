import type { Expression, Statement } from '../../domain/program.ts';
import { fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, endOf, evaluation, functionStatement, nameExpression, unknown } from '../nodes.ts';
import { lowerFunction } from './functions.ts';
import { lowerImplicit } from './implicit.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { lowerTypeName } from './typeNames.ts';

/** `let a = 1, b: T`, `var c: T { … }`, `let (d, e) = f`. */
export function lowerProperties(node: SyntaxNode, isMember: boolean, lowering: Lowering): readonly Statement[] {
  const parts = partsOf(node);
  const isBroken = node.children.some((child) => child.type === 'ERROR' || child.isMissing);
  return parts.flatMap((pattern, index): readonly Statement[] => {
    if (pattern.field !== 'name') return [];
    const following = parts.slice(index + 1);
    const end = following.findIndex(({ field }) => field === 'name');
    const own = end < 0 ? following : following.slice(0, end);
    const annotation = own.find(({ type }) => type === 'type_annotation');
    const valueNode = own.find(({ field }) => field === 'value');
    const computed = own.find(({ field }) => field === 'computed_value');
    const type = lowerTypeName(annotation, lowering);
    const [bound] = fieldsOf(pattern, 'bound_identifier');
    if (computed && !valueNode && bound) {
      const name = lowering.textOf(bound);
      if (isMember)
        return [functionStatement(lowerFunction({ ...node, children: [computed] }, name, 'getter', lowering))];
      const getter = lowerFunction({ ...node, children: [computed] }, name, 'function', lowering);
      const value: Expression = { kind: 'function', range: node, function: getter };
      return [assign(nameExpression(name, bound), calledAt(value, node), node, type)];
    }
    const value = valueNode ? lowerImplicit(valueNode, type, lowering) : unknown(endOf(node));
    if (bound) {
      const given = isBroken && !valueNode ? unknown(endOf(node)) : value;
      return [assign(nameExpression(lowering.textOf(bound), bound), given, node, type)];
    }
    return takenApart(pattern, value, node, lowering);
  });
}

function calledAt(value: Expression, node: SyntaxNode): Expression {
  return {
    kind: 'call',
    range: { start: node.start, end: node.end },
    callee: { ...value, range: { start: node.start, end: node.end } },
    arguments: [],
    argumentsRange: endOf(node),
    isConstruction: false,
  };
}

function takenApart(
  pattern: SyntaxNode,
  value: Expression,
  node: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] {
  const names = partsOf(pattern).flatMap((part) => partsOf(part).filter(({ type }) => type === 'simple_identifier'));
  if (names.length === 0) return evaluation(value);
  return names.map((name, position) => {
    const index: Expression = { kind: 'literal', range: endOf(value.range), value: position };
    const item: Expression = { kind: 'index', range: value.range, object: value, index };
    return assign(nameExpression(lowering.textOf(name), name), item, node);
  });
}
