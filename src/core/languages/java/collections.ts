/** Lists and maps, which Java writes as calls: `List.of(a, b)`, `Map.of("k", v)`, `new ArrayList<>(list)`. */
import type { Expression, ListItem, ObjectEntry } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { endOf, rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';

const LIST_MAKERS: ReadonlySet<string> = new Set([
  'List.of',
  'Set.of',
  'Stream.of',
  'Flux.just',
  'Arrays.asList',
  'Collections.singletonList',
  'Collections.singleton',
  'Collections.emptyList',
  'Lists.newArrayList',
  'ImmutableList.of',
  'ImmutableSet.of',
]);

/** What these are given they give back, but for its being changeable. */
const COPIERS: ReadonlySet<string> = new Set([
  'List.copyOf',
  'Set.copyOf',
  'Map.copyOf',
  'Collections.unmodifiableList',
  'Collections.unmodifiableMap',
  'Collections.synchronizedList',
  'Arrays.stream',
]);

const MAP_MAKERS: ReadonlySet<string> = new Set([
  'Map.of',
  'ImmutableMap.of',
  'Collections.singletonMap',
  'Collections.emptyMap',
  'Map.entry',
]);

/** A factory's method that makes an empty JSON object or list, whatever the factory is called. */
const EMPTY_OBJECTS: ReadonlySet<string> = new Set(['createObjectNode', 'objectNode']);
const EMPTY_LISTS: ReadonlySet<string> = new Set(['createArrayNode', 'arrayNode']);

export function lowerCollectionCall(
  node: SyntaxNode,
  owner: string,
  method: string,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  const name = `${owner}.${method}`;
  if (LIST_MAKERS.has(name)) return listOf(node, passed, lowering);
  if (MAP_MAKERS.has(name)) return mapOf(node, passed, lowering);
  const [only] = passed;
  if (COPIERS.has(name) && only) return lowering.expression(only);
  if (name === 'Map.ofEntries') return entriesOf(node, passed, lowering);
  if (passed.length > 0) return undefined;
  if (EMPTY_OBJECTS.has(method)) return { kind: 'object', range: rangeOf(node), entries: [] };
  return EMPTY_LISTS.has(method) ? { kind: 'list', range: rangeOf(node), items: [] } : undefined;
}

function listOf(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression {
  const items = passed.map((item): ListItem => ({ value: lowering.expression(item), isSpread: false }));
  return { kind: 'list', range: rangeOf(node), items };
}

function mapOf(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression {
  const entries: ObjectEntry[] = [];
  for (let index = 0; index < passed.length; index += 2) {
    const [key, value] = [passed[index], passed[index + 1]];
    if (key) entries.push(entryOf(key, value, lowering));
  }
  return { kind: 'object', range: rangeOf(node), entries };
}

/** A key whose value is still to be typed says nothing. */
function entryOf(key: SyntaxNode, value: SyntaxNode | undefined, lowering: Lowering): ObjectEntry {
  const range = { start: key.start, end: value?.end ?? key.end };
  if (value === undefined) return { kind: 'spread', value: unknown(range, [lowering.expression(key)]), range };
  return { kind: 'field', key: lowering.expression(key), value: lowering.expression(value), range };
}

function entriesOf(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression {
  const entries = passed.map((entry): ObjectEntry => {
    const value = lowering.expression(entry);
    const [only] = value.kind === 'object' ? value.entries : [];
    return only ?? { kind: 'spread', value, range: rangeOf(entry) };
  });
  return { kind: 'object', range: rangeOf(node), entries };
}

const LIST_TYPES =
  /^(?:(?:Array|Linked|CopyOnWriteArray)List|(?:Linked|Tree)?HashSet|TreeSet|ArrayDeque|JSONArray|JsonArray|Vector)$/;
const MAP_TYPES = /^(?:(?:Linked|Concurrent|Weak|Identity)?HashMap|TreeMap|EnumMap|JSONObject|JsonObject)$/;

/** `new ArrayList<>(list)`, `new JSONObject(map)`; the number is only a capacity, a text is to be decoded. */
export function newCollection(
  node: SyntaxNode,
  type: string,
  list: SyntaxNode,
  lowering: Lowering,
): Expression | undefined {
  const isList = LIST_TYPES.test(type);
  if (!isList && !MAP_TYPES.test(type)) return undefined;
  const [first, second] = partsOf(list);
  const value = first && !first.type.endsWith('integer_literal') && !second ? lowering.expression(first) : undefined;
  const isText = value !== undefined && type.startsWith('JS') && !['object', 'list', 'call'].includes(value.kind);
  if (second || isText) return undefined;
  const range = rangeOf(node);
  if (isList) return { kind: 'list', range, items: value ? [{ value, isSpread: true }] : [] };
  return { kind: 'object', range, entries: value ? [{ kind: 'spread', value, range: value.range }] : [] };
}

/** `new HashMap<>() {{ put("a", 1); }}`. */
export function filledByBraces(made: Expression, body: SyntaxNode, lowering: Lowering): Expression {
  const calls = partsOf(body)
    .filter(({ type }) => type === 'block')
    .flatMap(partsOf)
    .flatMap(partsOf)
    .filter(({ type }) => type === 'method_invocation');
  const passed = calls.map((call) => {
    const list = fieldOf(call, 'arguments');
    return list ? partsOf(list) : [];
  });
  if (made.kind === 'object') {
    const entries = passed.flatMap(([key, value]) => (key ? [entryOf(key, value, lowering)] : []));
    return { ...made, entries: [...made.entries, ...entries] };
  }
  if (made.kind !== 'list') return unknown(endOf(body), [made]);
  const items = passed.flatMap(([item]) => (item ? [{ value: lowering.expression(item), isSpread: false }] : []));
  return { ...made, items: [...made.items, ...items] };
}
