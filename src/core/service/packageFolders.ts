/** Which source files stand in which folder, for languages whose packages are folders: listed once, when somebody asks. */
import { languageForPath } from '../languages/index.ts';
import { parentUri, pathOfUri } from '../util/uris.ts';
import type { Host } from './host.ts';

/** Larger folders hold generated code. */
const MAXIMUM_FILES_OF_FOLDER = 400;

export class PackageFolders {
  readonly #host: Host;
  #filesOf: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #listed = new Set<string>();
  #loading: Promise<void> | undefined;
  /** What each file declares, as long as it holds the text. */
  readonly #names = new Map<string, { readonly text: string; readonly names: ReadonlySet<string> }>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Source files of a package in a folder, without those that are tests; undefined where the host lists no files. */
  filesIn(folder: string): readonly string[] | 'pending' | undefined {
    if (this.#host.sourceFiles === undefined) return undefined;
    return this.#filesOf === undefined ? 'pending' : (this.#filesOf.get(folder) ?? []);
  }

  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** A file changed, came or went: one that is gone has no text, so only new ones are news. */
  forget(uri: string): void {
    this.#names.delete(uri);
    if (!this.#listed.has(uri) && languageForPath(uri)?.packages) this.#filesOf = undefined;
  }

  forgetAll(): void {
    this.#filesOf = undefined;
  }

  /** True when a file may declare a name for others of its package; `*`: any. */
  declares(uri: string, text: string, name: string): boolean {
    if (name === '*') return true;
    const known = this.#names.get(uri);
    if (known?.text === text) return known.names.has(name);
    const names = new Set(languageForPath(uri)?.packages?.declaredIn(text));
    this.#names.set(uri, { text, names });
    return names.has(name);
  }

  async #load(): Promise<void> {
    const files = (await this.#host.sourceFiles?.()) ?? [];
    const byFolder = new Map<string, string[]>();
    this.#listed.clear();
    for (const uri of files) {
      const packages = languageForPath(uri)?.packages;
      if (packages === undefined) continue;
      this.#listed.add(uri);
      if (!packages.isPart(pathOfUri(uri))) continue;
      const folder = parentUri(uri);
      const inFolder = byFolder.get(folder);
      if (inFolder === undefined) byFolder.set(folder, [uri]);
      else if (inFolder.length < MAXIMUM_FILES_OF_FOLDER) inFolder.push(uri);
    }
    this.#filesOf = new Map([...byFolder].map(([folder, uris]) => [folder, uris.sort()]));
  }
}
