import type { AmountRange } from '../domain/estimates.ts';
import type { TemplatePlaceholder } from '../domain/promptTemplate.ts';
import type { Segment, SegmentRole } from '../domain/segment.ts';
import type { TextPart, Volatility } from '../domain/value.ts';
import { ONCE, OTHER_BRANCH } from './dialects/templateToken.ts';
import type { Dialect, TemplateToken, TextToken, ValueToken } from './dialects/templateToken.ts';
import { OwnNames } from './ownNames.ts';
import type { PromptText } from './promptText.ts';
import { productOf } from '../domain/estimates.ts';

/** The segments of a prompt's text: one for each role that it changes to. Blank ones are left out. */
export function readSegments(prompt: PromptText, uri: string, dialect: Dialect, role: SegmentRole): readonly Segment[] {
  return new SegmentBuilder(prompt, uri, role).build(trimAtRoles(dialect(prompt.text), prompt.text));
}

/** The parts of a text that has no roles of its own, blanks at its ends included. */
export function partsOf(prompt: PromptText, uri: string, dialect: Dialect): readonly TextPart[] {
  return new SegmentBuilder(prompt, uri, 'user').parts(dialect(prompt.text));
}

/** The placeholders of segments by name, each at its first place. */
export function placeholdersOf(segments: readonly Segment[]): readonly TemplatePlaceholder[] {
  const found = new Map<string, TemplatePlaceholder>();
  for (const part of segments.flatMap((segment) => segment.parts)) {
    if (part.kind !== 'placeholder') continue;
    const name = part.takenFrom ?? part.name;
    if (name !== '' && !found.has(name)) found.set(name, { name, range: part.range });
  }
  return [...found.values()];
}

class SegmentBuilder {
  readonly #prompt: PromptText;
  readonly #uri: string;
  readonly #segments: Segment[] = [];
  #role: SegmentRole;
  #parts: TextPart[] = [];
  /** How often what stands here is sent; one entry for each open block. */
  readonly #repeats: AmountRange[] = [];
  readonly #names = new OwnNames();

  constructor(prompt: PromptText, uri: string, role: SegmentRole) {
    this.#prompt = prompt;
    this.#uri = uri;
    this.#role = role;
  }

  build(tokens: readonly TemplateToken[]): readonly Segment[] {
    for (const token of tokens) this.#take(token);
    this.#flush();
    return this.#segments;
  }

  parts(tokens: readonly TemplateToken[]): readonly TextPart[] {
    for (const token of tokens) this.#take(token);
    return this.#parts;
  }

  #take(token: TemplateToken): void {
    switch (token.kind) {
      case 'text':
        this.#parts.push(this.#text(token));
        break;
      case 'value':
        this.#value(token);
        break;
      case 'role':
        this.#flush();
        this.#role = token.role;
        break;
      case 'open':
        this.#repeats.push(token.repeat);
        this.#names.open(token);
        break;
      case 'else':
        if (this.#repeats.length > 0) this.#repeats.splice(-1, 1, OTHER_BRANCH);
        break;
      case 'close':
        this.#repeats.pop();
        this.#names.close();
        break;
      case 'set':
        this.#names.set(token.name);
        break;
    }
  }

  #text(token: TextToken): TextPart {
    const text = token.text ?? this.#prompt.text.slice(token.start, token.end);
    const range = this.#prompt.rangeOf(token.start, token.end);
    return { kind: 'text', text, uri: this.#uri, range, ...this.#repeat() };
  }

  #value(token: ValueToken): void {
    const takenFrom = this.#names.sourceOf(token.name);
    const part: TextPart = {
      kind: 'placeholder',
      name: token.name,
      uri: this.#uri,
      range: this.#prompt.rangeOf(token.start, token.end),
      volatility: token.volatility ?? volatilityOf(token.name),
      ...(takenFrom !== undefined && { takenFrom }),
      ...this.#repeat(),
    };
    if (token.role === undefined) {
      this.#parts.push(part);
      return;
    }
    this.#flush();
    this.#segments.push({ role: token.role, parts: [part], place: { uri: this.#uri, range: part.range } });
  }

  #repeat(): { readonly repeat?: AmountRange } {
    let repeat = ONCE;
    for (const own of this.#repeats) repeat = productOf(repeat, own);
    return repeat.low === 1 && repeat.high === 1 ? {} : { repeat };
  }

  #flush(): void {
    const parts = trimmed(this.#parts);
    this.#parts = [];
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last) return;
    const place = { uri: this.#uri, range: { start: first.range.start, end: last.range.end } };
    this.#segments.push({ role: this.#role, parts, place });
  }
}

/** Blanks round a role are the template's layout, not the message's text. */
function trimAtRoles(tokens: readonly TemplateToken[], text: string): readonly TemplateToken[] {
  return tokens.map((token, index) => {
    if (token.kind !== 'text' || token.text !== undefined) return token;
    const { start, end } = token;
    const written = text.slice(start, end);
    const isFirst = tokens[index - 1]?.kind === 'role';
    const isLast = tokens[index + 1]?.kind === 'role';
    return {
      ...token,
      start: isFirst ? start + written.length - written.trimStart().length : start,
      end: isLast && written.trim() !== '' ? end - (written.length - written.trimEnd().length) : end,
    };
  });
}

/** Without blank texts at both ends; none when nothing is left. */
function trimmed(parts: readonly TextPart[]): readonly TextPart[] {
  let start = 0;
  let end = parts.length;
  while (start < end && isBlank(parts[start])) start += 1;
  while (end > start && isBlank(parts[end - 1])) end -= 1;
  return parts.slice(start, end);
}

function isBlank(part: TextPart | undefined): boolean {
  return part?.kind === 'text' && part.text.trim() === '';
}

/** A template's values come from who fills it in; some names say that they change with every call. */
export function volatilityOf(name: string): Volatility {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  if (words.some((word) => TIME_WORDS.has(word))) return 'time';
  return words.some((word) => RANDOM_WORDS.has(word)) ? 'random' : 'input';
}

const TIME_WORDS = new Set(['now', 'today', 'date', 'datetime', 'time', 'timestamp']);
const RANDOM_WORDS = new Set(['uuid', 'guid', 'nonce', 'random']);
