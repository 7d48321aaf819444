/** Where a text can be cut so that its parts have the same tokens as the whole, as one `tokenizer.json` has it. */
import { isObject } from './isObject.ts';
import { readPatternAdjacency } from './patternAdjacency.ts';
import type { PatternAdjacency } from './patternAdjacency.ts';

type JsonObject = Readonly<Record<string, unknown>>;

export interface CutPlaces {
  /** True when the tokens of the text are those before `index`, which is within it, and those from there on. */
  isSafe(text: string, index: number): boolean;
  /** Characters at the start of what comes after a cut that are not to be counted, since the tokenizer puts them there again. */
  readonly droppedCharacters: 0 | 1;
}

/**
 * Undefined for a tokenizer that no place is proved for. A place is between a letter or a digit and a blank or a
 * punctuation character; it is safe when no added token, normalizer, split pattern and merge can reach over it.
 */
export function cutPlacesOf(data: JsonObject): CutPlaces | undefined {
  const { model, added_tokens: added, normalizer, pre_tokenizer: preTokenizer } = data;
  const normalizers = stepsIn(normalizer, 'normalizers');
  const preTokenizers = stepsIn(preTokenizer, 'pretokenizers');
  if (normalizers.length + preTokenizers.length > MOST_STEPS) return undefined;
  const putsBack = putsBlankBack(normalizers, preTokenizers);
  const names = readAddedTokens(added, normalizers.length > 0);
  const steps: Step[] = [];
  for (const step of [
    ...normalizers.slice(putsBack ? 1 : 0).map(readNormalizer),
    ...readPreTokenizers(preTokenizers),
    readModel(model),
  ]) {
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return names && new ProvedPlaces(names, steps, putsBack ? 1 : 0);
}

/** The characters around a place, as a step leaves them. */
interface Border {
  readonly before: string;
  readonly after: string;
}

/**
 * What is before and after the border is what it would be without the other, up to one piece that reaches over the
 * border (then the border as the next step sees it), or with a border of pieces there. Undefined when it may be different.
 */
type Step = (border: Border) => Border | 'cut' | undefined;

/** Published files have up to four. */
const MOST_STEPS = 8;
const MOST_KNOWN_BORDERS = 10_000;

class ProvedPlaces implements CutPlaces {
  readonly droppedCharacters: 0 | 1;
  readonly #names: AddedTokens;
  readonly #steps: readonly Step[];
  readonly #known = new Map<string, boolean>();

  constructor(names: AddedTokens, steps: readonly Step[], droppedCharacters: 0 | 1) {
    this.#names = names;
    this.#steps = steps;
    this.droppedCharacters = droppedCharacters;
  }

  isSafe(text: string, index: number): boolean {
    const after = text[index] ?? '';
    if (!AFTER.has(after)) return false;
    const before = characterBefore(text, index);
    return WORD.test(before) && this.#canDrop(text, index) && this.#isSafeBorder(before, after);
  }

  /** What is dropped must be put back to a text, and not to a token that stands there by name. */
  #canDrop(text: string, index: number): boolean {
    if (this.droppedCharacters === 0) return true;
    const next = String.fromCodePoint(text.codePointAt(index + 1) ?? 0);
    return text[index] === ' ' && WORD.test(next) && !this.#names.starts.has(next);
  }

  #isSafeBorder(before: string, after: string): boolean {
    const key = before + after;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_KNOWN_BORDERS) this.#known.clear();
    const isSafe = !this.#names.pairs.has(key) && !this.#names.ends.has(before) && this.#isCut({ before, after });
    this.#known.set(key, isSafe);
    return isSafe;
  }

  #isCut(border: Border): boolean {
    let current = border;
    for (const step of this.#steps) {
      const next = step(current);
      if (next === undefined || next === 'cut') return next === 'cut';
      current = next;
    }
    return false;
  }
}

/** No normal form joins one of them with what goes before, or with a mark behind it. */
const AFTER = new Set('\t\n\r !"#$%&\'()*+,-./:;?@[\\]^_`{|}~、。，：；！？');
const WORD = /^[\p{L}0-9]$/u;
/** Joined with what goes before by a normal form: marks, and the letters that Korean syllables are made of. */
const JOINING = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

function characterBefore(text: string, index: number): string {
  const isPair = index > 1 && (text.charCodeAt(index - 1) & 0xfc00) === 0xdc00;
  return text.slice(index - (isPair ? 2 : 1), index);
}

interface AddedTokens {
  /** First characters. */
  readonly starts: ReadonlySet<string>;
  /** Last characters: a token can strip the blanks behind it. */
  readonly ends: ReadonlySet<string>;
  /** Characters that stand side by side in one. */
  readonly pairs: ReadonlySet<string>;
}

function readAddedTokens(added: unknown, isNormalized: boolean): AddedTokens | undefined {
  const starts = new Set<string>();
  const ends = new Set<string>();
  const pairs = new Set<string>();
  for (const token of itemsOf(added)) {
    if (!isObject(token) || typeof token['content'] !== 'string') return undefined;
    // Without a word of its own, what is not special is normalized.
    if (isNormalized && (token['normalized'] ?? token['special'] !== true) !== false) return undefined;
    const characters = Array.from(token['content']);
    starts.add(characters[0] ?? '');
    ends.add(characters.at(-1) ?? '');
    characters.slice(1).forEach((character, index) => pairs.add(`${characters[index]}${character}`));
  }
  return { starts, ends, pairs };
}

/** A step, or those of a sequence of steps, also within others. */
function stepsIn(step: unknown, key: 'normalizers' | 'pretokenizers'): readonly JsonObject[] {
  if (!isObject(step)) return [];
  if (step['type'] !== 'Sequence') return [step];
  return itemsOf(step[key]).flatMap((each) => stepsIn(each, key));
}

/** Each section begins with a `▁` that was not in the text, and blanks are written `▁`: a blank goes and comes back. */
function putsBlankBack(normalizers: readonly JsonObject[], preTokenizers: readonly JsonObject[]): boolean {
  const [first, second, ...more] = normalizers;
  if (first?.['type'] !== 'Prepend' || second?.['type'] !== 'Replace' || more.length > 0) return false;
  const isOfBlanks = isObject(second['pattern']) && second['pattern']['String'] === ' ';
  return isOfBlanks && second['content'] === first['prepend'] && preTokenizers.length === 0;
}

function readNormalizer({ type, pattern, content }: JsonObject): Step | undefined {
  switch (type) {
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD':
      return normalForm(type);
    case 'Replace': {
      const replaced = isObject(pattern) ? pattern['String'] : undefined;
      // A dollar sign means what was replaced.
      if (typeof replaced !== 'string' || Array.from(replaced).length !== 1) return undefined;
      if (typeof content !== 'string' || content === '' || content.includes('$')) return undefined;
      return (border) => replacedBy(border, replaced, content);
    }
    default:
      return undefined;
  }
}

function normalForm(form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): Step {
  return ({ before, after }) => {
    const last = Array.from(before.normalize(form)).at(-1) ?? '';
    return JOINING.test(last) || after.normalize(form) !== after ? undefined : { before: last, after };
  };
}

function replacedBy({ before, after }: Border, replaced: string, content: string): Border {
  const characters = Array.from(content);
  return {
    before: before === replaced ? (characters.at(-1) ?? '') : before,
    after: after === replaced ? (characters[0] ?? '') : after,
  };
}

function readPreTokenizers(steps: readonly JsonObject[]): readonly (Step | undefined)[] {
  // What it puts before a piece depends on the pieces that others make.
  const isAlone = steps.length === 1;
  return steps.map((step) => {
    switch (step['type']) {
      case 'Split':
        return readSplit(step);
      case 'Digits':
        return ({ before, after }) => (/\d/.test(before + after) ? 'cut' : { before, after });
      case 'ByteLevel':
        return readByteLevel(step);
      case 'Metaspace':
        return isAlone ? readMetaspace(step) : undefined;
      default:
        return undefined;
    }
  });
}

function readSplit({ pattern, behavior, invert }: JsonObject): Step | undefined {
  if (!isObject(pattern) || typeof invert !== 'boolean') return undefined;
  const { Regex: regex, String: text } = pattern;
  const source = typeof regex === 'string' ? regex : typeof text === 'string' ? escaped(text) : undefined;
  const adjacency = source === undefined ? undefined : readPatternAdjacency(source);
  const isIsolated = invert || behavior === 'Isolated';
  return (
    adjacency &&
    ((border) => {
      const next = acrossPattern(border, adjacency);
      return (next === 'cut' && !isIsolated) || (next !== 'cut' && invert) ? undefined : next;
    })
  );
}

/** Matches are pieces, and so is what lies between them. */
function acrossPattern({ before, after }: Border, adjacency: PatternAdjacency): Border | 'cut' | undefined {
  if (adjacency.mayJoin(before, after)) return undefined;
  if (adjacency.alwaysTakes(before) || adjacency.alwaysTakes(after)) return 'cut';
  return adjacency.mayTake(before) || adjacency.mayTake(after) ? undefined : { before, after };
}

/** The split pattern of GPT-2, which files name by a flag. */
const BYTE_LEVEL_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** Without a pattern of its own it has nothing to cut at, and writes bytes, which are not followed here. */
function readByteLevel({ use_regex: usesPattern = true, add_prefix_space: addsBlank }: JsonObject): Step | undefined {
  const adjacency = usesPattern === true ? readPatternAdjacency(BYTE_LEVEL_PATTERN) : undefined;
  return (border) => {
    if (adjacency === undefined || (addsBlank === true && border.after !== ' ')) return undefined;
    return acrossPattern(border, adjacency) === 'cut' ? 'cut' : undefined;
  };
}

function readMetaspace({ replacement, str_rep: written, prepend_scheme: scheme }: JsonObject): Step | undefined {
  const blank = replacement ?? '▁';
  if (typeof blank !== 'string' || Array.from(blank).length !== 1 || (written ?? blank) !== blank) return undefined;
  return (border) => {
    const next = replacedBy(border, ' ', blank);
    // Before a piece that begins with one, none is put.
    return scheme === 'never' || next.after === blank ? next : undefined;
  };
}

/** Pieces are merged one by one; within a piece nothing reaches over a border that no merge has in it. */
function readModel(model: unknown): Step | undefined {
  if (!isObject(model) || model['type'] !== 'BPE') return undefined;
  // Neighbours that are not in the vocabulary are one token, also those of two pieces.
  if (model['fuse_unk'] === true && !knowsAll(model)) return undefined;
  const { merges, ignore_merges: takesWholePieces, end_of_word_suffix: end, continuing_subword_suffix: inner } = model;
  if (takesWholePieces === true || (end ?? '') !== '' || (inner ?? '') !== '') return () => undefined;
  let merged: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return ({ before, after }) => {
    if (IN_WORDS.test(after)) return undefined;
    merged ??= mergedBorders(merges);
    return merged.get(after)?.has(before) === true ? undefined : 'cut';
  };
}

const IN_WORDS = /^[\p{L}\p{N}]/u;

/** True when each text is expressed in tokens of the vocabulary, be it byte by byte. */
function knowsAll({ vocab, merges, byte_fallback: fallsBack }: JsonObject): boolean {
  if (fallsBack !== true || !isObject(vocab)) return false;
  for (let byte = 0; byte < 256; byte += 1) {
    const name = `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
    if (!Object.hasOwn(vocab, name) && !knowsCharacter(byte, vocab, merges)) return false;
  }
  return true;
}

/** Gemma has no byte for a tab, since it has the tab itself. */
function knowsCharacter(byte: number, vocab: JsonObject, merges: unknown): boolean {
  const character = String.fromCharCode(byte);
  if (byte > 127 || !Object.hasOwn(vocab, character)) return false;
  return itemsOf(merges).every((merge) => {
    const merged = sidesOf(merge).join('');
    return !merged.includes(character) || Object.hasOwn(vocab, merged);
  });
}

/** The characters that merges bring together, the first by the one behind it, which is no letter and no digit. */
function mergedBorders(merges: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const borders = new Map<string, Set<string>>();
  for (const merge of itemsOf(merges)) {
    const [left, right] = sidesOf(merge);
    if (typeof left !== 'string' || typeof right !== 'string' || IN_WORDS.test(right)) continue;
    const after = String.fromCodePoint(right.codePointAt(0) ?? 0);
    const before = borders.get(after) ?? new Set();
    before.add(characterBefore(left, left.length));
    borders.set(after, before);
  }
  return borders;
}

function sidesOf(merge: unknown): readonly unknown[] {
  return typeof merge === 'string' ? merge.split(' ', 2) : itemsOf(merge);
}

function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '\\$&');
}
