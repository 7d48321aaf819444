import type { EditIntent, NodeReference } from '../../domain/edit.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { Container, ContainerEntry, EditableExpression, EditableSource, LiteralSyntax } from '../editWriter.ts';
import { rangeOf } from '../nodes.ts';
import { partsOf } from './nodes.ts';
import { findNode, isBroken, nodesAt } from '../editSource.ts';

/** Keys are written like those beside them: symbols or texts, and in snake case where the others are. */
export function writeRubyEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  const source = new RubySource(root, text, edit);
  return writeEdit(source, edit, source.literals);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What single quotes cannot hold is written in double ones. */
function writeText(value: string, written: string): string {
  const isPlain = !/[\p{Cc}\\]/u.test(value);
  const quote = written === "'" && isPlain ? "'" : '"';
  const escaped = value.replace(/["'\\#\p{Cc}]/gu, (character) => {
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
    if (character === '#') return quote === '"' ? '\\#' : character;
    return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return quote + escaped + quote;
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, '_$&').toLowerCase();
}

const TYPES: Readonly<Record<Container['kind'], readonly string[]>> = {
  call: ['call'],
  object: ['hash', 'pair'],
  list: ['array'],
};

interface WrittenEntry extends ContainerEntry {
  readonly written?: string;
}

/** Keys in snake case that the models' own bodies have, whose others are not in snake case. */
const OF_BODIES = /^(?:max_tokens|anthropic_version|top_p|top_k|stop_sequences|tool_choice|cache_control)$/;

class RubySource implements EditableSource {
  readonly text: string;
  readonly literals: LiteralSyntax;
  readonly #root: SyntaxNode;
  readonly #path: readonly string[];
  readonly #isSnake: boolean | undefined;
  /** True while the keys of the container at hand are texts before `=>`. */
  #hasRockets = false;

  constructor(root: SyntaxNode, text: string, edit: EditIntent) {
    this.#root = root;
    this.text = text;
    this.#path = edit.kind === 'set-field' ? edit.path : [];
    this.#isSnake = this.#isSnakeAt(edit);
    this.literals = {
      quote: text.includes('"') ? '"' : "'",
      objectPadding: ' ',
      indentation: '  ',
      text: writeText,
      number: (value) => String(value),
      boolean: (value) => String(value),
      list: (items) => `[${items.join(', ')}]`,
      object: (fields) => `{ ${fields.join(', ')} }`,
      field: (_, key, value, { quote }) => this.#field(key, value, quote),
    };
  }

  #field(written: string, value: string, quote: string): string | undefined {
    if (this.#isSnake === undefined && snake(written) !== written) return undefined;
    const key = this.#isSnake === true ? snake(written) : written;
    if (this.#hasRockets) return `${writeText(key, quote)} => ${value}`;
    return /^[A-Za-z_]\w*$/.test(key) ? `${key}: ${value}` : `${writeText(key, '"')}: ${value}`;
  }

  /** As the keys beside it and around it are; undefined where nothing tells. */
  #isSnakeAt(edit: EditIntent): boolean | undefined {
    const range = 'container' in edit ? edit.container.range : undefined;
    if (range === undefined) return undefined;
    const [innermost, ...around] = nodesAt(this.#root, range).toReversed();
    const list = innermost?.type === 'call' ? fieldOf(innermost, 'arguments') : undefined;
    for (const node of [list, innermost, ...around].filter((one) => one !== undefined)) {
      const written = this.text.slice(node.start, node.end);
      if (node.type === 'call' && /\.to_json$|^(?:JSON|Oj)\b/.test(written)) return false;
      const keys = partsOf(node).flatMap((part) => (part.type === 'pair' ? (this.#entry(part).written ?? []) : []));
      if (keys.some((key) => /[a-z][A-Z]/.test(key))) return false;
      if (keys.some((key) => key.includes('_') && !OF_BODIES.test(key))) return true;
    }
    return undefined;
  }

  #find({ kind, range }: NodeReference): SyntaxNode | undefined {
    return kind === 'expression' ? undefined : findNode(this.#root, range, ({ type }) => TYPES[kind].includes(type));
  }

  container(reference: NodeReference): Container | undefined {
    const node = this.#find(reference);
    const list = node?.type === 'call' ? fieldOf(node, 'arguments') : node;
    if (!list || reference.kind === 'expression' || list.type === 'pair') return undefined;
    return this.#bracketed(list, reference.kind);
  }

  #bracketed(node: SyntaxNode, kind: Container['kind']): Container | undefined {
    const opening = node.children[0];
    const closing = node.children.at(-1);
    if (!opening || !closing || opening === closing || opening.isNamed || closing.isNamed || isBroken(node))
      return undefined;
    const parts = partsOf(node);
    // A text that stands behind the line would be torn from it.
    if (parts.some((part) => holdsHeredoc(part))) return undefined;
    this.#hasRockets = parts.some(({ children }) => children.some(({ type }) => type === '=>'));
    return {
      kind,
      inside: { start: opening.end, end: closing.start },
      entries: parts.map((part) => this.#entry(part)),
      comments: node.children.filter(({ type }) => type === 'comment').map(rangeOf),
    };
  }

  #entry(node: SyntaxNode): WrittenEntry {
    const range = rangeOf(node);
    const keyNode = node.type === 'pair' ? fieldOf(node, 'key') : undefined;
    const value = fieldOf(node, 'value');
    if (node.type === 'block_argument') return { range, isLast: true };
    if (!keyNode || !value) return { range };
    const written = this.text.slice(keyNode.start, keyNode.end).replace(/^:|^["']|["']$/g, '');
    const named = this.#path.find((key) => key === written) ?? this.#path.find((key) => snake(key) === written);
    return { range, key: named ?? written, written, value: rangeOf(value) };
  }

  expression({ range }: NodeReference): EditableExpression | undefined {
    const node = findNode(this.#root, range, ({ isNamed }) => isNamed);
    const isText = node !== undefined && node.start < node.end && node.type !== 'heredoc_beginning';
    return isText ? { range: rangeOf(range) } : undefined;
  }
}

function holdsHeredoc(root: SyntaxNode): boolean {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'heredoc_beginning' || node.type === 'heredoc_body') return true;
    for (const child of node.children) open.push(child);
  }
  return false;
}
