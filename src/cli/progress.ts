/** A line on stderr for work that takes long, on a terminal only; it is gone when the work is done. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #shownAt = 0;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  show(done: number, total: number): void {
    if (!this.#stream.isTTY) return;
    const now = performance.now();
    if (now - this.#started < QUIET_MS || now - this.#shownAt < INTERVAL_MS) return;
    this.#shownAt = now;
    this.#stream.write(`\r\u001B[K${done} of ${total} files`);
  }

  end(): void {
    if (this.#shownAt > 0) this.#stream.write('\r\u001B[K');
  }
}

const QUIET_MS = 1_000;
const INTERVAL_MS = 100;
