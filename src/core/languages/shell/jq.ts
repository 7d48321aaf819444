/** `jq -n --arg name "$value" '{…}'` makes an object, which is read as one. Source: the manual of jq 1.7. */
import type { Expression, ObjectEntry, TemplatePart } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, memberExpression, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { contentOf, utilityCall } from './utilities.ts';
import { pathExpression } from './pathExpression.ts';
import { joined } from './texts.ts';

interface JqCommand {
  readonly program: SyntaxNode | undefined;
  readonly variables: ReadonlyMap<string, Expression>;
  readonly files: readonly SyntaxNode[];
  /** Single letters, and long names. */
  readonly flags: ReadonlySet<string>;
}

/** Undefined where the filter does more than putting values together. */
export function outputOfJq(
  words: readonly SyntaxNode[],
  input: Expression | undefined,
  range: TextRange,
  lowering: Lowering,
): Expression | undefined {
  const command = readCommand(words, lowering);
  const { program, files, flags, variables } = command;
  if (program === undefined || lowering.textOf(program).length > LONGEST_FILTER) return undefined;
  const written = lowering.word(program);
  if (written.kind !== 'literal' || typeof written.value !== 'string') return undefined;
  const [file] = files;
  const read = file ? contentOf(pathExpression(file, lowering), file) : input;
  const isRaw = flags.has('R') || flags.has('raw-input');
  const subject = read && (isRaw ? read : utilityCall('parsed JSON', [read], range));
  const offset = written.contentRange?.start;
  const filter = new Filter(
    written.value,
    offset,
    around(range, variables, subject),
    variables,
    subject,
    lowering,
  ).read();
  if (filter === undefined) return undefined;
  const isText = filter.kind === 'template' || (filter.kind === 'literal' && typeof filter.value === 'string');
  return isText && (flags.has('r') || flags.has('raw-output')) ? filter : utilityCall('JSON text', [filter], range);
}

/** What is put into an object stands in front of the filter that makes it. */
function around(command: TextRange, variables: ReadonlyMap<string, Expression>, input?: Expression): TextRange {
  const values = [...variables.values(), ...(input ? [input] : [])];
  return {
    start: Math.min(command.start, ...values.map(({ range }) => range.start)),
    end: Math.max(command.end, ...values.map(({ range }) => range.end)),
  };
}

const LONGEST_FILTER = 200_000;

function readCommand(words: readonly SyntaxNode[], lowering: Lowering): JqCommand {
  const variables = new Map<string, Expression>();
  const flags = new Set<string>();
  const others: SyntaxNode[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const text = word ? lowering.textOf(word) : '';
    const [name, value] = [words[index + 1], words[index + 2]];
    if (VARIABLES.has(text)) {
      if (name && value) variables.set(lowering.textOf(name).replace(/["']/g, ''), variableOf(text, value, lowering));
      index += 2;
    } else if (text === '--indent' || text === '-L') index++;
    else if (text.startsWith('--')) flags.add(text.slice(2));
    else if (text.startsWith('-')) for (const letter of text.slice(1)) flags.add(letter);
    else if (word) others.push(word);
  }
  const [program, ...files] = others;
  return { program, variables, files, flags };
}

const VARIABLES: ReadonlySet<string> = new Set(['--arg', '--argjson', '--rawfile', '--slurpfile']);

function variableOf(option: string, value: SyntaxNode, lowering: Lowering): Expression {
  if (option === '--arg') return lowering.word(value);
  if (option === '--rawfile') return contentOf(pathExpression(value, lowering), value);
  if (option === '--slurpfile') return unknown(value);
  const word = lowering.word(value);
  const number = word.kind === 'literal' && word.value !== '' ? Number(word.value) : Number.NaN;
  return Number.isFinite(number) ? literal(number, value) : utilityCall('parsed JSON', [word], value);
}

/** Anything but values that are put together. */
class NotRead extends Error {}

const MAXIMUM_DEPTH = 100;

class Filter {
  readonly #text: string;
  readonly #offset: number | undefined;
  readonly #whole: TextRange;
  readonly #variables: ReadonlyMap<string, Expression>;
  readonly #input: Expression | undefined;
  readonly #lowering: Lowering;
  #at = 0;
  #depth = 0;

  /** @param offset Of the filter in the script, where it stands there as it is. */
  constructor(
    text: string,
    offset: number | undefined,
    whole: TextRange,
    variables: ReadonlyMap<string, Expression>,
    input: Expression | undefined,
    lowering: Lowering,
  ) {
    this.#text = text;
    this.#offset = offset;
    this.#whole = whole;
    this.#variables = variables;
    this.#input = input;
    this.#lowering = lowering;
  }

  read(): Expression | undefined {
    try {
      const value = this.#sum();
      this.#blanks();
      return this.#at === this.#text.length ? value : undefined;
    } catch (error) {
      if (error instanceof NotRead) return undefined;
      throw error;
    }
  }

  #sum(): Expression {
    if (++this.#depth > MAXIMUM_DEPTH) throw new NotRead();
    const operands = [this.#term()];
    while (this.#take('+')) operands.push(this.#term());
    this.#depth--;
    const [only] = operands;
    if (operands.length === 1 && only) return this.#piped(only);
    if (operands.every(({ kind }) => kind === 'object')) return merged(operands, this.#whole);
    return this.#piped({ kind: 'concatenation', range: this.#whole, operands });
  }

  /** `… | tojson`: the text of an object is one as well. */
  #piped(first: Expression): Expression {
    let value = first;
    while (this.#take('|')) {
      if (!this.#word('tojson') && !this.#word('@json') && !this.#word('tostring')) {
        if (this.#word('tonumber')) continue;
        throw new NotRead();
      }
      value = utilityCall('JSON text', [value], value.range);
    }
    return value;
  }

  #term(): Expression {
    this.#blanks();
    const start = this.#here();
    if (this.#take('{')) return this.#object();
    if (this.#take('[')) return this.#list();
    if (this.#take('(')) {
      const inner = this.#sum();
      this.#need(')');
      return inner;
    }
    if (this.#text.startsWith('"', this.#at)) return this.#string();
    if (this.#take('$')) return this.#path(this.#variable());
    if (this.#text.startsWith('.', this.#at)) return this.#path(this.#subject());
    return this.#scalar(start);
  }

  #object(): Expression {
    const entries: ObjectEntry[] = [];
    while (!this.#take('}')) {
      entries.push(this.#entry());
      if (!this.#take(',') && !this.#text.startsWith('}', this.#at)) throw new NotRead();
    }
    return { kind: 'object', range: this.#whole, entries };
  }

  #entry(): ObjectEntry {
    this.#blanks();
    const start = this.#here();
    if (this.#take('$')) {
      const name = this.#name();
      const key = literal(name, this.#range(start));
      return { kind: 'field', key, value: this.#valueOf(name), range: this.#whole };
    }
    const key = this.#text.startsWith('"', this.#at) ? this.#string() : literal(this.#name(), this.#range(start));
    if (!this.#take(':')) throw new NotRead();
    const value = this.#term();
    const whole = this.#take('+') ? this.#concatenated(value) : value;
    return { kind: 'field', key, value: this.#piped(whole), range: this.#whole };
  }

  #concatenated(first: Expression): Expression {
    const operands = [first, this.#term()];
    while (this.#take('+')) operands.push(this.#term());
    return { kind: 'concatenation', range: this.#whole, operands };
  }

  #list(): Expression {
    const items: Expression[] = [];
    while (!this.#take(']')) {
      items.push(this.#sum());
      if (!this.#take(',') && !this.#text.startsWith(']', this.#at)) throw new NotRead();
    }
    return { kind: 'list', range: this.#whole, items: items.map((value) => ({ value, isSpread: false })) };
  }

  /** With `\(…)` for what is put in. */
  #string(): Expression {
    const start = this.#here();
    this.#at++;
    const parts: TemplatePart[] = [];
    let text = '';
    let from = this.#here();
    const put = (): void => {
      if (text !== '') parts.push({ kind: 'text', text, range: this.#range(from) });
      text = '';
    };
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === '') throw new NotRead();
      if (character === '"') break;
      if (character !== '\\') text += character;
      else if (this.#text.charAt(this.#at + 1) === '(') {
        put();
        this.#at += 2;
        const value = this.#sum();
        this.#need(')');
        parts.push({ kind: 'hole', value, range: this.#whole });
        from = this.#here();
        continue;
      } else text += this.#escaped();
      this.#at++;
    }
    put();
    this.#at++;
    const range = this.#range(start);
    const isPlain = parts.every(({ kind }) => kind === 'text');
    return parts.length === 0 ? literal('', range) : joined(parts, isPlain ? range : this.#whole);
  }

  /** Stops at the last character of the escape. */
  #escaped(): string {
    const character = this.#text.charAt(++this.#at);
    if (character === 'u') {
      const code = parseInt(this.#text.slice(this.#at + 1, this.#at + 5), 16);
      this.#at += 4;
      return Number.isNaN(code) ? '' : String.fromCharCode(code);
    }
    return ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as Record<string, string>)[character] ?? character;
  }

  #scalar(start: number): Expression {
    const written = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/.exec(this.#text.slice(this.#at, this.#at + 40))?.[0];
    if (written !== undefined) {
      this.#at += written.length;
      return literal(Number(written), this.#range(start));
    }
    if (this.#word('true')) return literal(true, this.#range(start));
    if (this.#word('false')) return literal(false, this.#range(start));
    if (this.#word('null')) return literal(null, this.#range(start));
    if (this.#word('env')) return this.#environment(start);
    throw new NotRead();
  }

  #variable(): Expression {
    const start = this.#here();
    const name = this.#name();
    return name === 'ENV' ? this.#environment(start) : this.#valueOf(name);
  }

  #environment(start: number): Expression {
    if (!this.#take('.')) throw new NotRead();
    const name = this.#name();
    return this.#lowering.variable(name, this.#range(start));
  }

  #valueOf(name: string): Expression {
    const value = this.#variables.get(name);
    if (value === undefined) throw new NotRead();
    return value;
  }

  #subject(): Expression {
    if (this.#input === undefined) throw new NotRead();
    if (!/^\.\w/.test(this.#text.slice(this.#at, this.#at + 2))) this.#at++;
    return this.#input;
  }

  #path(value: Expression): Expression {
    let object = value;
    while (/^\.[A-Za-z_]/.test(this.#text.slice(this.#at, this.#at + 2))) {
      this.#at++;
      const property = this.#name();
      object = memberExpression(object, property, object.range, object.range);
    }
    return object;
  }

  #name(): string {
    const name = /^[A-Za-z_]\w*/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0];
    if (name === undefined) throw new NotRead();
    this.#at += name.length;
    return name;
  }

  #word(word: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(word, this.#at) || /\w/.test(this.#text.charAt(this.#at + word.length))) return false;
    this.#at += word.length;
    return true;
  }

  #need(token: string): void {
    if (!this.#take(token)) throw new NotRead();
  }

  #take(token: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #blanks(): void {
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (character !== '' && character.trim() === '') this.#at++;
      else return;
    }
  }

  #here(): number {
    return this.#at;
  }

  #range(start: number): TextRange {
    return this.#offset === undefined ? this.#whole : { start: this.#offset + start, end: this.#offset + this.#at };
  }
}

function merged(objects: readonly Expression[], range: TextRange): Expression {
  const entries = objects.flatMap((object) => (object.kind === 'object' ? object.entries : []));
  return { kind: 'object', range, entries };
}
