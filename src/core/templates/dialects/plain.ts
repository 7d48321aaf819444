/**
 * Texts without a template language of their own: some program puts values in, and only the look of a hole tells. Prompts
 * are full of braces that are JSON, code or mathematics, so in doubt it is text.
 */
import type { TemplateToken, ValueToken } from './templateToken.ts';

/** Reads `{{x}}`, `{x}`, `${x}`, `$x$` and `<<x>>`. */
export function readPlain(text: string): readonly TemplateToken[] {
  return tokensAround(
    text,
    findHoles(text, () => true),
  );
}

/** Only what no JSON or code has: `{{x}}` and `${x}`. */
export function readDoubleBraces(text: string): readonly TemplateToken[] {
  return tokensAround(
    text,
    findHoles(text, (opener) => opener === '{{'),
  );
}

const NAME = '[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*';
const HOLE = new RegExp(
  [
    `\\{\\{\\{[ \\t]*(?<triple>${NAME})[ \\t]*\\}\\}\\}`,
    `\\{\\{[ \\t]*[.$]?(?<double>${NAME})[ \\t]*\\}\\}`,
    `\\$\\{(?<dollar>(?:[a-z]+:)?${NAME}(?:::[A-Za-z]+)?)(?::[^}\\n]{0,200})?\\}`,
    `\\{(?<single>${NAME})\\}`,
    `\\$(?<between>[a-z][a-z_]{2,}[a-z])\\$`,
    `<<[ \\t]?(?<angle>${NAME})[ \\t]?>>`,
  ].join('|'),
  'g',
);

type Opener = '{{' | '${' | '{' | '$' | '<<';

function findHoles(text: string, accepts: (opener: Opener) => boolean): readonly ValueToken[] {
  const context = new TextContext(text);
  const found: FoundHole[] = [];
  for (const match of text.matchAll(HOLE)) {
    const hole = holeOf(match);
    if (hole && accepts(hole.opener) && hole.name.length <= 80) found.push(hole);
  }
  const known = new Set(found.filter((hole) => isHole(hole, text, context, NO_NAMES)).map(({ name }) => name));
  return found
    .filter((hole) => isHole(hole, text, context, known))
    .map(({ name, start, end }) => ({ kind: 'value', name, start, end }));
}

const NO_NAMES: ReadonlySet<string> = new Set();

interface FoundHole {
  readonly opener: Opener;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function holeOf(match: RegExpExecArray): FoundHole | undefined {
  const groups = match.groups as Readonly<Record<(typeof GROUPS)[number][0], string | undefined>> | undefined;
  for (const [group, opener] of GROUPS) {
    const name = groups?.[group];
    if (name === undefined) continue;
    const start = match.index;
    return { opener, name: name.replace(/^input:/, ''), start, end: start + match[0].length };
  }
  return undefined;
}

const GROUPS = [
  ['triple', '{{'],
  ['double', '{{'],
  ['dollar', '${'],
  ['single', '{'],
  ['between', '$'],
  ['angle', '<<'],
] as const satisfies readonly (readonly [string, Opener])[];

/** `known`: names that are holes elsewhere in the text for certain. */
function isHole(hole: FoundHole, text: string, context: TextContext, known: ReadonlySet<string>): boolean {
  const { opener, name, start, end } = hole;
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  switch (opener) {
    case '{{':
      return !context.isInCode(start) || isAloneOnLine(text, start, end);
    case '${':
      return before !== '\\' && !context.isInCode(start);
    case '{':
      // `\frac{a}`, `@article{key}`, `/users/{id}`, `x_{n}`, `}{` of LaTeX.
      if (/[\\@/^{}\]]/.test(before) || isFollowedByOneBrace(text, end)) return false;
      if (/\w/.test(before) && !known.has(name)) return false;
      if (context.isInCode(start) && !isAloneOnLine(text, start, end)) return false;
      return !context.isInJson(start) && !isInBackticks(text, start, end);
    case '$':
      return !/[\w$]/.test(before) && !/[\w$]/.test(after) && !context.hasMathematics;
    case '<<':
      // `<<SYS>>` is Llama's own; `<<<END>>>` is a mark between parts.
      return !NO_HOLES.has(name) && before !== '<' && after !== '>' && !context.isInCode(start);
  }
}

const NO_HOLES: ReadonlySet<string> = new Set(['SYS', 'EOF']);

/** In a block of code only the whole line can be a hole for code. */
function isAloneOnLine(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  return text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd(text, end)).trim() === '';
}

/** `}}` behind a hole is a format string's way to write a brace. */
function isFollowedByOneBrace(text: string, end: number): boolean {
  return text[end] === '}' && text[end + 1] !== '}';
}

/** `{x}` between backticks talks about the hole. */
function isInBackticks(text: string, start: number, end: number): boolean {
  return text[start - 1] === '`' && text[end] === '`' && text[end + 1] !== '`';
}

function tokensAround(text: string, holes: readonly ValueToken[]): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  for (const hole of holes) {
    if (hole.start > at) tokens.push({ kind: 'text', start: at, end: hole.start });
    tokens.push(hole);
    at = hole.end;
  }
  if (text.length > at) tokens.push({ kind: 'text', start: at, end: text.length });
  return tokens;
}

/** Fences that hold data or text for the model, where a hole is a hole. */
const TEXT_FENCES = new Set([
  '',
  'json',
  'text',
  'txt',
  'markdown',
  'md',
  'xml',
  'html',
  'yaml',
  'yml',
  'csv',
  'plaintext',
  'prompt',
]);

/** Where in a text there is code or JSON; found once, on demand. */
class TextContext {
  readonly #text: string;
  #code: readonly Span[] | undefined;
  #json: readonly Span[] | undefined;
  #hasMathematics: boolean | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  isInCode(offset: number): boolean {
    this.#code ??= codeFences(this.#text);
    return isInside(this.#code, offset);
  }

  isInJson(offset: number): boolean {
    this.#json ??= jsonObjects(this.#text);
    return isInside(this.#json, offset);
  }

  get hasMathematics(): boolean {
    this.#hasMathematics ??= /\\(?:frac|sum|int|begin|\(|\[|mathbb|cdot)/.test(this.#text);
    return this.#hasMathematics;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans are in order and do not overlap. */
function isInside(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span.start <= offset;
}

function codeFences(text: string): readonly Span[] {
  const spans: Span[] = [];
  let open: { readonly start: number; readonly language: string } | undefined;
  for (const match of text.matchAll(/^[ \t]*```[ \t]*([\w+#-]*)/gm)) {
    if (open === undefined) open = { start: match.index, language: (match[1] ?? '').toLowerCase() };
    else {
      if (!TEXT_FENCES.has(open.language)) spans.push({ start: open.start, end: match.index });
      open = undefined;
    }
  }
  return spans;
}

/**
 * From a brace that a quoted key follows to the brace that closes it, or to the end of its line when none does. Doubled
 * braces are a format string's escapes and count as text.
 */
function jsonObjects(text: string): readonly Span[] {
  const spans: Span[] = [];
  const open: OpenBrace[] = [];
  for (const { index, 0: braces } of text.matchAll(/\{\{|\{|\}+/g)) {
    if (braces === '{{') open.push({ start: index, kind: 'doubled' });
    else if (braces === '{') open.push({ start: index, kind: isBeforeQuote(text, index) ? 'json' : 'other' });
    else spans.push(...close(open, index, braces.length));
  }
  let end = 0;
  for (const { start, kind } of open) {
    if (kind !== 'json' || start < end) continue;
    end = lineEnd(text, start);
    spans.push({ start, end });
  }
  return withoutOverlaps(spans);
}

interface OpenBrace {
  readonly start: number;
  readonly kind: 'doubled' | 'json' | 'other';
}

/** Closes as many as there are braces; a doubled one takes two. Returns the JSON objects among them. */
function close(open: OpenBrace[], index: number, braces: number): readonly Span[] {
  const spans: Span[] = [];
  let used = 0;
  while (used < braces) {
    const last = open.pop();
    if (last === undefined) break;
    used += last.kind === 'doubled' ? 2 : 1;
    if (last.kind === 'json') spans.push({ start: last.start, end: index + used });
  }
  return spans;
}

function isBeforeQuote(text: string, brace: number): boolean {
  return /^\{\s*["']/.test(text.slice(brace, brace + 200));
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function withoutOverlaps(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last && span.start < last.end) kept[kept.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else kept.push(span);
  }
  return kept;
}
