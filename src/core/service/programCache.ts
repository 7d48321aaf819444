import type { Program } from '../domain/program.ts';
import { RecentCache } from '../util/recentCache.ts';
import type { Language } from '../domain/language.ts';

/** Each character of source makes about a hundred bytes of program. Enough for what the open files of an editor import. */
const MAXIMUM_CHARACTERS = 500_000;

/** Lowered programs by uri; unchanged text is never parsed again. Bounded: the longest unused goes first, the newest stays. */
export class ProgramCache {
  readonly #entries = new Map<string, { readonly text: string; readonly program: Program }>();
  readonly #inside: RecentCache<Program>;
  readonly #maximumCharacters: number;
  #characters = 0;

  constructor(maximumCharacters = MAXIMUM_CHARACTERS) {
    this.#maximumCharacters = maximumCharacters;
    // Most of such a text is blank.
    this.#inside = new RecentCache(maximumCharacters, (text) => text.replace(/\s+/g, ' ').length);
  }

  /**
   * Code that stands in a file of another kind. Documentation is kept in many versions, most of which say the same: what is
   * known of an equal text is taken over.
   */
  parseInside(uri: string, text: string, language: Language): Program {
    const key = `${language.id} ${text}`;
    const known = this.#inside.get(key) ?? language.lower({ uri, text });
    this.#inside.set(key, known);
    return { ...known, uri, isInside: true };
  }

  /** Grammars of the language must be loaded. */
  parse(uri: string, text: string, language: Language): Program {
    const known = this.#entries.get(uri);
    const program = known?.text === text ? known.program : language.lower({ uri, text });
    this.#keep(uri, text, program);
    return program;
  }

  forget(uri: string): void {
    this.#characters -= this.#entries.get(uri)?.text.length ?? 0;
    this.#entries.delete(uri);
  }

  #keep(uri: string, text: string, program: Program): void {
    this.forget(uri);
    this.#entries.set(uri, { text, program });
    this.#characters += text.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= this.#maximumCharacters || oldest === uri) break;
      this.forget(oldest);
    }
  }
}
