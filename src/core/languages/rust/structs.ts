/** Values of structs, and of variants with fields. */
import type { Argument, Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, literal, memberExpression, nameExpression, rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { derives, jsonName, variantName } from './attributes.ts';
import type { Item, TypeParts } from './fileFacts.ts';
import { itemsIn, nameOf } from './fileFacts.ts';
import { stepsOf } from './imports.ts';
import type { Lowering } from './lowering.ts';
import { lowerPath } from './paths.ts';

interface Initializer {
  readonly name: string;
  readonly nameNode: SyntaxNode;
  readonly value: Expression;
  readonly node: SyntaxNode;
}

/** `S { a, b: 1, ..other }`: data where it is written as JSON, else an object of its type. */
export function lowerStructValue(node: SyntaxNode, lowering: Lowering): Expression {
  const type = fieldOf(node, 'name');
  const body = fieldOf(node, 'body');
  if (!type || !body) return unknown(node, partsOf(node).map(lowering.expression));
  const steps = stepsOf(type, lowering.textOf).map((step) => (step === 'Self' ? (lowering.typeAround ?? step) : step));
  const parts = lowering.facts.types.get(steps.at(-1) ?? '');
  const declaration = parts?.declaration;
  if (parts && declaration && isData(parts, lowering)) return lowerData(node, body, declaration, lowering);
  const variant = steps.length > 1 ? lowering.facts.types.get(steps.at(-2) ?? '')?.declaration : undefined;
  if (variant?.node.type === 'enum_item') return lowerVariant(node, body, variant, steps.at(-1) ?? '', lowering);
  return construction(node, type, body, lowering);
}

/** True for a type that is written as JSON, and does nothing of its own. */
export function isData({ declaration, implementations }: TypeParts, lowering: Lowering): boolean {
  if (declaration === undefined || !derives(declaration.attributes, 'Serialize', lowering)) return false;
  return !implementations.some(({ node }) => {
    const body = fieldOf(node, 'body');
    return body !== undefined && partsOf(body).some((member) => takesSelf(member));
  });
}

function takesSelf(member: SyntaxNode): boolean {
  const list = member.type === 'function_item' ? fieldOf(member, 'parameters') : undefined;
  return list !== undefined && partsOf(list).some(({ type }) => type === 'self_parameter');
}

function initializersOf(body: SyntaxNode, lowering: Lowering): readonly Initializer[] {
  return partsOf(body).flatMap((node): readonly Initializer[] => {
    const nameNode = node.type === 'shorthand_field_initializer' ? partsOf(node).at(-1) : fieldOf(node, 'field');
    if (nameNode === undefined || !node.type.endsWith('field_initializer')) return [];
    const name = lowering.textOf(nameNode).replace(/^r#/, '');
    const written = fieldOf(node, 'value');
    const value =
      node.type === 'shorthand_field_initializer'
        ? nameExpression(name, nameNode)
        : written
          ? lowering.expression(written)
          : unknown(endOf(node));
    return [{ name, nameNode, value, node }];
  });
}

function baseOf(body: SyntaxNode): SyntaxNode | undefined {
  const base = partsOf(body).find(({ type }) => type === 'base_field_initializer');
  return base && partsOf(base)[0];
}

/** `..Default::default()` is what the type itself gives. */
function lowerBase(base: SyntaxNode, type: SyntaxNode, lowering: Lowering): Expression {
  if (!/^(?:\w+::)*Default::default\(\)$/.test(lowering.textOf(base).replace(/\s+/g, '')))
    return lowering.expression(base);
  const at = { start: base.start, end: base.start };
  return {
    kind: 'call',
    range: rangeOf(base),
    callee: memberExpression(lowerPath(type, lowering, at), 'default', at, at),
    arguments: [],
    argumentsRange: endOf(base),
    isConstruction: false,
  };
}

function construction(node: SyntaxNode, type: SyntaxNode, body: SyntaxNode, lowering: Lowering): Expression {
  const base = baseOf(body);
  const passed: Argument[] = initializersOf(body, lowering).map(({ name, value, node: own }) => ({
    name,
    value,
    range: rangeOf(own),
  }));
  if (base) passed.push({ value: lowerBase(base, type, lowering), spread: 'object', range: rangeOf(base) });
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: lowerPath(type, lowering),
    arguments: passed,
    argumentsRange: rangeOf(body),
    isConstruction: true,
  };
}

/** Attributes of the fields of a struct, or of a variant. */
export function fieldsOfBody(body: SyntaxNode | undefined, lowering: Lowering): ReadonlyMap<string, Item> {
  const list = body?.type === 'field_declaration_list' ? itemsIn(partsOf(body), 0, lowering.textOf) : [];
  return new Map(
    list.flatMap((item) => {
      const name = item.node.type === 'field_declaration' ? nameOf(item.node, lowering.textOf) : undefined;
      return name === undefined ? [] : [[name, item] as const];
    }),
  );
}

function lowerData(node: SyntaxNode, body: SyntaxNode, declaration: Item, lowering: Lowering): Expression {
  const type = fieldOf(node, 'name');
  const base = baseOf(body);
  const fields = fieldsOfBody(fieldOf(declaration.node, 'body'), lowering);
  const entries = jsonEntries(body, fields, declaration.attributes, lowering);
  const spread: readonly ObjectEntry[] =
    base && type ? [{ kind: 'spread', value: lowerBase(base, type, lowering), range: rangeOf(base) }] : [];
  return { kind: 'object', range: rangeOf(node), entries: [...spread, ...entries] };
}

function jsonEntries(
  body: SyntaxNode,
  fields: ReadonlyMap<string, Item>,
  ofType: readonly SyntaxNode[],
  lowering: Lowering,
): readonly ObjectEntry[] {
  return initializersOf(body, lowering).flatMap(({ name, nameNode, value, node }): readonly ObjectEntry[] => {
    const key = jsonName(name, fields.get(name)?.attributes ?? [], ofType, lowering);
    return key === undefined ? [] : [{ kind: 'field', key: literal(key, nameNode), value, range: rangeOf(node) }];
  });
}

/** As serde writes it: with a field that tells the variant, or below the variant's name. */
function lowerVariant(
  node: SyntaxNode,
  body: SyntaxNode,
  declaration: Item,
  variant: string,
  lowering: Lowering,
): Expression {
  const list = fieldOf(declaration.node, 'body');
  const own =
    list && itemsIn(partsOf(list), 0, lowering.textOf).find((item) => nameOf(item.node, lowering.textOf) === variant);
  const fields = fieldsOfBody(own && fieldOf(own.node, 'body'), lowering);
  const { name, tag, isUntagged } = variantName(variant, own?.attributes ?? [], declaration.attributes, lowering);
  const range = rangeOf(node);
  const at = { start: node.start, end: node.start };
  const entries = jsonEntries(body, fields, own?.attributes ?? [], lowering);
  if (isUntagged) return { kind: 'object', range, entries };
  if (tag !== undefined) {
    const told: ObjectEntry = { kind: 'field', key: literal(tag, at), value: literal(name, at), range: at };
    return { kind: 'object', range, entries: [told, ...entries] };
  }
  const inner: Expression = { kind: 'object', range, entries };
  return { kind: 'object', range, entries: [{ kind: 'field', key: literal(name, at), value: inner, range }] };
}
