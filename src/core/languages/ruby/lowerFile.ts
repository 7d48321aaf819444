import type { Expression, ExportBinding, ImportStatement, Program, Statement } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { memberExpression, nameExpression, pathExpression, receiver } from '../nodes.ts';
import { lowerExpression } from './expressions.ts';
import { readFileFacts } from './fileFacts.ts';
import type { ClassFacts, FileFacts } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { lowerStatement, lowerValued } from './statements.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const lowerer = new Lowerer(text, facts);
  const statements = lowerer.statements(partsOf(root));
  return {
    uri,
    language: 'ruby',
    body: [...lowerer.imports, ...statements],
    exports: exportsOf(facts),
    comments: facts.comments,
    syntaxErrors: facts.syntaxErrors,
  };
}

const MOST_STEPS = 10;

/** Classes can be named from inside of what they stand in, so also by the ends of their paths. */
function exportsOf(facts: FileFacts): readonly ExportBinding[] {
  const ends = [...facts.classes.keys()].flatMap((path) => {
    const steps = path.split('::');
    return steps.slice(0, MOST_STEPS).map((_, index) => ({ exported: steps.slice(index).join('::'), local: path }));
  });
  return [
    ...ends.sort((a, b) => a.local.length - b.local.length),
    ...[...facts.topLevel].map((name) => ({ exported: name, local: name })),
  ];
}

/** Constants that Ruby itself has, or that frameworks have everywhere; all else can be a file of the program. */
const BUILT_IN: ReadonlySet<string> = new Set(
  'Array Base64 BasicObject BigDecimal CSV Class Comparable Data Date DateTime Dir ENV ERB Enumerable Errno Exception FALSE File FileUtils Float GC Hash IO Integer JSON Kernel Logger Marshal Math Module Mutex NIL Net Net::HTTP NilClass Numeric Object ObjectSpace OpenSSL OpenStruct Pathname Proc Process Psych Queue RUBY_VERSION Rails Random Range Rational Regexp RuntimeError STDERR STDIN STDOUT SecureRandom Set Signal StandardError String StringIO Struct Symbol TRUE Tempfile Thread Time Timeout URI YAML Zlib ARGF ARGV ActiveSupport::JSON Oj MultiJson'.split(
    ' ',
  ),
);

/** Functions of Ruby itself that everybody calls by their bare names. */
const KERNEL: ReadonlySet<string> = new Set(
  'Array Float Integer String abort at_exit binding block_given? caller catch exit fail format freeze gets lambda load loop open p pp print printf proc putc puts raise rand readline readlines require require_relative select sleep sprintf srand system throw warn __method__'.split(
    ' ',
  ),
);

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly #text: string;
  readonly #nesting = new Nesting();
  readonly #imports = new Map<string, ImportStatement>();
  #classes: readonly string[] = [];
  #variables: readonly ReadonlySet<string>[];

  constructor(text: string, facts: FileFacts) {
    this.#text = text;
    this.facts = facts;
    this.#variables = [facts.variables];
  }

  /** What stands in other files, as far as it is named. */
  get imports(): readonly Statement[] {
    return [...this.#imports.values()];
  }

  readonly textOf = (range: TextRange): string => this.#text.slice(range.start, range.end);

  readonly expression = (node: SyntaxNode): Expression =>
    this.#nesting.expression(node, () => lowerExpression(node, this));

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  valued(nodes: readonly SyntaxNode[]): readonly Statement[] {
    const last = nodes.at(-1);
    if (last === undefined) return [];
    const value = this.#nesting.deeper(
      () => lowerValued(last, this),
      () => [],
    );
    return [...this.statements(nodes.slice(0, -1)), ...value];
  }

  inClass<T>(path: string, lower: () => T): T {
    const outside = { classes: this.#classes, variables: this.#variables };
    this.#classes = [...outside.classes, path];
    this.#variables = [];
    const lowered = lower();
    this.#classes = outside.classes;
    this.#variables = outside.variables;
    return lowered;
  }

  inMethod<T>(declared: ReadonlySet<string>, lower: () => T): T {
    return this.#withVariables([declared], lower);
  }

  inBlock<T>(declared: ReadonlySet<string>, lower: () => T): T {
    return this.#withVariables([...this.#variables, declared], lower);
  }

  #withVariables<T>(variables: readonly ReadonlySet<string>[], lower: () => T): T {
    const outside = this.#variables;
    this.#variables = variables;
    const lowered = lower();
    this.#variables = outside;
    return lowered;
  }

  declaredAround(names: ReadonlySet<string>): readonly string[] {
    return [...names].filter((name) => this.isVariable(name));
  }

  isVariable(name: string): boolean {
    return this.#variables.some((declared) => declared.has(name));
  }

  get classPath(): string | undefined {
    return this.#classes.at(-1);
  }

  get classAround(): ClassFacts | undefined {
    return this.classPath === undefined ? undefined : this.facts.classes.get(this.classPath);
  }

  constant(path: string, range: TextRange): Expression {
    const isAbsolute = path.startsWith('::');
    const steps = path.replace(/^::/, '');
    const found = this.#declared(steps, isAbsolute, range);
    if (found) return found;
    if (this.facts.topLevel.has(steps)) return nameExpression(steps, range);
    const parts = steps.split('::');
    if (parts.length > MOST_STEPS) return nameExpression('', range);
    const last = parts.at(-1) ?? '';
    if (isValueName(last)) {
      if (parts.length > 1)
        return memberExpression(this.constant(parts.slice(0, -1).join('::'), range), last, range, range);
      const mayInherit = this.classAround?.inherits === true && !BUILT_IN.has(last);
      return mayInherit ? memberExpression(receiver(range), last, range, range) : nameExpression(last, range);
    }
    if (BUILT_IN.has(parts[0] ?? '')) return pathExpression(parts, range);
    this.#import(steps, last);
    return nameExpression(steps, range);
  }

  #import(path: string, name: string): void {
    if (this.#imports.has(path)) return;
    const nowhere = { start: 0, end: 0 };
    this.#imports.set(path, {
      kind: 'import',
      range: nowhere,
      module: path,
      bindings: [{ local: path, imported: name }],
    });
  }

  /** Looked for in the classes around, from the inside out. */
  #declared(path: string, isAbsolute: boolean, range: TextRange): Expression | undefined {
    const owner = path.slice(0, Math.max(0, path.lastIndexOf('::')));
    const last = path.slice(owner === '' ? 0 : owner.length + 2);
    for (const around of isAbsolute ? [''] : this.#pathsAround()) {
      const whole = joined(around, path);
      if (this.facts.classes.has(whole)) return nameExpression(whole, range);
      const holder = joined(around, owner);
      if (this.facts.classes.get(holder)?.constants.has(last) === true)
        return memberExpression(nameExpression(holder, range), last, range, range);
    }
    return undefined;
  }

  /** `A::B::C`, `A::B`, `A`, nothing. */
  #pathsAround(): readonly string[] {
    const steps = this.classPath?.split('::') ?? [];
    return [...steps.map((_, index) => steps.slice(0, steps.length - index).join('::')), ''];
  }

  method(name: string, range: TextRange): Expression {
    const { classAround } = this;
    const isOwn = classAround?.methods.has(name) === true || classAround?.attributes.has(name) === true;
    const isElsewhere = this.facts.topLevel.has(name) || KERNEL.has(name);
    if (classAround === undefined || (!isOwn && isElsewhere)) return nameExpression(name, range);
    return memberExpression(receiver(range), name, range, range);
  }

  attribute(written: string, range: TextRange): Expression {
    const bare = written.replace(/^@+/, '');
    // A method that gives the variable back has the same name and is found first.
    const name = this.classAround?.methods.has(bare) === true ? written : bare;
    return this.classPath === undefined
      ? nameExpression(written, range)
      : memberExpression(receiver(range), name, range, range);
  }
}

function joined(around: string, path: string): string {
  return around === '' ? path : path === '' ? around : `${around}::${path}`;
}

/** `MODEL_ID`: a value, where `Model` is a class. */
function isValueName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}
