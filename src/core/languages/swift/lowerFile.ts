import type { Expression, Program, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { memberExpression, nameExpression, pathExpression, receiver, tail } from '../nodes.ts';
import { lowerExpression } from './expressions.ts';
import { nameOfType, readFileFacts, TYPES } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import type { Lowering, TypeMembers } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { isStatement, lowerStatement, lowerTail } from './statements.ts';
import { lowerType } from './types.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const textOf = (range: TextRange): string => text.slice(range.start, range.end);
  const facts = readFileFacts(root, textOf);
  const body = new Lowerer(facts, textOf).file(partsOf(root));
  return { uri, language: 'swift', body, comments: facts.comments, syntaxErrors: facts.syntaxErrors };
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly textOf: (range: TextRange) => string;
  #types: readonly TypeMembers[] = [];
  #functions: readonly ReadonlySet<string>[] = [];
  readonly #nesting = new Nesting();

  constructor(facts: FileFacts, textOf: (range: TextRange) => string) {
    this.facts = facts;
    this.textOf = textOf;
  }

  /** A type stands with its extensions where the first of them does. */
  file(nodes: readonly SyntaxNode[]): readonly Statement[] {
    const done = new Set<string>();
    return nodes.flatMap((node) => {
      const name = TYPES.has(node.type) ? nameOfType(node, this.textOf) : undefined;
      const parts = name === undefined ? undefined : this.facts.types.get(name);
      if (name === undefined || parts === undefined) return this.statements([node]);
      if (done.has(name)) return [];
      done.add(name);
      return [lowerType(name, parts, this)];
    });
  }

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  valued(nodes: readonly SyntaxNode[]): readonly Statement[] {
    const last = nodes.at(-1);
    if (last === undefined) return [];
    const before = this.statements(nodes.slice(0, -1));
    if (isStatement(last)) {
      return [
        ...before,
        ...this.#nesting.deeper<readonly Statement[]>(
          () => lowerTail(last, this),
          () => [],
        ),
      ];
    }
    const value = this.expression(last);
    return [...before, ...tail(value)];
  }

  inType<T>(members: TypeMembers, lower: () => T): T {
    const outside = this.#types;
    this.#types = [...outside, members];
    const lowered = lower();
    this.#types = outside;
    return lowered;
  }

  inFunction<T>(declared: ReadonlySet<string>, lower: () => T): T {
    const outside = this.#functions;
    this.#functions = [...outside, declared];
    const lowered = lower();
    this.#functions = outside;
    return lowered;
  }

  get typeAround(): TypeMembers | undefined {
    return this.#types.at(-1);
  }

  name(name: string, range: TextRange): Expression {
    if (this.#functions.some((declared) => declared.has(name))) return nameExpression(name, range);
    const owner = this.#types.findLast(({ names }) => names.has(name));
    if (owner) {
      const object = owner === this.typeAround ? receiver(range) : pathExpression(owner.path, range);
      return memberExpression(object, name, range, range);
    }
    const nested = this.facts.nested.get(name);
    return nested ? pathExpression(nested, range) : nameExpression(name, range);
  }
}
