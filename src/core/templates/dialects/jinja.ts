import { roleOfName } from './handlebars.ts';
import { parseTemplateExpression } from './templateExpression.ts';
import type { TemplateExpression } from './templateExpression.ts';
import { ASSUMED_LOOP, CONDITIONAL, NEVER, ONCE, SECTION, shortName, textBetweenTags } from './templateToken.ts';
import type { MacroParameter, TemplateToken } from './templateToken.ts';

interface Tag {
  readonly kind: 'expression' | 'statement' | 'comment';
  readonly start: number;
  readonly end: number;
  /** Without delimiters and `-`. */
  readonly content: string;
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

const CLOSERS = { '{{': '}}', '{%': '%}', '{#': '#}' } as const;
const KINDS = { '{{': 'expression', '{%': 'statement', '{#': 'comment' } as const;

/** Jinja as it renders by default: a tag takes no blanks with it unless it says so with `-`. */
export function readJinja(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  let trimsNext = false;
  const putText = (end: number, trimsEnd: boolean): void => {
    tokens.push(...textBetweenTags(text, { start: at, end, trimsStart: trimsNext, trimsEnd }));
  };
  const tags = new TagFinder(text);
  for (let tag = tags.next(0); tag; tag = tags.next(at)) {
    putText(tag.start, tag.trimsBefore);
    at = tag.end;
    trimsNext = tag.trimsAfter;
    if (tag.kind === 'statement' && /^raw\b/.test(tag.content)) {
      const close = endOfRaw(text, tag.end);
      if (close.start > at) putText(close.start, false);
      at = close.end;
      continue;
    }
    tokens.push(...tokensOf(tag));
  }
  putText(text.length, false);
  return tokens;
}

class TagFinder {
  readonly #text: string;
  /** Closers that do not come again: without this, openers that are never closed would each search to the end. */
  readonly #gone = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  next(from: number): Tag | undefined {
    const text = this.#text;
    for (let start = text.indexOf('{', from); start >= 0; start = text.indexOf('{', start + 1)) {
      const opener = text.slice(start, start + 2);
      if (!isOpener(opener)) continue;
      const end = this.#end(opener, start + 2);
      if (end >= 0) return tagBetween(text, opener, start, end);
    }
    return undefined;
  }

  #end(opener: keyof typeof CLOSERS, from: number): number {
    if (opener === '{{') return endOfExpression(this.#text, from);
    const closer = CLOSERS[opener];
    if (this.#gone.has(closer)) return -1;
    const end = this.#text.indexOf(closer, from);
    if (end < 0) this.#gone.add(closer);
    return end;
  }
}

function tagBetween(text: string, opener: keyof typeof CLOSERS, start: number, end: number): Tag {
  const raw = text.slice(start + 2, end);
  return {
    kind: KINDS[opener],
    start,
    end: end + 2,
    content: raw.replace(/^[-+]/, '').replace(/[-+]$/, '').trim(),
    trimsBefore: raw.startsWith('-'),
    trimsAfter: raw.endsWith('-'),
  };
}

function isOpener(text: string): text is keyof typeof CLOSERS {
  return Object.hasOwn(CLOSERS, text);
}

const MAXIMUM_EXPRESSION = 1_000;

/** Braces and quotes within an expression belong to it; it does not go on over an empty line or another tag. */
function endOfExpression(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  const limit = Math.min(text.length, from + MAXIMUM_EXPRESSION);
  for (let at = from; at < limit; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
      else if (character === '\n') quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '{') {
      if (text[at + 1] === '%' || text[at + 1] === '{') return -1;
      depth += 1;
    } else if (character === '}') {
      if (depth === 0) return text[at + 1] === '}' ? at : -1;
      depth -= 1;
    }
  }
  return -1;
}

function endOfRaw(text: string, from: number): { readonly start: number; readonly end: number } {
  const close = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
  close.lastIndex = from;
  const match = close.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : { start: text.length, end: text.length };
}

function tokensOf({ kind, content, start, end }: Tag): readonly TemplateToken[] {
  if (kind === 'comment' || content === '') return [];
  if (kind === 'expression') return [expressionToken(content, start, end)];
  const word = /^\w+/.exec(content)?.[0] ?? '';
  const rest = content.slice(word.length, MAXIMUM_EXPRESSION).trim();
  switch (word) {
    case 'for':
    case 'tablerow':
      return [loopToken(rest)];
    case 'if':
    case 'unless':
      return [conditionToken(rest, word)];
    case 'elif':
    case 'elseif':
    case 'elsif':
      return [elseToken(parseTemplateExpression(rest))];
    case 'else':
      return [{ kind: 'else' }];
    case 'macro':
      return [macroToken(rest)];
    case 'set':
    case 'assign':
      return [setToken(rest)];
    case 'capture':
      return [{ kind: 'open', repeat: ONCE, block: { kind: 'capture', name: rest } }];
    case 'block':
      return [{ kind: 'open', repeat: ONCE, block: { kind: 'named', name: /^\w*/.exec(rest)?.[0] ?? '' } }];
    case 'call':
    case 'filter':
    case 'with':
    case 'autoescape':
      return [{ kind: 'open', repeat: ONCE }];
    case 'case':
      return [{ kind: 'open', repeat: CONDITIONAL }];
    case 'comment':
      return [{ kind: 'open', repeat: NEVER }];
    case 'include':
    case 'render':
    case 'extends':
      return [templateToken(word, rest, start, end)];
    case 'chat':
    case 'message':
      return [{ kind: 'role', role: roleOfName(/role\s*=\s*["'](\w+)/.exec(content)?.[1] ?? 'user'), start, end }];
    case 'endchat':
    case 'endmessage':
      return [{ kind: 'role', role: 'user', start, end }];
    default:
      return word.startsWith('end') ? [{ kind: 'close' }] : [];
  }
}

function loopToken(rest: string): TemplateToken {
  const middle = /\sin\s/.exec(rest)?.index ?? rest.length;
  const names = rest.slice(0, middle).match(/\w+/g) ?? [];
  const iterated = rest.slice(middle + ' in '.length).replace(/\srecursive$/, '');
  const condition = /\sif\s/.exec(iterated);
  const of = parseTemplateExpression(condition ? iterated.slice(0, condition.index) : iterated);
  return {
    kind: 'open',
    repeat: literalLength(rest) ?? ASSUMED_LOOP,
    block: { kind: 'loop', names, ...(of && (condition ? { chosenFrom: of } : { of })) },
  };
}

function conditionToken(rest: string, word: 'if' | 'unless'): TemplateToken {
  const test = parseTemplateExpression(rest);
  if (test === undefined) return { kind: 'open', repeat: CONDITIONAL };
  const holds: TemplateExpression = word === 'if' ? test : { kind: 'not', of: test };
  return { kind: 'open', repeat: CONDITIONAL, block: { kind: 'condition', test: holds } };
}

function elseToken(test: TemplateExpression | undefined): TemplateToken {
  // A test that is not understood may hold or not.
  return { kind: 'else', test: test ?? { kind: 'call', name: '', arguments: [] } };
}

function setToken(rest: string): TemplateToken {
  const match = /^(\w{1,80})\s*=([^=].*)$/s.exec(rest);
  if (match === null) {
    if (rest.includes('=')) return { kind: 'set', name: '' };
    return { kind: 'open', repeat: ONCE, block: { kind: 'capture', name: /^\w*/.exec(rest)?.[0] ?? '' } };
  }
  const to = parseTemplateExpression(match[2] ?? '');
  return { kind: 'set', name: match[1] ?? '', ...(to && { to }) };
}

function macroToken(rest: string): TemplateToken {
  const match = /^(\w{1,80})\s*\((.*)\)$/s.exec(rest);
  const call = match && parseTemplateExpression(rest);
  if (call?.kind !== 'call') return { kind: 'open', repeat: SECTION };
  const parameters = call.arguments.map(({ name, value }): MacroParameter => {
    if (name !== undefined) return { name, otherwise: value };
    return { name: value.kind === 'path' ? String(value.steps[0]) : '' };
  });
  return { kind: 'open', repeat: SECTION, block: { kind: 'macro', name: call.name, parameters } };
}

function templateToken(
  word: 'include' | 'render' | 'extends',
  rest: string,
  start: number,
  end: number,
): TemplateToken {
  const literal = quoted(rest);
  const written = rest.split(/\s(?:ignore|with|without)\s/, 1)[0] ?? '';
  const name =
    literal === undefined ? parseTemplateExpression(written) : ({ kind: 'literal', value: literal } as const);
  const template = name && ({ kind: word === 'extends' ? 'extends' : 'include', name } as const);
  return { kind: 'value', name: literal ?? word, start, end, volatility: 'unknown', ...(template && { template }) };
}

function expressionToken(content: string, start: number, end: number): TemplateToken {
  const literal = /^(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(content);
  if (literal) return { kind: 'text', start, end, text: literal[1] ?? literal[2] ?? '' };
  const path = /^[A-Za-z_][\w.]*/.exec(content)?.[0];
  const reads = parseTemplateExpression(content);
  const name = shortName(path ?? firstName(content) ?? content);
  return { kind: 'value', name, start, end, ...(reads && { reads }) };
}

function firstName(content: string): string | undefined {
  return /[A-Za-z_][\w.]*/.exec(content.replace(/"[^"]*"|'[^']*'/g, ''))?.[0];
}

function quoted(content: string): string | undefined {
  return /["']([^"']+)["']/.exec(content)?.[1];
}

/** `{% for x in ["a", "b"] %}`, `{% for i in range(3) %}`. */
function literalLength(content: string): { low: number; likely: number; high: number } | undefined {
  const range = /\bin\s+range\(\s*(\d{1,4})\s*\)$/.exec(content)?.[1];
  if (range !== undefined) return { low: Number(range), likely: Number(range), high: Number(range) };
  const list = /\bin\s+[[(]([^[\](){}]*)[\])]$/.exec(content)?.[1];
  if (list === undefined) return undefined;
  const items = list.split(',').filter((item) => item.trim() !== '').length;
  return { low: items, likely: items, high: items };
}
