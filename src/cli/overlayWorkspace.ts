import type { DiskWorkspace } from '../disk/diskWorkspace.ts';
import type { FileContent, ImmediateFiles, Workspace } from '../core/service/host.ts';

/** A workspace with texts that are not on the disk yet: what fixes have written so far. */
export class OverlayWorkspace implements Workspace {
  readonly #below: DiskWorkspace;
  readonly #texts = new Map<string, string>();
  readonly atOnce: ImmediateFiles = {
    read: (uri) => this.#textOf(uri) ?? this.#below.atOnce.read(uri),
    exists: (uri) => this.#below.atOnce.exists(uri),
  };

  constructor(below: DiskWorkspace) {
    this.#below = below;
  }

  get folders(): readonly string[] {
    return this.#below.folders;
  }

  set(uri: string, text: string): void {
    this.#texts.set(uri, text);
  }

  read(uri: string, maximumBytes?: number): Promise<FileContent> {
    const own = this.#textOf(uri);
    return own === undefined ? this.#below.read(uri, maximumBytes) : Promise.resolve(own);
  }

  exist(uris: readonly string[]): Promise<readonly boolean[]> {
    return this.#below.exist(uris);
  }

  #textOf(uri: string): FileContent | undefined {
    const text = this.#texts.get(uri);
    return text === undefined ? undefined : { kind: 'text', text };
  }
}
