import { Nesting } from '../nesting.ts';
import type {
  ClassStatement,
  ExportBinding,
  Expression,
  FunctionNode,
  ObjectEntry,
  Program,
  Statement,
} from '../../domain/program.ts';
import type { LanguageId } from '../../domain/languageId.ts';
import type { LanguageSource } from '../../domain/language.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { LowerOnce } from '../lowerOnce.ts';
import { lowerClass } from './classes.ts';
import { lowerEntry, lowerExpression } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { Collected, FunctionNaming, Lowering } from './lowering.ts';
import { expressionStatement, unknown } from './nodes.ts';
import { tooHard } from '../tooHard.ts';
import { parseSource } from './parseSource.ts';
import { lowerEffect, lowerStatement } from './statements.ts';

export function lowerProgram({ uri, text }: LanguageSource, language: LanguageId): Program {
  const source = parseSource(uri, text);
  if (source.isTooHard) return tooHard(uri, text, language);
  const parts = source.parts.map((part) => loweredParts.of(part, uri, source.text));
  return {
    uri,
    language,
    body: parts.flatMap(({ body }) => body),
    exports: parts.flatMap(({ exports }) => exports),
    comments: source.comments,
    syntaxErrors: source.syntaxErrors,
  };
}

interface LoweredPart {
  readonly body: readonly Statement[];
  readonly exports: readonly ExportBinding[];
}

const loweredParts = new LowerOnce(lowerPart);

function lowerPart(part: SyntaxNode, text: string): LoweredPart {
  const lowerer = new Lowerer(text);
  const body = lowerer.statements(part.type === 'ERROR' ? [part] : part.children.filter((child) => child.isNamed));
  return { body: withoutMerged(body), exports: lowerer.exports };
}

/** A name that is both a type and a value is the value: `const Model = z.object(…)`, `interface Model`. */
function withoutMerged(body: readonly Statement[]): readonly Statement[] {
  const interfaces = body.filter((statement) => statement.kind === 'class' && statement.isInterface === true);
  if (interfaces.length === 0) return body;
  const declared = new Set(body.filter((statement) => !interfaces.includes(statement)).flatMap(namesOf));
  return body.filter(
    (statement) => statement.kind !== 'class' || statement.isInterface !== true || !declared.has(statement.name),
  );
}

function namesOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'assign':
      return statement.target.kind === 'name' ? [statement.target.name] : [];
    case 'class':
      return [statement.name];
    case 'function':
      return statement.function.name === undefined ? [] : [statement.function.name];
    case 'import':
      return statement.bindings.map(({ local }) => local);
    default:
      return [];
  }
}

class Lowerer implements Lowering {
  readonly exports: ExportBinding[] = [];
  readonly #text: string;
  #hoisted: Statement[] = [];
  readonly #nesting = new Nesting();

  constructor(text: string) {
    this.#text = text;
  }

  textOf(node: SyntaxNode): string {
    return this.#text.slice(node.start, node.end);
  }

  expression(node: SyntaxNode): Expression {
    return this.#nesting.expression(node, () => lowerExpression(node, this));
  }

  entry(node: SyntaxNode): readonly ObjectEntry[] {
    return this.#nesting.deeper(
      () => lowerEntry(node, this),
      () => [],
    );
  }

  effect(node: SyntaxNode): readonly Statement[] {
    return this.#nesting.deeper(
      () => lowerEffect(node, this),
      () => [expressionStatement(unknown(node), node)],
    );
  }

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    const statements: Statement[] = [];
    for (const node of nodes) {
      const { value, hoisted } = this.collect(() => this.#statement(node));
      for (const statement of hoisted) statements.push(statement);
      for (const statement of value) statements.push(statement);
    }
    return statements;
  }

  function(node: SyntaxNode, naming: FunctionNaming): FunctionNode {
    return lowerFunction(node, naming, this);
  }

  class(node: SyntaxNode, name: string, decorators: readonly SyntaxNode[] = []): ClassStatement {
    return lowerClass(node, name, decorators, this);
  }

  hoist(statements: readonly Statement[]): void {
    for (const statement of statements) this.#hoisted.push(statement);
  }

  collect<T>(lower: () => T): Collected<T> {
    const outer = this.#hoisted;
    this.#hoisted = [];
    const value = lower();
    const hoisted = this.#hoisted;
    this.#hoisted = outer;
    return { value, hoisted };
  }

  export(binding: ExportBinding): void {
    this.exports.push(binding);
  }

  #statement(node: SyntaxNode): readonly Statement[] {
    return this.#nesting.deeper(
      () => lowerStatement(node, this),
      () => [expressionStatement(unknown(node), node)],
    );
  }
}
