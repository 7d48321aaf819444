import type { AmountRange } from '../domain/estimates.ts';
import type { TemplatePlaceholder } from '../domain/promptTemplate.ts';
import type { NamedInput, Segment, SegmentRole } from '../domain/segment.ts';
import type { TextPart, Volatility } from '../domain/value.ts';
import type { TextRange } from '../util/text.ts';
import type { TemplateExpression } from './dialects/templateExpression.ts';
import { ONCE, OTHER_BRANCH } from './dialects/templateToken.ts';
import type { Dialect, OpenToken, TemplateToken, TextToken, ValueToken } from './dialects/templateToken.ts';
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
  const put = (name: string, range: TextRange): void => {
    if (name !== '' && !found.has(name)) found.set(name, { name, range });
  };
  for (const part of segments.flatMap(({ parts }) => parts)) {
    if (part.kind === 'placeholder') put(part.takenFrom ?? part.name, part.range);
  }
  const filled = new Set([...found.keys()].flatMap(rootsOf));
  for (const { name, range } of segments.flatMap(({ decidedBy = [] }) => decidedBy)) {
    if (!filled.has(name)) put(name, range);
  }
  return [...found.values()].sort((a, b) => a.range.start - b.range.start);
}

/** Further behind a text the name of a tag is not looked for. */
const LONGEST_TAG = 500;

class SegmentBuilder {
  readonly #prompt: PromptText;
  readonly #uri: string;
  readonly #segments: Segment[] = [];
  #role: SegmentRole;
  #parts: TextPart[] = [];
  #decidedBy: NamedInput[] = [];
  /** Where the last text or value ended: what decides stands behind it. */
  #end = 0;
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
        this.#end = token.end;
        break;
      case 'value':
        this.#value(token);
        this.#end = token.end;
        break;
      case 'role':
        this.#flush();
        this.#role = token.role;
        break;
      case 'open':
        this.#repeats.push(token.repeat);
        this.#decide(decidingOf(token));
        this.#names.open(token);
        break;
      case 'else':
        this.#decide(token.test);
        if (this.#repeats.length > 0) this.#repeats.splice(-1, 1, OTHER_BRANCH);
        break;
      case 'close':
        this.#repeats.pop();
        this.#names.close();
        break;
      case 'set':
        this.#decide(token.to);
        this.#names.set(token.name);
        break;
    }
  }

  #decide(by: TemplateExpression | undefined): void {
    for (const name of by ? this.#names.inputsOf(by) : []) this.#decidedBy.push({ name, range: this.#placeOf(name) });
  }

  /** A name's own place behind what was read so far. */
  #placeOf(name: string): TextRange {
    const [root = name] = name.split('.', 1);
    const found = this.#prompt.text.slice(this.#end, this.#end + LONGEST_TAG).indexOf(root);
    const start = this.#end + Math.max(0, found);
    return this.#prompt.rangeOf(start, found < 0 ? start : start + root.length);
  }

  #text(token: TextToken): TextPart {
    const text = token.text ?? this.#prompt.text.slice(token.start, token.end);
    const range = this.#prompt.rangeOf(token.start, token.end);
    return { kind: 'text', text, uri: this.#uri, range, ...this.#repeat() };
  }

  #value(token: ValueToken): void {
    const inputs = token.reads ? this.#names.inputsOf(token.reads) : [];
    const takenFrom = this.#names.sourceOf(token.name) ?? inputBehind(token.name, inputs);
    const part: TextPart = {
      kind: 'placeholder',
      name: token.name,
      uri: this.#uri,
      range: this.#prompt.rangeOf(token.start, token.end),
      volatility: token.volatility ?? volatilityOf(token.name),
      ...(takenFrom !== undefined && { takenFrom }),
      ...this.#repeat(),
    };
    const own = takenFrom ?? token.name;
    for (const name of inputs) {
      if (!isOf(name, own) && !isOf(own, name)) this.#decidedBy.push({ name, range: part.range });
    }
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
    const decidedBy = this.#decidedBy;
    this.#decidedBy = [];
    this.#segments.push({ role: this.#role, parts, place, ...(decidedBy.length > 0 && { decidedBy }) });
  }
}

/** What a block asks before it sends what stands inside. */
function decidingOf({ block }: OpenToken): TemplateExpression | undefined {
  switch (block?.kind) {
    case 'loop':
      return block.of ?? block.chosenFrom;
    case 'section':
    case 'with':
      return block.of;
    case 'condition':
      return block.test;
    default:
      return undefined;
  }
}

/** `", ".join(names)`, `user.name.upper()`: what is filled in is not what the tag begins with. */
function inputBehind(name: string, inputs: readonly string[]): string | undefined {
  const [first] = inputs;
  return first === undefined || first === name || inputs.some((input) => isOf(input, name)) ? undefined : first;
}

/** `user` and `user.name` of `user.name`. */
function rootsOf(name: string): readonly string[] {
  const steps = name.split('.').slice(0, 8);
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
}

/** True for `user.name` of `user`. */
function isOf(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`);
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
