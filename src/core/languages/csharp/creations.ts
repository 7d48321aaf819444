/** What `new` makes, with the initialisers behind it, and the brackets of collections. */
import type { CallExpression, Expression, ListItem, ObjectEntry, ObjectExpression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { endOf, literal, rangeOf, unknown } from '../nodes.ts';
import { lowerArguments, valueOfArgument } from './arguments.ts';
import { isTextBuilder } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { madeText } from './textBuilders.ts';
import { lowerType, simpleName } from './types.ts';

const LIST_TYPES =
  /^(?:I?(?:Immutable)?List|IEnumerable|I?ReadOnlyList|I?(?:Read[oO]nly)?Collection|HashSet|SortedSet|Queue|Stack|LinkedList|ObservableCollection|ConcurrentBag|JsonArray|JArray|ImmutableArray|Span|ReadOnlySpan)$/;
const MAP_TYPES =
  /^(?:I?(?:Sorted|Concurrent|ReadOnly|Immutable|Frozen|Ordered)?Dictionary|JsonObject|JObject|ExpandoObject|Hashtable)$/;

/** Types that do something are made by their constructor; any other is what its initialiser sets. */
const DOING =
  /(?:Client|Handler|Service|Agent|Builder|Generator|Kernel|Provider|Factory|Manager|Plugin|Runner|Repository|Controller|Adapter|Wrapper|Stream|Reader|Writer|Random|Chat|Model|Embeddings?|LLM|Pipeline)$/;

/** `new X(…) { … }`, `new() { … }`. */
export function lowerCreation(node: SyntaxNode, lowering: Lowering): Expression {
  return made(node, fieldOf(node, 'type'), lowering);
}

/** `new()` and `{ … }` of a declaration, which says the type; undefined for all that says its type itself. */
export function lowerTyped(node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression | undefined {
  const known = type?.type === 'implicit_type' ? undefined : type;
  if (node.type === 'implicit_object_creation_expression') return made(node, unwrapped(known), lowering);
  return undefined;
}

function unwrapped(type: SyntaxNode | undefined): SyntaxNode | undefined {
  return type?.type === 'nullable_type' ? fieldOf(type, 'type') : type;
}

interface Parts {
  readonly type: SyntaxNode | undefined;
  readonly list: SyntaxNode | undefined;
  readonly initializer: SyntaxNode | undefined;
}

function made(node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression {
  const parts: Parts = {
    type,
    list: partsOf(node).find((part) => part.type === 'argument_list'),
    initializer: partsOf(node).find((part) => part.type === 'initializer_expression'),
  };
  const name = simpleName(type, lowering);
  if (isTextBuilder(name)) return madeText(node, lowering);
  if (LIST_TYPES.test(name)) return listOf(node, parts, lowering);
  if (MAP_TYPES.test(name)) return mapOf(node, parts, lowering);
  return madeObject(node, name, parts, lowering);
}

function madeObject(node: SyntaxNode, name: string, parts: Parts, lowering: Lowering): Expression {
  const { type, list, initializer } = parts;
  const passed = list ? partsOf(list) : [];
  const entries = initializer ? partsOf(initializer) : [];
  if (passed.length === 0 && entries.length > 0 && !entries.some(isAssignment)) {
    return entries.every(({ type: kind }) => kind === 'initializer_expression')
      ? mapOf(node, parts, lowering)
      : listOf(node, parts, lowering);
  }
  const written = lowerType(type, lowering);
  const isElsewhere = written && (written.range.start < node.start || written.range.end > node.end);
  const callee = isElsewhere ? movedTo(written, { start: node.start, end: node.start }) : written;
  if (passed.length === 0 && !DOING.test(name)) {
    const fields = initializer ? fieldsOf(initializer, lowering) : [];
    const made_: ObjectExpression = { kind: 'object', range: rangeOf(node), entries: fields };
    return callee ? { ...made_, type: callee, isConstruction: true } : made_;
  }
  const named = entries.flatMap((entry) => namedArgument(entry, lowering));
  const call: CallExpression = {
    kind: 'call',
    range: rangeOf(node),
    callee: callee ?? unknown({ start: node.start, end: node.start }),
    arguments: [...(list ? lowerArguments(list, lowering) : []), ...named],
    argumentsRange: list ? rangeOf(list) : initializer ? rangeOf(initializer) : endOf(node),
    isConstruction: true,
  };
  return call;
}

/** A type that is said in front of what is made. */
function movedTo(type: Expression, range: TextRange): Expression {
  if (type.kind !== 'member') return { ...type, range };
  return { ...type, range, propertyRange: range, object: movedTo(type.object, range) };
}

function isAssignment({ type }: SyntaxNode): boolean {
  return type === 'assignment_expression';
}

function namedArgument(entry: SyntaxNode, lowering: Lowering): CallExpression['arguments'] {
  const left = isAssignment(entry) ? fieldOf(entry, 'left') : undefined;
  const right = isAssignment(entry) ? fieldOf(entry, 'right') : undefined;
  if (left?.type !== 'identifier' || !right) return [];
  return [{ name: lowering.textOf(left), value: lowering.expression(right), range: rangeOf(entry) }];
}

/** `{ A = 1, ["b"] = 2, { "c", 3 } }`. */
function fieldsOf(initializer: SyntaxNode, lowering: Lowering): readonly ObjectEntry[] {
  return partsOf(initializer).map((entry): ObjectEntry => {
    const range = rangeOf(entry);
    if (isAssignment(entry)) {
      const left = fieldOf(entry, 'left');
      const right = fieldOf(entry, 'right');
      if (left && right) return { kind: 'field', key: keyOf(left, lowering), value: lowering.expression(right), range };
    }
    const [key, value, more] = entry.type === 'initializer_expression' ? partsOf(entry) : [];
    if (key && value && !more) {
      return { kind: 'field', key: lowering.expression(key), value: lowering.expression(value), range };
    }
    return { kind: 'spread', value: unknown(entry, [lowering.expression(entry)]), range };
  });
}

function keyOf(left: SyntaxNode, lowering: Lowering): Expression {
  if (left.type === 'identifier') return literal(lowering.textOf(left).replace(/^@/, ''), left);
  const [argument] = left.type === 'element_binding_expression' ? partsOf(left) : [];
  const value = argument && valueOfArgument(argument);
  return value ? lowering.expression(value) : unknown(left);
}

/** `new List<T>(items) { a, b }`; a number is only its capacity. */
function listOf(node: SyntaxNode, { list, initializer }: Parts, lowering: Lowering): Expression {
  const [first] = list ? partsOf(list) : [];
  const copied = first && valueOfArgument(first);
  const spread: readonly ListItem[] =
    copied && copied.type !== 'integer_literal' ? [{ value: lowering.expression(copied), isSpread: true }] : [];
  const items = initializer ? partsOf(initializer).map((item) => itemOf(item, lowering)) : [];
  return { kind: 'list', range: rangeOf(initializer ?? node), items: [...spread, ...items] };
}

function itemOf(item: SyntaxNode, lowering: Lowering): ListItem {
  const value = valueOfArgument(item) ?? item;
  if (value.type !== 'range_expression' && value.type !== 'spread_element') {
    return { value: lowering.expression(value), isSpread: value.type === 'ERROR' };
  }
  const [inner] = partsOf(value);
  return { value: inner ? lowering.expression(inner) : unknown(value), isSpread: true };
}

/** `new Dictionary<K, V>(other) { … }`. */
function mapOf(node: SyntaxNode, { list, initializer }: Parts, lowering: Lowering): Expression {
  const copied = (list ? partsOf(list) : []).flatMap((argument): readonly ObjectEntry[] => {
    const value = valueOfArgument(argument);
    const isData =
      value && !value.type.endsWith('literal') && !/^String(?:Comparer|Comparison)\b/.test(lowering.textOf(value));
    return isData ? [{ kind: 'spread', value: lowering.expression(value), range: rangeOf(argument) }] : [];
  });
  const entries = initializer ? fieldsOf(initializer, lowering) : [];
  return { kind: 'object', range: rangeOf(node), entries: [...copied, ...entries] };
}

/** `new { anthropic_version = "…", max_tokens, request.Prompt }`. */
export function lowerAnonymous(node: SyntaxNode, lowering: Lowering): Expression {
  const entries: ObjectEntry[] = [];
  const children = node.children.filter(({ type }) => type !== 'comment');
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (!child?.isNamed) continue;
    const value = children[index + 1]?.type === '=' ? children[index + 2] : undefined;
    if (value) index += 2;
    const key = literal(keyOfMember(child, lowering), child);
    const range = { start: child.start, end: (value ?? child).end };
    entries.push({ kind: 'field', key, value: lowering.expression(value ?? child), range });
  }
  return { kind: 'object', range: rangeOf(node), entries };
}

/** A member that is named by what it holds is called like its last step. */
function keyOfMember(member: SyntaxNode, lowering: Lowering): string {
  const written = lowering.textOf(member);
  return written.slice(written.lastIndexOf('.') + 1).replace(/^@/, '');
}

/** `record with { A = 1 }`. */
export function lowerWith(node: SyntaxNode, lowering: Lowering): Expression {
  const [first, ...rest] = partsOf(node);
  if (first === undefined) return unknown(node);
  const fields = rest.flatMap((part): readonly ObjectEntry[] => {
    const [name, value] = partsOf(part);
    if (part.type !== 'with_initializer' || !name || !value) return [];
    const key = literal(lowering.textOf(name), name);
    return [{ kind: 'field', key, value: lowering.expression(value), range: rangeOf(part) }];
  });
  const spread: ObjectEntry = { kind: 'spread', value: lowering.expression(first), range: rangeOf(first) };
  return { kind: 'object', range: rangeOf(node), entries: [spread, ...fields] };
}

/** `new[] { a, b }`, `new string[] { a }`; one with only a size has items that are not seen. */
export function lowerArrayCreation(node: SyntaxNode, lowering: Lowering): Expression {
  const initializer = partsOf(node).find(({ type }) => type === 'initializer_expression');
  if (initializer === undefined) return unknown(node, partsOf(node).slice(1).map(lowering.expression));
  const items = partsOf(initializer).map((item) => itemOf(item, lowering));
  return { kind: 'list', range: rangeOf(initializer), items };
}

/** `{ … }` without a type: of fields where it assigns them, else of items. */
export function lowerInitializer(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const isObject =
    parts.some(isAssignment) || (parts.length > 0 && parts.every(({ type }) => type === 'initializer_expression'));
  if (isObject) return { kind: 'object', range: rangeOf(node), entries: fieldsOf(node, lowering) };
  return { kind: 'list', range: rangeOf(node), items: parts.map((item) => itemOf(item, lowering)) };
}

/** `[a, .. b]`. */
export function lowerCollection(node: SyntaxNode, lowering: Lowering): Expression {
  return { kind: 'list', range: rangeOf(node), items: partsOf(node).map((item) => itemOf(item, lowering)) };
}
