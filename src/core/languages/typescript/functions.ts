import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeContains } from '../../util/text.ts';
import type { FunctionNaming, Lowering } from './lowering.ts';
import { assign, nameExpression, rangeOf } from '../nodes.ts';
import { memberExpression } from './nodes.ts';
import { movedTo, staticKey } from './patterns.ts';
import { fieldTypes, lowerType } from './types.ts';

const MAXIMUM_NESTING = 20;

export const FUNCTION_TYPES: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'function_declaration',
  'generator_function_declaration',
]);

export function lowerFunction(node: SyntaxNode, naming: FunctionNaming, lowering: Lowering): FunctionNode {
  const ownName = fieldOf(node, 'name');
  const name = ownName && ownName.type !== 'computed_property_name' ? staticKey(ownName, lowering) : naming.name;
  const parameters = lowering.collect(() => lowerParameters(node, lowering));
  const properties = naming.role === 'constructor' ? parameterProperties(node, lowering) : [];
  return {
    range: rangeOf(node),
    ...(name !== undefined && { name }),
    parameters: parameters.value,
    body: [...parameters.hoisted, ...properties, ...bodyOf(node, lowering)],
    decorators: decoratorsOf(naming.decorators ?? [], lowering),
    role: naming.role,
  };
}

export function decoratorsOf(decorators: readonly SyntaxNode[], lowering: Lowering): readonly Expression[] {
  return decorators.flatMap((decorator) =>
    namedChildren(decorator)
      .slice(0, 1)
      .map((inner) => lowering.expression(inner)),
  );
}

function bodyOf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  if (body === undefined) return [];
  if (body.type === 'statement_block') return lowering.statements(namedChildren(body));
  const { value, hoisted } = lowering.collect(() => lowering.expression(body));
  return [...hoisted, { kind: 'return', range: rangeOf(body), value }];
}

function lowerParameters(node: SyntaxNode, lowering: Lowering): readonly Parameter[] {
  const only = fieldOf(node, 'parameter');
  if (only) return [parameterOf(only, only, lowering, undefined, 0)];
  return parameterNodes(node).flatMap((parameter) => {
    const pattern = fieldOf(parameter, 'pattern') ?? fieldOf(parameter, 'name');
    if (pattern === undefined || pattern.type === 'this') return [];
    return [parameterOf(pattern, parameter, lowering, fieldOf(parameter, 'type'), 0, fieldOf(parameter, 'value'))];
  });
}

function parameterNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const list = fieldOf(node, 'parameters');
  return list ? namedChildren(list).filter((child) => PARAMETER_TYPES.has(child.type)) : [];
}

const PARAMETER_TYPES: ReadonlySet<string> = new Set(['required_parameter', 'optional_parameter']);

function parameterOf(
  pattern: SyntaxNode,
  whole: SyntaxNode,
  lowering: Lowering,
  annotation: SyntaxNode | undefined,
  nesting: number,
  defaultNode?: SyntaxNode,
): Parameter {
  const right = defaultNode ?? (isDefaulted(pattern) ? fieldOf(pattern, 'right') : undefined);
  const inner = isDefaulted(pattern) ? (fieldOf(pattern, 'left') ?? pattern) : pattern;
  const type = lowerType(annotation, lowering);
  const isElsewhere = annotation !== undefined && !rangeContains(whole, annotation);
  const fields = nesting < MAXIMUM_NESTING ? fieldParameters(inner, annotation, lowering, nesting + 1) : undefined;
  const isRest = inner.type === 'rest_pattern';
  const nameNode = isRest ? (namedChildren(inner)[0] ?? inner) : inner;
  return {
    name: fields ? '' : lowering.textOf(nameNode),
    range: rangeOf(whole),
    ...(right && { defaultValue: lowering.expression(right) }),
    ...(type && { type: isElsewhere ? movedTo(inner, type) : type }),
    kind: isRest ? (nesting > 0 ? 'keyword-rest' : 'rest') : 'plain',
    ...(fields && { fields }),
  };
}

function isDefaulted(pattern: SyntaxNode): boolean {
  return pattern.type === 'assignment_pattern' || pattern.type === 'object_assignment_pattern';
}

function fieldParameters(
  pattern: SyntaxNode,
  annotation: SyntaxNode | undefined,
  lowering: Lowering,
  nesting: number,
): readonly Parameter[] | undefined {
  if (pattern.type === 'array_pattern') return itemParameters(pattern, lowering, nesting);
  if (pattern.type !== 'object_pattern') return undefined;
  const types = fieldTypes(annotation, lowering);
  return namedChildren(pattern).flatMap((child): readonly Parameter[] => {
    const keyNode = child.type === 'pair_pattern' ? fieldOf(child, 'key') : (fieldOf(child, 'left') ?? child);
    const target = child.type === 'pair_pattern' ? fieldOf(child, 'value') : child;
    const key = keyNode && staticKey(keyNode, lowering);
    if (target === undefined || child.type === 'ERROR') return [];
    const parameter = parameterOf(target, child, lowering, types.get(key ?? ''), nesting);
    return [
      key === undefined || key === parameter.name || child.type === 'rest_pattern' ? parameter : { ...parameter, key },
    ];
  });
}

function itemParameters(pattern: SyntaxNode, lowering: Lowering, nesting: number): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let position = 0;
  for (const child of pattern.children) {
    if (child.type === ',') position++;
    if (!child.isNamed || child.type === 'comment') continue;
    parameters.push({ ...parameterOf(child, child, lowering, undefined, nesting), key: String(position) });
  }
  return parameters;
}

/** `constructor(private readonly client: Client)` also sets `this.client`. */
function parameterProperties(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return parameterNodes(node).flatMap((parameter) => {
    const pattern = fieldOf(parameter, 'pattern');
    const isProperty = parameter.children.some(
      (child) =>
        child.type === 'accessibility_modifier' || child.type === 'readonly' || child.type === 'override_modifier',
    );
    if (!isProperty || pattern?.type !== 'identifier') return [];
    const name = lowering.textOf(pattern);
    const target = memberExpression({ kind: 'receiver', range: rangeOf(pattern) }, name, pattern);
    const type = lowerType(fieldOf(parameter, 'type'), lowering);
    return [assign(target, nameExpression(name, pattern), parameter, type)];
  });
}

/** Decorators that stand inside a node. */
export function ownDecorators(node: SyntaxNode): readonly SyntaxNode[] {
  const named = fieldsOf(node, 'decorator');
  return named.length > 0 ? named : node.children.filter((child) => child.type === 'decorator');
}
