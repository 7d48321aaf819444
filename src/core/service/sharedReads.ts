import type { CancellationToken } from '../util/cancellation.ts';
import { throwIfCancelled } from '../util/cancellation.ts';

/** Answers by uri that are read once, however many ask for them at the same time, and kept until they are forgotten. */
export class SharedReads<T> {
  readonly #read: (uris: readonly string[]) => Promise<readonly T[]>;
  readonly #batch: number;
  readonly #atOnce: ((uri: string) => Answer<T> | undefined) | undefined;
  readonly #answers = new Map<string, T>();
  readonly #underWay = new Map<string, Promise<void>>();

  /**
   * @param batch Uris that are read together.
   * @param read One answer for each uri, in their order; never rejects.
   * @param atOnce Undefined for what has to be waited for; never throws.
   */
  constructor(
    batch: number,
    read: (uris: readonly string[]) => Promise<readonly T[]>,
    atOnce?: (uri: string) => Answer<T> | undefined,
  ) {
    this.#batch = batch;
    this.#read = read;
    this.#atOnce = atOnce;
  }

  /** Whether the answer is known; what needs no waiting is read now. */
  has(uri: string): boolean {
    if (this.#answers.has(uri)) return true;
    const found = this.#atOnce?.(uri);
    if (found === undefined) return false;
    this.#answers.set(uri, found.answer);
    this.#underWay.delete(uri);
    return true;
  }

  get(uri: string): T | undefined {
    return this.#answers.get(uri);
  }

  /** What is being read of it meanwhile does not count either. */
  forget(uri: string): void {
    this.#answers.delete(uri);
    this.#underWay.delete(uri);
  }

  forgetAll(): void {
    this.#answers.clear();
    this.#underWay.clear();
  }

  /** Resolves when all are known at once: what is forgotten while it is read is read again. Rejects only when cancelled. */
  async load(uris: readonly string[], token: CancellationToken): Promise<void> {
    for (;;) {
      throwIfCancelled(token);
      const missing = uris.filter((uri) => !this.#answers.has(uri));
      if (missing.length === 0) return;
      const unread = missing.filter((uri) => !this.#underWay.has(uri));
      for (let start = 0; start < unread.length; start += this.#batch) {
        this.#start(unread.slice(start, start + this.#batch));
      }
      await Promise.all(missing.map((uri) => this.#underWay.get(uri) ?? Promise.resolve()));
    }
  }

  #start(uris: readonly string[]): void {
    const reading = this.#read(uris).then((answers) => {
      uris.forEach((uri, index) => {
        if (this.#underWay.get(uri) !== reading) return;
        this.#underWay.delete(uri);
        this.#answers.set(uri, answers[index] as T);
      });
    });
    for (const uri of uris) this.#underWay.set(uri, reading);
  }
}

interface Answer<T> {
  readonly answer: T;
}
