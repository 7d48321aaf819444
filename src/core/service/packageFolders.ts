/**
 * Which source files stand where, for languages whose packages are folders, and for those whose imports begin at folders that
 * only an installation knows: listed once, when somebody asks.
 */
import { languageForPath } from '../languages/index.ts';
import { parentUri, pathOfUri } from '../util/uris.ts';
import type { Host } from './host.ts';

/** Larger folders hold generated code. */
const MAXIMUM_FILES_OF_FOLDER = 400;

/** Files of one name that are looked at for the one that an import means. */
const MAXIMUM_FILES_OF_NAME = 60;

/** The last step of a path, and the one before it. */
function endOf(path: string): string {
  return path.split('/').slice(-2).join('/');
}

/** Layers of Lambda functions are unpacked beside all other folders; what is in them is imported without their name. */
const LAYER = 'python';

export class PackageFolders {
  readonly #host: Host;
  #filesOf: ReadonlyMap<string, readonly string[]> | undefined;
  /** Files of languages with such imports, by the ends of their paths. */
  readonly #byEnd = new Map<string, string[]>();
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

  /**
   * The file that an import from another folder means, by paths that begin where it is installed: the only one, or the one that
   * shares most of the path of `from`. A folder that is part of a package itself is no place where imports begin.
   */
  importedFile(paths: readonly string[], from: string): (string & {}) | 'pending' | undefined {
    if (this.#host.sourceFiles === undefined) return undefined;
    if (this.#filesOf === undefined) return 'pending';
    for (const path of paths) {
      const files = (this.#byEnd.get(endOf(`${LAYER}/${path}`)) ?? []).filter((uri) => this.#isImportedAs(uri, path));
      const nearest = nearestOf(files, from);
      if (nearest !== undefined) return nearest;
    }
    return undefined;
  }

  #isImportedAs(uri: string, path: string): boolean {
    if (!uri.endsWith(`/${path}`)) return false;
    const base = uri.slice(0, -path.length - 1);
    if (this.#listed.has(`${base}/__init__.py`)) return false;
    return path.includes('/') || base.endsWith(`/${LAYER}`);
  }

  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** A file changed, came or went: one that is gone has no text, so only new ones are news. */
  forget(uri: string): void {
    this.#names.delete(uri);
    const language = languageForPath(uri);
    if (!this.#listed.has(uri) && (language?.packages || language?.hasInstalledImports)) this.#filesOf = undefined;
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
    this.#byEnd.clear();
    for (const uri of files) {
      const language = languageForPath(uri);
      if (language?.hasInstalledImports) this.#keepByEnd(uri);
      const packages = language?.packages;
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

  #keepByEnd(uri: string): void {
    this.#listed.add(uri);
    const end = endOf(pathOfUri(uri));
    const files = this.#byEnd.get(end);
    if (files === undefined) this.#byEnd.set(end, [uri]);
    else if (files.length < MAXIMUM_FILES_OF_NAME) files.push(uri);
  }
}

/** Undefined where several are as near. */
function nearestOf(files: readonly string[], from: string): string | undefined {
  const byNearness = files
    .map((uri) => ({ uri, shared: sharedSteps(uri, from) }))
    .sort((a, b) => b.shared - a.shared || (a.uri < b.uri ? -1 : 1));
  const [first, second] = byNearness;
  return first && (second === undefined || second.shared < first.shared) ? first.uri : undefined;
}

/** How many folders two uris begin with in common. */
function sharedSteps(a: string, b: string): number {
  const others = b.split('/');
  const steps = a.split('/');
  const differs = steps.findIndex((step, index) => step !== others[index]);
  return differs < 0 ? steps.length : differs;
}
