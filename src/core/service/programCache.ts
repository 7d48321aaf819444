import type { Program } from '../domain/program.ts';
import type { Language } from '../domain/language.ts';

const MAXIMUM_PROGRAMS = 200;

/** Lowered programs by uri; unchanged text is never parsed again. Bounded: the longest unused goes first. */
export class ProgramCache {
  readonly #entries = new Map<string, { readonly text: string; readonly program: Program }>();

  /** Grammars of the language must be loaded. */
  parse(uri: string, text: string, language: Language): Program {
    const known = this.#entries.get(uri);
    const program = known?.text === text ? known.program : language.lower({ uri, text });
    this.#keep(uri, text, program);
    return program;
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }

  #keep(uri: string, text: string, program: Program): void {
    this.#entries.delete(uri);
    this.#entries.set(uri, { text, program });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MAXIMUM_PROGRAMS) break;
      this.#entries.delete(oldest);
    }
  }
}
