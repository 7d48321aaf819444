import type { FileContent, Workspace } from '../core/service/host.ts';

/** A workspace with texts that are not on the disk yet: what fixes have written so far. */
export class OverlayWorkspace implements Workspace {
  readonly #below: Workspace;
  readonly #texts = new Map<string, string>();

  constructor(below: Workspace) {
    this.#below = below;
  }

  get folders(): readonly string[] {
    return this.#below.folders;
  }

  set(uri: string, text: string): void {
    this.#texts.set(uri, text);
  }

  read(uri: string, maximumBytes?: number): Promise<FileContent> {
    const text = this.#texts.get(uri);
    return text === undefined ? this.#below.read(uri, maximumBytes) : Promise.resolve({ kind: 'text', text });
  }

  exist(uris: readonly string[]): Promise<readonly boolean[]> {
    return this.#below.exist(uris);
  }
}
