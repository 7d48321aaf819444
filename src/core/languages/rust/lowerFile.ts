import type { Expression, Program, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { lowerType } from './classes.ts';
import { lowerExpression } from './expressions.ts';
import { implementedType, nameOf, readFileFacts } from './fileFacts.ts';
import type { FileFacts, Item } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import type { ParsedSource } from './parseSource.ts';
import { lowerStatement } from './statements.ts';
import { lowerTail } from './tails.ts';

export function lowerFile(source: ParsedSource, uri: string): Program {
  const textOf = (range: TextRange): string => source.text.slice(range.start, range.end);
  const facts = readFileFacts(source.root, uri, textOf);
  const body = new Lowerer(source, facts, textOf).items(facts.items);
  return {
    uri,
    language: 'rust',
    body,
    comments: facts.comments,
    syntaxErrors: [...facts.syntaxErrors, ...source.leftOut],
  };
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly macros: ReadonlySet<number>;
  readonly objects: ReadonlySet<number>;
  readonly textOf: (range: TextRange) => string;
  typeAround: string | undefined;
  isInValue = false;
  depth = 0;
  readonly #done = new Set<string>();
  readonly #nesting = new Nesting();

  constructor({ macros, objects }: ParsedSource, facts: FileFacts, textOf: (range: TextRange) => string) {
    this.facts = facts;
    this.macros = macros;
    this.objects = objects;
    this.textOf = textOf;
  }

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  valued(nodes: readonly SyntaxNode[]): readonly Statement[] {
    const last = nodes.at(-1);
    if (last === undefined) return [];
    const tail = this.#nesting.deeper(
      () => lowerTail(last, this),
      () => [],
    );
    return [...this.statements(nodes.slice(0, -1)), ...tail];
  }

  /** A type stands with all that implements something for it where the first of them does. */
  items(items: readonly Item[]): readonly Statement[] {
    return items.flatMap((item) => {
      this.depth = item.depth;
      const name = this.#typeOf(item.node);
      if (name === undefined) return this.statements([item.node]);
      if (this.#done.has(name)) return [];
      this.#done.add(name);
      const parts = this.facts.types.get(name);
      return parts ? [lowerType(name, parts, this)] : [];
    });
  }

  inType<T>(name: string, lower: () => T): T {
    const outside = this.typeAround;
    this.typeAround = name;
    const lowered = lower();
    this.typeAround = outside;
    return lowered;
  }

  inFunction<T>(kind: 'function' | 'value', lower: () => T): T {
    const outside = this.isInValue;
    this.isInValue = kind === 'value';
    const lowered = lower();
    this.isInValue = outside;
    return lowered;
  }

  #typeOf(node: SyntaxNode): string | undefined {
    if (node.type === 'impl_item') return implementedType(node, this.textOf);
    return /^(?:struct|enum|trait|union)_item$/.test(node.type) ? nameOf(node, this.textOf) : undefined;
  }
}
