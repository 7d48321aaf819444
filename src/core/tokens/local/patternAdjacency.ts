/** Which characters can stand side by side in one match of a tokenizer's split pattern. */
export interface PatternAdjacency {
  /** True when a match can go over the border between the two, or can look over it. */
  mayJoin(before: string, after: string): boolean;
  /** True when a match always takes the character: alone, if in no longer one. */
  alwaysTakes(character: string): boolean;
  /** True when a match can take the character, or look at it. */
  mayTake(character: string): boolean;
}

/** Undefined for a pattern that looks back, refers back, or has what is not read here. */
export function readPatternAdjacency(source: string): PatternAdjacency | undefined {
  try {
    const reader = new PatternReader(source);
    const whole = reader.read();
    // An empty match would be a border of its own.
    return whole.isNullable ? undefined : new ReadAdjacency(reader, whole);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Matches one character. */
interface Atom {
  readonly matches: RegExp;
  /** False where it may match more than the pattern's own would. */
  readonly isStrict: boolean;
  /** A lookahead can stand behind it. */
  isLookedBehind: boolean;
}

/** Part of a pattern: what its matches begin and end with. */
interface Part {
  readonly isNullable: boolean;
  /** True when an empty match needs no lookahead to hold. */
  readonly isFreelyNullable: boolean;
  readonly first: readonly Atom[];
  readonly last: readonly Atom[];
  /** Each is a match by itself, whatever stands around it. */
  readonly alone: readonly Atom[];
  readonly beginsWithLook: boolean;
}

const EMPTY: Part = {
  isNullable: true,
  isFreelyNullable: true,
  first: [],
  last: [],
  alone: [],
  beginsWithLook: false,
};
const NOTHING: Part = { ...EMPTY, isNullable: false, isFreelyNullable: false };

class ReadAdjacency implements PatternAdjacency {
  readonly #reader: PatternReader;
  readonly #alone: readonly Atom[];

  constructor(reader: PatternReader, whole: Part) {
    this.#reader = reader;
    this.#alone = whole.alone.filter(({ isStrict }) => isStrict);
  }

  mayJoin(before: string, after: string): boolean {
    const taking = this.#reader.atoms.filter(({ matches }) => matches.test(before));
    return taking.some((atom) => {
      if (atom.isLookedBehind) return true;
      return [...(this.#reader.followers.get(atom) ?? [])].some(({ matches }) => matches.test(after));
    });
  }

  alwaysTakes(character: string): boolean {
    return this.#alone.some(({ matches }) => matches.test(character));
  }

  mayTake(character: string): boolean {
    return this.#reader.atoms.some(({ matches }) => matches.test(character));
  }
}

/** Reads what the patterns of tokenizers have; throws a SyntaxError for all else. */
class PatternReader {
  readonly atoms: Atom[] = [];
  /** What can be matched directly behind each atom. */
  readonly followers = new Map<Atom, Set<Atom>>();
  readonly #source: string;
  #index = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Part {
    const whole = this.#alternatives('', 0);
    if (this.#index < this.#source.length) throw new SyntaxError('a parenthesis too many');
    return whole;
  }

  #alternatives(flags: string, depth: number): Part {
    if (depth > DEEPEST_GROUP) throw new SyntaxError('groups too deep within others');
    let whole = this.#sequence(flags, depth);
    while (this.#take(/\|/y) !== undefined) whole = either(whole, this.#sequence(flags, depth));
    return whole;
  }

  #sequence(flags: string, depth: number): Part {
    let whole = EMPTY;
    while (this.#index < this.#source.length && !/[|)]/.test(this.#source[this.#index] ?? '')) {
      whole = this.#then(whole, this.#item(flags, depth));
    }
    return whole;
  }

  #item(flags: string, depth: number): Part {
    const opening = this.#take(/\((?:\?(?:i?:|[=!]))?/y);
    if (opening === undefined) return this.#repeated(this.#atom(flags));
    const inner = this.#alternatives(opening === '(?i:' ? 'i' : flags, depth + 1);
    if (this.#take(/\)/y) === undefined) throw new SyntaxError('a parenthesis is missing');
    if (!/[=!]$/.test(opening)) return this.#repeated(inner);
    return { ...EMPTY, isFreelyNullable: false, beginsWithLook: true };
  }

  #then(before: Part, after: Part): Part {
    if (after.beginsWithLook) for (const atom of before.last) atom.isLookedBehind = true;
    this.#follow(before.last, after.first);
    return {
      isNullable: before.isNullable && after.isNullable,
      isFreelyNullable: before.isFreelyNullable && after.isFreelyNullable,
      first: before.isNullable ? [...before.first, ...after.first] : before.first,
      last: after.isNullable ? [...before.last, ...after.last] : after.last,
      alone: [...(after.isFreelyNullable ? before.alone : []), ...(before.isFreelyNullable ? after.alone : [])],
      beginsWithLook: before.beginsWithLook || (before.isNullable && after.beginsWithLook),
    };
  }

  #repeated(inner: Part): Part {
    const written = this.#take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (written === undefined) return inner;
    if (/[*+?{]/.test(this.#source[this.#index] ?? '')) throw new SyntaxError('a repetition of a repetition');
    const least = written.startsWith('+') ? 1 : Number(/^\{(\d+)/.exec(written)?.[1] ?? 0);
    this.#then(inner, inner);
    return {
      ...inner,
      isNullable: inner.isNullable || least === 0,
      isFreelyNullable: inner.isFreelyNullable || least === 0,
      alone: least > 1 ? [] : inner.alone,
    };
  }

  #atom(flags: string): Part {
    const character = this.#take(/\\(?:[pP]\{[\w=]+\}|[sSrnt]|[^\p{L}\p{N}])|\[|[^\\[\](){}*+?^$|]/uy);
    if (character === undefined) throw new SyntaxError('what is not read here');
    const source = character === '[' ? this.#class() : written(character, ANY_CHARACTER);
    const atom: Atom = {
      matches: new RegExp(`^${source}$`, `u${flags}`),
      isStrict: flags === '' && character !== '.',
      isLookedBehind: false,
    };
    if (this.atoms.push(atom) > MOST_ATOMS) throw new SyntaxError('too much to compare with each place');
    return { ...NOTHING, first: [atom], last: [atom], alone: [atom] };
  }

  /** The rest of a class that holds no other, and no set operation. */
  #class(): string {
    let source = `[${this.#take(/\^/y) ?? ''}`;
    while (this.#take(/\]/y) === undefined) {
      const item = this.#take(/\\(?:[pP]\{[\w=]+\}|[sSrnt]|[^\p{L}\p{N}])|&(?!&)|[^\\[\]&]/uy);
      if (item === undefined) throw new SyntaxError('a class that is not read here');
      source += written(item, '.');
    }
    if (source.length < 3) throw new SyntaxError('a class that is empty, or begins with its own end');
    return `${source}]`;
  }

  #follow(before: readonly Atom[], after: readonly Atom[]): void {
    for (const atom of before) {
      const followers = this.followers.get(atom) ?? new Set();
      for (const follower of after) followers.add(follower);
      this.followers.set(atom, followers);
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index;
    const text = pattern.exec(this.#source)?.[0];
    if (text !== undefined) this.#index += text.length;
    return text;
  }
}

const DEEPEST_GROUP = 50;
const MOST_ATOMS = 60;
const ANY_CHARACTER = '[^]';

/** In the notation of JavaScript; all that is punctuation by its number, but for the hyphen of a range. */
function written(character: string, dot: string): string {
  if (character === '.') return dot;
  if (/^\\[pPsSrnt]/.test(character)) return character;
  const own = character.startsWith('\\') ? character.slice(1) : character;
  if (character === '-' || /[\p{L}\p{N}\s]/u.test(own)) return own;
  return `\\u{${(own.codePointAt(0) ?? 0).toString(16)}}`;
}

function either(one: Part, other: Part): Part {
  return {
    isNullable: one.isNullable || other.isNullable,
    isFreelyNullable: one.isFreelyNullable || other.isFreelyNullable,
    first: [...one.first, ...other.first],
    last: [...one.last, ...other.last],
    alone: [...one.alone, ...other.alone],
    beginsWithLook: one.beginsWithLook || other.beginsWithLook,
  };
}
