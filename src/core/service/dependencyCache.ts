/**
 * Results by key that are made of files: a change of a file drops exactly the results that it went into. What is still
 * being made when a file changes is dropped as well, since nobody knows yet what goes into it.
 */
export class DependencyCache<T extends MadeOfFiles> {
  readonly #entries = new Map<string, Entry<T>>();

  /** What rejects is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined) return known.result;
    const result = make();
    const entry: Entry<T> = { result, dependencies: undefined };
    this.#entries.set(key, entry);
    result.then(
      ({ dependencies }) => (entry.dependencies = new Set(dependencies)),
      () => this.#drop(key, entry),
    );
    return result;
  }

  /** False when it was dropped since {@link get} gave it. */
  isCurrent(key: string, result: Promise<T>): boolean {
    return this.#entries.get(key)?.result === result;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** A file changed, came or went. Returns the keys of what was dropped. */
  forget(uri: string): readonly string[] {
    const dropped = [...this.#entries]
      .filter(([, { dependencies }]) => dependencies === undefined || dependencies.has(uri))
      .map(([key]) => key);
    for (const key of dropped) this.#entries.delete(key);
    return dropped;
  }

  clear(): readonly string[] {
    const dropped = [...this.#entries.keys()];
    this.#entries.clear();
    return dropped;
  }

  #drop(key: string, entry: Entry<T>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }
}

export interface MadeOfFiles {
  /** Uris of everything that it depends on, also of files that are missing. */
  readonly dependencies: readonly string[];
}

interface Entry<T> {
  readonly result: Promise<T>;
  /** Undefined until the result is there. */
  dependencies: ReadonlySet<string> | undefined;
}
