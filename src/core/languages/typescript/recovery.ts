/**
 * What can still be read of code that the parser gave up on: an `ERROR` node holds loose tokens and finished pieces,
 * such as `new` `ConverseCommand` `(` `{` and the pairs that are already there.
 */
import type { Argument, Expression, ListItem, ObjectEntry, Statement } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { classMember } from './classes.ts';
import { keyExpression } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { assign, nameExpression } from '../nodes.ts';
import { expressionStatement, memberExpression, unknown } from './nodes.ts';
import { isStatement } from './statementTypes.ts';

export function recoverStatements(error: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return new Recovery(error, lowering).statements();
}

export function recoverEntries(error: SyntaxNode, lowering: Lowering): readonly ObjectEntry[] {
  return new Recovery(error, lowering).entries();
}

export function recoverItems(error: SyntaxNode, lowering: Lowering): readonly ListItem[] {
  return new Recovery(error, lowering).items();
}

export function recoverArguments(error: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return new Recovery(error, lowering).arguments();
}

const MAXIMUM_NESTING = 60;
const TOP_LEVEL: ReadonlySet<string> = new Set(['export', 'export_statement', 'import_statement']);
const ENTRY_TYPES: ReadonlySet<string> = new Set(['pair', 'spread_element', 'method_definition']);
const NAME_TYPES: ReadonlySet<string> = new Set(['property_identifier', 'identifier', 'string', 'number']);
const SKIPPED_TYPES: ReadonlySet<string> = new Set([
  'formal_parameters',
  'type_annotation',
  'type_arguments',
  'type_parameters',
  'accessibility_modifier',
  'string_fragment',
  'escape_sequence',
  'comment',
]);

/** Reads the children of one `ERROR` node from left to right; missing closing brackets end with the node. */
class Recovery {
  readonly #nodes: readonly SyntaxNode[];
  readonly #lowering: Lowering;
  #next = 0;
  #nesting = 0;

  constructor(error: SyntaxNode, lowering: Lowering) {
    this.#nodes = error.children;
    this.#lowering = lowering;
  }

  statements(): readonly Statement[] {
    const statements: Statement[] = [];
    for (let node = this.#peek(); node; node = this.#peek()) {
      for (const statement of this.#statement(node)) statements.push(statement);
    }
    return statements;
  }

  entries(): readonly ObjectEntry[] {
    const entries: ObjectEntry[] = [];
    for (let node = this.#peek(); node && node.type !== '}'; node = this.#peek()) {
      for (const entry of this.#entry(node)) entries.push(entry);
    }
    return entries;
  }

  items(): readonly ListItem[] {
    return this.#values(']').map(({ value, spread }) => ({ value, isSpread: spread !== undefined }));
  }

  arguments(): readonly Argument[] {
    return this.#values(')');
  }

  #peek(ahead = 0): SyntaxNode | undefined {
    return this.#nodes[this.#next + ahead];
  }

  #isNext(token: string): boolean {
    return this.#peek()?.type === token;
  }

  #statement(node: SyntaxNode): readonly Statement[] {
    if (isStatement(node)) {
      this.#next++;
      return this.#lowering.statements([node]);
    }
    if (node.type === 'method_definition' || node.type === 'public_field_definition') {
      this.#next++;
      return classMember(node, [], this.#lowering);
    }
    const opened = this.#openedFunction(node) ?? this.#openedClass(node);
    if (opened) return opened;
    if (node.type === 'ERROR') {
      this.#next++;
      return recoverStatements(node, this.#lowering);
    }
    if (node.type === 'return' && !node.isNamed) return this.#return(node);
    const isAssignment = node.type === 'identifier' && this.#peek(1)?.type === '=';
    if (isAssignment) {
      this.#next += 2;
      const { value, hoisted } = this.#lowering.collect(() => this.#value());
      const target = nameExpression(this.#lowering.textOf(node), node);
      return [...hoisted, assign(target, value, { start: node.start, end: value.range.end })];
    }
    if (node.type === '{' || !startsValue(node)) {
      this.#next++;
      return [];
    }
    const { value, hoisted } = this.#lowering.collect(() => this.#value());
    return value.kind === 'name' ? hoisted : [...hoisted, expressionStatement(value, value.range)];
  }

  #return(keyword: SyntaxNode): readonly Statement[] {
    this.#next++;
    const { value, hoisted } = this.#lowering.collect(() => this.#value());
    return [...hoisted, { kind: 'return', range: { start: keyword.start, end: value.range.end }, value }];
  }

  /** `function second() {` or a method, whose end the parser did not find. */
  #openedFunction(name: SyntaxNode): readonly Statement[] | undefined {
    const parameters = this.#peek(1);
    if (!NAME_TYPES.has(name.type) || parameters?.type !== 'formal_parameters') return undefined;
    const isMethod = name.type === 'property_identifier';
    const isExported = this.#nodes.slice(Math.max(0, this.#next - 3), this.#next).some(({ type }) => type === 'export');
    const text = this.#lowering.textOf(name);
    if (isExported) this.#lowering.export({ exported: text, local: text });
    this.#next += 2;
    const body = this.#rest('statement_block');
    const named = { ...name, field: 'name' };
    const node = standIn(isMethod ? 'method_definition' : 'function_declaration', [named, parameters, body]);
    return isMethod ? classMember(node, [], this.#lowering) : this.#lowering.statements([node]);
  }

  #openedClass(keyword: SyntaxNode): readonly Statement[] | undefined {
    const name = this.#peek(1);
    if (keyword.type !== 'class' || keyword.isNamed || name?.isNamed !== true) return undefined;
    this.#next += 2;
    const heritage = this.#peek();
    if (heritage?.type === 'class_heritage') this.#next++;
    const children = heritage?.type === 'class_heritage' ? [name, heritage] : [name];
    return [
      this.#lowering.class(standIn('class', [...children, this.#rest('class_body')]), this.#lowering.textOf(name)),
    ];
  }

  /** All that follows, up to what can only stand at the top of a file. */
  #rest(type: string): SyntaxNode {
    if (this.#isNext('{')) this.#next++;
    const first = this.#next;
    while (this.#next < this.#nodes.length && !TOP_LEVEL.has(this.#peek()?.type ?? '')) this.#next++;
    const children = this.#nodes.slice(first, this.#next);
    const at = this.#nodes[first - 1]?.end ?? 0;
    return { ...standIn(type, [standIn('ERROR', children, at)], at), field: 'body' };
  }

  #entry(node: SyntaxNode): readonly ObjectEntry[] {
    if (ENTRY_TYPES.has(node.type)) {
      this.#next++;
      return this.#lowering.entry(node);
    }
    if (NAME_TYPES.has(node.type) && this.#peek(1)?.type === ':') {
      this.#next += 2;
      const value = this.#value();
      const range = { start: node.start, end: Math.max(node.end, value.range.end) };
      return [{ kind: 'field', key: keyExpression(node, this.#lowering), value, range }];
    }
    if (node.type === 'ERROR') {
      this.#next++;
      return recoverEntries(node, this.#lowering);
    }
    if (!startsValue(node)) {
      this.#next++;
      return [];
    }
    const value = this.#value();
    return value.kind === 'name' ? [] : [{ kind: 'spread', value: unknown(value.range, [value]), range: value.range }];
  }

  #values(closing: string): readonly Argument[] {
    const values: Argument[] = [];
    for (let node = this.#peek(); node && node.type !== closing; node = this.#peek()) {
      if (node.type === 'ERROR') {
        this.#next++;
        values.push(...recoverArguments(node, this.#lowering));
        continue;
      }
      const value = node.type === 'spread_element' ? this.#spread(node) : this.#plainValue(node);
      if (value) values.push(value);
    }
    return values;
  }

  #spread(node: SyntaxNode): Argument {
    this.#next++;
    const [inner] = namedChildren(node);
    const value = inner ? this.#lowering.expression(inner) : unknown(node);
    return { value, spread: 'list', range: value.range };
  }

  #plainValue(node: SyntaxNode): Argument | undefined {
    if (startsValue(node)) {
      const value = this.#value();
      return { value, range: value.range };
    }
    this.#next++;
    return undefined;
  }

  /** Always moves on when something can start a value; else an `unknown` of no length. */
  #value(): Expression {
    while (this.#isNext('await')) this.#next++;
    const node = this.#peek();
    if (node === undefined || !startsValue(node)) {
      const end = this.#nodes[this.#next - 1]?.end ?? node?.start ?? 0;
      return unknown({ start: end, end });
    }
    if (this.#nesting > MAXIMUM_NESTING) {
      this.#next++;
      return unknown(node);
    }
    this.#nesting++;
    const value = this.#bracketOrPrimary(node);
    this.#nesting--;
    return value;
  }

  #bracketOrPrimary(node: SyntaxNode): Expression {
    this.#next++;
    switch (node.type) {
      case '{': {
        const entries = this.entries();
        return { kind: 'object', range: this.#closed(node, '}'), entries };
      }
      case '[': {
        const items = this.items();
        return { kind: 'list', range: this.#closed(node, ']'), items };
      }
      case '(': {
        const [inner] = this.arguments();
        this.#closed(node, ')');
        return inner?.value ?? unknown(node);
      }
      case 'new':
        return this.#construction(node);
      case 'ERROR':
        this.#lowering.hoist(recoverStatements(node, this.#lowering));
        return unknown(node);
      default:
        return this.#suffixes(this.#lowering.expression(node), false, node.start);
    }
  }

  #construction(keyword: SyntaxNode): Expression {
    const callee = this.#peek();
    if (callee === undefined || !callee.isNamed || !startsValue(callee)) return unknown(keyword);
    this.#next++;
    return this.#suffixes(this.#lowering.expression(callee), true, keyword.start);
  }

  /** Members and calls that follow a value. */
  #suffixes(first: Expression, isConstruction: boolean, start: number): Expression {
    let value = first;
    let isNew = isConstruction;
    for (;;) {
      const property = this.#peek(1);
      if (this.#isNext('(')) {
        value = this.#call(value, isNew, start);
        isNew = false;
      } else if ((this.#isNext('.') || this.#isNext('optional_chain')) && property?.isNamed) {
        this.#next += 2;
        value = memberExpression(value, this.#lowering.textOf(property), property, { start, end: property.end });
      } else return value;
    }
  }

  #call(callee: Expression, isConstruction: boolean, start: number): Expression {
    const opening = this.#peek();
    this.#next++;
    const passed = this.arguments();
    const argumentsRange = this.#closed(opening ?? callee.range, ')');
    return {
      kind: 'call',
      range: { start, end: argumentsRange.end },
      callee,
      arguments: passed,
      argumentsRange,
      isConstruction,
    };
  }

  /** From an opening bracket to its closing one, or to the last piece that was read. */
  #closed(opening: TextRange, closing: string): TextRange {
    if (this.#isNext(closing)) this.#next++;
    return { start: opening.start, end: this.#nodes[this.#next - 1]?.end ?? 0 };
  }
}

/** A node round pieces that the parser left loose. */
function standIn(type: string, children: readonly SyntaxNode[], at = 0): SyntaxNode {
  const start = children[0]?.start ?? at;
  const end = children.at(-1)?.end ?? start;
  return { type, field: undefined, isNamed: true, isMissing: false, start, end, children };
}

function startsValue(node: SyntaxNode): boolean {
  if (!node.isNamed)
    return node.type === '{' || node.type === '[' || node.type === '(' || node.type === 'new' || node.type === 'await';
  return !SKIPPED_TYPES.has(node.type) && !ENTRY_TYPES.has(node.type) && !node.isMissing;
}
