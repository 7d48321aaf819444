import type { EditIntent, NodeReference } from '../../domain/edit.ts';
import type { LanguageSource } from '../../domain/language.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { Container, ContainerEntry, EditableExpression, EditableSource, LiteralSyntax } from '../editWriter.ts';
import { rangeOf } from '../nodes.ts';
import { parseSource } from './parseSource.ts';
import { findNode, isBroken } from '../editSource.ts';
import { inQuotes } from '../quotedText.ts';

/** Fields of a call are those of its first object argument; one is made when the call has no arguments. */
export function writeTypeScriptEdit({ uri, text }: LanguageSource, edit: EditIntent): readonly TextEdit[] | undefined {
  const source = new TypeScriptSource(parseSource(uri, text).root, text);
  return writeEdit(source, edit, LITERALS)?.map((written) => source.withShorthandKey(written));
}

const LITERALS: LiteralSyntax = {
  quote: "'",
  objectPadding: ' ',
  indentation: '  ',
  text: inQuotes,
  number: (value) => String(value),
  boolean: (value) => String(value),
  list: (items) => `[${items.join(', ')}]`,
  object: writeObject,
  field(container, key, value, { quote, keyQuote }) {
    const isBare = !keyQuote && /^[A-Za-z_$][\w$]*$/.test(key);
    const field = `${isBare ? key : inQuotes(key, keyQuote || quote)}: ${value}`;
    return container === 'call' ? writeObject([field]) : field;
  },
};

function writeObject(fields: readonly string[]): string {
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const TYPES: Readonly<Record<Container['kind'], readonly string[]>> = {
  call: ['call_expression', 'new_expression'],
  object: ['object'],
  list: ['array'],
};

class TypeScriptSource implements EditableSource {
  readonly text: string;
  readonly #root: SyntaxNode;

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.text = text;
  }

  container({ kind, range }: NodeReference): Container | undefined {
    if (kind === 'expression') return undefined;
    const node = findNode(this.#root, range, (candidate) => TYPES[kind].includes(candidate.type));
    if (node === undefined) return undefined;
    return kind === 'call' ? this.#call(node) : this.#bracketed(node, kind);
  }

  expression({ range }: NodeReference): EditableExpression | undefined {
    const node = findNode(this.#root, range, (candidate) => candidate.isNamed);
    if (node === undefined || node.start === node.end) return undefined;
    return node.type === 'sequence_expression'
      ? { range: rangeOf(range), asEntry: `(${this.#textOf(node)})` }
      : { range: rangeOf(range) };
  }

  /** `{ maxTokens }` becomes `{ maxTokens: 512 }` when its value is written. */
  withShorthandKey(edit: TextEdit): TextEdit {
    const isShorthand = (node: SyntaxNode): boolean => node.type === 'shorthand_property_identifier';
    const node = edit.newText === '' ? undefined : findNode(this.#root, edit.range, isShorthand);
    return node && node.end > node.start ? { ...edit, newText: `${this.#textOf(node)}: ${edit.newText}` } : edit;
  }

  #call(node: SyntaxNode): Container | undefined {
    const list = fieldOf(node, 'arguments');
    if (list?.type !== 'arguments') return undefined;
    const passed = namedChildren(list);
    if (passed.length === 0) return this.#bracketed(list, 'call');
    const object = passed.map(inner).find((argument) => argument.type === 'object');
    return object && this.#bracketed(object, 'object');
  }

  #bracketed(node: SyntaxNode, kind: Container['kind']): Container | undefined {
    const opening = node.children[0];
    const closing = node.children.at(-1);
    if (opening === undefined || closing === undefined || opening === closing || isBroken(node)) return undefined;
    const keyQuote = this.#keyQuote(node);
    return {
      kind,
      inside: { start: opening.end, end: closing.start },
      entries: namedChildren(node).map((child) => this.#entry(child)),
      comments: node.children.filter((child) => child.type === 'comment').map(rangeOf),
      ...(keyQuote !== undefined && { keyQuote }),
    };
  }

  #entry(node: SyntaxNode): ContainerEntry {
    const range = rangeOf(node);
    if (node.type === 'shorthand_property_identifier') return { range, key: this.#textOf(node), value: range };
    const key = node.type === 'pair' ? fieldOf(node, 'key') : undefined;
    const value = fieldOf(node, 'value');
    if (key === undefined || value === undefined || key.type === 'computed_property_name') return { range };
    return { range, key: withoutQuotes(this.#textOf(key)), value: rangeOf(inner(value)) };
  }

  /** Bare as soon as one key is bare. */
  #keyQuote(object: SyntaxNode): string | undefined {
    const keys = namedChildren(object).flatMap((child) => {
      const key = child.type === 'pair' ? fieldOf(child, 'key') : child;
      return key && child.type !== 'spread_element' && key.type !== 'computed_property_name' ? [key] : [];
    });
    const [first] = keys;
    if (object.type !== 'object' || first === undefined) return undefined;
    return keys.every((key) => key.type === 'string') ? this.#textOf(first).charAt(0) : '';
  }

  #textOf(node: SyntaxNode): string {
    return this.text.slice(node.start, node.end);
  }
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'await_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
]);

/** Parentheses, `await` and type assertions are no part of a value; see `program.ts`. */
function inner(node: SyntaxNode): SyntaxNode {
  let current = node;
  while (TRANSPARENT.has(current.type)) {
    const [first] = namedChildren(current);
    if (first === undefined) return current;
    current = first;
  }
  return current;
}

function withoutQuotes(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key;
}
