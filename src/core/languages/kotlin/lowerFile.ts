import { Nesting } from '../nesting.ts';
import type { Expression, Program, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { ClassMembers } from '../java/classMembers.ts';
import { importStatements } from '../java/imports.ts';
import { memberExpression, nameExpression, pathExpression, receiver, tail } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerExpression } from './expressions.ts';
import { readFileFacts } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { isStatementNode, lowerStatement } from './statements.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const body = [...importStatements(facts), ...new Lowerer(text, facts).statements(partsOf(root))];
  return { uri, language: 'kotlin', body, comments: facts.comments, syntaxErrors: facts.syntaxErrors };
}

/** The names that a function declares, and the object that a lambda is about. */
interface FunctionAround {
  readonly declared: ReadonlySet<string>;
  readonly object: string | undefined;
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly #text: string;
  #classes: readonly ClassMembers[] = [];
  #functions: readonly FunctionAround[] = [];
  readonly #nesting = new Nesting();

  constructor(text: string, facts: FileFacts) {
    this.#text = text;
    this.facts = facts;
  }

  readonly textOf = (range: TextRange): string => this.#text.slice(range.start, range.end);

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  valued(nodes: readonly SyntaxNode[]): readonly Statement[] {
    const last = nodes.at(-1);
    if (last === undefined || isStatementNode(last)) return this.statements(nodes);
    const value = this.expression(last);
    return [...this.statements(nodes.slice(0, -1)), ...tail(value)];
  }

  inClass<T>(members: ClassMembers, lower: () => T): T {
    const outside = { classes: this.#classes, functions: this.#functions };
    this.#classes = [...outside.classes, members];
    // The object that a lambda around the class is about is none of the class's.
    this.#functions = outside.functions.map(({ declared }) => ({ declared, object: undefined }));
    const lowered = lower();
    this.#classes = outside.classes;
    this.#functions = outside.functions;
    return lowered;
  }

  inFunction<T>(declared: ReadonlySet<string>, object: string | undefined, lower: () => T): T {
    const outside = this.#functions;
    this.#functions = [...outside, { declared, object }];
    const lowered = lower();
    this.#functions = outside;
    return lowered;
  }

  get classAround(): ClassMembers | undefined {
    return this.#classes.at(-1);
  }

  name(name: string, range: TextRange): Expression {
    return this.#found(name, range, false) ?? this.#inherited(name, range) ?? nameExpression(name, range);
  }

  member(name: string, range: TextRange): Expression {
    const found = this.#found(name, range, true);
    if (found) return found;
    const object = this.#functions.at(-1)?.object;
    const isMember = /^[a-z_]/.test(name) && !this.isKnown(name) && !GLOBAL.has(name);
    if (object !== undefined && isMember) {
      return memberExpression(nameExpression(object, { start: range.start, end: range.start }), name, range, range);
    }
    return this.#inherited(name, range) ?? nameExpression(name, range);
  }

  self(range: TextRange): Expression {
    const object = this.#functions.at(-1)?.object;
    return object === undefined ? receiver(range) : nameExpression(object, range);
  }

  isKnown(name: string): boolean {
    return (
      this.facts.topLevel.has(name) ||
      this.facts.nested.has(name) ||
      this.facts.imports.some(({ path, alias }) => (alias ?? path.slice(path.lastIndexOf('.') + 1)) === name)
    );
  }

  #found(name: string, range: TextRange, isMember: boolean): Expression | undefined {
    if (this.#functions.some(({ declared }) => declared.has(name))) return nameExpression(name, range);
    const owner = this.#classes.findLast(({ fields, methods }) => fields.has(name) || (isMember && methods.has(name)));
    if (owner) {
      const object = owner === this.classAround ? receiver(range) : pathExpression(owner.path, range);
      return memberExpression(object, name, range, range);
    }
    const nested = this.facts.nested.get(name);
    return nested && pathExpression(nested, range);
  }

  #inherited(name: string, range: TextRange): Expression | undefined {
    const isInherited = this.classAround?.hasBase === true && /^[a-z_]/.test(name) && !this.isKnown(name);
    return isInherited && !GLOBAL.has(name) ? memberExpression(receiver(range), name, range, range) : undefined;
  }
}

/** Functions of Kotlin's own library that everybody calls by their bare names. */
const GLOBAL: ReadonlySet<string> = new Set(
  'println print listOf mutableListOf setOf mapOf mutableMapOf emptyList emptyMap arrayOf arrayListOf require check error lazy run with repeat runBlocking launch async buildString buildList buildMap TODO readln readLine maxOf minOf flow sequence coroutineScope withContext delay'.split(
    ' ',
  ),
);
