import type { EditIntent, LiteralData, NodeReference } from '../domain/edit.ts';
import type { TextEdit, TextRange } from '../util/text.ts';
import { rangeContains } from '../util/text.ts';
import { parseYaml } from '../util/yamlTree.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode } from '../util/yamlTree.ts';
import { frontMatterRange } from './frontMatter.ts';
import type { TemplateSource } from './templateFormat.ts';

/**
 * Writes one edit into the front matter, the YAML or the JSON of a template file; undefined when the node is not found
 * again or its form has no place for it.
 */
export function writeTemplateEdit(source: TemplateSource, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'remove-text') return edit.uri === source.uri ? [removal(source.text, edit.range)] : undefined;
  const reference = edit.kind === 'replace-value' ? edit.target : edit.container;
  if (reference.uri !== source.uri) return undefined;
  const writer = new Writer(source.text);
  const node = writer.find(reference);
  if (node === undefined) return undefined;
  switch (edit.kind) {
    case 'replace-value':
      return isVerbatim(edit.value) ? undefined : [{ range: node.range, newText: writer.flow(edit.value) }];
    case 'set-field':
      return node.kind === 'map' ? writer.setField(node, edit.path, edit.value) : undefined;
    case 'insert-item':
      return node.kind === 'list' ? writer.insertItem(node, edit.index, edit.value) : undefined;
  }
}

class Writer {
  readonly #text: string;
  readonly #region: TextRange;
  readonly #eol: string;
  readonly #isJson: boolean;

  constructor(text: string) {
    const front = frontMatterRange(text);
    this.#text = text;
    this.#region = front === undefined || front === 'unclosed' ? { start: 0, end: text.length } : front.yaml;
    this.#eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.#isJson = /^\uFEFF?\s*[{[]/.test(text.slice(this.#region.start, this.#region.start + 1_000));
  }

  find(reference: NodeReference): YamlNode | undefined {
    const { root } = parseYaml(this.#text.slice(this.#region.start, this.#region.end), this.#region.start);
    if (root === undefined || (root.kind === 'scalar' && root.value === null)) return this.#emptyRoot(reference);
    return findNode(root, reference);
  }

  setField(map: YamlMap, path: readonly string[], value: LiteralData): readonly TextEdit[] | undefined {
    const [key, ...rest] = path;
    if (key === undefined) return undefined;
    const entry = map.entries.get(key);
    if (entry === undefined) return this.#addEntry(map, key, nest(rest, value));
    if (entry.value.kind === 'map' && rest.length > 0) return this.setField(entry.value, rest, value);
    if (isNull(entry.value)) return this.#fillEntry(map, entry, nest(rest, value));
    return rest.length > 0 ? undefined : [{ range: entry.value.range, newText: this.flow(value) }];
  }

  insertItem(list: YamlList, index: number, value: LiteralData): readonly TextEdit[] | undefined {
    const before = list.items[index - 1];
    const after = list.items[index];
    if (!list.isFlow) return this.#insertBlockItem(list, index, value);
    if (before) {
      const separator = this.#separator(list, before.range.start);
      const newText = `,${separator}${this.flow(value, lineIndent(separator))}`;
      return [insertion(before.range.end, newText)];
    }
    if (after) {
      const separator = this.#separator(list, after.range.start);
      return [insertion(after.range.start, `${this.flow(value, lineIndent(separator))},${separator}`)];
    }
    return [{ range: list.range, newText: `[${this.flow(value)}]` }];
  }

  /** As JSON, or in YAML with plain keys; over several lines where `indent` is given. */
  flow(value: LiteralData, indent?: string): string {
    if (typeof value !== 'object') return JSON.stringify(value);
    const isList = Array.isArray(value);
    const inner = indent === undefined ? undefined : `${indent}  `;
    const pieces = isList
      ? (value as readonly LiteralData[]).map((item) => this.flow(item, inner))
      : Object.entries(value).map(([key, item]) => `${this.#key(key)}: ${this.flow(item, inner)}`);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    if (inner === undefined) return isList ? `[${pieces.join(', ')}]` : `{ ${pieces.join(', ')} }`;
    return `${open}${this.#eol}${pieces.map((piece) => inner + piece).join(`,${this.#eol}`)}${this.#eol}${indent ?? ''}${close}`;
  }

  /** Front matter without a line in it. */
  #emptyRoot({ kind, range }: NodeReference): YamlMap | undefined {
    const { start, end } = this.#region;
    if (kind !== 'object' || range.start !== start || range.end !== end) return undefined;
    return { kind: 'map', range: this.#region, entries: new Map(), isFlow: false };
  }

  #addEntry(map: YamlMap, key: string, value: LiteralData): readonly TextEdit[] | undefined {
    const last = [...map.entries.values()].filter(({ keyRange }) => rangeContains(map.range, keyRange)).at(-1);
    if (map.isFlow) return this.#addFlowEntry(map, last, key, value);
    if (last === undefined) return [insertion(map.range.start, this.#block(key, value, '') + this.#eol)];
    const indent = this.#columnIndent(last.keyRange.start);
    const at = this.#endOfContent(last);
    return [insertion(at, `${this.#eol}${this.#block(key, value, indent)}`)];
  }

  #addFlowEntry(map: YamlMap, last: YamlEntry | undefined, key: string, value: LiteralData): readonly TextEdit[] {
    if (last === undefined) return [{ range: map.range, newText: this.flow({ [key]: value }) }];
    const separator = this.#separator(map, last.keyRange.start);
    const indent = lineIndent(separator);
    return [insertion(last.value.range.end, `,${separator}${this.#key(key)}: ${this.flow(value, indent)}`)];
  }

  /** `config:` with nothing behind it. */
  #fillEntry(map: YamlMap, entry: YamlEntry, value: LiteralData): readonly TextEdit[] {
    if (map.isFlow || typeof value !== 'object') return this.#replaceNull(entry, value);
    const indent = this.#columnIndent(entry.keyRange.start);
    const block = this.#block(entry.key, value, indent).slice(indent.length);
    const end = this.#lineEnd(entry.keyRange.end);
    return [{ range: { start: entry.keyRange.start, end }, newText: block }];
  }

  #replaceNull(entry: YamlEntry, value: LiteralData): readonly TextEdit[] {
    const { start, end } = entry.value.range;
    if (end > start) return [{ range: entry.value.range, newText: this.flow(value) }];
    const colon = this.#text.indexOf(':', entry.keyRange.end);
    return [insertion(colon + 1, ` ${this.flow(value)}`)];
  }

  #insertBlockItem(list: YamlList, index: number, value: LiteralData): readonly TextEdit[] | undefined {
    const last = list.items[Math.min(index, list.items.length) - 1];
    const first = list.items[0];
    if (first === undefined) return undefined;
    const dash = this.#text.lastIndexOf('-', first.range.start - 1);
    const indent = this.#columnIndent(dash);
    const item = `- ${this.flow(value)}`;
    if (last === undefined) return [insertion(dash, `${item}${this.#eol}${indent}`)];
    return [insertion(this.#trimmedEnd(last.range.start, last.range.end), `${this.#eol}${indent}${item}`)];
  }

  /** A key and its value in block style, without a line break at the end. */
  #block(key: string, value: LiteralData, indent: string): string {
    const isMap = typeof value === 'object' && !Array.isArray(value) && !isVerbatim(value);
    if (!isMap) return `${indent}${key}: ${this.flow(value)}`;
    const inner = Object.entries(value).map(([name, item]) => this.#block(name, item, `${indent}  `));
    return [`${indent}${key}:`, ...inner].join(this.#eol);
  }

  #key(key: string): string {
    return this.#isJson || !/^[A-Za-z_][\w-]*$/.test(key) ? JSON.stringify(key) : key;
  }

  /** What stands between two entries: a line break with the indentation of `start` where that begins its line. */
  #separator(container: YamlNode, start: number): string {
    const indent = this.#columnIndent(start);
    const isOwnLine =
      start - this.#lineStart(start) === indent.length && this.#lineStart(start) > container.range.start;
    return isOwnLine ? this.#eol + indent : ' ';
  }

  /** The blanks that put a new line under what stands at `offset`. */
  #columnIndent(offset: number): string {
    const before = this.#text.slice(this.#lineStart(offset), offset);
    return /^\s*$/.test(before) ? before : ' '.repeat(before.length);
  }

  #lineStart(offset: number): number {
    return Math.max(this.#region.start, this.#text.lastIndexOf('\n', offset - 1) + 1);
  }

  #lineEnd(offset: number): number {
    const end = /\r?\n|$/g;
    end.lastIndex = offset;
    return Math.min(end.exec(this.#text)?.index ?? this.#region.end, this.#region.end);
  }

  /** The end of an entry's last line, a comment on it included. */
  #endOfContent({ keyRange, value }: YamlEntry): number {
    return this.#lineEnd(Math.max(keyRange.end, this.#trimmedEnd(value.range.start, value.range.end)));
  }

  /** Block values reach over the blank lines behind them. */
  #trimmedEnd(start: number, end: number): number {
    let at = end;
    while (at > start && /\s/.test(this.#text.charAt(at - 1))) at -= 1;
    return at;
  }
}

function findNode(node: YamlNode, reference: NodeReference): YamlNode | undefined {
  const { start, end } = reference.range;
  if (node.range.start === start && node.range.end === end && fitsKind(node, reference.kind)) return node;
  const children = node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : [];
  for (const child of node.kind === 'list' ? node.items : children) {
    if (!rangeContains(child.range, reference.range)) continue;
    const found = findNode(child, reference);
    if (found) return found;
  }
  return undefined;
}

function fitsKind(node: YamlNode, kind: NodeReference['kind']): boolean {
  if (kind === 'object') return node.kind === 'map';
  return kind === 'list' ? node.kind === 'list' : kind === 'expression';
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function isVerbatim(value: LiteralData): boolean {
  return typeof value === 'object' && 'verbatim' in value;
}

function nest(path: readonly string[], value: LiteralData): LiteralData {
  return path.reduceRight<LiteralData>((inner, key) => ({ [key]: inner }), value);
}

/** The indentation of a separator that breaks the line. */
function lineIndent(separator: string): string | undefined {
  return separator.includes('\n') ? separator.slice(separator.indexOf('\n') + 1) : undefined;
}

/** With the whole line when nothing else stands on it. */
function removal(text: string, { start, end }: TextRange): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextLine = !text.includes('\n', end) ? text.length : text.indexOf('\n', end) + 1;
  const isAlone = (text.slice(lineStart, start) + text.slice(end, nextLine)).trim() === '';
  return { range: isAlone ? { start: lineStart, end: nextLine } : { start, end }, newText: '' };
}

function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}
