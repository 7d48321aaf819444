/** Handlebars and Mustache, with what dotprompt adds. */
import type { AmountRange } from '../../domain/estimates.ts';
import type { SegmentRole } from '../../domain/segment.ts';
import type { TemplateExpression } from './templateExpression.ts';
import { ASSUMED_LOOP, CONDITIONAL, OTHER_BRANCH, SECTION, shortName, textBetweenTags } from './templateToken.ts';
import type { TemplateBlock, TemplateToken } from './templateToken.ts';

/** A tag between braces, with what stands in it. */
interface Tag {
  readonly start: number;
  readonly end: number;
  /** Without braces and `~`. */
  readonly content: string;
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

export function readHandlebars(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  let trimsNext = false;
  const putText = (end: number, trimsEnd: boolean): void => {
    tokens.push(...textBetweenTags(text, { start: at, end, trimsStart: trimsNext, trimsEnd }));
  };
  for (let tag = nextTag(text, 0); tag; tag = nextTag(text, Math.max(at, tag.end))) {
    if (isEscaped(text, tag.start)) {
      putText(tag.start - 1, false);
      tokens.push({ kind: 'text', start: tag.start, end: tag.end });
      at = tag.end;
      trimsNext = false;
      continue;
    }
    const own = standaloneSpan(text, tag);
    putText(own.start, tag.trimsBefore);
    const token = tokenOf(tag);
    if (token) tokens.push(token);
    at = Math.max(at, own.end);
    trimsNext = tag.trimsAfter;
  }
  putText(text.length, false);
  return tokens;
}

function nextTag(text: string, from: number): Tag | undefined {
  const start = text.indexOf('{{', from);
  if (start < 0) return undefined;
  const comment = /^\{\{~?!--/.exec(text.slice(start, start + 6));
  if (comment) {
    const close = text.indexOf('--', start + comment[0].length);
    const end = close < 0 ? -1 : text.indexOf('}}', close);
    return end < 0 ? undefined : tagBetween(text, start, 2, end, 2);
  }
  const braces = text.startsWith('{{{', start) ? 3 : 2;
  const end = text.indexOf('}'.repeat(braces), start + braces);
  if (end < 0) return braces === 3 ? tagWithTwo(text, start) : undefined;
  // A tag holds no braces: `{{ "a": { {{x}} } }}` is text with a tag in it.
  const inner = text.lastIndexOf('{{', end - 1);
  if (inner > start + 1) return nextTag(text, inner);
  return tagBetween(text, start, braces, end, braces);
}

/** `{{{x}}` is a brace and a tag. */
function tagWithTwo(text: string, start: number): Tag | undefined {
  const end = text.indexOf('}}', start + 3);
  return end < 0 ? undefined : tagBetween(text, start + 1, 2, end, 2);
}

function tagBetween(text: string, start: number, opening: number, end: number, closing: number): Tag {
  const raw = text.slice(start + opening, end);
  const trimsBefore = raw.startsWith('~');
  const trimsAfter = raw.endsWith('~');
  const content = raw.slice(trimsBefore ? 1 : 0, trimsAfter ? -1 : undefined).trim();
  return { start, end: end + closing, content, trimsBefore, trimsAfter };
}

function isEscaped(text: string, start: number): boolean {
  return text[start - 1] === '\\' && text[start - 2] !== '\\';
}

/** A block tag or comment alone on its line takes the line with it. */
function standaloneSpan(text: string, tag: Tag): { readonly start: number; readonly end: number } {
  if (!/^[#/^!>]|^else\b/.test(tag.content)) return tag;
  let start = tag.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  let end = tag.end;
  while (text[end] === ' ' || text[end] === '\t' || text[end] === '\r') end += 1;
  const startsLine = start === 0 || text[start - 1] === '\n';
  const endsLine = end === text.length || text[end] === '\n';
  return startsLine && endsLine ? { start, end: Math.min(text.length, end + 1) } : tag;
}

function tokenOf(tag: Tag): TemplateToken | undefined {
  const { content, start, end } = tag;
  switch (content[0]) {
    case '#':
      return blockOf(content.slice(1, MAXIMUM_EXPRESSION).trim());
    case '^':
      return content.length === 1 ? { kind: 'else' } : invertedOf(content.slice(1, MAXIMUM_EXPRESSION).trim());
    case '/':
      return { kind: 'close' };
    case '!':
    case '=':
    case undefined:
      return undefined;
    case '>':
      return { kind: 'value', name: shortName(content.slice(1)), start, end, volatility: 'unknown' };
    default:
      return /^else\b/.test(content)
        ? elseOf(content.slice('else'.length, MAXIMUM_EXPRESSION).trim())
        : expressionOf(content.replace(/^&\s*/, ''), start, end);
  }
}

function blockOf(content: string): TemplateToken {
  const written = content.replace(/^[*>]\s*/, '');
  const [name = ''] = written.split(/\s/, 1);
  const { of, names } = subjectOf(written.slice(name.length));
  const loop: TemplateBlock = { kind: 'loop', names, ...(of && { of }) };
  switch (name) {
    case 'each':
    case 'for':
      return { kind: 'open', repeat: ASSUMED_LOOP, block: loop };
    case 'if':
      return opened(CONDITIONAL, of && { kind: 'condition', test: of });
    case 'unless':
      return opened(CONDITIONAL, of && { kind: 'condition', test: { kind: 'not', of } });
    case 'with':
      return opened(CONDITIONAL, of && { kind: 'with', of });
  }
  if (/^(?:if|unless|with)/.test(name)) return opened(CONDITIONAL);
  const section = name === content ? pathOf(name) : undefined;
  return opened(SECTION, section && { kind: 'section', of: section });
}

function opened(repeat: AmountRange, block?: TemplateBlock): TemplateToken {
  return { kind: 'open', repeat, ...(block && { block }) };
}

/** `{{^name}}`: what is sent where there is none. */
function invertedOf(written: string): TemplateToken {
  const of = pathOf(written);
  return opened(OTHER_BRANCH, of && { kind: 'condition', test: { kind: 'not', of } });
}

function elseOf(written: string): TemplateToken {
  if (written === '') return { kind: 'else' };
  const of = /^if\s/.test(written) ? pathOf(written.slice('if'.length).trim()) : undefined;
  return { kind: 'else', test: of ?? { kind: 'call', name: '', arguments: [] } };
}

/** `items as |item index|`. */
function subjectOf(written: string): {
  readonly of: TemplateExpression | undefined;
  readonly names: readonly string[];
} {
  const named = /^(.{1,200}?)\sas\s{1,20}\|([^|]{1,200})\|$/s.exec(written.trim());
  return { of: pathOf((named?.[1] ?? written).trim()), names: named?.[2]?.trim().split(/\s+/) ?? [] };
}

/** `user.name`, `this`, `../title`, `@index`, `items.[0]`; undefined for calls of helpers. */
function pathOf(written: string): TemplateExpression | undefined {
  if (!/^(?:\.\.\/){0,20}(?:\.|@?[A-Za-z_$][\w$-]*(?:[./](?:[\w$-]+|\[\w{1,60}\]))*)$/.test(written)) return undefined;
  const steps = written.match(/\.\.|^\.$|@?[\w$-]+/g) ?? [];
  return {
    kind: 'path',
    steps: steps.map((step) => (step === '.' ? 'this' : /^\d+$/.test(step) ? Number(step) : step)),
  };
}

function expressionOf(written: string, start: number, end: number): TemplateToken {
  const content = written.slice(0, MAXIMUM_EXPRESSION);
  const [head = '', ...rest] = content.split(/\s+/);
  const argument = rest.join(' ').trim();
  if (head === 'role' && argument !== '') return { kind: 'role', role: roleOfName(unquote(argument)), start, end };
  if (head === 'history' && argument === '') return { kind: 'value', name: 'history', start, end, role: 'other' };
  if (head === 'media') return { kind: 'value', name: mediaName(argument), start, end, role: 'image' };
  const paths = argument.match(/(?<![\w"'=.])[A-Za-z_@][\w.@/-]*(?![\w"'=])/g);
  const reads = pathOf(content);
  const name = shortName(paths?.[0] ?? (argument === '' ? content : head));
  return { kind: 'value', name, start, end, ...(reads && { reads }) };
}

/** More of an expression tells no better name. */
const MAXIMUM_EXPRESSION = 500;

function mediaName(argument: string): string {
  return /url\s*=\s*([\w.@]+)/.exec(argument)?.[1] ?? 'media';
}

function unquote(text: string): string {
  return text.replace(/^["']|["']$/g, '');
}

/** Roles as prompt files name them; everything that is not known is a user's. */
export function roleOfName(name: string): SegmentRole {
  switch (name.trim().toLowerCase()) {
    case 'system':
    case 'developer':
      return 'system';
    case 'assistant':
    case 'model':
    case 'ai':
    case 'bot':
      return 'assistant';
    default:
      return 'user';
  }
}
