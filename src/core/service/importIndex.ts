/** Which source files of the workspace may import which: read once, when somebody asks who uses a function. */
import type { Language } from '../domain/language.ts';
import { languageForPath } from '../languages/index.ts';
import { isTestFile } from '../rules/testFiles.ts';
import { parentUri, pathOfUri } from '../util/uris.ts';
import { FilesByKey } from './filesByKey.ts';
import type { Host } from './host.ts';
import { namesBedrock } from './namesBedrock.ts';
import { isPackage } from './packages.ts';
import { ReadOnce } from './readOnce.ts';

const MAXIMUM_FILES = 20_000;

/** The last steps of a path, as many as tell files of the same name apart and survive an alias for what is before them. */
const COMPARED_STEPS = 2;

/** Files and folders of objects that only tests make. */
const STAND_IN = /(?:^|[/_])(?:mocks?|fakes?|stubs?|testdata|testutils?)(?:[/_.]|$)/i;

function endOf(path: string, steps: number): string {
  return path.split('/').slice(-steps).join('/');
}

/** TypeScript and JavaScript, which share their grammars, import each other. */
function mayImport(importer: string, { grammars }: Language): boolean {
  return languageForPath(importer)?.grammars[0] === grammars[0];
}

/** A file can be asked for by its own name too, which is none of source code: `Program@file`. */
function startName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return `${name.slice(0, name.lastIndexOf('.'))}@file`;
}

/** How many letters two uris begin with in common. */
function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

const NO_FILES: ReadonlySet<string> = new Set();

/** What a file imports; packages of client libraries are none of the workspace's files. */
function pathsIn(uri: string, text: string): readonly string[] {
  const language = languageForPath(uri);
  return language?.imports?.pathsIn(text, uri).filter((path) => !isPackage(path, language.id)) ?? [];
}

/** What a file declares for all others of its language, and its own name. */
function namesIn(uri: string, text: string): readonly string[] {
  const { declaredIn } = languageForPath(uri)?.imports ?? {};
  return declaredIn ? [...declaredIn(text), startName(uri)] : [];
}

export class ImportIndex {
  readonly #host: Host;
  readonly #reading: ReadOnce;
  /** Paths that each file imports. */
  readonly #pathsOf = new Map<string, readonly string[]>();
  /** By the ends of the paths that they import. */
  readonly #byEnd = new FilesByKey();
  readonly #methodsOf = new Map<string, readonly string[]>();
  readonly #contractsOf = new Map<string, readonly (readonly string[])[]>();
  #byFolder: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** By what they declare for all others. */
  readonly #byName = new FilesByKey();
  /** Files that name Bedrock. */
  readonly #naming = new Set<string>();
  /** Files that name it or import, over any number of files, one that does; made when somebody asks. */
  #near: ReadonlySet<string> | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#reading = new ReadOnce(host, {
      choose: (listed, stale) => this.#choose(listed, stale),
      read: (uri, text) => {
        this.#read(uri, text);
      },
    });
  }

  /**
   * Source files that may import a file, in the order of their uris; a look, no proof. Tests are none for what is no test:
   * what they pass is made up, and a call that only they make costs next to nothing.
   *
   * @param method With it also files that may call a method of this name through a contract which a class of the file keeps.
   */
  importers(uri: string, method?: string): readonly string[] | 'pending' {
    const language = languageForPath(uri);
    if (this.#host.sourceFiles === undefined || language?.imports === undefined) return [];
    if (!this.#reading.isComplete) return 'pending';
    const isTest = isTestFile(pathOfUri(uri));
    const direct = this.#importersOf(uri);
    const contracts = method === undefined ? [] : this.#keptContracts(direct, uri, method);
    const through = contracts.flatMap((file) => [file, ...this.#importersOf(file)]);
    const found = new Set([...direct, ...through]);
    return [...found].filter((file) => file !== uri && (isTest || !isTestFile(pathOfUri(file)))).sort();
  }

  #importersOf(uri: string): ReadonlySet<string> {
    const language = languageForPath(uri);
    if (language?.imports === undefined) return NO_FILES;
    const ends = language.imports.modulePaths(uri).flatMap((path) => [1, 2].map((steps) => endOf(path, steps)));
    const found = new Set(ends.flatMap((end) => [...this.#byEnd.filesWith(end)]));
    return new Set([...found].filter((file) => file !== uri && mayImport(file, language)));
  }

  /** True when a source file, or one that it imports over any number of files, names Bedrock; also where files can't be listed. */
  async isNearBedrock(uri: string): Promise<boolean> {
    if (this.#host.sourceFiles === undefined || languageForPath(uri)?.imports === undefined) return true;
    while (!this.#reading.isComplete) await this.load();
    this.#near ??= this.#filesNearBedrock();
    return this.#near.has(uri);
  }

  #filesNearBedrock(): ReadonlySet<string> {
    const near = new Set(this.#naming);
    for (const uri of near) for (const importer of this.#importersOf(uri)) near.add(importer);
    return near;
  }

  /** Files with a contract that has the method, and no other than the package of a file has. */
  #keptContracts(direct: ReadonlySet<string>, uri: string, method: string): readonly string[] {
    const folder = parentUri(uri);
    const beside = [...direct].filter((file) => parentUri(file) === folder);
    const methods = new Set([uri, ...beside].flatMap((file) => this.#methodsOf.get(file) ?? []));
    if (!methods.has(method)) return [];
    return [...this.#contractsOf].flatMap(([file, contracts]) =>
      contracts.some(
        (names) => names.includes(method) && names.every((name) => methods.has(name)) && this.isOnlyKeeper(uri, names),
      )
        ? [file]
        : [],
    );
  }

  /** True when no other package than that of a file has all methods of a contract, but for stand-ins of tests. */
  isOnlyKeeper(uri: string, methods: readonly string[]): boolean {
    const own = parentUri(uri);
    for (const [folder, names] of this.#methodsByFolder()) {
      if (folder !== own && methods.every((name) => names.has(name))) return false;
    }
    return true;
  }

  #methodsByFolder(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.#byFolder) return this.#byFolder;
    const byFolder = new Map<string, Set<string>>();
    for (const [uri, names] of this.#methodsOf) {
      if (isTestFile(pathOfUri(uri)) || STAND_IN.test(pathOfUri(uri))) continue;
      const folder = parentUri(uri);
      const known = byFolder.get(folder) ?? new Set();
      byFolder.set(folder, known);
      for (const name of names) known.add(name);
    }
    this.#byFolder = byFolder;
    return byFolder;
  }

  /**
   * Files of a language that declare a name for all others, those that share most of the path of `from` first; undefined where
   * that cannot be asked.
   */
  declaring(name: string, from: string): readonly string[] | 'pending' | undefined {
    const language = languageForPath(from);
    if (this.#host.sourceFiles === undefined || language?.imports?.declaredIn === undefined) return undefined;
    if (!this.#reading.isComplete) return 'pending';
    const isTest = isTestFile(pathOfUri(from));
    return [...this.#byName.filesWith(name)]
      .filter((file) => mayImport(file, language) && (isTest || !isTestFile(pathOfUri(file))))
      .sort((a, b) => sharedLength(b, from) - sharedLength(a, from) || (a < b ? -1 : 1));
  }

  load(): Promise<void> {
    return this.#reading.load();
  }

  /** True when a text imports, and says of Bedrock, what the file did when it was last read, or nothing is known of any file. */
  hasPathsOf(uri: string, text: string): boolean {
    if (!this.#reading.isListed || languageForPath(uri)?.imports === undefined) return true;
    if (namesBedrock(text) !== this.#naming.has(uri)) return false;
    return (
      this.#pathsOf.get(uri)?.join('\n') === pathsIn(uri, text).join('\n') &&
      this.#byName.keysOf(uri).join('\n') === namesIn(uri, text).join('\n')
    );
  }

  /** A file changed, came or went: it is read again before the next answer. */
  forget(uri: string): void {
    if (languageForPath(uri)?.imports) this.#reading.forget(uri);
  }

  forgetAll(): void {
    this.#reading.forgetAll();
  }

  #choose(listed: readonly string[], stale: ReadonlySet<string> | undefined): readonly string[] {
    for (const uri of stale ?? this.#pathsOf.keys()) this.#remove(uri);
    const files = listed.filter((uri) => languageForPath(uri)?.imports).slice(0, MAXIMUM_FILES);
    return stale === undefined ? files : files.filter((uri) => stale.has(uri));
  }

  #read(uri: string, text: string): void {
    const paths = pathsIn(uri, text);
    this.#pathsOf.set(uri, paths);
    this.#byEnd.set(uri, [...new Set(paths.map((path) => endOf(path, COMPARED_STEPS)))]);
    this.#byName.set(uri, namesIn(uri, text));
    if (namesBedrock(text)) this.#naming.add(uri);
    const contracts = languageForPath(uri)?.imports?.contracts;
    const methods = contracts?.methodsIn(text) ?? [];
    if (methods.length > 0) this.#methodsOf.set(uri, methods);
    const declared = contracts?.contractsIn(text) ?? [];
    if (declared.length > 0) this.#contractsOf.set(uri, declared);
    this.#forgetDerived();
  }

  #remove(uri: string): void {
    for (const known of [this.#pathsOf, this.#byEnd, this.#byName, this.#naming, this.#methodsOf, this.#contractsOf]) {
      known.delete(uri);
    }
    this.#forgetDerived();
  }

  /** What is worked out of all files together. */
  #forgetDerived(): void {
    this.#near = undefined;
    this.#byFolder = undefined;
  }
}
