import { Nesting } from '../nesting.ts';
import type { CallExpression, Expression, FunctionNode, Program, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { lowerArguments } from './calls.ts';
import { lowerClass, lowerInterface } from './classes.ts';
import { lowerExpression } from './expressions.ts';
import { readFileFacts, receiverTypeOf } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import { lowerFunction, namesOf, resultsOf } from './functions.ts';
import { evaluation, unknown } from '../nodes.ts';
import type { Lowering, Results } from './lowering.ts';
import { lowerStatement } from './statements.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const body = new Lowerer(text, facts).file(root);
  return { uri, language: 'go', body, comments: facts.comments, syntaxErrors: facts.syntaxErrors };
}

const NO_RESULTS: Results = { shape: 'first', names: [] };

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  results: Results = NO_RESULTS;
  iota: number | undefined;
  readonly #text: string;
  #receiver: string | undefined;
  /** Names that the functions around the present place declare. */
  #declared: readonly ReadonlySet<string>[] = [];
  readonly #nesting = new Nesting();

  constructor(text: string, facts: FileFacts) {
    this.#text = text;
    this.facts = facts;
  }

  /** Methods stand in the class of their struct, which stands where the first of them all does. */
  file(root: SyntaxNode): readonly Statement[] {
    const top = root.children.flatMap((child) => (child.type === 'type_declaration' ? typeSpecs(child) : [child]));
    const methods = new Map<string, SyntaxNode[]>();
    for (const node of top) {
      const owner = node.type === 'method_declaration' ? (receiverTypeOf(node, this.textOf) ?? '') : undefined;
      if (owner !== undefined) push(methods, owner, node);
    }
    const declarations = new Map(
      top.filter(isStructSpec).map((node) => [this.textOf(fieldOf(node, 'name') ?? node), node] as const),
    );
    const done = new Set<string>();
    return this.#siblings(top, (node) => {
      if (isInterfaceSpec(node)) {
        const contract = lowerInterface(node, this);
        return contract ? [contract] : [];
      }
      const owner = this.#ownerOf(node);
      if (owner === undefined) return undefined;
      if (done.has(owner)) return [];
      done.add(owner);
      return [lowerClass(owner, declarations.get(owner), methods.get(owner) ?? [], this)];
    });
  }

  readonly textOf = (range: TextRange): string => this.#text.slice(range.start, range.end);

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#siblings(nodes, () => undefined);
  }

  function(node: SyntaxNode): FunctionNode {
    const outside = { results: this.results, receiver: this.#receiver, declared: this.#declared };
    const names = namesOf(node, this.textOf);
    this.results = resultsOf(node, this);
    if (node.type !== 'func_literal') this.#receiver = receiverName(node, this.textOf);
    this.#declared = [...outside.declared, names.declared];
    const isOuter = (name: string): boolean => name !== '_' && !this.#declared.some((declared) => declared.has(name));
    const lowered = lowerFunction(node, [...names.assigned].filter(isOuter), this);
    this.results = outside.results;
    this.#receiver = outside.receiver;
    this.#declared = outside.declared;
    return lowered;
  }

  isReceiver(name: string): boolean {
    return name === this.#receiver;
  }

  withIota<T>(iota: number, lower: () => T): T {
    const outside = this.iota;
    this.iota = iota;
    const value = lower();
    this.iota = outside;
    return value;
  }

  #siblings(
    nodes: readonly SyntaxNode[],
    lowerSpecially: (node: SyntaxNode) => readonly Statement[] | undefined,
  ): readonly Statement[] {
    const statements: Statement[] = [];
    const flat = nodes.flatMap((node) => (node.type === 'statement_list' ? namedChildren(node) : [node]));
    flat.forEach((node, index) => {
      const opened = this.#openedCall(node, flat[index + 1]);
      if (opened) for (const statement of opened) statements.push(statement);
      else if (!isOpening(node) || !isCallee(flat[index - 1])) {
        for (const statement of lowerSpecially(node) ?? this.#statement(node)) statements.push(statement);
      }
    });
    return statements;
  }

  /** A call that was not closed: the parser leaves what is called, and an error with all that follows. */
  #openedCall(node: SyntaxNode, error: SyntaxNode | undefined): readonly Statement[] | undefined {
    const [callee] = isCallee(node) ? namedChildren(node) : [];
    const opening = error?.children[0];
    if (!callee || !error || !opening || !isOpening(error)) return undefined;
    const call: CallExpression = {
      kind: 'call',
      range: { start: callee.start, end: error.end },
      callee: this.expression(callee),
      arguments: [
        ...lowerArguments(namedChildren(error), this),
        {
          value: unknown({ start: error.end, end: error.end }),
          spread: 'object',
          range: { start: error.end, end: error.end },
        },
      ],
      argumentsRange: { start: opening.start, end: error.end },
      isConstruction: false,
    };
    return evaluation(call);
  }

  #ownerOf(node: SyntaxNode): string | undefined {
    if (node.type === 'method_declaration') return receiverTypeOf(node, this.textOf) ?? '';
    return isStructSpec(node) ? this.textOf(fieldOf(node, 'name') ?? node) : undefined;
  }

  #statement(node: SyntaxNode): readonly Statement[] {
    return this.#nesting.statements([node], () => lowerStatement(node, this));
  }
}

function typeSpecs(declaration: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(declaration).filter((child) => child.type === 'type_spec');
}

function isStructSpec(node: SyntaxNode): boolean {
  return node.type === 'type_spec' && fieldOf(node, 'type')?.type === 'struct_type';
}

function isInterfaceSpec(node: SyntaxNode): boolean {
  return node.type === 'type_spec' && fieldOf(node, 'type')?.type === 'interface_type';
}

function isCallee(node: SyntaxNode | undefined): boolean {
  return node?.type === 'expression_statement' && namedChildren(node)[0]?.type !== 'call_expression';
}

function isOpening(node: SyntaxNode): boolean {
  return node.type === 'ERROR' && node.children[0]?.type === '(';
}

function receiverName(node: SyntaxNode, textOf: (node: SyntaxNode) => string): string | undefined {
  const list = node.type === 'method_declaration' ? fieldOf(node, 'receiver') : undefined;
  const declaration = list && namedChildren(list)[0];
  const name = declaration && fieldOf(declaration, 'name');
  return name && textOf(name) !== '_' ? textOf(name) : undefined;
}

function push(map: Map<string, SyntaxNode[]>, key: string, node: SyntaxNode): void {
  const list = map.get(key);
  if (list) list.push(node);
  else map.set(key, [node]);
}
