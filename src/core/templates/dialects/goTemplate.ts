import type { TemplateExpression } from './templateExpression.ts';
import { ASSUMED_LOOP, CONDITIONAL, ONCE, shortName, textBetweenTags } from './templateToken.ts';
import type { TemplateBlock, TemplateToken } from './templateToken.ts';

const MAXIMUM_EXPRESSION = 1_000;

/** Go's `text/template`: `{{ .Name }}`, `{{ range .Rows }} … {{ end }}`; `-` at a brace takes the blanks beside it. */
export function readGoTemplate(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  let trimsNext = false;
  const putText = (end: number, trimsEnd: boolean): void => {
    tokens.push(...textBetweenTags(text, { start: at, end, trimsStart: trimsNext, trimsEnd }));
  };
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', at)) {
    const close = text.indexOf('}}', start + 2);
    if (close < 0) break;
    const content = text.slice(start + 2, close);
    const trimsBefore = /^-\s/.test(content);
    const trimsAfter = /\s-$/.test(content);
    putText(start, trimsBefore);
    at = close + 2;
    trimsNext = trimsAfter;
    const written = content
      .slice(trimsBefore ? 1 : 0, trimsAfter ? -1 : undefined)
      .slice(0, MAXIMUM_EXPRESSION)
      .trim();
    const token = tokenOf(written, start, at);
    if (token) tokens.push(token);
  }
  putText(text.length, false);
  return tokens;
}

function tokenOf(content: string, start: number, end: number): TemplateToken | undefined {
  if (content === '' || content.startsWith('/*')) return undefined;
  const word = /^\w+/.exec(content)?.[0] ?? '';
  const rest = content.slice(word.length).trim();
  switch (word) {
    case 'range':
      return rangeToken(rest);
    case 'if':
      return opened(parseGo(rest), (test) => ({ kind: 'condition', test }));
    case 'with':
      return opened(parseGo(rest), (of) => ({ kind: 'with', of }));
    case 'else': {
      const test = rest === '' ? undefined : (parseGo(rest.replace(/^(?:if|with)\s/, '')) ?? NOT_KNOWN);
      return { kind: 'else', ...(test && { test }) };
    }
    case 'end':
      return { kind: 'close' };
    case 'block':
      return { kind: 'open', repeat: ONCE };
    case 'define': {
      // Sent where it is called, which is by its name.
      const name = /^"([^"]{1,80})"/.exec(rest)?.[1] ?? '';
      return { kind: 'open', repeat: ONCE, block: { kind: 'macro', name, parameters: [] } };
    }
    case 'template': {
      const name = /^"([^"]{1,80})"/.exec(rest)?.[1] ?? 'template';
      return { kind: 'value', name, start, end, volatility: 'unknown', reads: { kind: 'call', name, arguments: [] } };
    }
    case 'break':
    case 'continue':
      return undefined;
  }
  const set = /^(\$\w{1,80})\s?:?=\s?(.+)$/s.exec(content);
  const reads = parseGo(set?.[2] ?? content);
  if (set) return { kind: 'set', name: set[1] ?? '', ...(reads && { to: reads }) };
  const name = /[.$]?[A-Za-z_][\w.]*/.exec(content.replace(/"[^"]*"/g, ''))?.[0].replace(/^[.$]/, '');
  return { kind: 'value', name: shortName(name ?? content), start, end, ...(reads && { reads }) };
}

const NOT_KNOWN: TemplateExpression = { kind: 'call', name: '', arguments: [] };

function rangeToken(rest: string): TemplateToken {
  const bound = /^(?:(\$\w{1,80})\s?,\s?)?(\$\w{1,80})\s?:=\s?(.+)$/s.exec(rest);
  const of = parseGo(bound?.[3] ?? rest);
  // The index comes first in Go, the element first in a block.
  const names = [bound?.[2], bound?.[1]].filter((name) => name !== undefined);
  return { kind: 'open', repeat: ASSUMED_LOOP, block: { kind: 'loop', names, ...(of && { of }) } };
}

function opened(of: TemplateExpression | undefined, block: (of: TemplateExpression) => TemplateBlock): TemplateToken {
  return { kind: 'open', repeat: CONDITIONAL, ...(of && { block: block(of) }) };
}

/** `.Name`, `$.Name`, `$row.Name`, `"text"`, `not .X`, `and .X .Y`, `eq .X "a"`, `.X | upper`. */
function parseGo(written: string): TemplateExpression | undefined {
  const [first = '', ...filters] = written.trim().split(/\s?\|\s?/);
  let of = commandOf(first);
  for (const name of filters) of = of && { kind: 'call', name: FILTERS[name] ?? name, of, arguments: [] };
  return of;
}

const FILTERS: Readonly<Record<string, string>> = { len: 'length', print: 'string', toJson: 'json', trim: 'trim' };

function commandOf(written: string): TemplateExpression | undefined {
  const operands = written.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? [];
  const [name = '', ...rest] = operands;
  if (rest.length === 0) return operandOf(name);
  const passed = rest.map(operandOf).filter((operand) => operand !== undefined);
  const [first, second] = passed;
  if (passed.length < rest.length || first === undefined) return undefined;
  switch (name) {
    case 'not':
      return { kind: 'not', of: first };
    case 'and':
    case 'or':
      return passed.reduce((before, next) => ({
        kind: name === 'and' ? 'both' : 'either',
        first: before,
        second: next,
      }));
    case 'eq':
    case 'ne':
      return second && { kind: 'comparison', operator: name === 'eq' ? '==' : '!=', first, second };
    case 'gt':
    case 'lt':
      return second && { kind: 'comparison', operator: name === 'gt' ? '>' : '<', first, second };
    default:
      return second === undefined ? { kind: 'call', name: FILTERS[name] ?? name, of: first, arguments: [] } : undefined;
  }
}

function operandOf(written: string): TemplateExpression | undefined {
  if (/^"(?:[^"\\]|\\.)*"$/.test(written)) return { kind: 'literal', value: written.slice(1, -1) };
  if (/^\d{1,15}$/.test(written)) return { kind: 'literal', value: Number(written) };
  if (written === 'true' || written === 'false') return { kind: 'literal', value: written === 'true' };
  const path = /^(\$\w*)?((?:\.\w+)*|\.)$/.exec(written);
  if (path === null || written === '') return undefined;
  const steps = (path[2] ?? '').split('.').filter((step) => step !== '');
  // `$` is what the template is filled with, wherever it stands.
  const root = path[1] === '$' ? '@root' : (path[1] ?? 'this');
  return { kind: 'path', steps: [root, ...steps] };
}
