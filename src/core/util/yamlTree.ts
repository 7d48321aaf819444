import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { CST, Document, Node, Pair, Scalar } from 'yaml';
import type { TextRange } from './text.ts';

/** What a YAML or JSON text says, with the place of everything in it. Aliases are followed, merge keys merged. */
export interface YamlTree {
  /** Absent when the text is empty, or nothing of it could be read. */
  readonly root?: YamlNode;
  readonly problems: readonly YamlProblem[];
}

export interface YamlProblem {
  readonly message: string;
  readonly range: TextRange;
}

export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly range: TextRange;
  /** A local tag such as `!Sub`; YAML's own tags are left out. */
  readonly tag?: string;
  /** In source order, one for each key: of a key that is there twice, the last. Keys that are no scalars are left out. */
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly isFlow: boolean;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly range: TextRange;
  readonly tag?: string;
  readonly items: readonly YamlNode[];
  readonly isFlow: boolean;
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly range: TextRange;
  readonly tag?: string;
  readonly value: string | number | boolean | null;
  readonly style: YamlScalarStyle;
}

export type YamlScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** Longer texts are not read. */
export const MAXIMUM_YAML_LENGTH = 1_000_000;
/** Bounds the time for texts that are all punctuation. */
const MAXIMUM_LEXEMES = 60_000;
/** Tokens that stand nowhere and escapes that are none: each becomes an error, which takes long to make. */
const MAXIMUM_STRAYS = 1_000;
/** Bounds what a tree grows to when its aliases are followed. */
const MAXIMUM_NODES = 200_000;
const MAXIMUM_DEPTH = 100;
const MAXIMUM_PROBLEMS = 50;

/**
 * Reads the first document of a YAML text, or a JSON text. Never throws; a hostile text (alias bomb, deep nesting, very
 * many tokens) is cut off with a problem. All ranges are shifted by `offset`, for a text that stands within another.
 */
export function parseYaml(text: string, offset = 0): YamlTree {
  if (text.length > MAXIMUM_YAML_LENGTH) return refused('is longer than a million characters', offset);
  const tokens = readTokens(text);
  if (tokens === undefined) return refused('has too many tokens', offset);
  if (isNestedTooDeeply(tokens)) return refused('is nested too deeply', offset);
  try {
    const document = composeFirst(tokens, text.length);
    return document ? new TreeBuilder(text, offset).build(document) : { problems: [] };
  } catch (error) {
    return refused(`cannot be read (${error instanceof Error ? firstLine(error.message) : 'unknown error'})`, offset);
  }
}

/** The value behind `key`, when `node` is a map that has it. */
export function yamlField(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** The node at the end of a path of keys. */
export function yamlAt(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let current = node;
  for (const key of path) current = yamlField(current, key);
  return current;
}

/** Everything but tags and places, as JSON would have it. */
export function yamlData(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(yamlData);
  const data: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) {
    Object.defineProperty(data, key, {
      value: yamlData(entry.value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return data;
}

function refused(what: string, offset: number): YamlTree {
  return { problems: [{ message: `Not read: the text ${what}.`, range: { start: offset, end: offset } }] };
}

function readTokens(text: string): CST.Token[] | undefined {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  let lexemes = 0;
  let strays = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexeme.startsWith('"')) strays += wrongEscapes(lexeme);
    if (lexemes > MAXIMUM_LEXEMES || strays > MAXIMUM_STRAYS) return undefined;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') strays += 1;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/**
 * The composer recurses. Running out of stack cannot be caught there: where the engine happens to compile a regular
 * expression at that moment, it ends the process.
 */
function isNestedTooDeeply(tokens: readonly CST.Token[]): boolean {
  let level: readonly CST.Token[] = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAXIMUM_DEPTH) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [...(key ? [key] : []), ...(value ? [value] : [])]);
}

function wrongEscapes(quoted: string): number {
  return quoted.match(WRONG_ESCAPE)?.length ?? 0;
}

const WRONG_ESCAPE = /\\(?:x(?![\da-f]{2})|u(?![\da-f]{4})|U(?![\da-f]{8})|[^0abtnvfrelpxu_ "/\\\t\r\n])/gi;

function composeFirst(tokens: readonly CST.Token[], length: number): Document.Parsed | undefined {
  // The parser's own check of duplicate keys takes quadratic time; `TreeBuilder` has its own.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
  for (const document of composer.compose(tokens, true, length)) return document;
  return undefined;
}

/** A node that aliases mean, with the number of nodes in it and how deep they are nested. */
interface Anchor {
  readonly node: YamlNode;
  readonly size: number;
  readonly height: number;
}

class TreeBuilder {
  readonly #text: string;
  readonly #offset: number;
  readonly #problems: YamlProblem[] = [];
  readonly #anchors = new Map<string, Anchor>();
  #nodes = 0;
  /** Deepest level that was reached, aliases followed. */
  #deepest = 0;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  build(document: Document.Parsed): YamlTree {
    for (const error of document.errors.slice(0, MAXIMUM_PROBLEMS)) {
      // The composer reads on into the next document only to say that there is one.
      if (error.code === 'MULTIPLE_DOCS') continue;
      this.#report(plainWords(error.code, error.message), error.pos[0], error.pos[1]);
    }
    const root = document.contents ? this.#node(document.contents, 0) : undefined;
    return { ...(root && { root }), problems: this.#problems };
  }

  #node(node: Node, depth: number): YamlNode {
    this.#nodes += 1;
    this.#deepest = Math.max(this.#deepest, depth);
    const [start, end] = bounds(node);
    if (this.#nodes > MAXIMUM_NODES) {
      this.#report('Not read: too many aliases.', start, end);
      return this.#empty(start, end);
    }
    if (isAlias(node)) return this.#alias(node.source, depth, start, end);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    return anchor === undefined ? this.#own(node, depth, start, end) : this.#anchored(anchor, node, depth);
  }

  #anchored(anchor: string, node: Node, depth: number): YamlNode {
    const nodes = this.#nodes;
    const deepest = this.#deepest;
    this.#deepest = depth;
    const built = this.#own(node, depth, ...bounds(node));
    this.#anchors.set(anchor, { node: built, size: this.#nodes - nodes + 1, height: this.#deepest - depth });
    this.#deepest = Math.max(deepest, this.#deepest);
    return built;
  }

  #own(node: Node, depth: number, start: number, end: number): YamlNode {
    const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
    const range = this.#range(start, isBlock ? this.#trimmedEnd(start, end) : end);
    const tag = localTag(node);
    if (isMap<Node, Node | null>(node)) {
      return { kind: 'map', range, ...tag, entries: this.#entries(node.items, depth), isFlow: node.flow === true };
    }
    if (isSeq<Node>(node)) {
      const items = node.items.map((item) => this.#node(item, depth + 1));
      return { kind: 'list', range, ...tag, items, isFlow: node.flow === true };
    }
    if (isScalar(node)) return { kind: 'scalar', range, ...tag, value: scalarValue(node), style: scalarStyle(node) };
    return this.#empty(start, end);
  }

  #entries(pairs: readonly Pair<Node, Node | null>[], depth: number): Map<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    const merged: YamlNode[] = [];
    for (const pair of pairs) {
      if (!isScalar(pair.key)) {
        if ((pair.key as Node | null) !== null) this.#report('A key must be a text.', ...bounds(pair.key));
        continue;
      }
      const key = String(pair.key.value);
      const [keyStart, keyEnd] = bounds(pair.key);
      const value = pair.value ? this.#node(pair.value, depth + 1) : this.#empty(keyEnd, keyEnd);
      if (key === '<<') {
        merged.push(value);
        continue;
      }
      if (entries.has(key)) this.#report(`The key "${key}" is there twice; the last one counts.`, keyStart, keyEnd);
      entries.set(key, { key, keyRange: this.#range(keyStart, keyEnd), value });
    }
    for (const source of merged) this.#merge(source, entries);
    return entries;
  }

  #merge(source: YamlNode, entries: Map<string, YamlEntry>): void {
    for (const map of source.kind === 'list' ? source.items : [source]) {
      if (map.kind !== 'map') continue;
      for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
    }
  }

  #alias(name: string, depth: number, start: number, end: number): YamlNode {
    const anchor = this.#anchors.get(name);
    if (!anchor) return this.#empty(start, end);
    const nodes = this.#nodes + anchor.size;
    const reached = depth + anchor.height;
    if (nodes > MAXIMUM_NODES || reached > MAXIMUM_DEPTH) {
      this.#report('Not followed: the aliases of this text grow beyond all bounds.', start, end);
      return this.#empty(start, end);
    }
    this.#nodes = nodes;
    this.#deepest = Math.max(this.#deepest, reached);
    return anchor.node;
  }

  #empty(start: number, end: number): YamlScalar {
    return { kind: 'scalar', range: this.#range(start, end), value: null, style: 'plain' };
  }

  #report(message: string, start: number, end: number): void {
    const last = this.#problems.at(-1);
    // Of one mistake the parser can say the same of everything around it.
    if (last?.message === message && (message.startsWith('Not ') || last.range.end === this.#offset + end)) return;
    if (this.#problems.length < MAXIMUM_PROBLEMS) this.#problems.push({ message, range: this.#range(start, end) });
  }

  /** Block collections reach to the next thing in the text. */
  #trimmedEnd(start: number, end: number): number {
    let at = end;
    while (at > start && /\s/.test(this.#text.charAt(at - 1))) at -= 1;
    return at;
  }

  #range(start: number, end: number): TextRange {
    const from = Math.min(start, this.#text.length);
    return { start: this.#offset + from, end: this.#offset + Math.max(from, Math.min(end, this.#text.length)) };
  }
}

function bounds(node: Node): [number, number] {
  return [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
}

function localTag(node: Node): { readonly tag?: string } {
  const tag = isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
  return tag?.startsWith('!') ? { tag } : {};
}

function scalarValue(node: Scalar): YamlScalar['value'] {
  const { value } = node;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return typeof value === 'bigint' ? Number(value) : null;
}

function scalarStyle(node: Scalar): YamlScalarStyle {
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return 'double-quoted';
    case 'QUOTE_SINGLE':
      return 'single-quoted';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}

/** The parser speaks of flow collections and implicit keys; whoever is typing a file need not. */
function plainWords(code: string, message: string): string {
  const missing = / and end with an? (\S+)$| must end with an? (\S+)$|^Missing closing (["'])/.exec(firstLine(message));
  if (missing) return `A \`${missing[1] ?? missing[2] ?? missing[3] ?? ''}\` is missing.`;
  if (code === 'MULTILINE_IMPLICIT_KEY') return 'A `:` is missing: this is no `key: value`.';
  if (code === 'MISSING_CHAR' && message.startsWith('Implicit map keys')) return 'A `:` is missing behind this key.';
  const line = firstLine(message);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}
