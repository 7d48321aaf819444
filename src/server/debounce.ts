/** Runs once things have been quiet for a while, with everything that was asked for since. */
export class Debounce<T> {
  readonly #milliseconds: number;
  readonly #run: (items: readonly T[]) => void;
  #items = new Set<T>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, run: (items: readonly T[]) => void) {
    this.#milliseconds = milliseconds;
    this.#run = run;
  }

  add(...items: readonly T[]): void {
    for (const item of items) this.#items.add(item);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const due = [...this.#items];
      this.#items = new Set();
      this.#run(due);
    }, this.#milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#items = new Set();
  }
}
