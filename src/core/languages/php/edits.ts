import type { EditIntent, NodeReference } from '../../domain/edit.ts';
import { fieldOf, hasToken } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { Container, ContainerEntry, EditableExpression, EditableSource, LiteralSyntax } from '../editWriter.ts';
import { rangeOf } from '../nodes.ts';
import { partsOf } from './nodes.ts';
import { findNode, isBroken } from '../editSource.ts';
import { camelCase } from '../../util/letterCases.ts';

export function writePhpEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  return writeEdit(new PhpSource(root, text), edit, LITERALS);
}

const LITERALS: LiteralSyntax = {
  quote: "'",
  objectPadding: '',
  indentation: '    ',
  text: writeText,
  number: (value) => String(value),
  boolean: (value) => String(value),
  list: (items) => `[${items.join(', ')}]`,
  object: (fields) => `[${fields.join(', ')}]`,
  field(container, key, value, { quote, keyQuote }) {
    if (container === 'object') return `${writeText(key, keyQuote ?? quote)} => ${value}`;
    // Named arguments are in camel case: `maxTokens: 1024`.
    return /^[A-Za-z_]\w*$/.test(key) ? `${camelCase(key)}: ${value}` : undefined;
  },
};

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What single quotes cannot hold is written in double ones. */
function writeText(value: string, written: string): string {
  const quote = written === "'" && !/\p{Cc}/u.test(value) ? "'" : '"';
  const special = quote === "'" ? /['\\]/gu : /["\\$\p{Cc}]/gu;
  const escaped = value.replace(special, (character) => {
    const isControl = /\p{Cc}/u.test(character);
    return isControl ? (ESCAPES[character] ?? `\\u{${character.charCodeAt(0).toString(16)}}`) : `\\${character}`;
  });
  return quote + escaped + quote;
}

class PhpSource implements EditableSource {
  readonly text: string;
  readonly #root: SyntaxNode;

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.text = text;
  }

  container({ kind, range }: NodeReference): Container | undefined {
    if (kind === 'expression') return undefined;
    const isWanted = ({ type }: SyntaxNode): boolean =>
      kind === 'call'
        ? /_call_expression$|^object_creation_expression$/.test(type)
        : type === 'array_creation_expression';
    const node = findNode(this.#root, range, isWanted);
    const list = kind === 'call' ? node && argumentsOf(node) : node;
    if (list === undefined) return undefined;
    return kind === 'list' && partsOf(list).some((element) => hasToken(element, '=>'))
      ? undefined
      : this.#bracketed(list, kind);
  }

  #bracketed(node: SyntaxNode, kind: Container['kind']): Container | undefined {
    const opening = node.children.find(({ type }) => type === '(' || type === '[');
    const closing = node.children.at(-1);
    if (!opening || !closing || opening === closing || closing.isNamed || isBroken(node)) return undefined;
    const entries = partsOf(node).map((part) => this.#entry(part, kind));
    const quotes = partsOf(node).flatMap((part) => {
      const key = hasToken(part, '=>') ? partsOf(part)[0] : undefined;
      return key ? [this.text.charAt(key.start)] : [];
    });
    const keyQuote = quotes.find((quote) => quote === '"' || quote === "'");
    return {
      kind,
      inside: { start: opening.end, end: closing.start },
      entries,
      comments: node.children.filter(({ type }) => type === 'comment').map(rangeOf),
      ...(keyQuote !== undefined && { keyQuote }),
    };
  }

  #entry(node: SyntaxNode, kind: Container['kind']): ContainerEntry {
    const range = rangeOf(node);
    const parts = partsOf(node);
    const name = kind === 'call' ? fieldOf(node, 'name') : hasToken(node, '=>') ? parts[0] : undefined;
    const value = parts.at(-1);
    if (!name || !value || name === value) return { range };
    return { range, key: this.text.slice(name.start, name.end).replace(/^["']|["']$/g, ''), value: rangeOf(value) };
  }

  expression({ range }: NodeReference): EditableExpression | undefined {
    const node = findNode(this.#root, range, ({ isNamed }) => isNamed);
    return node && node.start < node.end ? { range: rangeOf(range) } : undefined;
  }
}

function argumentsOf(node: SyntaxNode): SyntaxNode | undefined {
  return partsOf(node).find(({ type }) => type === 'arguments');
}
