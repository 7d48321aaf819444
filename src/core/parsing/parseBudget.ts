import { workDone } from './engine.ts';

/** Functions and rounds of loops of the parser: a quarter of a second, on whatever text. */
const LEAST_WORK = 60_000_000;
/** Real code takes some 150; what its length does not explain is a text that takes the parser quadratic time. */
const WORK_PER_CHARACTER = 2_000;
/** A longer text gets no more than a few seconds either. */
const MOST_WORK = 600_000_000;
/** Of pieces of the text, which real code makes the parser read some three times each. */
const MOST_READS_PER_PIECE = 50;
const LEAST_READS = 200;
/** UTF-16 units that the parser takes at a time. */
const PIECE_LENGTH = 5_000;

/** How much one text may cost: of the parser's own work and reading, never of time, so that every machine gives one answer. */
export class ParseBudget {
  readonly #mostWork: number;
  readonly #mostReads: number;
  #earlierWork = 0;
  #reads = 0;

  constructor(length: number) {
    this.#mostWork = Math.min(MOST_WORK, LEAST_WORK + length * WORK_PER_CHARACTER);
    this.#mostReads = LEAST_READS + Math.ceil(length / PIECE_LENGTH) * MOST_READS_PER_PIECE;
  }

  get isSpent(): boolean {
    return this.#reads > this.#mostReads || this.#earlierWork + workDone() > this.#mostWork;
  }

  /** What the parser gets of a text; it sees an end once it has read too much, since it stops only between tokens. */
  read(text: string, at: number): string {
    this.#reads++;
    return this.#reads > this.#mostReads ? '' : text.slice(at, at + PIECE_LENGTH);
  }

  /** Before the work is counted from zero again, for another part of the text. */
  keepWork(): void {
    this.#earlierWork += workDone();
  }
}
