import { Nesting } from '../nesting.ts';
import type { ClassStatement, Expression, FunctionNode, Program, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { membersOf, methodNameIn } from './classMembers.ts';
import type { ClassMembers } from './classMembers.ts';
import { lowerClass } from './classes.ts';
import { lowerExpression } from './expressions.ts';
import { readFileFacts } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import { declaredNames, lowerMethod } from './functions.ts';
import { importStatements } from './imports.ts';
import type { Lowering } from './lowering.ts';
import { memberExpression, nameExpression, pathExpression, receiver } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerStatement } from './statements.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const lowerer = new Lowerer(text, facts);
  const body = [...importStatements(facts), ...lowerer.statements(partsOf(root))];
  return { uri, language: 'java', body, comments: facts.comments, syntaxErrors: facts.syntaxErrors };
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly #text: string;
  /** Outermost first. */
  #classes: readonly ClassMembers[] = [];
  /** Names that the methods and lambdas around the present place declare, innermost last. */
  #declared: readonly ReadonlySet<string>[] = [];
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

  classStatement(node: SyntaxNode): ClassStatement {
    const name = fieldOf(node, 'name');
    const own = name ? this.textOf(name) : '';
    const path = this.facts.nested.get(own) ?? [own];
    const members = membersOf(node, path, this.textOf);
    return this.inClass(members, () => lowerClass(node, path, this));
  }

  inClass<T>(members: ClassMembers, lower: () => T): T {
    const outside = this.#classes;
    this.#classes = [...outside, members];
    const lowered = lower();
    this.#classes = outside;
    return lowered;
  }

  inFunction(node: SyntaxNode, lower: () => FunctionNode): FunctionNode {
    const outside = this.#declared;
    this.#declared = [...outside, declaredNames(node, this.textOf)];
    const lowered = lower();
    this.#declared = outside;
    return lowered;
  }

  withoutName(body: SyntaxNode): readonly Expression[] {
    return partsOf(body).flatMap((member): readonly Expression[] => {
      if (member.type !== 'method_declaration') return [];
      return [{ kind: 'function', range: member, function: lowerMethod(member, 'function', this) }];
    });
  }

  get classAround(): ClassMembers | undefined {
    return this.#classes.at(-1);
  }

  name(name: string, range: TextRange): Expression {
    if (this.#declared.some((declared) => declared.has(name))) return nameExpression(name, range);
    const member = this.#member(name, range, ({ fields }) => fields.has(name));
    if (member) return member;
    const nested = this.facts.nested.get(name);
    if (nested) return pathExpression(nested, range);
    const isVariable = /^[a-z_$]/.test(name);
    return (isVariable ? this.#fromElsewhere(name, range) : undefined) ?? nameExpression(name, range);
  }

  method(name: string, range: TextRange): Expression {
    return (
      this.#member(name, range, ({ methods }) => methods.has(name), methodNameIn) ??
      this.#member(name, range, ({ fields }) => fields.has(name)) ??
      this.#fromElsewhere(name, range) ??
      nameExpression(name, range)
    );
  }

  /** A member of the class itself, or of one around it. */
  #member(
    name: string,
    range: TextRange,
    has: (members: ClassMembers) => boolean,
    nameIn = (_: ClassMembers, own: string): string => own,
  ): Expression | undefined {
    const owner = this.#classes.findLast(has);
    if (owner === undefined) return undefined;
    const object = owner === this.classAround ? receiver(range) : pathExpression(owner.path, range);
    return memberExpression(object, nameIn(owner, name), range, range);
  }

  /** What neither the file declares nor an import names is inherited, or one of a class whose members are all imported. */
  #fromElsewhere(name: string, range: TextRange): Expression | undefined {
    if (this.facts.imports.some(({ member }) => member === name)) return undefined;
    if (this.classAround?.hasBase === true) return memberExpression(receiver(range), name, range, range);
    const [only, second] = this.facts.imports.filter(({ isStatic, isAll }) => isStatic && isAll);
    return only && !second ? memberExpression(nameExpression(only.path, range), name, range, range) : undefined;
  }
}
