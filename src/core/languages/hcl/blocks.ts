/** Blocks as objects: what stands in a block is a field, a block in it too; several of one name are a list. */
import type { Argument, Expression, ObjectEntry } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { libraryCall, literal, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { iteratorKey } from './names.ts';

/** A block that stands for itself: `resource "type" "name" { … }`. */
export interface Block {
  readonly node: SyntaxNode;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly body: SyntaxNode | undefined;
}

export function readBlock(node: SyntaxNode, textOf: Lowering['textOf']): Block {
  const [kind, ...parts] = namedChildren(node);
  const labels = parts
    .filter(({ type }) => type === 'string_lit' || type === 'identifier')
    .map((label) => textOf(label).replace(/^"|"$/g, ''));
  return { node, kind: kind ? textOf(kind) : '', labels, body: parts.find(({ type }) => type === 'body') };
}

/** One field of a body: an attribute, or all blocks of a name. */
interface Field {
  readonly name: string;
  readonly key: Expression;
  readonly value: Expression;
  readonly range: Argument['range'];
}

/** The fields of a body as named arguments. */
export function argumentsOfBody(body: SyntaxNode | undefined, lowering: Lowering): readonly Argument[] {
  return fieldsOfBody(body, lowering).map(({ name, value, range }) => ({ name, value, range }));
}

function objectOfBody(node: SyntaxNode, body: SyntaxNode | undefined, lowering: Lowering): Expression {
  const entries = fieldsOfBody(body, lowering).map(({ key, value, range }): ObjectEntry => ({
    kind: 'field',
    key,
    value,
    range,
  }));
  return { kind: 'object', range: rangeOf(node), entries };
}

function fieldsOfBody(body: SyntaxNode | undefined, lowering: Lowering): readonly Field[] {
  if (body === undefined) return [];
  const fields: Field[] = [];
  const blocks = new Map<string, Expression[]>();
  for (const part of namedChildren(body)) {
    if (part.type === 'attribute') fields.push(...attributeField(part, lowering));
    else if (part.type === 'block') addBlock(readBlock(part, lowering.textOf), fields, blocks, lowering);
  }
  return fields.map((field) => ofSeveral(field, blocks.get(field.name)));
}

function attributeField(node: SyntaxNode, lowering: Lowering): readonly Field[] {
  const [name, value] = namedChildren(node);
  if (name === undefined || value === undefined) return [];
  const text = lowering.textOf(name);
  return [{ name: text, key: literal(text, name), value: lowering.expression(value), range: rangeOf(node) }];
}

/** `dynamic "name" { for_each = …; content { … } }` is as many blocks as it iterates over. */
function addBlock(block: Block, fields: Field[], blocks: Map<string, Expression[]>, lowering: Lowering): void {
  const isDynamic = block.kind === 'dynamic' && block.labels[0] !== undefined;
  const name = isDynamic ? (block.labels[0] ?? '') : block.kind;
  const value = lowering.deeper(block.node, () =>
    isDynamic ? dynamicBlocks(block, name, lowering) : objectOfBody(block.node, block.body, lowering),
  );
  const known = blocks.get(name);
  if (known) {
    known.push(value);
    return;
  }
  blocks.set(name, [value]);
  fields.push({
    name,
    key: literal(name, { start: block.node.start, end: block.node.start }),
    value,
    range: rangeOf(block.node),
  });
}

function ofSeveral(field: Field, values: readonly Expression[] | undefined): Field {
  const [first, second] = values ?? [];
  if (values === undefined || first === undefined) return field;
  if (second === undefined && first.kind === 'object') return field;
  const items = values.map((value) => ({ value, isSpread: value.kind === 'comprehension' }));
  const end = values.at(-1)?.range.end ?? field.range.end;
  const range = { start: field.range.start, end };
  return { ...field, value: { kind: 'list', range, items }, range };
}

function dynamicBlocks({ node, body }: Block, name: string, lowering: Lowering): Expression {
  const parts = body ? namedChildren(body) : [];
  const attribute = (key: string): SyntaxNode | undefined =>
    parts
      .filter(({ type }) => type === 'attribute')
      .map((part) => namedChildren(part))
      .find(([own]) => own && lowering.textOf(own) === key)?.[1];
  const content = parts
    .filter(({ type }) => type === 'block')
    .map((part) => readBlock(part, lowering.textOf))
    .find(({ kind }) => kind === 'content');
  const source = attribute('for_each');
  const named = attribute('iterator');
  if (content === undefined || source === undefined) return unknown(node);
  const iterator = named ? lowering.textOf(named) : name;
  const place = named ?? source;
  const bound = [iteratorKey(iterator), iterator].map((own) => ({
    value: nameExpression(own, place),
    isSpread: false,
  }));
  const iterable = libraryCall('entries', [lowering.expression(source)], source);
  return lowering.withIterator(iterator, () => ({
    kind: 'comprehension',
    range: rangeOf(node),
    element: objectOfBody(content.node, content.body, lowering),
    target: { kind: 'list', range: rangeOf(place), items: bound },
    iterable,
  }));
}
