/** Writes macros as calls and lists, letter for letter as long, so that every place in the text stays what it was. */
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';

export interface RewrittenText {
  readonly text: string;
  /** Where the marks of the macros stood that are calls now: `!` of `format!(…)`. */
  readonly macros: ReadonlySet<number>;
  /** Where the braces of objects stood that are lists now, each key followed by its value: `json!({"a": 1})`. */
  readonly objects: ReadonlySet<number>;
}

/** A name, its mark and what it is handed, as they stand beside one another. */
interface Macro {
  readonly name: string;
  readonly start: number;
  readonly mark: SyntaxNode;
  readonly tokens: SyntaxNode;
}

/** @param isWanted Of the range of a macro that stands in no other one. */
export function readableMacros(root: SyntaxNode, text: string, isWanted: (range: TextRange) => boolean): RewrittenText {
  const writing = new Writing(text);
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'macro_invocation' && !isWanted(node)) continue;
    if (node.type === 'macro_invocation' || node.type === 'token_tree') {
      for (const macro of macrosAmong(node.children, text)) writing.write(macro);
    }
    for (const child of node.children) open.push(child);
  }
  return writing.result();
}

function macrosAmong(nodes: readonly SyntaxNode[], text: string): readonly Macro[] {
  return nodes.flatMap((mark, index): readonly Macro[] => {
    const before = nodes[index - 1];
    const tokens = nodes[index + 1];
    if (mark.type !== '!' || !before || tokens?.type !== 'token_tree' || before.end !== mark.start) return [];
    const name = text.slice(before.start, before.end).replace(/^[\s\S]*::\s*/, '');
    return /^\w+$/.test(name) ? [{ name, start: before.start, mark, tokens }] : [];
  });
}

/** What gives a list of what it is handed. */
const LISTS: ReadonlySet<string> = new Set(['vec', 'smallvec', 'bounded_vec']);
/** What runs the statements that it is handed. */
const BLOCKS: ReadonlySet<string> = new Set(['stream', 'try_stream']);
/** What takes objects as JSON writes them. */
const OBJECTS: ReadonlySet<string> = new Set(['json', 'json_internal']);

class Writing {
  readonly #text: string;
  readonly #macros = new Set<number>();
  readonly #objects = new Set<number>();
  readonly #changes: { readonly at: number; readonly length: number; readonly to: string }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  write({ name, start, mark, tokens }: Macro): void {
    const opening = tokens.children[0]?.type;
    if (LISTS.has(name)) {
      this.#blank(start, mark.end);
      this.#delimiters(tokens, '[', ']');
    } else if (BLOCKS.has(name) && opening === '{') this.#blank(start, mark.end);
    else if (name === 'lazy_static' && opening === '{') this.#statics(start, mark, tokens);
    else if (OBJECTS.has(name) || opening === '(' || (opening === '[' && WITH_BRACKETS.has(name))) {
      this.#macros.add(mark.start);
      this.#change(mark.start, '_');
      this.#delimiters(tokens, '(', ')');
      if (OBJECTS.has(name)) this.#json(tokens);
    }
  }

  result(): RewrittenText {
    const parts: string[] = [];
    let offset = 0;
    for (const { at, length, to } of this.#changes.sort((a, b) => a.at - b.at)) {
      if (at < offset) continue;
      parts.push(this.#text.slice(offset, at), to);
      offset = at + length;
    }
    parts.push(this.#text.slice(offset));
    return { text: parts.join(''), macros: this.#macros, objects: this.#objects };
  }

  /** `static ref NAME: T = value;` */
  #statics(start: number, mark: SyntaxNode, tokens: SyntaxNode): void {
    this.#blank(start, mark.end);
    this.#delimiters(tokens, ' ', ' ');
    for (const child of tokens.children) if (child.type === 'ref') this.#blank(child.start, child.end);
    this.#macros.add(mark.start);
  }

  /** Objects and lists that stand where JSON has values; any other braces are code. */
  #json(tokens: SyntaxNode): void {
    const open: SyntaxNode[] = [tokens];
    for (let tree = open.pop(); tree; tree = open.pop()) {
      const isObject = tree !== tokens && tree.children[0]?.type === '{';
      if (isObject) {
        this.#delimiters(tree, '[', ']');
        this.#objects.add(tree.start);
      }
      let isKey = isObject;
      let before: SyntaxNode | undefined;
      for (const child of tree.children) {
        if (isObject && isKey && child.type === ':') {
          this.#change(child.start, ',');
          isKey = false;
        } else if (isObject && child.type === ',') isKey = true;
        const isValue = child.type === 'token_tree' && before !== undefined && BEFORE_VALUES.has(before.type);
        if (isValue && child.children[0]?.type !== '(') open.push(child);
        if (!child.type.endsWith('comment')) before = child;
      }
    }
  }

  #delimiters({ start, end, children }: SyntaxNode, opening: string, closing: string): void {
    this.#change(start, opening);
    const last = children.at(-1);
    if (last?.end === end && end > last.start && !last.isMissing && /^[)\]}]$/.test(last.type)) {
      this.#change(last.start, closing);
    }
  }

  #blank(start: number, end: number): void {
    const to = this.#text.slice(start, end).replace(/[^\r\n]/g, ' ');
    this.#changes.push({ at: start, length: end - start, to });
  }

  #change(at: number, to: string): void {
    this.#changes.push({ at, length: 1, to });
  }
}

const WITH_BRACKETS: ReadonlySet<string> = new Set(['concat', 'format', 'indoc', 'formatdoc']);
const BEFORE_VALUES: ReadonlySet<string> = new Set(['(', '[', '{', ',', ':']);
