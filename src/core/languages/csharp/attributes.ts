import type { Argument, Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { nameExpression, rangeOf } from '../nodes.ts';
import { partsOf } from './nodes.ts';
import { simpleName } from './types.ts';

/** `[A(x)]` as the call `A(x)`, `[A]` as the name. */
export function attributesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return attributeNodes(node).flatMap((attribute) => lowerAttribute(attribute, lowering) ?? []);
}

function attributeNodes(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(({ type }) => type === 'attribute_list').flatMap(partsOf);
}

/** The first text that an attribute of a name is given: `[JsonPropertyName("max_tokens")]`. */
export function textOfAttribute(
  node: SyntaxNode,
  names: ReadonlySet<string>,
  lowering: Lowering,
): Expression | undefined {
  for (const attribute of attributeNodes(node)) {
    if (!names.has(simpleName(fieldOf(attribute, 'name'), lowering))) continue;
    const list = partsOf(attribute).find(({ type }) => type === 'attribute_argument_list');
    const [first] = list ? partsOf(list) : [];
    const value = first && argumentOf(first, lowering).value;
    if (value?.kind === 'literal' && typeof value.value === 'string') return value;
  }
  return undefined;
}

function lowerAttribute(attribute: SyntaxNode, lowering: Lowering): Expression | undefined {
  const name = fieldOf(attribute, 'name');
  if (name === undefined) return undefined;
  const callee = nameExpression(simpleName(name, lowering), name);
  const list = partsOf(attribute).find(({ type }) => type === 'attribute_argument_list');
  if (list === undefined) return callee;
  return {
    kind: 'call',
    range: rangeOf(attribute),
    callee,
    arguments: partsOf(list).map((part) => argumentOf(part, lowering)),
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

/** `Name = value`, `value`. */
function argumentOf(part: SyntaxNode, lowering: Lowering): Argument {
  const range = rangeOf(part);
  const [inner = part] = part.type === 'attribute_argument' ? partsOf(part) : [part];
  const left = inner.type === 'assignment_expression' ? fieldOf(inner, 'left') : undefined;
  const right = inner.type === 'assignment_expression' ? fieldOf(inner, 'right') : undefined;
  if (left && right) return { name: lowering.textOf(left), value: lowering.expression(right), range };
  return { value: lowering.expression(inner), range };
}
