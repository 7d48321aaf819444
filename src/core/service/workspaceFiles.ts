/**
 * Files of the workspace as evaluation sees them: answered at once from what is loaded, noted down when it is not.
 * Evaluate, load what was noted, evaluate again, until nothing new is asked for.
 */
import type { Program } from '../domain/program.ts';
import { languageForPath } from '../languages/index.ts';
import { normalizePath } from '../util/paths.ts';
import type { Host } from './host.ts';
import { foldersUpTo, isWithin, joinUri, pathOfUri } from '../util/uris.ts';
import type { ProgramCache } from './programCache.ts';

const MAXIMUM_WANTED = 400;

export class WorkspaceFiles {
  readonly #host: Host;
  readonly #programs: ProgramCache;
  readonly #texts = new Map<string, string | undefined>();
  readonly #exists = new Map<string, boolean>();
  /** Reads under way, so that what was read of a file before it changed does not count. */
  readonly #reads = new Map<string, object>();
  /** Places to look at, by folder and paths; folders of the workspace do not change while it is open. */
  readonly #candidates = new Map<string, readonly string[]>();
  #wantedTexts = new Set<string>();
  #wantedExistence = new Set<string>();

  constructor(host: Host, programs: ProgramCache) {
    this.#host = host;
    this.#programs = programs;
  }

  /** A file changed, came or went. */
  forget(uri: string): void {
    this.#texts.delete(uri);
    this.#exists.delete(uri);
    this.#reads.delete(uri);
  }

  /** Other folders are open. */
  forgetAll(): void {
    this.#texts.clear();
    this.#exists.clear();
    this.#reads.clear();
  }

  /** True when a file is loaded and this is what it holds. */
  holds(uri: string, text: string): boolean {
    return this.#texts.get(uri) === text;
  }

  get isComplete(): boolean {
    return this.#wantedTexts.size === 0 && this.#wantedExistence.size === 0;
  }

  /** Loads what was asked for since the last time. */
  async load(): Promise<void> {
    const texts = [...this.#wantedTexts];
    const uris = [...this.#wantedExistence].slice(0, MAXIMUM_WANTED);
    this.#wantedTexts = new Set();
    this.#wantedExistence = new Set();
    const read = {};
    for (const uri of [...uris, ...texts]) this.#reads.set(uri, read);
    const exist = await this.#host.workspace.exist(uris);
    uris.forEach((uri, index) => {
      if (this.#reads.get(uri) === read) this.#exists.set(uri, exist[index] ?? false);
    });
    await Promise.all(texts.map((uri) => this.#loadText(uri, read)));
    for (const uri of [...uris, ...texts]) if (this.#reads.get(uri) === read) this.#reads.delete(uri);
  }

  text(uri: string): (string & {}) | 'pending' | undefined {
    if (this.#texts.has(uri)) return this.#texts.get(uri);
    this.#wantedTexts.add(uri);
    return 'pending';
  }

  program(uri: string): Program | 'pending' | undefined {
    const text = this.text(uri);
    if (text === undefined) return undefined;
    if (text === 'pending') return 'pending';
    const language = languageForPath(uri);
    return language && this.#programs.parse(uri, text, language);
  }

  /** First file that exists among paths: in the folder of `from`, then in each folder above it in the workspace. */
  find(paths: readonly string[], from: string): (string & {}) | 'pending' | undefined {
    const candidates = this.candidates(paths, from);
    const unasked = candidates.filter((uri) => !this.#exists.has(uri));
    if (unasked.length > 0) {
      for (const uri of unasked) this.#wantedExistence.add(uri);
      return 'pending';
    }
    return candidates.find((uri) => this.#exists.get(uri));
  }

  /** Every place at which {@link find} looks, in its order. */
  candidates(paths: readonly string[], from: string): readonly string[] {
    const key = [from.slice(0, from.lastIndexOf('/')), ...paths].join('\n');
    let candidates = this.#candidates.get(key);
    if (candidates === undefined) {
      candidates = this.#listCandidates(paths, from);
      this.#candidates.set(key, candidates);
    }
    return candidates;
  }

  #listCandidates(paths: readonly string[], from: string): readonly string[] {
    const root = this.rootOf(from);
    if (root === undefined) return [];
    const folders = foldersUpTo(root, from);
    const nearest = folders.slice(0, 1);
    const uris = paths.flatMap((path) => {
      if (path.startsWith('/')) return this.#absolute(path, root);
      const normal = normalizePath([path]);
      const isBelow = !path.startsWith('./') && !path.startsWith('../');
      return (isBelow ? folders : nearest).map((folder) => joinUri(folder, normal));
    });
    return [...new Set(uris)].filter((uri) => isWithin(root, uri));
  }

  #absolute(path: string, root: string): readonly string[] {
    const rootPath = pathOfUri(root);
    return path.startsWith(`${rootPath}/`) ? [joinUri(root, path.slice(rootPath.length + 1))] : [];
  }

  /** The folders above a file within its open folder, nearest first. */
  foldersAbove(uri: string): readonly string[] {
    const root = this.rootOf(uri);
    return root === undefined ? [] : foldersUpTo(root, uri);
  }

  /** The open folder that a file belongs to. */
  rootOf(uri: string): string | undefined {
    const roots = this.#host.workspace.folders.filter((folder) => isWithin(folder, uri));
    return roots.sort((a, b) => b.length - a.length)[0];
  }

  async #loadText(uri: string, read: object): Promise<void> {
    const content = await this.#host.workspace.read(uri);
    if (this.#reads.get(uri) !== read) return;
    this.#texts.set(uri, content.kind === 'text' ? content.text : undefined);
    this.#exists.set(uri, content.kind === 'text');
  }
}
