import { parseTemplateExpression } from './templateExpression.ts';
import type { TemplateExpression } from './templateExpression.ts';
import { ASSUMED_LOOP, CONDITIONAL, ONCE, shortName } from './templateToken.ts';
import type { TemplateToken, TextToken } from './templateToken.ts';

const MAXIMUM_EXPRESSION = 1_000;

/** Lodash's templates: those of EJS, with `${ x }` beside. */
export function readLodash(text: string): readonly TemplateToken[] {
  return readEjs(text).flatMap((token) => (token.kind === 'text' ? interpolated(text, token) : [token]));
}

function interpolated(text: string, { start, end }: TextToken): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = start;
  for (const match of text.slice(start, end).matchAll(/\$\{([^\\{}]{1,200})\}/g)) {
    const from = start + match.index;
    if (from > at) tokens.push({ kind: 'text', start: at, end: from });
    at = from + match[0].length;
    tokens.push(outputToken((match[1] ?? '').trim(), from, at));
  }
  if (end > at) tokens.push({ kind: 'text', start: at, end });
  return tokens;
}

/** EJS: `<%= x %>`, `<% if (x) { %> … <% } %>`. */
export function readEjs(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  let trimsNext = false;
  const putText = (end: number): void => {
    const from = trimsNext && text[at] === '\n' ? at + 1 : at;
    if (end > from) tokens.push({ kind: 'text', start: from, end });
  };
  for (let start = text.indexOf('<%'); start >= 0; start = text.indexOf('<%', at)) {
    if (text[start + 2] === '%') {
      putText(start + 2);
      at = start + 3;
      trimsNext = false;
      continue;
    }
    const close = text.indexOf('%>', start + 2);
    if (close < 0) break;
    putText(start);
    at = close + 2;
    const content = text.slice(start + 2, close);
    trimsNext = content.endsWith('-');
    tokens.push(...tokensOf(content.slice(0, MAXIMUM_EXPRESSION).replace(/[-_]$/, ''), start, at));
  }
  putText(text.length);
  return tokens;
}

function tokensOf(content: string, start: number, end: number): readonly TemplateToken[] {
  const sign = content.charAt(0);
  if (sign === '#') return [];
  if (sign === '=' || sign === '-') return [outputToken(content.slice(1).trim(), start, end)];
  return statementTokens(content.replace(/^_/, '').trim());
}

function outputToken(written: string, start: number, end: number): TemplateToken {
  const reads = parseTemplateExpression(written);
  const included = reads?.kind === 'call' && reads.name === 'include' ? reads.arguments[0]?.value : undefined;
  if (included) {
    const name = included.kind === 'literal' ? String(included.value) : 'include';
    return { kind: 'value', name, start, end, volatility: 'unknown', template: { kind: 'include', name: included } };
  }
  const name = /[A-Za-z_$][\w$.]*/.exec(written)?.[0] ?? written;
  return { kind: 'value', name: shortName(name), start, end, ...(reads && { reads }) };
}

/** Statements of JavaScript open and close blocks by their braces. */
function statementTokens(written: string): readonly TemplateToken[] {
  const closes = /^\}\s?\)?;?/.exec(written)?.[0];
  if (closes === undefined) return written.endsWith('{') ? [openToken(written)] : setTokens(written);
  const rest = written.slice(closes.length).trim();
  if (!rest.endsWith('{')) return [{ kind: 'close' }];
  if (!rest.startsWith('else')) return [{ kind: 'close' }, openToken(rest)];
  const condition = conditionOf(rest.slice('else'.length).trim());
  if (condition === undefined) return [{ kind: 'else' }];
  return [{ kind: 'else', test: parseTemplateExpression(condition) ?? NOT_KNOWN }];
}

const NOT_KNOWN: TemplateExpression = { kind: 'call', name: '', arguments: [] };

function openToken(written: string): TemplateToken {
  const condition = conditionOf(written);
  if (condition !== undefined) {
    const test = parseTemplateExpression(condition);
    return { kind: 'open', repeat: CONDITIONAL, ...(test && { block: { kind: 'condition', test } }) };
  }
  const each =
    /^([\w$.?]{1,200}?)\??\.(?:forEach|map)\(\s?(?:function\s?)?\(?([\w\s,$]{0,200}?)\)?\s?(?:=>)?\s?\{$/.exec(written);
  const loop = each ?? /^for\s?\(\s?(?:const|let|var)\s([\w$]{1,80})\s(?:of)\s(.{1,400})\)\s?\{$/s.exec(written);
  if (loop === null) return { kind: 'open', repeat: /^(?:for|while)\b/.test(written) ? ASSUMED_LOOP : ONCE };
  const [iterated, bound] = each ? [loop[1], loop[2]] : [loop[2], loop[1]];
  const of = parseTemplateExpression(iterated ?? '');
  const names = bound?.match(/[\w$]+/g) ?? [];
  return { kind: 'open', repeat: ASSUMED_LOOP, block: { kind: 'loop', names, ...(of && { of }) } };
}

/** What stands between the parentheses of `if (…) {`. */
function conditionOf(written: string): string | undefined {
  const start = /^if\s?\(/.exec(written)?.[0].length;
  return start === undefined ? undefined : /^(.*)\)\s?\{$/s.exec(written.slice(start))?.[1];
}

function setTokens(written: string): readonly TemplateToken[] {
  const match = /^(?:const|let|var)\s([\w$]{1,80})\s?=(.+)$/s.exec(written);
  if (match === null) return [];
  const to = parseTemplateExpression((match[2] ?? '').replace(/;\s?$/, ''));
  return [{ kind: 'set', name: match[1] ?? '', ...(to && { to }) }];
}
