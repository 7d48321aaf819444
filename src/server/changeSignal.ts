import type { CancellationToken } from 'vscode-languageserver';

/** Counts what may change an answer, and lets others wait for the next of it. */
export class ChangeSignal {
  #revision = 0;
  readonly #waiting = new Set<() => void>();

  get revision(): number {
    return this.#revision;
  }

  changed(): void {
    this.#revision++;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  /** Resolves at once when something changed since a revision; also when it is cancelled. */
  changeSince(revision: number, token: CancellationToken): Promise<void> {
    if (this.#revision !== revision) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      token.onCancellationRequested(() => {
        this.#waiting.delete(resolve);
        resolve();
      });
    });
  }
}
