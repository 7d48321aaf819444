import type { EditIntent, NodeReference } from '../../domain/edit.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit, TextRange } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import type { Container, ContainerEntry, EditableExpression, EditableSource, LiteralSyntax } from '../editWriter.ts';
import { isPointerCall } from './calls.ts';
import { readFileFacts } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import { lowerString } from './literals.ts';
import { rangeOf } from '../nodes.ts';
import { readStruct } from './structs.ts';
import type { Struct } from './structs.ts';
import { isBroken, nodesAt } from '../editSource.ts';
import { CONTROLS_AND_SEPARATORS, fourDigits, inDoubleQuotes } from '../quotedText.ts';

/** Structs and lists take no data without a type: what an intent does not name the type of is not written there. */
export function writeGoEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  const source = new GoSource(root, text);
  if (edit.kind === 'replace-value')
    return writeEdit(source, { ...edit, value: source.fitting(edit) }, source.literals());
  const container = edit.kind === 'remove-text' ? undefined : source.literal(edit.container);
  const edits = writeEdit(source, edit, source.literals(container));
  return edits?.some(({ newText }) => newText.trimStart().startsWith('{')) ? undefined : edits;
}

function writeText(value: string): string {
  return inDoubleQuotes(value, CONTROLS_AND_SEPARATORS, fourDigits);
}

class GoSource implements EditableSource {
  readonly text: string;
  readonly #root: SyntaxNode;
  readonly #facts: FileFacts;

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.text = text;
    this.#facts = readFileFacts(root, text);
  }

  container(reference: NodeReference): Container | undefined {
    const literal = this.literal(reference);
    const body = literal && (fieldOf(literal, 'body') ?? literal);
    const opening = body?.children[0];
    const closing = body?.children.at(-1);
    if (!literal || !body || !opening || !closing || opening === closing || isBroken(body)) return undefined;
    const struct = this.#structOf(literal);
    return {
      // Its entries are separated and ended like those of an object, also where the literal is a constructor's call.
      kind: reference.kind === 'list' ? 'list' : 'object',
      inside: { start: opening.end, end: closing.start },
      entries: namedChildren(body).map((element) => this.#entry(element, struct)),
      comments: body.children.filter(({ type }) => type === 'comment').map(rangeOf),
    };
  }

  expression({ range }: NodeReference): EditableExpression | undefined {
    const node = this.#find(range, (candidate) => candidate.isNamed);
    return node && node.end > node.start ? { range: rangeOf(range) } : undefined;
  }

  /** The literal with braces of a reference. */
  literal({ kind, range }: NodeReference): SyntaxNode | undefined {
    if (kind === 'expression') return undefined;
    const node = this.#find(range, (candidate) => LITERALS.has(withoutPointer(candidate).type));
    return node && withoutPointer(node);
  }

  /** What stands in `aws.Int32(…)` already needs no pointer of its own. */
  fitting({ target, value }: Extract<EditIntent, { readonly kind: 'replace-value' }>): typeof value {
    if (typeof value !== 'object' || !('symbol' in value) || !('from' in value)) return value;
    const isInside = this.#path(target.range).some((node) => isPointerCall(node, this.#facts, this.#textOf));
    return isInside ? value.from : value;
  }

  literals(literal?: SyntaxNode): LiteralSyntax {
    const struct = literal && this.#structOf(literal);
    const isMap = literal !== undefined && this.#isMap(literal);
    return {
      quote: '"',
      objectPadding: '',
      indentation: '\t',
      text: writeText,
      number: (value) => String(value),
      boolean: (value) => String(value),
      list: (items) => (isMap ? `[]any{${items.join(', ')}}` : undefined),
      object: (fields) => `${isMap ? 'map[string]any' : ''}{${fields.join(', ')}}`,
      made: (symbol, from, isPointer) => this.#made(symbol, from, isPointer),
      field(_, key, value) {
        if (isMap) return `${writeText(key)}: ${value}`;
        const name = struct ? struct.fields.find((field) => field.name === key)?.goName : key;
        const isWritable = name !== undefined && (struct ? /^\w+$/ : /^[A-Z]\w*$/).test(name) && !value.startsWith('{');
        return isWritable ? `${name}: ${value}` : undefined;
      },
    };
  }

  /** `types.Name{…}` or `aws.Int32(…)`, by the name that the file calls the package; undefined when it is not imported. */
  #made(symbol: string, from: string, isPointer: boolean): string | undefined {
    const [module, name = ''] = symbol.split('#', 2);
    const local = [...this.#facts.packages].find(([, path]) => path === module)?.[0];
    if (local === undefined || local === '_' || local === '.') return undefined;
    const made = `${local}.${name}`;
    return from.startsWith('{') ? `${isPointer ? '&' : ''}${made}${from}` : `${made}(${from})`;
  }

  #entry(element: SyntaxNode, struct: Struct | undefined): ContainerEntry {
    const range = rangeOf(element);
    const key = fieldOf(element, 'key');
    const name = key && namedChildren(key)[0];
    const value = fieldOf(element, 'value');
    const inner = value && namedChildren(value)[0];
    if (!name || !inner) return { range };
    const isText = name.type.endsWith('string_literal');
    const written = isText ? String(lowerString(name, { textOf: this.#textOf }).value) : this.#textOf(name);
    const field = isText ? undefined : struct?.byGoName.get(written);
    return { range, key: field?.name ?? written, value: rangeOf(inner) };
  }

  #structOf(literal: SyntaxNode): Struct | undefined {
    const type = fieldOf(literal, 'type');
    if (type?.type === 'struct_type') return readStruct(type, false, this.#textOf);
    return type && this.#facts.structs.get(this.#textOf(type));
  }

  /** A map whose values can be anything; one without a type of its own shows by its keys. */
  #isMap(literal: SyntaxNode): boolean {
    const type = fieldOf(literal, 'type');
    if (type) return (this.#facts.namedTypes.get(this.#textOf(type)) ?? type).type === 'map_type';
    const elements = namedChildren(fieldOf(literal, 'body') ?? literal);
    const [first] = elements;
    const key = first && fieldOf(first, 'key');
    return key !== undefined && namedChildren(key)[0]?.type.endsWith('string_literal') === true;
  }

  /** The innermost node of exactly this range that is wanted. */
  #find(range: TextRange, isWanted: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
    return this.#path(range).findLast((node) => node.start === range.start && node.end === range.end && isWanted(node));
  }

  /** Nodes around a range, outermost first. */
  #path(range: TextRange): readonly SyntaxNode[] {
    return nodesAt(this.#root, range).slice(-MAXIMUM_PATH);
  }

  readonly #textOf = (range: TextRange): string => this.text.slice(range.start, range.end);
}

const LITERALS: ReadonlySet<string> = new Set(['composite_literal', 'literal_value']);

/** How many nodes around a value can belong to the call that makes a pointer of it. */
const MAXIMUM_PATH = 4;

/** `&T{…}` is the literal. */
function withoutPointer(node: SyntaxNode): SyntaxNode {
  const operand = node.type === 'unary_expression' ? fieldOf(node, 'operand') : undefined;
  return operand?.type === 'composite_literal' ? operand : node;
}
