import type { Host } from './host.ts';

const PARALLEL_READS = 8;

/** Who wants to know something of many files. */
export interface FileReader {
  /**
   * Which of all source files are read now.
   *
   * @param stale Those that are not known any more, and nothing else; undefined: all.
   */
  choose(listed: readonly string[], stale: ReadonlySet<string> | undefined): readonly string[];
  read(uri: string, text: string): void;
}

/** Reads the files of a workspace once, when somebody asks for something of them, and those that change again before the next answer. */
export class ReadOnce {
  readonly #host: Host;
  readonly #reader: FileReader;
  readonly #stale = new Set<string>();
  #isListed = false;
  #loading: Promise<void> | undefined;

  constructor(host: Host, reader: FileReader) {
    this.#host = host;
    this.#reader = reader;
  }

  /** True from the first look on. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** False while something is still to be read. */
  get isComplete(): boolean {
    return !this.#isUnread && this.#loading === undefined;
  }

  /** Reads what is not known yet. Analyses that wait for the same wait together. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** A file changed, came or went. */
  forget(uri: string): void {
    this.#stale.add(uri);
  }

  /** Everything is listed and read anew. */
  forgetAll(): void {
    this.#isListed = false;
  }

  get #isUnread(): boolean {
    return !this.#isListed || this.#stale.size > 0;
  }

  /** What is forgotten meanwhile is read again. */
  async #load(): Promise<void> {
    while (this.#isUnread) {
      const stale = this.#isListed ? new Set(this.#stale) : undefined;
      this.#stale.clear();
      this.#isListed = true;
      await this.#readAll(this.#reader.choose((await this.#host.sourceFiles?.()) ?? [], stale));
    }
  }

  async #readAll(files: readonly string[]): Promise<void> {
    const queue = files[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const uri of queue) {
        const content = await this.#host.workspace.read(uri);
        if (content.kind === 'text') this.#reader.read(uri, content.text);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_READS }, work));
  }
}
