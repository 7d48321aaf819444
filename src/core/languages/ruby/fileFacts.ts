/** What has to be known of a whole file before any part of it is lowered: classes, heredocs, comments, errors. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';
import { assignedIn } from './assignedIn.ts';
import { partsOf } from './nodes.ts';
import { operatorOf, targetsOf } from './targets.ts';

export interface ClassFacts {
  readonly constants: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Instance variables that are set without `||=`. */
  readonly assigned: ReadonlySet<string>;
  /** True where methods can come from elsewhere: a base class, an included module. */
  readonly inherits: boolean;
}

export interface FileFacts {
  /** By path: `Outer::Inner`. */
  readonly classes: ReadonlyMap<string, ClassFacts>;
  /** Methods and constants that stand in no class. */
  readonly topLevel: ReadonlySet<string>;
  /** Variables of the file that stand in no method. */
  readonly variables: ReadonlySet<string>;
  /** The body of each heredoc, by where the heredoc begins. */
  readonly heredocs: ReadonlyMap<number, SyntaxNode>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

interface OpenClass {
  readonly constants: Set<string>;
  readonly methods: Set<string>;
  readonly attributes: Set<string>;
  readonly assigned: Set<string>;
  inherits: boolean;
}

const CLASSES: ReadonlySet<string> = new Set(['class', 'module']);
const METHODS: ReadonlySet<string> = new Set(['method', 'singleton_method']);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...[
    'attr_reader',
    'attr_accessor',
    'attr_writer',
    'mattr_accessor',
    'cattr_accessor',
    'class_attribute',
    'attribute',
  ],
]);
const INCLUDING: ReadonlySet<string> = new Set(['include', 'extend', 'prepend']);

export function isClass({ type, isNamed }: SyntaxNode): boolean {
  return isNamed && CLASSES.has(type);
}

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  return new FactReader(text).read(root);
}

/** Path of a class within the classes around it. */
export function pathOfClass(
  name: SyntaxNode | undefined,
  around: string | undefined,
  textOf: (range: TextRange) => string,
): string {
  const written = name ? constantPath(textOf(name)) : 'Class';
  return around === undefined || written.startsWith('::') ? written.replace(/^::/, '') : `${around}::${written}`;
}

/** `A::B` without blanks. */
export function constantPath(written: string): string {
  return written.replace(/\s+/g, '');
}

class FactReader {
  readonly #text: string;
  readonly #classes = new Map<string, OpenClass>();
  readonly #topLevel = new Set<string>();
  readonly #comments: Comment[] = [];
  readonly #errors: TextRange[] = [];
  readonly #beginnings: SyntaxNode[] = [];
  readonly #bodies: SyntaxNode[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Without recursion: hostile text is nested deeper than the stack. */
  read(root: SyntaxNode): FileFacts {
    interface Open {
      readonly node: SyntaxNode;
      readonly around: string | undefined;
      readonly isInMethod: boolean;
    }
    const open: Open[] = [{ node: root, around: undefined, isInMethod: false }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, around, isInMethod } = next;
      this.#visit(node, around, isInMethod);
      const isMethod = isInMethod || METHODS.has(node.type);
      const inside = isClass(node) ? pathOfClass(fieldOf(node, 'name'), around, this.#textOf) : around;
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index];
        if (child) open.push({ node: child, around: inside, isInMethod: isMethod });
      }
    }
    return {
      classes: this.#classes,
      topLevel: this.#topLevel,
      variables: new Set(assignedIn(root, this.#textOf)),
      heredocs: this.#pairedHeredocs(),
      comments: this.#comments,
      syntaxErrors: this.#errors,
    };
  }

  readonly #textOf = (node: TextRange): string => this.#text.slice(node.start, node.end);

  #visit(node: SyntaxNode, around: string | undefined, isInMethod: boolean): void {
    switch (node.type) {
      case 'comment':
        this.#comments.push(readComment(node, this.#textOf(node)));
        return;
      case 'ERROR':
        this.#errors.push(rangeOf(node));
        return;
      case 'heredoc_beginning':
        this.#beginnings.push(node);
        return;
      case 'heredoc_body':
        this.#bodies.push(node);
        return;
      case 'class':
      case 'module':
        if (node.isNamed) this.#class(node, around);
        return;
      case 'method':
      case 'singleton_method':
        this.#method(node, around, isInMethod);
        return;
      case 'assignment':
      case 'operator_assignment':
        for (const target of targetsOf(node)) this.#assignment(target, node, around);
        return;
      case 'call':
        this.#call(node, around, isInMethod);
    }
  }

  #class(node: SyntaxNode, around: string | undefined): void {
    const facts = this.#open(pathOfClass(fieldOf(node, 'name'), around, this.#textOf));
    if (fieldOf(node, 'superclass')) facts.inherits = true;
  }

  #open(path: string): OpenClass {
    let facts = this.#classes.get(path);
    if (facts === undefined) {
      facts = {
        constants: new Set(),
        methods: new Set(),
        attributes: new Set(),
        assigned: new Set(),
        inherits: false,
      };
      this.#classes.set(path, facts);
    }
    return facts;
  }

  #method(node: SyntaxNode, around: string | undefined, isInMethod: boolean): void {
    const name = fieldOf(node, 'name');
    if (name === undefined || isInMethod) return;
    (around === undefined ? this.#topLevel : this.#open(around).methods).add(this.#textOf(name));
  }

  #assignment(target: SyntaxNode, node: SyntaxNode, around: string | undefined): void {
    const name = this.#textOf(target);
    if (target.type === 'constant') (around === undefined ? this.#topLevel : this.#open(around).constants).add(name);
    else if (target.type === 'instance_variable' && around !== undefined && operatorOf(node, this.#textOf) !== '||=')
      this.#open(around).assigned.add(name);
  }

  #call(node: SyntaxNode, around: string | undefined, isInMethod: boolean): void {
    const method = fieldOf(node, 'method');
    if (around === undefined || isInMethod || method === undefined || fieldOf(node, 'receiver')) return;
    const name = this.#textOf(method);
    const list = fieldOf(node, 'arguments');
    if (INCLUDING.has(name)) this.#open(around).inherits = true;
    if (!ATTRIBUTES.has(name) || list === undefined) return;
    for (const symbol of partsOf(list).filter(({ type }) => type === 'simple_symbol')) {
      this.#open(around).attributes.add(this.#textOf(symbol).slice(1));
    }
  }

  /** Bodies follow the line that begins them, in the order of their beginnings. */
  #pairedHeredocs(): ReadonlyMap<number, SyntaxNode> {
    const bodies = [...this.#bodies].sort((a, b) => a.start - b.start);
    const pairs = new Map<number, SyntaxNode>();
    let position = 0;
    for (const beginning of [...this.#beginnings].sort((a, b) => a.start - b.start)) {
      while ((bodies[position]?.start ?? Infinity) < beginning.start) position++;
      const body = bodies[position];
      if (body === undefined) break;
      pairs.set(beginning.start, body);
      position++;
    }
    return pairs;
  }
}

/** `# text`, and `=begin … =end`. */
function readComment(node: SyntaxNode, text: string): Comment {
  const inside = text.startsWith('=begin') ? text.slice(6).replace(/=end\s*$/, '') : text.replace(/^#+/, '');
  return { range: rangeOf(node), text: inside.trim() };
}
