/** Files by what each of them has of something, one by one changed and removed. */
export class FilesByKey {
  readonly #files = new Map<string, Set<string>>();
  readonly #keysOf = new Map<string, readonly string[]>();

  filesWith(key: string): ReadonlySet<string> {
    return this.#files.get(key) ?? NO_FILES;
  }

  keysOf(uri: string): readonly string[] {
    return this.#keysOf.get(uri) ?? [];
  }

  set(uri: string, keys: readonly string[]): void {
    this.delete(uri);
    if (keys.length === 0) return;
    this.#keysOf.set(uri, keys);
    for (const key of keys) {
      const files = this.#files.get(key);
      if (files === undefined) this.#files.set(key, new Set([uri]));
      else files.add(uri);
    }
  }

  delete(uri: string): void {
    for (const key of this.keysOf(uri)) this.#files.get(key)?.delete(uri);
    this.#keysOf.delete(uri);
  }
}

const NO_FILES: ReadonlySet<string> = new Set();
