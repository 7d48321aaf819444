/**
 * What a tag asks of the values that a template is filled with. One grammar reads Jinja, Nunjucks, Liquid and the simple
 * JavaScript of EJS; what goes beyond paths, filters, tests and literals is not understood, and stays a placeholder.
 */
export type TemplateExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `user.name`, `rows[0]`, a name alone; `this` and `..` as Handlebars means them. */
  | { readonly kind: 'path'; readonly steps: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly items: readonly TemplateExpression[] }
  | CallOfTemplate
  | { readonly kind: 'not'; readonly of: TemplateExpression }
  | { readonly kind: 'both' | 'either'; readonly first: TemplateExpression; readonly second: TemplateExpression }
  | {
      readonly kind: 'comparison';
      readonly operator: '==' | '!=' | '<' | '>' | '<=' | '>=';
      readonly first: TemplateExpression;
      readonly second: TemplateExpression;
    }
  | {
      readonly kind: 'conditional';
      readonly test: TemplateExpression;
      readonly then: TemplateExpression;
      readonly otherwise: TemplateExpression;
    };

/** A filter, test, method or function: `x | upper`, `x is defined`, `x.items()`, `range(3)`. */
export interface CallOfTemplate {
  readonly kind: 'call';
  readonly name: string;
  /** What it is called on; absent for a function. */
  readonly of?: TemplateExpression;
  readonly arguments: readonly TemplateArgument[];
}

export interface TemplateArgument {
  readonly name?: string;
  readonly value: TemplateExpression;
}

const MAXIMUM_LENGTH = 1_000;
const MAXIMUM_DEPTH = 24;

/** Undefined for what is not understood, half-typed expressions among it. */
export function parseTemplateExpression(text: string): TemplateExpression | undefined {
  if (text.length > MAXIMUM_LENGTH) return undefined;
  const words = wordsOf(text);
  if (words === undefined) return undefined;
  const parser = new Parser(words);
  const expression = parser.whole();
  return parser.isAtEnd ? expression : undefined;
}

type Word =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string };

const WORD =
  /\s*(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<number>\d{1,15}(?:\.\d{1,15})?)|(?<name>[A-Za-z_$@][\w$]*)|(?<sign>===|!==|==|!=|<=|>=|&&|\|\||\?\.|\?\?|[()[\].,|:!<>?=])|$)/y;

function wordsOf(text: string): readonly Word[] | undefined {
  const words: Word[] = [];
  const trimmed = text.trim();
  WORD.lastIndex = 0;
  while (WORD.lastIndex < trimmed.length) {
    const groups = WORD.exec(trimmed)?.groups;
    if (groups === undefined) return undefined;
    const quoted = groups['double'] ?? groups['single'];
    if (quoted !== undefined) words.push({ kind: 'string', text: unescaped(quoted) });
    else if (groups['number'] !== undefined) words.push({ kind: 'number', text: groups['number'] });
    else if (groups['name'] !== undefined) words.push({ kind: 'name', text: groups['name'] });
    else if (groups['sign'] !== undefined) words.push({ kind: 'sign', text: groups['sign'] });
  }
  return words;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
}

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
  ['null', null],
  ['nil', null],
  ['undefined', null],
]);

const COMPARISONS = {
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
} as const;

/** Words that are no names where a value could stand. */
const KEYWORDS = new Set(['if', 'else', 'and', 'or', 'not', 'in', 'is', 'for', 'new', 'function', 'typeof']);

class Parser {
  readonly #words: readonly Word[];
  #at = 0;
  #depth = 0;

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#words.length;
  }

  whole(): TemplateExpression | undefined {
    if (this.#depth >= MAXIMUM_DEPTH) return undefined;
    this.#depth++;
    const expression = this.#conditional();
    this.#depth--;
    return expression;
  }

  #conditional(): TemplateExpression | undefined {
    const first = this.#either();
    if (first === undefined) return undefined;
    if (this.#take('?')) return this.#branches(first, ':');
    if (!this.#takeName('if')) return first;
    const test = this.#either();
    if (test === undefined) return undefined;
    if (!this.#takeName('else')) return { kind: 'conditional', test, then: first, otherwise: EMPTY };
    const otherwise = this.whole();
    return otherwise && { kind: 'conditional', test, then: first, otherwise };
  }

  #branches(test: TemplateExpression, separator: string): TemplateExpression | undefined {
    const then = this.whole();
    const otherwise = then && this.#take(separator) ? this.whole() : undefined;
    return then && otherwise && { kind: 'conditional', test, then, otherwise };
  }

  #either(): TemplateExpression | undefined {
    let first = this.#both();
    while (first && (this.#takeName('or') || this.#take('||') || this.#take('??'))) {
      const second = this.#both();
      first = second && { kind: 'either', first, second };
    }
    return first;
  }

  #both(): TemplateExpression | undefined {
    let first = this.#negation();
    while (first && (this.#takeName('and') || this.#take('&&'))) {
      const second = this.#negation();
      first = second && { kind: 'both', first, second };
    }
    return first;
  }

  #negation(): TemplateExpression | undefined {
    let isNegated = false;
    while (this.#takeName('not') || this.#take('!')) isNegated = !isNegated;
    const of = this.#comparison();
    return of && isNegated ? { kind: 'not', of } : of;
  }

  #comparison(): TemplateExpression | undefined {
    const first = this.#filtered();
    if (first === undefined) return undefined;
    if (this.#takeName('is')) return this.#test(first);
    const word = this.#words[this.#at];
    if (word?.kind !== 'sign' || !isComparison(word.text)) return first;
    this.#at++;
    const second = this.#filtered();
    return second && { kind: 'comparison', operator: COMPARISONS[word.text], first, second };
  }

  #test(of: TemplateExpression): TemplateExpression | undefined {
    const isNegated = this.#takeName('not');
    const name = this.#name();
    if (name === undefined) return undefined;
    const test: TemplateExpression = { kind: 'call', name, of, arguments: [] };
    return isNegated ? { kind: 'not', of: test } : test;
  }

  #filtered(): TemplateExpression | undefined {
    let of = this.#postfix();
    while (of && this.#take('|')) {
      const name = this.#name();
      if (name === undefined) return undefined;
      const passed = this.#take('(') ? this.#arguments(')') : this.#take(':') ? this.#plainArguments() : [];
      of = passed && { kind: 'call', name, of, arguments: passed };
    }
    return of;
  }

  #postfix(): TemplateExpression | undefined {
    let of = this.#primary();
    while (of) {
      if (this.#take('.') || this.#take('?.')) {
        const word = this.#words[this.#at];
        if (word?.kind !== 'name' && word?.kind !== 'number') return undefined;
        this.#at++;
        of = stepped(of, word.kind === 'number' ? Number(word.text) : word.text);
      } else if (this.#take('[')) {
        const index = this.whole();
        if (index?.kind !== 'literal' || !this.#take(']')) return undefined;
        of = typeof index.value === 'string' || typeof index.value === 'number' ? stepped(of, index.value) : undefined;
      } else if (this.#take('(')) {
        const passed = this.#arguments(')');
        of = passed && called(of, passed);
      } else return of;
    }
    return of;
  }

  #primary(): TemplateExpression | undefined {
    const word = this.#words[this.#at++];
    if (word?.kind === 'string') return { kind: 'literal', value: word.text };
    if (word?.kind === 'number') return { kind: 'literal', value: Number(word.text) };
    if (word?.kind === 'name') {
      if (KEYWORDS.has(word.text)) return undefined;
      const literal = LITERALS.get(word.text);
      return literal === undefined ? { kind: 'path', steps: [word.text] } : { kind: 'literal', value: literal };
    }
    if (word?.text === '(') {
      const inner = this.whole();
      return this.#take(')') ? inner : undefined;
    }
    if (word?.text !== '[') return undefined;
    const items = this.#arguments(']');
    return items && { kind: 'list', items: items.map(({ value }) => value) };
  }

  /** Up to the closing sign, which is taken too. */
  #arguments(closing: string): readonly TemplateArgument[] | undefined {
    const passed: TemplateArgument[] = [];
    while (!this.#take(closing)) {
      if (passed.length > 0 && !this.#take(',')) return undefined;
      if (this.#take(closing)) break;
      const argument = this.#argument();
      if (argument === undefined) return undefined;
      passed.push(argument);
    }
    return passed;
  }

  #plainArguments(): readonly TemplateArgument[] | undefined {
    const passed: TemplateArgument[] = [];
    do {
      const value = this.#postfix();
      if (value === undefined) return undefined;
      passed.push({ value });
    } while (this.#take(','));
    return passed;
  }

  #argument(): TemplateArgument | undefined {
    const [word, next] = this.#words.slice(this.#at, this.#at + 2);
    const isNamed = word?.kind === 'name' && next?.kind === 'sign' && next.text === '=';
    if (isNamed) this.#at += 2;
    const value = this.whole();
    return value && (isNamed ? { name: word.text, value } : { value });
  }

  #name(): string | undefined {
    const word = this.#words[this.#at];
    if (word?.kind !== 'name') return undefined;
    this.#at++;
    return word.text;
  }

  #take(sign: string): boolean {
    return this.#takeWord('sign', sign);
  }

  #takeName(name: string): boolean {
    return this.#takeWord('name', name);
  }

  #takeWord(kind: Word['kind'], text: string): boolean {
    const word = this.#words[this.#at];
    if (word?.kind !== kind || word.text !== text) return false;
    this.#at++;
    return true;
  }
}

const EMPTY: TemplateExpression = { kind: 'literal', value: '' };

function isComparison(text: string): text is keyof typeof COMPARISONS {
  return Object.hasOwn(COMPARISONS, text);
}

function stepped(of: TemplateExpression, step: string | number): TemplateExpression | undefined {
  if (of.kind === 'path') return { ...of, steps: [...of.steps, step] };
  return of.kind === 'call' ? { kind: 'call', name: 'get', of, arguments: [{ value: literalOf(step) }] } : undefined;
}

function literalOf(value: string | number): TemplateExpression {
  return { kind: 'literal', value };
}

function called(of: TemplateExpression, passed: readonly TemplateArgument[]): TemplateExpression | undefined {
  if (of.kind !== 'path') return undefined;
  const name = of.steps.at(-1);
  if (typeof name !== 'string') return undefined;
  const owner = of.steps.slice(0, -1);
  const call = { kind: 'call', name, arguments: passed } as const;
  return owner.length === 0 ? call : { ...call, of: { kind: 'path', steps: owner } };
}

/** The paths that an expression reads, as they are written: `user.name`; what is behind a number is no name. */
export function pathsOf(expression: TemplateExpression): readonly string[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'path':
      return pathText(expression.steps);
    case 'list':
      return expression.items.flatMap(pathsOf);
    case 'call':
      return [...(expression.of ? pathsOf(expression.of) : []), ...expression.arguments.flatMap(argumentPaths)];
    case 'not':
      return pathsOf(expression.of);
    case 'conditional':
      return [...pathsOf(expression.then), ...pathsOf(expression.test), ...pathsOf(expression.otherwise)];
    default:
      return [...pathsOf(expression.first), ...pathsOf(expression.second)];
  }
}

function argumentPaths({ value }: TemplateArgument): readonly string[] {
  return pathsOf(value);
}

function pathText(steps: readonly (string | number)[]): readonly string[] {
  const end = steps.findIndex((step) => typeof step === 'number');
  const names = end < 0 ? steps : steps.slice(0, end);
  let up = 0;
  while (names[up] === '..') up += 1;
  const path = `${'../'.repeat(up)}${names.slice(up).join('.')}`;
  return path === '' ? [] : [path];
}
