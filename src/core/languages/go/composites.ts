import type { Argument, Expression, ListItem, ObjectEntry } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { isBuilderType } from './isBuilderType.ts';
import { literal, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { readStruct } from './structs.ts';
import type { Struct } from './structs.ts';
import { lowerType, underlyingType, withoutPointers } from './types.ts';

/** `T{…}`, `[]T{…}`, `map[K]V{…}`. */
export function lowerComposite(node: SyntaxNode, lowering: Lowering): Expression {
  const body = fieldOf(node, 'body');
  return body ? lowerBody(body, fieldOf(node, 'type'), node, lowering) : unknown(node);
}

/** @param type Of the literal, or of the elements of the list or map that it stands in without a type of its own. */
function lowerBody(body: SyntaxNode, type: SyntaxNode | undefined, range: TextRange, lowering: Lowering): Expression {
  const underlying = type && underlyingType(type, lowering);
  switch (underlying?.type) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return lowerList(body, fieldOf(underlying, 'element'), range, lowering);
    case 'map_type':
      return lowerMap(body, underlying, range, lowering);
    case 'struct_type':
      return lowerAnonymousStruct(body, underlying, range, lowering);
    default:
      return lowerNamed(body, type, range, lowering);
  }
}

function lowerNamed(body: SyntaxNode, type: SyntaxNode | undefined, range: TextRange, lowering: Lowering): Expression {
  const name = type && lowering.textOf(withoutPointers(type));
  if (name !== undefined && isBuilderType(name)) return literal('', range);
  const struct = name === undefined ? undefined : lowering.facts.structs.get(name);
  const typeExpression = lowerType(type, lowering);
  if (struct?.isData === false && name !== undefined) return lowerInstance(body, name, type, range, lowering);
  if (struct === undefined && isListOfValues(body)) return lowerList(body, undefined, range, lowering);
  const entries = structEntries(body, struct, lowering);
  const isElsewhere = type !== undefined && !(range.start <= type.start && type.end <= range.end);
  const written = typeExpression && (isElsewhere ? movedTo(typeExpression, body) : typeExpression);
  return { kind: 'object', range: rangeOf(range), entries, ...(written && { type: written }) };
}

/** The type of the list stands for each of its elements. */
function movedTo(type: Expression, body: SyntaxNode): Expression {
  const range = { start: body.start, end: body.start };
  if (type.kind !== 'member') return { ...type, range };
  return { ...type, range, propertyRange: range, object: movedTo(type.object, body) };
}

/** Values without keys, of a type that is not known: more than one, or one that cannot be half a key. */
function isListOfValues(body: SyntaxNode): boolean {
  const elements = elementsOf(body);
  const [first] = elements;
  if (first === undefined || elements.some((element) => element.type !== 'literal_element')) return false;
  return elements.length > 1 || namedChildren(first)[0]?.type !== 'identifier';
}

function lowerAnonymousStruct(body: SyntaxNode, type: SyntaxNode, range: TextRange, lowering: Lowering): Expression {
  const struct = readStruct(type, false, (node) => lowering.textOf(node));
  return { kind: 'object', range: rangeOf(range), entries: structEntries(body, struct, lowering) };
}

/** A struct of the file that is no data: as a call of its constructor. */
function lowerInstance(
  body: SyntaxNode,
  name: string,
  type: SyntaxNode | undefined,
  range: TextRange,
  lowering: Lowering,
): Expression {
  const struct = lowering.facts.structs.get(name);
  const passed = structEntries(body, struct, lowering).map((entry): Argument => {
    const { value, range: own } = entry;
    if (entry.kind === 'spread') return { value, spread: 'object', range: own };
    return { ...(entry.key.kind === 'literal' && { name: String(entry.key.value) }), value, range: own };
  });
  const isHere = type !== undefined && range.start <= type.start && type.end <= range.end;
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: nameExpression(name, isHere ? withoutPointers(type) : { start: body.start, end: body.start }),
    arguments: passed,
    argumentsRange: rangeOf(body),
    isConstruction: true,
  };
}

function structEntries(body: SyntaxNode, struct: Struct | undefined, lowering: Lowering): readonly ObjectEntry[] {
  const elements = elementsOf(body);
  // A name alone is a key that is being typed; by position structs are filled in whole.
  const isWhole = struct?.fields.length === elements.length;
  return elements.map((element, position): ObjectEntry => {
    const range = rangeOf(element);
    if (element.type === 'keyed_element') {
      const key = keyName(element, lowering);
      if (key === undefined) return { kind: 'spread', value: elementValue(element, undefined, lowering), range };
      const field = struct?.byGoName.get(lowering.textOf(key));
      const value = elementValue(element, field?.type, lowering);
      return { kind: 'field', key: literal(field?.name ?? lowering.textOf(key), key), value, range };
    }
    const field = struct?.fields[position];
    const inner = element.type === 'ERROR' ? undefined : namedChildren(element)[0];
    if (inner === undefined || field === undefined || !isWhole) {
      return { kind: 'spread', value: unknown(element, namedChildren(element).map(lowering.expression)), range };
    }
    const value = lowerElement(inner, field.type, lowering);
    return { kind: 'field', key: literal(field.name, { start: range.start, end: range.start }), value, range };
  });
}

function lowerMap(body: SyntaxNode, type: SyntaxNode, range: TextRange, lowering: Lowering): Expression {
  const valueType = fieldOf(type, 'value');
  const entries = elementsOf(body).map((element): ObjectEntry => {
    const keyNode = fieldOf(element, 'key');
    const inner = keyNode && namedChildren(keyNode)[0];
    const value = elementValue(element, valueType, lowering);
    if (element.type !== 'keyed_element' || inner === undefined) {
      return { kind: 'spread', value: unknown(element, [value]), range: rangeOf(element) };
    }
    return { kind: 'field', key: lowering.expression(inner), value, range: rangeOf(element) };
  });
  return { kind: 'object', range: rangeOf(range), entries };
}

function lowerList(
  body: SyntaxNode,
  elementType: SyntaxNode | undefined,
  range: TextRange,
  lowering: Lowering,
): Expression {
  const items = elementsOf(body).map((element): ListItem => {
    return { value: elementValue(element, elementType, lowering), isSpread: element.type === 'ERROR' };
  });
  return { kind: 'list', range: rangeOf(range), items };
}

function elementsOf(body: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(body);
}

/** The name before the colon of a struct's field. */
function keyName(element: SyntaxNode, lowering: Lowering): SyntaxNode | undefined {
  const key = fieldOf(element, 'key');
  const inner = key && namedChildren(key)[0];
  return inner?.type === 'identifier' && lowering.textOf(inner) !== '' ? inner : undefined;
}

/** The value of an element; unknown when something in it could not be parsed. */
function elementValue(element: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression {
  const isBroken = element.type === 'ERROR' || element.children.some((child) => child.type === 'ERROR');
  const value = element.type === 'keyed_element' ? fieldOf(element, 'value') : element;
  const inner = value && namedChildren(value)[0];
  if (!isBroken && inner) return lowerElement(inner, type, lowering);
  const key = fieldOf(element, 'key');
  const pieces = namedChildren(element).filter((child) => child !== key);
  const range = { start: pieces[0]?.start ?? element.end, end: element.end };
  return unknown(range, pieces.map(lowering.expression));
}

function lowerElement(node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression {
  return node.type === 'literal_value' ? lowerBody(node, type, node, lowering) : lowering.expression(node);
}
