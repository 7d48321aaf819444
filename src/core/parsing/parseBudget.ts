import { workDone } from './engine.ts';

/**
 * Functions and rounds of loops of the parser, some two seconds of work. A megabyte of real code takes 35 million, the
 * hardest real file of 20 KB that was measured 105 million.
 */
const MOST_WORK = 600_000_000;
/** Of pieces of the text; a megabyte of real code takes 400, the same hardest file 5,700. */
const MOST_READS = 30_000;
/** UTF-16 units that the parser takes at a time. */
const PIECE_LENGTH = 5_000;

/** How much one text may cost: of the parser's own work and reading, never of time, so that every machine gives one answer. */
export class ParseBudget {
  #earlierWork = 0;
  #reads = 0;

  get isSpent(): boolean {
    return this.#reads > MOST_READS || this.#earlierWork + workDone() > MOST_WORK;
  }

  /** What the parser gets of a text; it sees an end once it has read too much, since it stops only between tokens. */
  read(text: string, at: number): string {
    this.#reads++;
    return this.#reads > MOST_READS ? '' : text.slice(at, at + PIECE_LENGTH);
  }

  /** Before the work is counted from zero again, for another part of the text. */
  keepWork(): void {
    this.#earlierWork += workDone();
  }
}
