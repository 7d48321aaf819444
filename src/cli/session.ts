/** Files of a command line, found, read and analysed. */
import path from 'node:path';
import { emptyAnalysis } from '../core/report/fileAnalysis.ts';
import type { FileAnalysis, FileProblem } from '../core/report/fileAnalysis.ts';
import type { RenderContext, SkippedFile } from '../core/report/render/renderContext.ts';
import type { ConfiguredAnalysis } from '../core/report/workload.ts';
import { Analyzer } from '../core/service/analyzer.ts';
import { isWorthOpening } from '../core/service/relevantFiles.ts';
import { unreadableBecause } from '../core/service/sourceView.ts';
import { diskHost } from '../disk/diskHost.ts';
import { DiskWorkspace, isInFolder, pathOfFileUri, readListedFile, uriOfPath } from '../disk/diskWorkspace.ts';
import type { DiskFile } from '../disk/diskWorkspace.ts';
import { NotebookLines } from './notebookLines.ts';
import { OverlayWorkspace } from './overlayWorkspace.ts';
import { Progress } from './progress.ts';
import type { Targets } from './targets.ts';
import { findTargets } from './targets.ts';
import { UsageError } from './usageError.ts';
import { VERSION } from './version.ts';

export interface SessionOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Path of the one configuration for all files. */
  readonly config: string | undefined;
}

/** What paths in a result are relative to. */
export type PathBase =
  /** The folder that was asked for, as the JSON contracts have it. */
  | 'scanned-root'
  /** Where the user is, when the files lie there; so that editors, terminals and CI find them. */
  | 'current-folder';

export class Session {
  readonly analyzer: Analyzer;
  readonly workspace: OverlayWorkspace;
  readonly #targets: Targets;
  /** Absolute paths. */
  readonly #files: readonly string[];
  readonly #cwd: string;
  readonly #skipped: { readonly path: string; readonly reason: string }[];

  /** @throws {UsageError} for a path or a configuration that is not there. */
  constructor({ paths, cwd, config }: SessionOptions) {
    const configuration = config === undefined ? undefined : path.resolve(cwd, config);
    this.#cwd = cwd;
    this.#targets = findTargets(paths, cwd);
    this.#files = this.#targets.files.filter((file) => isWorthOpening(uriOfPath(file)));
    const unknown = [...this.#targets.named].filter((file) => !isWorthOpening(uriOfPath(file)));
    this.#skipped = [...this.#targets.skipped, ...unknown.map((file) => ({ path: file, reason: NO_KNOWN_KIND }))];
    const disk = new DiskWorkspace({
      folders: this.#targets.folders,
      alsoReadable: configuration === undefined ? [] : [path.dirname(configuration)],
    });
    if (configuration !== undefined) assertReadable(disk.readPath(configuration), config ?? '');
    this.workspace = new OverlayWorkspace(disk);
    this.analyzer = new Analyzer(
      { ...diskHost(this.workspace), sourceFiles: () => Promise.resolve(this.#files.map(uriOfPath)) },
      configuration === undefined ? undefined : uriOfPath(configuration),
    );
  }

  /** Of the files that were looked into. */
  get fileCount(): number {
    return this.#files.length;
  }

  /** Of the files that hold something, in the order of their paths, and of the configurations that count for them. */
  async analyzeAll(): Promise<readonly FileAnalysis[]> {
    const progress = new Progress();
    const analyses: FileAnalysis[] = [];
    let done = 0;
    for (const file of this.#files) {
      progress.show(done++, this.#files.length);
      const analysis = await this.#analyzeFile(file);
      if (analysis !== undefined && holdsSomething(analysis)) analyses.push(analysis);
    }
    progress.end();
    return [...(await this.#brokenConfigurations(analyses)), ...analyses];
  }

  /** The text of a file as fixes left it. */
  async readText(uri: string): Promise<string | undefined> {
    const content = await this.workspace.read(uri);
    return content.kind === 'text' ? content.text : undefined;
  }

  async context(base: PathBase): Promise<RenderContext> {
    const { catalog } = await this.analyzer.knowledge();
    const notebooks = new NotebookLines();
    const start = this.#targets.starts[0];
    const { currency } =
      start === undefined
        ? {}
        : (await this.analyzer.configurations.of(uriOfPath(path.join(start, 'any file')))).prices;
    return {
      version: VERSION,
      pricesAsOf: catalog.pricesAsOf,
      currency,
      pathOf: (uri) => this.#relative(pathOfFileUri(uri), base),
      lineInFile: (uri, cell, line) => notebooks.lineOf(pathOfFileUri(uri), cell, line),
    };
  }

  skipped(base: PathBase): readonly SkippedFile[] {
    return this.#skipped
      .map((file) => ({ ...file, path: this.#relative(file.path, base) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async #analyzeFile(file: string): Promise<FileAnalysis | undefined> {
    const uri = uriOfPath(file);
    const content = readListedFile(file);
    if (content.kind === 'skipped') this.#skipped.push({ path: file, reason: content.reason });
    if (content.kind !== 'text') return undefined;
    const unreadable = unreadableBecause(uri, content.text);
    if (unreadable !== undefined) this.#skipped.push({ path: file, reason: unreadable });
    if (!(await this.analyzer.worthAnalysing(uri, content.text)).isWorth) return undefined;
    const analysis = await this.analyzer.analyze(uri, content.text);
    return content.encoding === 'latin-1' ? withProblem(analysis, READ_AS_LATIN_1) : analysis;
  }

  /** Configurations with mistakes that were not among the files: of a folder above, or named by the user. */
  async #brokenConfigurations(analyses: readonly FileAnalysis[]): Promise<readonly FileAnalysis[]> {
    const known = new Set(analyses.map(({ uri }) => uri));
    const sources = new Set<string>();
    for (const start of this.#targets.starts) {
      for (const source of (await this.analyzer.configurations.of(uriOfPath(start))).sources) sources.add(source);
    }
    const broken: FileAnalysis[] = [];
    for (const uri of [...sources].sort()) {
      const content = known.has(uri) ? undefined : await this.workspace.read(uri);
      if (content?.kind !== 'text') continue;
      const problems = await this.analyzer.configurations.problemsOf(uri);
      if (problems.length === 0) continue;
      broken.push({ ...emptyAnalysis(uri, { text: content.text }), problems });
    }
    return broken;
  }

  #relative(file: string, base: PathBase): string {
    const { scannedRoot } = this.#targets;
    const isHere = base === 'current-folder' && isInFolder(this.#cwd, scannedRoot);
    return path.relative(isHere ? this.#cwd : scannedRoot, file).replaceAll(path.sep, '/') || '.';
  }
}

const NO_KNOWN_KIND = 'is no source file, and not known to hold a prompt (see `prompts` in the configuration)';

const READ_AS_LATIN_1: FileProblem = {
  message: 'The file is not UTF-8; it was read as Latin-1.',
  severity: 'hint',
  range: { start: 0, end: 0 },
};

function withProblem(analysis: FileAnalysis, problem: FileProblem): FileAnalysis {
  return holdsSomething(analysis) ? { ...analysis, problems: [problem, ...analysis.problems] } : analysis;
}

function holdsSomething({ callSites, templates, findings, problems }: FileAnalysis): boolean {
  return callSites.length > 0 || templates.length > 0 || findings.length > 0 || problems.length > 0;
}

/** @throws {UsageError} when a configuration that the user named is not there. */
export function assertReadable(file: DiskFile, written: string): void {
  if (file.kind === 'missing') throw new UsageError(`There is no configuration ${written}`);
  if (file.kind === 'skipped') throw new UsageError(`The configuration ${written} ${file.reason}`);
}

/** Each analysis with the configuration that counts for its file. */
export function configuredAnalyses(
  analyzer: Analyzer,
  analyses: readonly FileAnalysis[],
): Promise<readonly ConfiguredAnalysis[]> {
  return Promise.all(
    analyses.map(async (analysis) => ({ analysis, configuration: await analyzer.configurations.of(analysis.uri) })),
  );
}
