import type { EditIntent, NodeReference } from '../../domain/edit.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { Container, ContainerEntry, EditableExpression, EditableSource, LiteralSyntax } from '../editWriter.ts';
import { rangeOf } from '../nodes.ts';
import { rangeOfComment, sourceOf } from './lowering.ts';
import { staticStringOf } from './lowerStrings.ts';
import { findNode, isBroken } from '../editSource.ts';
import { inQuotes } from '../quotedText.ts';

export function writePythonEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  return writeEdit(new PythonSource(root, text), edit, PYTHON_LITERALS);
}

const PYTHON_LITERALS: LiteralSyntax = {
  quote: '"',
  objectPadding: '',
  indentation: '    ',
  text: inQuotes,
  number: (value) => String(value),
  boolean: (value) => (value ? 'True' : 'False'),
  list: (items) => `[${items.join(', ')}]`,
  object: (fields) => `{${fields.join(', ')}}`,
  field(container, key, value, { quote }) {
    if (container === 'object') return `${inQuotes(key, quote)}: ${value}`;
    return /^[A-Za-z_]\w*$/.test(key) && !KEYWORDS.has(key) ? `${key}=${value}` : undefined;
  },
};

const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False'.split(
    ' ',
  ),
);

const TYPES: Readonly<Record<Container['kind'], readonly string[]>> = {
  call: ['call'],
  object: ['dictionary', 'call'],
  list: ['list', 'tuple'],
};

/** Expressions whose commas or operators would be taken apart between other entries. */
const NEEDS_PARENTHESES: ReadonlySet<string> = new Set(['expression_list', 'yield', 'named_expression']);

class PythonSource implements EditableSource {
  readonly text: string;
  readonly #root: SyntaxNode;

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.text = text;
  }

  container({ kind, range }: NodeReference): Container | undefined {
    if (kind === 'expression') return undefined;
    const node = findNode(this.#root, range, (candidate) => TYPES[kind].includes(candidate.type));
    if (node?.type === 'call') return this.#call(node);
    return node && this.#bracketed(node, kind);
  }

  expression({ range }: NodeReference): EditableExpression | undefined {
    const node = findNode(this.#root, range, (candidate) => candidate.isNamed);
    if (node === undefined || node.start === node.end) return undefined;
    const source = sourceOf(node, this);
    return NEEDS_PARENTHESES.has(node.type)
      ? { range: rangeOf(range), asEntry: `(${source})` }
      : { range: rangeOf(range) };
  }

  #call(node: SyntaxNode): Container | undefined {
    const passed = fieldOf(node, 'arguments');
    // A generator without parentheses of its own may only be the sole argument.
    return passed?.type === 'argument_list' && namedChildren(passed)[0]?.type !== 'generator_expression'
      ? this.#bracketed(passed, 'call')
      : undefined;
  }

  #bracketed(node: SyntaxNode, kind: Container['kind']): Container | undefined {
    const opening = node.children[0];
    const closing = node.children.at(-1);
    if (!opening || !closing || opening === closing || opening.isNamed || closing.isNamed || isBroken(node))
      return undefined;
    const entries = namedChildren(node).map((child) => this.#entry(child, kind));
    // One item in parentheses is no tuple.
    if (node.type === 'tuple' && entries.length === 0) return undefined;
    const keys = node.children.filter((child) => child.type === 'pair').map((pair) => fieldOf(pair, 'key'));
    const [keyQuote] = keys
      .map((key) => key && sourceOf(key, this).charAt(0))
      .filter((quote) => /^["']$/.test(quote ?? ''));
    return {
      kind,
      inside: { start: opening.end, end: closing.start },
      entries,
      comments: node.children
        .filter((child) => child.type === 'comment')
        .map((comment) => rangeOfComment(comment, this)),
      ...(keyQuote !== undefined && { keyQuote }),
    };
  }

  #entry(node: SyntaxNode, kind: Container['kind']): ContainerEntry {
    const range = rangeOf(node);
    const value = fieldOf(node, 'value');
    const name = fieldOf(node, node.type === 'pair' ? 'key' : 'name');
    const key = name && (node.type === 'pair' ? staticStringOf(name, this) : sourceOf(name, this));
    if ((node.type === 'pair' || node.type === 'keyword_argument') && value && key !== undefined) {
      return { range, key, value: rangeOf(inner(value)) };
    }
    return node.type === 'dictionary_splat' && kind === 'call' ? { range, isLast: true } : { range };
  }
}

/** Parentheses and `await` are no part of a value; see `program.ts`. */
function inner(node: SyntaxNode): SyntaxNode {
  const [only, second] = namedChildren(node);
  const isTransparent = node.type === 'parenthesized_expression' || node.type === 'await';
  return isTransparent && only && !second ? inner(only) : node;
}
