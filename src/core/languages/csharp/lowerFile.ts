import type { ClassStatement, Expression, FunctionNode, Program, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { memberExpression, nameExpression, pathExpression, receiver } from '../nodes.ts';
import { membersOf } from './classMembers.ts';
import type { ClassMembers } from './classMembers.ts';
import { lowerClass } from './classes.ts';
import { lowerTyped } from './creations.ts';
import { lowerExpression } from './expressions.ts';
import { readFileFacts } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import { declaredNames } from './functions.ts';
import { importStatements } from './imports.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { lowerStatement } from './statements.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const lowerer = new Lowerer(text, facts);
  const body = [...importStatements(facts.usings), ...lowerer.statements(partsOf(root))];
  return { uri, language: 'csharp', body, comments: facts.comments, syntaxErrors: facts.syntaxErrors };
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly #text: string;
  /** Outermost first. */
  #classes: readonly ClassMembers[] = [];
  /** Names that the methods and lambdas around the present place declare, innermost last. */
  #declared: readonly ReadonlySet<string>[] = [];
  /** Names of the methods around the present place, innermost last. */
  #methods: readonly (string | undefined)[] = [];
  readonly #nesting = new Nesting();

  constructor(text: string, facts: FileFacts) {
    this.#text = text;
    this.facts = facts;
  }

  readonly textOf = (range: TextRange): string => this.#text.slice(range.start, range.end);

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  typed(node: SyntaxNode, type: SyntaxNode | undefined): Expression {
    return this.#nesting.expression(node, () => lowerTyped(node, type, this) ?? lowerExpression(node, this));
  }

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  classStatement(node: SyntaxNode): ClassStatement {
    const name = fieldOf(node, 'name');
    const own = name ? this.textOf(name) : '';
    const path = this.facts.nested.get(own) ?? [own];
    const outside = this.#classes;
    this.#classes = [...outside, membersOf(node, path, this.textOf)];
    const lowered = lowerClass(node, path, this);
    this.#classes = outside;
    return lowered;
  }

  inFunction(node: SyntaxNode, lower: () => FunctionNode): FunctionNode {
    const outside = this.#declared;
    const methods = this.#methods;
    this.#declared = [...outside, declaredNames(node, this.textOf)];
    const name = fieldOf(node, 'name');
    if (name) this.#methods = [...methods, this.textOf(name)];
    const lowered = lower();
    this.#declared = outside;
    this.#methods = methods;
    return lowered;
  }

  get methodAround(): string | undefined {
    return this.#methods.at(-1);
  }

  get classAround(): ClassMembers | undefined {
    return this.#classes.at(-1);
  }

  name(name: string, range: TextRange): Expression {
    if (this.#declared.some((declared) => declared.has(name))) return nameExpression(name, range);
    const owner = this.#classes.findLast(({ names }) => names.has(name));
    if (owner && !this.facts.nested.has(name)) {
      const object = owner === this.classAround ? receiver(range) : pathExpression(owner.path, range);
      return memberExpression(object, name, range, range);
    }
    const nested = this.facts.nested.get(name);
    if (nested) return pathExpression(nested, range);
    return (/^[a-z_]/.test(name) ? this.#fromElsewhere(name, range) : undefined) ?? nameExpression(name, range);
  }

  /** Nothing but members, and functions within functions, can be called by a bare name. */
  method(name: string, range: TextRange): Expression {
    const plain = this.name(name, range);
    const isDeclared = this.#declared.some((declared) => declared.has(name));
    if (plain.kind !== 'name' || isDeclared || this.classAround?.hasBase !== true) return plain;
    return memberExpression(receiver(range), name, range, range);
  }

  /** A variable that nothing in the file declares is inherited. */
  #fromElsewhere(name: string, range: TextRange): Expression | undefined {
    if (this.classAround?.hasBase !== true || PREDEFINED.has(name)) return undefined;
    return memberExpression(receiver(range), name, range, range);
  }
}

/** Types that are written in small letters. */
const PREDEFINED: ReadonlySet<string> = new Set(
  'bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort nameof value field'.split(
    ' ',
  ),
);
