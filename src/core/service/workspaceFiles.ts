/**
 * Files of the workspace as evaluation sees them: answered at once from what is loaded, noted down when it is not.
 * Evaluate, load what was noted, evaluate again, until nothing new is asked for.
 */
import type { DeploymentReader } from '../domain/deployment.ts';
import type { Program } from '../domain/program.ts';
import { languageForPath } from '../languages/index.ts';
import { hasGrammars, loadGrammars } from '../parsing/grammars.ts';
import type { CancellationToken } from '../util/cancellation.ts';
import { normalizePath } from '../util/paths.ts';
import { DeploymentIndex } from './deploymentIndex.ts';
import type { FileContent, Host } from './host.ts';
import { ImportIndex } from './importIndex.ts';
import { PackageFolders } from './packageFolders.ts';
import { foldersUpTo, isWithin, joinUri, pathOfUri } from '../util/uris.ts';
import type { ProgramCache } from './programCache.ts';
import { SharedReads } from './sharedReads.ts';

const URIS_PER_QUESTION = 400;

/** Files that one analysis may ask for, there or not; what it asks beyond them is not there. */
const MAXIMUM_ASKED = 20_000;

/** From file to file; what is farther away than this is not there. */
const MAXIMUM_IMPORTS_IN_A_ROW = 24;

/** What is known of the files, for all analyses together. */
export class WorkspaceFiles {
  readonly #host: Host;
  readonly #programs: ProgramCache;
  readonly #texts: SharedReads<string | undefined>;
  readonly #exist: SharedReads<boolean>;
  readonly #imports: ImportIndex;
  readonly #packages: PackageFolders;
  readonly #deployments: DeploymentIndex;
  /** Places to look at, by folder and paths; folders of the workspace do not change while it is open. */
  readonly #candidates = new Map<string, readonly string[]>();

  constructor(host: Host, programs: ProgramCache) {
    this.#host = host;
    this.#programs = programs;
    this.#texts = new SharedReads(
      1,
      (uris) => Promise.all(uris.map((uri) => this.#readText(uri))),
      (uri) => answerOf(host.workspace.atOnce?.read(uri), textOf),
    );
    this.#exist = new SharedReads(
      URIS_PER_QUESTION,
      (uris) => host.workspace.exist(uris),
      (uri) => answerOf(host.workspace.atOnce?.exists(uri), (exists) => exists),
    );
    this.#imports = new ImportIndex(host);
    this.#packages = new PackageFolders(host);
    this.#deployments = new DeploymentIndex(host);
  }

  /** A file changed, came or went. */
  forget(uri: string): void {
    this.#texts.forget(uri);
    this.#exist.forget(uri);
    this.#imports.forget(uri);
    this.#packages.forget(uri);
    this.#deployments.forget(uri);
  }

  /** Other folders are open. */
  forgetAll(): void {
    this.#texts.forgetAll();
    this.#exist.forgetAll();
    this.#imports.forgetAll();
    this.#packages.forgetAll();
    this.#deployments.forgetAll();
    this.#candidates.clear();
  }

  /** True when a text imports, and says of Bedrock, what the file did when it was last read, or nobody asked. */
  hasImportsOf(uri: string, text: string): boolean {
    return this.#imports.hasPathsOf(uri, text);
  }

  /** True for a file that says what environment variables hold, or may do so from now on; false where nobody asked for any. */
  mayDeploy(uri: string, text?: string): boolean {
    return this.#deployments.mayDeploy(uri, text);
  }

  /** True when a source file, or one that it imports over any number of files, names Bedrock, or nobody can tell. */
  isNearBedrock(uri: string): Promise<boolean> {
    return this.#imports.isNearBedrock(uri);
  }

  /** True when a file is loaded and this is what it holds. */
  holds(uri: string, text: string): boolean {
    return this.#texts.get(uri) === text;
  }

  /** Undefined for a file that is not loaded, or has no text. */
  loadedText(uri: string): string | undefined {
    return this.#texts.get(uri);
  }

  /** For one analysis, which alone waits for what it asks for. */
  requests(): FileRequests {
    return new FileRequests(this, {
      texts: this.#texts,
      exist: this.#exist,
      imports: this.#imports,
      packages: this.#packages,
      deployments: this.#deployments,
      programs: this.#programs,
      loadGrammars: (names) => loadGrammars(names, (name) => this.#host.readAsset(name)),
    });
  }

  /** Every place at which {@link FileRequests.find} looks, in its order. */
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

  async #readText(uri: string): Promise<string | undefined> {
    return textOf(await this.#host.workspace.read(uri));
  }
}

function textOf(content: FileContent): string | undefined {
  return content.kind === 'text' ? content.text : undefined;
}

function answerOf<F, T>(found: F | undefined, read: (found: F) => T): { readonly answer: T } | undefined {
  return found === undefined ? undefined : { answer: read(found) };
}

interface Known {
  readonly texts: SharedReads<string | undefined>;
  readonly exist: SharedReads<boolean>;
  readonly imports: ImportIndex;
  readonly packages: PackageFolders;
  readonly deployments: DeploymentIndex;
  readonly programs: ProgramCache;
  /** Rejects when one is missing. */
  loadGrammars(names: Iterable<string>): Promise<void>;
}

/** Stands among the uris that are asked for when an analysis looks for the files that import another. */
export const IMPORTERS = 'importers:';

/** The same when it asks what sets an environment variable. */
export const DEPLOYMENTS = 'deployments:';

/** What one analysis asks of the files of the workspace. Others neither see nor take what it waits for. */
export class FileRequests {
  readonly #files: WorkspaceFiles;
  readonly #known: Known;
  readonly #asked = new Set<string>();
  /** By uri, from the file that is analysed. */
  readonly #distances = new Map<string, number>();
  #isLimited = false;
  #wantedTexts = new Set<string>();
  #wantedExistence = new Set<string>();
  #wantedGrammars = new Set<string>();
  #wantsImports = false;
  #wantsPackages = false;
  /** Names were asked for, whose files nobody knows yet. */
  #wantsNames = false;
  #wantsDeployments = false;
  /** Nodes are told apart by identity: as long as a file is analysed, every other one is lowered once. */
  readonly #programs = new Map<string, Program>();

  constructor(files: WorkspaceFiles, known: Known) {
    this.#files = files;
    this.#known = known;
  }

  /** Uris of every file that was asked for, also of those that are not there. */
  get asked(): readonly string[] {
    return [...this.#asked];
  }

  /** A limit left something out. */
  get isLimited(): boolean {
    return this.#isLimited;
  }

  /** Of files that were asked for and are not loaded. */
  get wantedCount(): number {
    return this.#wantedOfFiles + (this.#wantsImports ? 1 : 0);
  }

  /** Files were asked for that were not loaded: what was evaluated without them is not all there is. */
  get wantsFiles(): boolean {
    return this.#wantedOfFiles > 0;
  }

  /** Nothing is missing but what is made once for all files: lists of them, and grammars. */
  get wantsOnlyLists(): boolean {
    return this.#wantedOfFiles > 0 && this.#wantedTexts.size + this.#wantedExistence.size === 0;
  }

  get #wantedOfFiles(): number {
    const { size } = this.#wantedGrammars;
    const listings = [this.#wantsDeployments, this.#wantsPackages, this.#wantsNames].filter(Boolean).length;
    return this.#wantedTexts.size + this.#wantedExistence.size + size + listings;
  }

  /** Loads what was asked for since the last time. Rejects only when cancelled. */
  async load(token: CancellationToken): Promise<void> {
    const texts = [...this.#wantedTexts];
    const exist = [...this.#wantedExistence];
    this.#wantedTexts = new Set();
    this.#wantedExistence = new Set();
    const imports = this.#wantsImports ? this.#known.imports.load() : undefined;
    this.#wantsImports = false;
    const packages = this.#wantsPackages ? this.#known.packages.load() : undefined;
    this.#wantsPackages = false;
    this.#wantsNames = false;
    const deployments = this.#wantsDeployments ? this.#known.deployments.load() : undefined;
    this.#wantsDeployments = false;
    const grammars = this.#wantedGrammars.size > 0 ? this.#known.loadGrammars(this.#wantedGrammars) : undefined;
    this.#wantedGrammars = new Set();
    const files = [this.#known.texts.load(texts, token), this.#known.exist.load(exist, token)];
    await Promise.all([...files, imports, packages, deployments, grammars]);
  }

  text(uri: string): (string & {}) | 'pending' | undefined {
    if (!this.#mayAsk([uri])) return undefined;
    if (this.#known.texts.has(uri)) return this.#known.texts.get(uri);
    this.#wantedTexts.add(uri);
    return 'pending';
  }

  program(uri: string): Program | 'pending' | undefined {
    const text = this.text(uri);
    if (text === undefined) return undefined;
    if (text === 'pending') return 'pending';
    const known = this.#programs.get(uri);
    if (known) return known;
    const language = languageForPath(uri);
    // What deploys a program can be written in another language.
    if (language && !hasGrammars(language.grammars)) {
      for (const name of language.grammars) this.#wantedGrammars.add(name);
      return 'pending';
    }
    const program = language && this.#known.programs.parse(uri, text, language);
    if (program) this.#programs.set(uri, program);
    return program;
  }

  /** Source files that may import a file, in the order of their uris. */
  importers(uri: string, method?: string): readonly string[] | 'pending' {
    this.#asked.add(IMPORTERS);
    const importers = this.#known.imports.importers(uri, method);
    if (importers === 'pending') this.#wantsImports = true;
    return importers;
  }

  /** See {@link EvaluationEnvironment.importedFile}. */
  importedFile(paths: readonly string[], from: string): (string & {}) | 'pending' | undefined {
    this.#asked.add(IMPORTERS);
    const found = this.#known.packages.importedFile(paths, from);
    if (found === 'pending') this.#wantsPackages = true;
    else if (found !== undefined && !this.#mayAsk([found])) return undefined;
    return found;
  }

  /** True when no other package has all methods of a contract that the package of a file keeps. */
  isOnlyKeeper(uri: string, methods: readonly string[]): boolean {
    return this.#known.imports.isOnlyKeeper(uri, methods);
  }

  /** See {@link EvaluationEnvironment.packageFiles}. */
  packageFiles(folders: readonly string[], from: string, name: string): readonly string[] | 'pending' | undefined {
    this.#asked.add(IMPORTERS);
    const places =
      folders.length === 0 ? this.#files.foldersAbove(from).slice(0, 1) : this.#files.candidates(folders, from);
    for (const folder of places) {
      const files = this.#known.packages.filesIn(folder);
      if (files === 'pending') this.#wantsPackages = true;
      if (files === 'pending' || files === undefined) return files;
      if (files.length > 0) return this.#declaring(files, name);
    }
    return [];
  }

  #declaring(files: readonly string[], name: string): readonly string[] | 'pending' {
    const texts = files.map((uri) => ({ uri, text: this.text(uri) }));
    if (texts.some(({ text }) => text === 'pending')) return 'pending';
    return texts.flatMap(({ uri, text }) =>
      text !== undefined && this.#known.packages.declares(uri, text, name) ? [uri] : [],
    );
  }

  /** Files that declare a name for all others, the nearest first. */
  declaring(name: string, from: string): readonly string[] | 'pending' {
    const declaring = this.#known.imports.declaring(name, from);
    if (declaring === undefined) return [];
    this.#asked.add(IMPORTERS);
    if (declaring === 'pending') {
      this.#wantsImports = true;
      this.#wantsNames = true;
    }
    return declaring;
  }

  /** Files that may say what an environment variable holds. */
  deploymentsWith(variable: string, program: string): readonly string[] | 'pending' {
    this.#asked.add(DEPLOYMENTS);
    const files = this.#known.deployments.filesWith(variable, program);
    const [first] = files;
    // What a stack is made with is said by those who import it.
    const isAwaited = files !== 'pending' && first !== undefined && this.importers(first) === 'pending';
    if (files !== 'pending' && !isAwaited) return files;
    this.#wantsDeployments = true;
    return 'pending';
  }

  deploymentReaders(uri: string): readonly DeploymentReader[] {
    return this.#known.deployments.readersOf(uri);
  }

  /** First file that exists among paths: in the folder of `from`, then in each folder above it in the workspace. */
  find(paths: readonly string[], from: string): (string & {}) | 'pending' | undefined {
    const { exist } = this.#known;
    const distance = (this.#distances.get(from) ?? 0) + 1;
    const candidates = this.#files.candidates(paths, from);
    if (distance > MAXIMUM_IMPORTS_IN_A_ROW) this.#isLimited = true;
    if (distance > MAXIMUM_IMPORTS_IN_A_ROW || !this.#mayAsk(candidates)) return undefined;
    const unknown = candidates.filter((uri) => !exist.has(uri));
    for (const uri of unknown) this.#wantedExistence.add(uri);
    if (unknown.length > 0) return 'pending';
    const found = candidates.find((uri) => exist.get(uri));
    if (found !== undefined) this.#distances.set(found, Math.min(distance, this.#distances.get(found) ?? distance));
    return found;
  }

  /** True when {@link find} looked for files in the workspace and none is there. */
  isMissing(paths: readonly string[], from: string): boolean {
    const candidates = this.#files.candidates(paths, from);
    return (
      candidates.length > 0 && candidates.every((uri) => this.#asked.has(uri) && this.#known.exist.get(uri) === false)
    );
  }

  #mayAsk(uris: readonly string[]): boolean {
    const unasked = uris.filter((uri) => !this.#asked.has(uri));
    if (this.#asked.size + unasked.length > MAXIMUM_ASKED) {
      this.#isLimited = true;
      return false;
    }
    for (const uri of unasked) this.#asked.add(uri);
    return true;
  }
}
