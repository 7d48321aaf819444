import type { ExportBinding, Expression, ImportStatement, Program, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { nameExpression, receiver } from '../nodes.ts';
import { lowerExpression } from './expressions.ts';
import { readFileFacts } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import type { TextOf } from './nodes.ts';
import { lowerStatement } from './statements.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const lowerer = new Lowerer(text, facts);
  const statements = lowerer.statements(partsOf(root));
  const exports = exportsOf(statements);
  return {
    uri,
    language: 'php',
    body: [...lowerer.imports, ...statements],
    ...(exports && { exports }),
    comments: facts.comments,
    syntaxErrors: facts.syntaxErrors,
  };
}

/** A file of settings gives them back: `return ['model' => …];`. */
function exportsOf(statements: readonly Statement[]): readonly ExportBinding[] | undefined {
  const returned = statements.findLast((statement) => statement.kind === 'return');
  if (returned?.value === undefined) return undefined;
  const names = statements.flatMap((statement) => (statement.kind === 'class' ? [statement.name] : []));
  return [{ exported: 'default', value: returned.value }, ...names.map((name) => ({ exported: name, local: name }))];
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly #text: string;
  readonly #nesting = new Nesting();
  readonly #imports = new Map<string, ImportStatement>();
  #className: string | undefined;

  constructor(text: string, facts: FileFacts) {
    this.#text = text;
    this.facts = facts;
  }

  /** What stands in other files, as far as it is named. */
  get imports(): readonly Statement[] {
    return [...this.#imports.values()];
  }

  readonly textOf: TextOf = (range) => this.#text.slice(range.start, range.end);

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  inClass<T>(name: string, lower: () => T): T {
    const outside = this.#className;
    this.#className = name;
    const lowered = lower();
    this.#className = outside;
    return lowered;
  }

  get className(): string | undefined {
    return this.#className;
  }

  classNamed(written: string, range: TextRange): Expression {
    if (/^(?:self|static|parent)$/i.test(written)) {
      return this.#className === undefined ? receiver(range) : nameExpression(this.#className, range);
    }
    if (this.facts.classes.has(written)) return nameExpression(written, range);
    const path = this.#wholeName(written);
    const last = path.slice(path.lastIndexOf('\\') + 1);
    if (!path.startsWith(`${this.facts.namespace}\\`) || !this.facts.classes.has(last)) {
      this.#import(path, path, last);
      return nameExpression(path, range);
    }
    return nameExpression(last, range);
  }

  /** Imported names come first, then those of the file's own namespace. */
  #wholeName(written: string): string {
    if (written.startsWith('\\')) return written.slice(1);
    const [first = '', ...rest] = written.split('\\');
    const used = this.facts.uses.get(first);
    if (used !== undefined) return [used, ...rest].join('\\');
    return this.facts.namespace === '' ? written : `${this.facts.namespace}\\${written}`;
  }

  property(name: string): string {
    // A method of that name is found first.
    return this.facts.classes.get(this.#className ?? '')?.has(name) === true ? `$${name}` : name;
  }

  file(path: string, range: TextRange): Expression {
    this.#import(path, path, 'default');
    return nameExpression(path, range);
  }

  #import(local: string, module: string, imported: string): void {
    if (this.#imports.has(local)) return;
    const nowhere = { start: 0, end: 0 };
    this.#imports.set(local, { kind: 'import', range: nowhere, module, bindings: [{ local, imported }] });
  }
}
