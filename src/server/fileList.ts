/**
 * The files of the workspace: listed when they are first asked for, and again only when something came that may belong to them, or
 * when the user asks.
 */
import { GITIGNORE, hasRelevantName, isNeverEntered, isReadBesidePrograms } from '../core/service/fileSearch.ts';
import type { FoundFiles } from '../core/service/languageService.ts';
import type { CancellationToken } from '../core/util/cancellation.ts';
import { throwIfCancelled } from '../core/util/cancellation.ts';
import { fileName, isWithin, normalizeUri } from '../core/util/uris.ts';

export interface FileChange {
  readonly uri: string;
  readonly kind: 'came' | 'changed' | 'went';
}

export interface FileListHost {
  /** In the normal form of uris. */
  readonly folders: readonly string[];
  /** Rejects only when it is cancelled. */
  findFiles(token: CancellationToken): Promise<FoundFiles>;
}

export class FileList {
  readonly #host: FileListHost;
  readonly #onOther: (uris: readonly string[]) => void;
  #found: FoundFiles | undefined;
  /** Uris of what was found, in their normal form. */
  #known = new Set<string>();
  #isOutdated = true;
  #listing: Promise<void> | undefined;
  /** Of those who wait for a list. */
  readonly #tokens = new Set<CancellationToken>();

  /** @param onOther Told the uris of files that turned out to have come or gone when they were listed again. */
  constructor(host: FileListHost, onOther: (uris: readonly string[]) => void) {
    this.#host = host;
    this.#onOther = onOther;
  }

  /** Rejects only when it is cancelled. */
  async current(token: CancellationToken): Promise<FoundFiles> {
    this.#tokens.add(token);
    try {
      for (;;) {
        throwIfCancelled(token);
        if (this.#found !== undefined && !this.#isOutdated) return this.#found;
        this.#listing ??= this.#list();
        await this.#listing;
      }
    } finally {
      this.#tokens.delete(token);
    }
  }

  /** Changes may not have been told yet: what is asked for from now on is listed again. */
  listAgain(): void {
    this.#isOutdated = true;
  }

  /** Returns the uris of the files that changed with it, as far as they are of interest; undefined where nothing is to be done. */
  changed(changes: readonly FileChange[]): readonly string[] | undefined {
    const counting = changes.map((change) => ({ ...change, uri: normalizeUri(change.uri) })).filter(isOfInterest);
    const changed = new Set<string>();
    const wasOutdated = this.#isOutdated;
    // Nobody knows on which side of the list it falls.
    if (this.#listing !== undefined && counting.length > 0) this.#isOutdated = true;
    for (const change of counting) {
      const { uri, kind } = change;
      if (isRead(fileName(uri))) changed.add(uri);
      if (kind === 'went') for (const gone of this.#remove(uri)) changed.add(gone);
      if (this.#mayBringFiles(change)) this.#isOutdated = true;
    }
    return changed.size > 0 || this.#isOutdated !== wasOutdated ? [...changed] : undefined;
  }

  async #list(): Promise<void> {
    const askers = this.#tokens;
    const token: CancellationToken = {
      get isCancellationRequested() {
        return [...askers].every(({ isCancellationRequested }) => isCancellationRequested);
      },
    };
    this.#isOutdated = false;
    try {
      const found = await this.#host.findFiles(token);
      const known = new Set(found.uris.map(normalizeUri));
      const isFirst = this.#found === undefined;
      const before = this.#known;
      this.#found = found;
      this.#known = known;
      const others = [...before].filter((uri) => !known.has(uri)).concat([...known].filter((uri) => !before.has(uri)));
      if (!isFirst && others.length > 0) this.#onOther(others);
    } catch (error) {
      this.#isOutdated = true;
      if (!token.isCancellationRequested) throw error;
    } finally {
      this.#listing = undefined;
    }
  }

  #mayBringFiles({ uri, kind }: FileChange): boolean {
    const name = fileName(uri);
    if (name === GITIGNORE) return true;
    if (kind !== 'came' || this.#known.has(uri)) return false;
    const folder = this.#host.folders.find((candidate) => isWithin(candidate, uri));
    if (folder === undefined || uri.slice(folder.length).split('/').some(isNeverEntered)) return false;
    // Nobody tells of a folder what is in it, nor that it is a folder.
    return hasRelevantName(name) || !FILE_ENDING.test(name);
  }

  /** Of a file, or of all in a folder. */
  #remove(uri: string): readonly string[] {
    const gone = this.#known.has(uri) ? [uri] : [...this.#known].filter((known) => isWithin(uri, known));
    if (gone.length === 0 || this.#found === undefined) return gone;
    for (const one of gone) this.#known.delete(one);
    this.#found = { ...this.#found, uris: this.#found.uris.filter((found) => this.#known.has(normalizeUri(found))) };
    return gone;
  }
}

/** Changes of files of other names are no matter. */
function isOfInterest({ uri, kind }: FileChange): boolean {
  return kind !== 'changed' || isRead(fileName(uri)) || fileName(uri) === GITIGNORE;
}

function isRead(name: string): boolean {
  return hasRelevantName(name) || isReadBesidePrograms(name);
}

/** A folder's name seldom has one. */
const FILE_ENDING = /.\.[A-Za-z]\w*$/;
