import type { EditIntent, NodeReference } from '../../domain/edit.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit, TextRange } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { Container, ContainerEntry, EditableExpression, EditableSource, LiteralSyntax } from '../editWriter.ts';
import { rangeOf } from '../nodes.ts';
import { valueOfArgument } from './arguments.ts';
import { isComment } from '../parts.ts';
import { partsOf } from './nodes.ts';
import { lowerString } from './strings.ts';
import { findNode } from '../editSource.ts';
import { CONTROLS_AND_SEPARATORS, fourDigits, inDoubleQuotes } from '../quotedText.ts';

/** Fields and items are written into the braces and brackets that are there; objects of a type need its name said. */
export function writeCSharpEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  const source = new CSharpSource(root, text);
  const reference = edit.kind === 'set-field' || edit.kind === 'insert-item' ? edit.container : undefined;
  return writeEdit(source, edit, syntaxFor(reference && source.styleOf(reference)));
}

function writeText(value: string): string {
  return inDoubleQuotes(value, CONTROLS_AND_SEPARATORS, fourDigits);
}

/** How the fields of an object are written: `A = 1`, `["a"] = 1`, `{ "a", 1 }`; in an anonymous object they may be any. */
type FieldStyle = 'property' | 'anonymous' | 'index' | 'pair';

class CSharpSource implements EditableSource {
  readonly text: string;
  readonly #root: SyntaxNode;

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.text = text;
  }

  container(reference: NodeReference): Container | undefined {
    const node = this.#bracketed(reference);
    if (node === undefined || node.children.some(({ type, isMissing }) => type === 'ERROR' || isMissing)) {
      return undefined;
    }
    const opening = node.children.find(({ type }) => type === '{' || type === '[');
    const closing = node.children.findLast(({ type }) => type === '}' || type === ']');
    if (!opening || !closing) return undefined;
    return {
      kind: reference.kind === 'list' ? 'list' : 'object',
      inside: { start: opening.end, end: closing.start },
      entries: node.type === 'anonymous_object_creation_expression' ? this.#members(node) : this.#entries(node),
      comments: node.children.filter(isComment).map(rangeOf),
    };
  }

  expression({ range }: NodeReference): EditableExpression | undefined {
    const node = findNode(this.#root, range, ({ isNamed }) => isNamed);
    return node && node.end > node.start ? { range: rangeOf(range) } : undefined;
  }

  styleOf(reference: NodeReference): FieldStyle | undefined {
    const node = this.#bracketed(reference);
    if (node === undefined || reference.kind === 'list') return undefined;
    if (node.type === 'anonymous_object_creation_expression') return 'anonymous';
    const [first] = partsOf(node);
    if (first?.type === 'initializer_expression') return 'pair';
    return first && fieldOf(first, 'left')?.type === 'element_binding_expression' ? 'index' : 'property';
  }

  /** What has the braces or brackets of a reference. */
  #bracketed({ kind, range }: NodeReference): SyntaxNode | undefined {
    if (kind === 'expression') return undefined;
    const node = findNode(this.#root, range, ({ type }) => BRACKETED.has(type));
    return node?.type.endsWith('creation_expression') === true && !node.type.startsWith('anonymous')
      ? partsOf(node).find(({ type }) => type === 'initializer_expression')
      : node;
  }

  #entries(node: SyntaxNode): readonly ContainerEntry[] {
    return partsOf(node).map((entry): ContainerEntry => {
      const range = rangeOf(entry);
      const [first, second] = entry.type === 'initializer_expression' ? partsOf(entry) : [];
      const left = fieldOf(entry, 'left') ?? first;
      const value = fieldOf(entry, 'right') ?? second;
      const key = left && value && this.#key(left);
      return key === undefined || !value ? { range } : { range, key, value: rangeOf(value) };
    });
  }

  #key(left: SyntaxNode): string | undefined {
    if (left.type === 'identifier') return this.#textOf(left);
    const [argument] = left.type === 'element_binding_expression' ? partsOf(left) : [left];
    const text = argument && valueOfArgument(argument);
    if (text?.type !== 'string_literal') return undefined;
    const written = lowerString(text, { textOf: this.#textOf });
    return written.kind === 'literal' ? String(written.value) : undefined;
  }

  /** Of an anonymous object, which is no list of nodes. */
  #members(node: SyntaxNode): readonly ContainerEntry[] {
    const entries: ContainerEntry[] = [];
    const children = node.children.filter((child) => !isComment(child));
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (!child?.isNamed) continue;
      const value = children[index + 1]?.type === '=' ? children[index + 2] : undefined;
      if (value) {
        const range = { start: child.start, end: value.end };
        entries.push({ range, key: this.#textOf(child), value: rangeOf(value) });
        index += 2;
      } else {
        const written = this.#textOf(child);
        entries.push({ range: rangeOf(child), key: written.slice(written.lastIndexOf('.') + 1) });
      }
    }
    return entries;
  }

  readonly #textOf = (range: TextRange): string => this.text.slice(range.start, range.end);
}

const BRACKETED: ReadonlySet<string> = new Set([
  'object_creation_expression',
  'implicit_object_creation_expression',
  'anonymous_object_creation_expression',
  'initializer_expression',
  'collection_expression',
  'element_binding_expression',
]);

function syntaxFor(style: FieldStyle | undefined): LiteralSyntax {
  return {
    quote: '"',
    objectPadding: ' ',
    indentation: '    ',
    text: writeText,
    number: (value) => String(value),
    boolean: (value) => String(value),
    list: (items) => (style === 'anonymous' && items.length > 0 ? `new[] { ${items.join(', ')} }` : undefined),
    object: (fields) => `{ ${fields.join(', ')} }`,
    made: (symbol, from) => (from.startsWith('{') ? `new ${symbol.slice(symbol.indexOf('#') + 1)} ${from}` : undefined),
    field(_, key, value) {
      const isObject = value.startsWith('{');
      if (style === 'anonymous')
        return /^[A-Za-z_]\w*$/.test(key) ? `${key} = ${isObject ? 'new ' : ''}${value}` : undefined;
      if (isObject) return undefined;
      if (style === 'index') return `[${writeText(key)}] = ${value}`;
      if (style === 'pair') return `{ ${writeText(key)}, ${value} }`;
      return /^[A-Z]\w*$/.test(key) ? `${key} = ${value}` : undefined;
    },
  };
}
