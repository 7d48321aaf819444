import type { Argument, Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { endOf, literal, memberExpression, pathExpression, rangeOf } from '../nodes.ts';
import { partsOf } from '../parts.ts';

/** `@A(x)` as the call `A(x)`, `@A` as the name. */
export function annotationsOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return annotationNodes(node).flatMap((annotation) => lowerAnnotation(annotation, lowering) ?? []);
}

function annotationNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const modifiers = node.children.find(({ type }) => type === 'modifiers');
  return (modifiers ? partsOf(modifiers) : []).filter(({ type }) => type.endsWith('annotation'));
}

/** Simple names of a declaration's annotations. */
export function annotationNames(node: SyntaxNode, lowering: Lowering): ReadonlySet<string> {
  return new Set(annotationNodes(node).map((annotation) => nameOf(annotation, lowering)));
}

function nameOf(annotation: SyntaxNode, lowering: Lowering): string {
  const name = fieldOf(annotation, 'name');
  return name ? lowering.textOf(name).replace(/^.*\./s, '') : '';
}

function lowerAnnotation(annotation: SyntaxNode, lowering: Lowering): Expression | undefined {
  const name = fieldOf(annotation, 'name');
  const list = fieldOf(annotation, 'arguments');
  if (name === undefined) return undefined;
  const callee =
    name.type === 'identifier'
      ? lowering.name(lowering.textOf(name), name)
      : pathExpression(lowering.textOf(name).split('.'), name);
  if (list === undefined) return callee;
  return {
    kind: 'call',
    range: rangeOf(annotation),
    callee,
    arguments: partsOf(list).map((part) => annotationArgument(part, lowering)),
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

function annotationArgument(part: SyntaxNode, lowering: Lowering): Argument {
  const key = part.type === 'element_value_pair' ? fieldOf(part, 'key') : undefined;
  const value = part.type === 'element_value_pair' ? fieldOf(part, 'value') : part;
  const range = rangeOf(part);
  if (!value) return { value: literal(null, endOf(part)), spread: 'object', range };
  const name = key && lowering.textOf(key);
  return { ...(name !== undefined && name !== 'value' && { name }), value: elementValue(value, lowering), range };
}

/** `{a, b}` is a list. */
function elementValue(node: SyntaxNode, lowering: Lowering): Expression {
  if (node.type !== 'element_value_array_initializer') return lowering.expression(node);
  const items = partsOf(node).map((item) => ({ value: lowering.expression(item), isSpread: false }));
  return { kind: 'list', range: rangeOf(node), items };
}

/** Annotations that say where the value of a field or parameter is read from. */
const INJECTING: ReadonlySet<string> = new Set(['Value', 'ConfigProperty', 'Property']);

/** `@Value("${a.b:c}")` as what the annotated field or parameter holds. */
export function injectedValue(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  const annotation = annotationNodes(node).find((candidate) => INJECTING.has(nameOf(candidate, lowering)));
  const value = annotation && lowerAnnotation(annotation, lowering);
  return value?.kind === 'call' ? value : undefined;
}

/** What a class with `@ConfigurationProperties("a.b")` holds in a field: the setting `a.b.field`, else what the class says. */
export interface BoundSettings {
  valueOf(field: string, otherwise: Expression | undefined, node: SyntaxNode): Expression;
}

const BINDING: ReadonlySet<string> = new Set(['ConfigurationProperties', 'ConfigMapping']);

export function boundSettings(node: SyntaxNode, lowering: Lowering): BoundSettings | undefined {
  const annotation = annotationNodes(node).find((candidate) => BINDING.has(nameOf(candidate, lowering)));
  const call = annotation && lowerAnnotation(annotation, lowering);
  if (call?.kind !== 'call') return undefined;
  const [prefix] = call.arguments.flatMap(({ name, value }) =>
    (name === undefined || name === 'prefix') && value.kind === 'literal' ? [String(value.value)] : [],
  );
  if (prefix === undefined) return undefined;
  return {
    valueOf(field, otherwise, at) {
      const range = endOf(at);
      const key = { value: literal(`${prefix}.${field}`, range), range };
      const passed = otherwise ? [key, { value: otherwise, range: otherwise.range }] : [key];
      const callee = { ...call.callee, range };
      const named = callee.kind === 'member' ? memberExpression(callee.object, callee.property, range, range) : callee;
      return {
        kind: 'call',
        range: rangeOf(at),
        callee: named,
        arguments: passed,
        argumentsRange: range,
        isConstruction: false,
      };
    },
  };
}
