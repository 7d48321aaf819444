import type { AssignStatement, Comment, Expression, Program, Statement } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { argumentOf, assign, libraryCall, literal, nameExpression, rangeOf, unknown } from '../nodes.ts';
import { argumentsOfBody, readBlock } from './blocks.ts';
import type { Block } from './blocks.ts';
import { lowerExpression } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { statesOf } from './stateMachines.ts';
import { eachName, localName, outputName, variableName } from './names.ts';

/** @param roots Of the parts of the file, in their order. */
export function lowerFile(roots: readonly SyntaxNode[], uri: string, text: string): Program {
  const lowerer = new Lowerer(text);
  const isValues = uri.toLowerCase().endsWith('.tfvars');
  const body = roots.flatMap(topLevel).flatMap((node) => (isValues ? lowerer.value(node) : lowerer.block(node)));
  const machines = lowerer.json.flatMap(statesOf);
  const { comments, syntaxErrors } = walk(roots, text);
  return { uri, language: 'terraform', isUnordered: true, body: [...body, ...machines], comments, syntaxErrors };
}

/** What stands at the top, also of what could not be parsed as a whole. */
function topLevel(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'block' || node.type === 'attribute') found.push(node);
    else if (CONTAINERS.has(node.type)) pushReversed(open, node.children);
  }
  return found;
}

/** The first one comes out first. One by one: there can be more than a call takes arguments. */
function pushReversed(open: SyntaxNode[], nodes: readonly SyntaxNode[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node) open.push(node);
  }
}

const CONTAINERS: ReadonlySet<string> = new Set(['config_file', 'body', 'ERROR']);

class Lowerer implements Lowering {
  readonly #text: string;
  readonly #nesting = new Nesting();
  #bound: readonly string[] = [];
  #iterators: readonly string[] = [];
  owner = '';
  /** Objects that are made JSON. */
  readonly json: Expression[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  readonly textOf = (range: TextRange): string => this.#text.slice(range.start, range.end);

  readonly expression = (node: SyntaxNode): Expression => this.deeper(node, () => lowerExpression(node, this));

  deeper(range: TextRange, lower: () => Expression): Expression {
    return this.#nesting.expression(range, lower);
  }

  withNames<T>(names: readonly string[], lower: () => T): T {
    const outside = this.#bound;
    this.#bound = [...outside, ...names];
    const lowered = lower();
    this.#bound = outside;
    return lowered;
  }

  withIterator<T>(name: string, lower: () => T): T {
    const outside = this.#iterators;
    this.#iterators = [...outside, name];
    const lowered = lower();
    this.#iterators = outside;
    return lowered;
  }

  madeJson(object: Expression): void {
    this.json.push(object);
  }

  isBound(name: string): boolean {
    return this.#bound.includes(name);
  }

  isIterator(name: string): boolean {
    return this.#iterators.includes(name);
  }

  /** Of a file of values: `name = value`. */
  value(node: SyntaxNode): readonly Statement[] {
    return node.type === 'attribute' ? this.#attribute(node, variableName) : [];
  }

  block(node: SyntaxNode): readonly Statement[] {
    if (node.type !== 'block') return [];
    const block = readBlock(node, this.textOf);
    const [first = '', second] = block.labels;
    switch (block.kind) {
      case 'variable':
        return [this.#assign(variableName(first), this.#call(block, 'variable', [literal(first, node)]), node)];
      case 'locals':
        return bodyOf(block).flatMap((part) => (part.type === 'attribute' ? this.#attribute(part, localName) : []));
      case 'output':
        return this.#output(block, first);
      case 'module':
        return this.#declaration(block, `module.${first}`, 'module');
      case 'provider':
        return this.#declaration(block, `provider.${first}`, `provider.${first}`);
      case 'data':
        return second === undefined ? [] : this.#declaration(block, `data.${first}.${second}`, `data.${first}`);
      case 'resource':
        return second === undefined ? [] : this.#declaration(block, `${first}.${second}`, first);
      default:
        return [];
    }
  }

  #attribute(node: SyntaxNode, nameOf: (name: string) => string): readonly Statement[] {
    const [name, value] = namedChildren(node);
    if (name === undefined || value === undefined) return [];
    return [this.#assign(nameOf(this.textOf(name)), this.expression(value), node)];
  }

  #output(block: Block, name: string): readonly Statement[] {
    const value = this.#attributeOf(block, 'value');
    return value ? [this.#assign(outputName(name), this.expression(value), block.node)] : [];
  }

  /** A resource is made like an object: by its type, with what stands in its block. */
  #declaration(block: Block, address: string, type: string): readonly Statement[] {
    this.owner = address;
    const made = this.#assign(address, this.#call(block, type), block.node);
    const each = this.#attributeOf(block, 'for_each');
    if (each === undefined) return [made];
    const values = libraryCall('values', [this.expression(each)], each);
    const value: Expression = { kind: 'index', range: rangeOf(each), object: values, index: unknown(each) };
    return [this.#assign(eachName(address, 'value'), value, each), made];
  }

  #call(block: Block, type: string, positional: readonly Expression[] = []): Expression {
    const { node, body } = block;
    const named = argumentsOfBody(body, this);
    return {
      kind: 'call',
      range: rangeOf(node),
      callee: nameExpression(type, { start: node.start, end: node.start + block.kind.length }),
      arguments: [...positional.map(argumentOf), ...named],
      argumentsRange: body ? rangeOf(body) : { start: node.end, end: node.end },
      isConstruction: true,
    };
  }

  #attributeOf(block: Block, name: string): SyntaxNode | undefined {
    const attributes = bodyOf(block).filter(({ type }) => type === 'attribute');
    return attributes.map(namedChildren).find(([key]) => key && this.textOf(key) === name)?.[1];
  }

  #assign(name: string, value: Expression, node: SyntaxNode): AssignStatement {
    return assign(nameExpression(name, { start: node.start, end: node.start }), value, node);
  }
}

function bodyOf({ body }: Block): readonly SyntaxNode[] {
  return body ? namedChildren(body) : [];
}

function walk(roots: readonly SyntaxNode[], text: string): Pick<Program, 'comments' | 'syntaxErrors'> {
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const open = [...roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'comment') comments.push(commentOf(node, text));
    else if (node.type === 'ERROR' || node.isMissing) syntaxErrors.push(rangeOf(node));
    pushReversed(open, node.children);
  }
  return { comments, syntaxErrors };
}

/** `# …`, `// …`, or between slashes and stars. */
function commentOf(node: SyntaxNode, text: string): Comment {
  const written = text.slice(node.start, node.end);
  const inside = written.startsWith('/*')
    ? written.slice(2).replace(/\*\/$/, '')
    : written.replace(/^(?:#+|\/\/+)/, '');
  return { range: rangeOf(node), text: inside.trim() };
}
