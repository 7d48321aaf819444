/**
 * Which files of the workspace may say what environment variables hold: looked for once, when somebody first asks for a
 * variable. Only what a tool's files are called, or what lies below the file that names the tool, is read.
 */
import type { DeploymentReader } from '../domain/deployment.ts';
import { deploymentReaders } from '../deployments/index.ts';
import { isTestFile } from '../rules/testFiles.ts';
import { fileName, isWithin, pathOfUri } from '../util/uris.ts';
import type { Host } from './host.ts';
import { ReadOnce } from './readOnce.ts';

/** Larger ones are data. */
const MAXIMUM_CHARACTERS = 500_000;
const MAXIMUM_FILES = 5_000;
/** So few may take a variable from another file without naming it. */
const MAXIMUM_NAMELESS = 12;

export class DeploymentIndex {
  readonly #host: Host;
  readonly #reading: ReadOnce;
  /** By uri: words of the files that a reader may read. */
  readonly #words = new Map<string, ReadonlySet<string>>();
  #folders: readonly AnchoredReader[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.#reading = new ReadOnce(host, {
      choose: (listed, stale) => this.#choose(listed, stale),
      read: (uri, text) => {
        this.#read(uri, text);
      },
    });
  }

  filesWith(variable: string, program: string): readonly string[] | 'pending' {
    if (this.#host.sourceFiles === undefined) return [];
    if (!this.#reading.isComplete) return 'pending';
    const isFew = this.#words.size <= MAXIMUM_NAMELESS;
    const mayCount = (uri: string, words: ReadonlySet<string>): boolean =>
      isFew || words.has(variable) || isJustAbove(uri, program);
    return [...this.#words].flatMap(([uri, words]) => (mayCount(uri, words) ? [uri] : [])).sort();
  }

  readersOf(uri: string): readonly DeploymentReader[] {
    const path = pathOfUri(uri);
    return this.#folders.flatMap(({ reader, folders }) =>
      reader.mayRead(path) && isBelowAny(uri, folders) ? [reader] : [],
    );
  }

  load(): Promise<void> {
    return this.#reading.load();
  }

  /**
   * True for a file that sets variables, or may from now on, and somebody asked for any.
   *
   * @param text Its new one, where that is known.
   */
  mayDeploy(uri: string, text?: string): boolean {
    if (!this.#reading.isListed) return false;
    if (this.#words.has(uri) || isAnchor(uri)) return true;
    return this.readersOf(uri).some(({ marks }) => text === undefined || marks.test(text));
  }

  /** A file changed, came or went: it is read again before the next answer. */
  forget(uri: string): void {
    if (!this.mayDeploy(uri)) return;
    if (isAnchor(uri)) this.#reading.forgetAll();
    else this.#reading.forget(uri);
  }

  forgetAll(): void {
    this.#reading.forgetAll();
  }

  #choose(listed: readonly string[], stale: ReadonlySet<string> | undefined): readonly string[] {
    this.#folders = anchored(listed);
    for (const uri of stale ?? this.#words.keys()) this.#words.delete(uri);
    return listed.filter((uri) => stale?.has(uri) !== false && this.#mayRead(uri)).slice(0, MAXIMUM_FILES);
  }

  #mayRead(uri: string): boolean {
    return this.readersOf(uri).length > 0 && !isTestFile(pathOfUri(uri));
  }

  #read(uri: string, text: string): void {
    if (text.length > MAXIMUM_CHARACTERS) return;
    if (this.readersOf(uri).some(({ marks }) => marks.test(text))) this.#words.set(uri, new Set(text.match(WORD)));
  }
}

const WORD = /[A-Za-z_]\w{2,60}/g;

interface AnchoredReader {
  readonly reader: DeploymentReader;
  /** Undefined: everywhere. */
  readonly folders: readonly string[] | undefined;
}

function anchored(listed: readonly string[]): readonly AnchoredReader[] {
  return deploymentReaders.map((reader) => ({ reader, folders: reader.anchor && foldersWith(reader.anchor, listed) }));
}

function foldersWith(anchor: RegExp, listed: readonly string[]): readonly string[] {
  return listed.filter((uri) => anchor.test(fileName(uri))).map((uri) => uri.slice(0, uri.lastIndexOf('/')));
}

function isAnchor(uri: string): boolean {
  const name = fileName(uri);
  return deploymentReaders.some(({ anchor }) => anchor?.test(name));
}

/** In the folder of a program, or one of the next above it. */
function isJustAbove(uri: string, program: string): boolean {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  return program.startsWith(folder) && program.slice(folder.length).split('/').length <= FOLDERS_ABOVE + 1;
}

const FOLDERS_ABOVE = 2;

function isBelowAny(uri: string, folders: readonly string[] | undefined): boolean {
  return folders === undefined || folders.some((folder) => isWithin(folder, uri));
}
