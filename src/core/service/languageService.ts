/**
 * The façade that an editor's server talks to: documents in words of the editor, plain data out. It knows no protocol.
 * Every method takes a uri in any spelling; ranges are offsets in the `text` of what they come with. Methods reject
 * only with `CancelledError`, or when an asset of the host is missing. Long: one method for each thing that an editor asks.
 */
import type { Configuration } from '../configuration/configuration.ts';
import { CONFIGURATION_FILE_NAMES } from '../configuration/configuration.ts';
import { COMMENTED_EXAMPLE } from '../configuration/commentedExample.ts';
import type { EstimateSubject } from '../cost/callEstimate.ts';
import type { EstimateContext } from '../cost/estimateContext.ts';
import type { FixIntent } from '../domain/edit.ts';
import type { RelatedPlace } from '../domain/finding.ts';
import type { CountComparison, CountTokensRequest } from '../domain/countTokens.ts';
import { languageById } from '../languages/index.ts';
import { loadGrammars } from '../parsing/grammars.ts';
import { emptyAnalysis } from '../report/fileAnalysis.ts';
import type { FileAnalysis, ForeignUse } from '../report/fileAnalysis.ts';
import { PlaceIndex } from '../report/positions.ts';
import { REPORT_STYLES } from '../report/render/reportStyles.ts';
import { renderWorkloadCsv } from '../report/render/workloadCsv.ts';
import { renderReportBody } from '../report/render/workloadHtml.ts';
import { renderWorkloadMarkdown } from '../report/render/workloadMarkdown.ts';
import { buildWorkloadReport } from '../report/workloadReport.ts';
import type { CannotCount } from '../requests/countTokensInput.ts';
import { mayHoldTemplates } from '../templates/index.ts';
import type { CancellationToken } from '../util/cancellation.ts';
import { CancelledError, NEVER_CANCELLED, throwIfCancelled } from '../util/cancellation.ts';
import type { TextEdit, TextRange } from '../util/text.ts';
import { normalizeUri } from '../util/uris.ts';
import { Analyzer } from './analyzer.ts';
import type { Knowledge } from './analyzer.ts';
import type { NamedConfiguration } from './configurations.ts';
import { isConfigurationFile } from './configurations.ts';
import { DependencyCache } from './dependencyCache.ts';
import type { CallCountPlan } from './exactCount.ts';
import { compareCount, planForCall } from './exactCount.ts';
import type { MadeOfFiles } from './dependencyCache.ts';
import { callHover } from './features/callHover.ts';
import { callLenses } from './features/callLenses.ts';
import type { CodeAction as SourceCodeAction, CodeActionContext } from './features/codeActions.ts';
import { codeActions, fixAll } from './features/codeActions.ts';
import type { Diagnostic, PlaceInDocument } from './features/diagnostics.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { fileStatus } from './features/fileStatus.ts';
import type { FileStatusText } from './features/fileStatus.ts';
import { inlayHints } from './features/inlayHints.ts';
import type { InlayHint } from './features/inlayHints.ts';
import { compareModelsOf, modelIdRange, subjectAt } from './features/modelComparison.ts';
import type { ComparedModel, OwnTokenizers } from './features/modelComparison.ts';
import type { EditableText, TextEdits } from './features/textEdits.ts';
import type { Host } from './host.ts';
import { maximumBytesOf } from './host.ts';
import { isWorthOpening } from './relevantFiles.ts';
import type { EditorDocument, EditorNotebook, OpenSource } from './openDocuments.ts';
import { OpenDocuments, workspaceWithDocuments } from './openDocuments.ts';
import type { ReadSource } from './sourceView.ts';
import { DEPLOYMENTS, IMPORTERS } from './workspaceFiles.ts';
import { readSource, unreadableBecause } from './sourceView.ts';
import { uriOfIntent, writeFix } from './writeFix.ts';

export type { ComparedModel, Diagnostic, EditorDocument, EditorNotebook, FileStatusText, InlayHint, PlaceInDocument };

export interface LanguageServiceHost extends Host {
  /** Every file of the workspace that may hold something; never rejects. */
  findFiles(token: CancellationToken): Promise<FoundFiles>;
  /** Lets other work be done, and cancellation be heard, between the files of a workspace. */
  pause(): Promise<void>;
}

export interface FoundFiles {
  readonly uris: readonly string[];
  readonly skipped: readonly SkippedUri[];
}

export interface SkippedUri {
  readonly uri: string;
  readonly reason: string;
}

export interface LanguageServiceOptions {
  /** The configuration that the user names for a file, if any. */
  readonly namedConfiguration?: NamedConfiguration;
}

/** Uris of open documents, others than the changed one, whose results are no longer right; in the editor's spelling. */
export type Outdated = readonly string[];

export interface LanguageService {
  /** Opens a document or replaces its text. */
  setDocument(document: EditorDocument): Outdated;
  closeDocument(uri: string): Outdated;
  setNotebook(notebook: EditorNotebook): Outdated;
  closeNotebook(uri: string): Outdated;
  /** Files changed, came or went on the disk. What is open counts as it is in the editor. */
  filesChanged(uris: readonly string[]): Outdated;
  /** Folders were opened or closed, or the user names another configuration: everything may be different. */
  everythingChanged(): Outdated;
  /** Bedrock counted something, which corrects other counts too. */
  countsChanged(): Outdated;
  openDocuments(): readonly EditorDocument[];
  /** The open documents that are one source with this one: the cells of its notebook, or itself alone. */
  documentsWith(uri: string): readonly EditorDocument[];

  /** Undefined for a document that is not open; so with all others. */
  diagnostics(uri: string, token?: CancellationToken): Promise<DocumentDiagnostics | undefined>;
  hover(uri: string, offset: number, token?: CancellationToken): Promise<DocumentHover | undefined>;
  codeLenses(uri: string, token?: CancellationToken): Promise<DocumentLenses | undefined>;
  inlayHints(uri: string, token?: CancellationToken): Promise<DocumentHints | undefined>;
  codeActions(uri: string, range: TextRange, token?: CancellationToken): Promise<readonly CodeAction[]>;
  /** All safe fixes of a document at once. */
  fixAll(uri: string, token?: CancellationToken): Promise<CodeAction | undefined>;
  fileStatus(uri: string, token?: CancellationToken): Promise<FileStatusText | undefined>;
  compareModels(uri: string, offset: number, token?: CancellationToken): Promise<ComparedModels | undefined>;
  /** What Bedrock would be sent to count the call or template at an offset. Undefined when there is none. */
  planExactCount(
    uri: string,
    offset: number,
    token?: CancellationToken,
  ): Promise<CallCountPlan | CannotCount | undefined>;
  /** What Bedrock counted beside the estimate of the same. */
  compareCount(request: CountTokensRequest, exactTokens: number): Promise<CountComparison | undefined>;

  /** Everything in the workspace, open or not. Analyses that are still right are not made again. */
  workspace(options?: WorkspaceOptions, token?: CancellationToken): Promise<WorkspaceAnalysis>;
  /** What {@link workspace} found, as the workload report. */
  workloadReport(analysis: WorkspaceAnalysis, options: ReportOptions): Promise<RenderedReport>;
  /** Markdown; undefined when there is no such rule. */
  rulePage(rule: string): Promise<string | undefined>;
  commentedConfiguration(): { readonly fileName: string; readonly text: string };
}

interface InDocument {
  /** In the editor's spelling. */
  readonly uri: string;
  /** Of an open document. */
  readonly version?: number;
  /** That the ranges count in. */
  readonly text: string;
}

export interface DocumentDiagnostics extends InDocument {
  readonly diagnostics: readonly Diagnostic[];
}

export interface DocumentHover extends InDocument {
  readonly range: TextRange;
  readonly markdown: string;
}

export interface DocumentLenses extends InDocument {
  readonly lenses: readonly { readonly range: TextRange; readonly title: string }[];
}

export interface DocumentHints extends InDocument {
  readonly hints: readonly InlayHint[];
}

export interface DocumentEdits extends InDocument {
  readonly edits: readonly TextEdit[];
  /** The file is not there yet. */
  readonly isNew?: true;
}

export interface CodeAction extends Omit<SourceCodeAction, 'edits'> {
  readonly edits: readonly DocumentEdits[];
}

export interface ComparedModels {
  readonly current: string | undefined;
  readonly models: readonly (ComparedModel & { readonly edits?: DocumentEdits })[];
  readonly assumptions: readonly string[];
}

export interface ReportOptions {
  readonly version: string;
  /** A file as people name it. */
  pathOf(uri: string): string;
}

export interface RenderedReport {
  /** Escaped HTML without scripts; links carry `data-uri`, `data-line` and `data-column`. */
  readonly body: string;
  readonly styles: string;
  readonly markdown: string;
  readonly csv: string;
}

export interface WorkspaceOptions {
  onProgress?(progress: { readonly done: number; readonly total: number }): void;
}

export interface WorkspaceAnalysis {
  /** Of the files that hold something, in the order of their uris. */
  readonly analyses: readonly FileAnalysis[];
  /** What editors show of them; a notebook that is not open is one document, places in its cells said in words. */
  readonly diagnostics: readonly DocumentDiagnostics[];
  readonly skipped: readonly SkippedUri[];
  readonly fileCount: number;
}

export function createLanguageService(
  host: LanguageServiceHost,
  options: LanguageServiceOptions = {},
): LanguageService {
  return new Service(host, options);
}

/** An analysis, or why there is none. */
interface Analysed extends MadeOfFiles {
  readonly analysis?: FileAnalysis;
  /** Of an open document: files that may hold the calls that it uses. */
  readonly providers?: readonly string[];
  readonly skipped?: string;
}

/** Files of the workspace that are read and analysed at the same time. */
const PARALLEL_FILES = 8;

class Service implements LanguageService {
  readonly #host: LanguageServiceHost;
  readonly #workspace: Host['workspace'];
  readonly #documents = new OpenDocuments();
  readonly #analyzer: Analyzer;
  readonly #analyses = new DependencyCache<Analysed>();
  /** Cancels what is under way for a key. */
  readonly #running = new Map<string, { isCancellationRequested: boolean }>();

  constructor(host: LanguageServiceHost, { namedConfiguration }: LanguageServiceOptions) {
    this.#host = host;
    this.#workspace = workspaceWithDocuments(host.workspace, this.#documents);
    const ownHost: Host = {
      workspace: this.#workspace,
      sourceFiles: async () => (await host.findFiles(NEVER_CANCELLED)).uris.map(normalizeUri),
      readAsset: (name) => host.readAsset(name),
      readTextAsset: (name) => host.readTextAsset(name),
      readPriceUpdate: () => host.readPriceUpdate?.() ?? Promise.resolve({ kind: 'missing' }),
      ...(host.exactCounts && { exactCounts: host.exactCounts }),
      today: () => host.today(),
      log: (message) => {
        host.log(message);
      },
    };
    this.#analyzer = new Analyzer(ownHost, namedConfiguration);
  }

  setDocument(document: EditorDocument): Outdated {
    const key = normalizeUri(document.uri);
    const isKnownText = this.#analyzer.files.holds(key, document.text);
    this.#documents.setDocument(document);
    return isKnownText ? this.#drop([key], key) : this.#changed(key, document.text);
  }

  closeDocument(uri: string): Outdated {
    const key = normalizeUri(uri);
    this.#documents.delete(key);
    return this.#changed(key);
  }

  setNotebook(notebook: EditorNotebook): Outdated {
    this.#documents.setNotebook(notebook);
    return this.#changed(normalizeUri(notebook.uri));
  }

  closeNotebook(uri: string): Outdated {
    return this.closeDocument(uri);
  }

  filesChanged(uris: readonly string[]): Outdated {
    const keys = uris.map(normalizeUri).filter((key) => this.#documents.get(key) === undefined);
    return [...new Set(keys.flatMap((key) => this.#changed(key)))];
  }

  everythingChanged(): Outdated {
    this.#analyzer.forgetAll();
    return this.#drop(this.#analyses.clear());
  }

  countsChanged(): Outdated {
    this.#analyzer.forgetCorrections();
    return this.everythingChanged();
  }

  openDocuments(): readonly EditorDocument[] {
    return this.#documents.all().flatMap(({ documents }) => documents);
  }

  documentsWith(uri: string): readonly EditorDocument[] {
    return this.#documents.find(uri)?.documents ?? [];
  }

  async diagnostics(uri: string, token = NEVER_CANCELLED): Promise<DocumentDiagnostics | undefined> {
    const found = await this.#open(uri, token);
    if (found === undefined) return undefined;
    return { ...found.inDocument, diagnostics: found.within(this.#diagnosticsOf(found.analysis)) };
  }

  async hover(uri: string, offset: number, token = NEVER_CANCELLED): Promise<DocumentHover | undefined> {
    const found = await this.#open(uri, token);
    const at = found?.source.offsetOf(uri, offset);
    const hover = found && at !== undefined ? callHover(found.analysis, at, this.#host.exactCounts) : undefined;
    const [within] = hover && found ? found.within([hover]) : [];
    return within && found && { ...found.inDocument, ...within };
  }

  async codeLenses(uri: string, token = NEVER_CANCELLED): Promise<DocumentLenses | undefined> {
    const found = await this.#open(uri, token);
    return found && { ...found.inDocument, lenses: found.within(callLenses(found.analysis, this.#host.exactCounts)) };
  }

  async inlayHints(uri: string, token = NEVER_CANCELLED): Promise<DocumentHints | undefined> {
    const found = await this.#open(uri, token);
    if (found === undefined) return undefined;
    const ranged = inlayHints(found.analysis).map((hint) => ({
      ...hint,
      range: { start: hint.offset, end: hint.offset },
    }));
    const hints = found.within(ranged).map(({ text, range }) => ({ text, offset: range.start }));
    return { ...found.inDocument, hints };
  }

  async codeActions(uri: string, range: TextRange, token = NEVER_CANCELLED): Promise<readonly CodeAction[]> {
    const found = await this.#open(uri, token);
    const start = found?.source.offsetOf(uri, range.start);
    if (found === undefined || start === undefined) return [];
    const inSource = { start, end: start + range.end - range.start };
    const actions = await codeActions(found.analysis, inSource, this.#actionContext(found.source));
    throwIfCancelled(token);
    return actions.flatMap((action) => this.#inDocuments(action) ?? []);
  }

  async fixAll(uri: string, token = NEVER_CANCELLED): Promise<CodeAction | undefined> {
    const found = await this.#open(uri, token);
    const action = found && (await fixAll(found.analysis, this.#actionContext(found.source)));
    throwIfCancelled(token);
    return action && this.#inDocuments(action);
  }

  async fileStatus(uri: string, token = NEVER_CANCELLED): Promise<FileStatusText | undefined> {
    const found = await this.#open(uri, token);
    return found && fileStatus(found.analysis);
  }

  async compareModels(uri: string, offset: number, token = NEVER_CANCELLED): Promise<ComparedModels | undefined> {
    const at = await this.#subjectAt(uri, offset, token);
    if (at === undefined) return undefined;
    const compared = await compareModelsOf(at.subject, at.known, this.#ownTokenizers(at.known));
    throwIfCancelled(token);
    const editTo = await this.#modelEdit(at.subject);
    throwIfCancelled(token);
    const models = compared.models.map((model) => {
      const edits = model.modelId === compared.current ? undefined : editTo(model.modelId);
      return edits === undefined ? model : { ...model, edits };
    });
    return { ...compared, models };
  }

  async planExactCount(
    uri: string,
    offset: number,
    token = NEVER_CANCELLED,
  ): Promise<CallCountPlan | CannotCount | undefined> {
    const at = await this.#subjectAt(uri, offset, token);
    if (at === undefined) return undefined;
    return planForCall(at.subject, at.known);
  }

  async compareCount(request: CountTokensRequest, exactTokens: number): Promise<CountComparison | undefined> {
    return compareCount(request, exactTokens, await this.#analyzer.knowledge());
  }

  async workspace(options: WorkspaceOptions = {}, token = NEVER_CANCELLED): Promise<WorkspaceAnalysis> {
    const found = await this.#host.findFiles(token);
    throwIfCancelled(token);
    const open = this.#documents.all().map(({ key }) => key);
    // What Git ignores is checked when it is opened, but is no part of the workspace.
    const files = new Set(
      this.#host.workspace.folders.length === 0 ? open : found.uris.map(normalizeUri).filter(isWorthOpening),
    );
    const keys = [...new Set([...files, ...open])].sort();
    const results = new Map<string, Analysed>();
    const queue = keys[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const key of queue) {
        results.set(key, await this.#current(key, token));
        await this.#host.pause();
        options.onProgress?.({ done: results.size, total: keys.length });
      }
    };
    await Promise.all(Array.from({ length: PARALLEL_FILES }, work));
    const ordered = keys.map((key) => ({ key, result: results.get(key) }));
    const analyses = ordered.flatMap(({ result }) => result?.analysis ?? []);
    return {
      analyses: analyses.filter((analysis) => files.has(analysis.uri) && holdsSomething(analysis)),
      diagnostics: analyses.flatMap((analysis) => this.#allDiagnostics(analysis)),
      skipped: [
        ...found.skipped,
        ...ordered.flatMap(({ key, result }) =>
          result?.skipped === undefined ? [] : [{ uri: key, reason: result.skipped }],
        ),
      ],
      fileCount: files.size,
    };
  }

  async workloadReport(found: WorkspaceAnalysis, { version, pathOf }: ReportOptions): Promise<RenderedReport> {
    const { catalog } = await this.#analyzer.knowledge();
    const files = await Promise.all(
      found.analyses.map(async (analysis) => ({
        analysis,
        configuration: await this.#analyzer.configurations.of(analysis.uri),
      })),
    );
    const skipped = found.skipped.map(({ uri, reason }) => ({ path: pathOf(uri), reason }));
    const report = buildWorkloadReport(files, skipped, { version, pricesAsOf: catalog.pricesAsOf, pathOf });
    return {
      body: renderReportBody(report, { links: 'places' }),
      styles: REPORT_STYLES,
      markdown: renderWorkloadMarkdown(report),
      csv: renderWorkloadCsv(report),
    };
  }

  async rulePage(rule: string): Promise<string | undefined> {
    const pages = JSON.parse(await this.#host.readTextAsset('rules.json')) as Readonly<Record<string, string>>;
    return Object.hasOwn(pages, rule) ? pages[rule] : undefined;
  }

  commentedConfiguration(): { readonly fileName: string; readonly text: string } {
    return { fileName: NEW_CONFIGURATION, text: COMMENTED_EXAMPLE };
  }

  #ownTokenizers({ configuration, tokens }: SubjectInContext['known']): OwnTokenizers {
    const { tokenizers } = this.#analyzer;
    return {
      fileOf: (target) => tokenizers.fileOf(target, configuration),
      counterOf: (target) => tokenizers.counterOf(target, configuration, tokens),
    };
  }

  /** The call or template at a place of an open document, with what an estimate of it is made of. */
  async #subjectAt(uri: string, offset: number, token: CancellationToken): Promise<SubjectInContext | undefined> {
    const found = await this.#open(uri, token);
    const at = found?.source.offsetOf(uri, offset);
    const subject = found && at !== undefined ? subjectAt(found.analysis, at) : undefined;
    if (found === undefined || subject === undefined) return undefined;
    const [knowledge, configuration] = await Promise.all([
      this.#analyzer.knowledge(),
      this.#analyzer.configurations.of(found.source.key),
    ]);
    throwIfCancelled(token);
    return { subject, known: { ...knowledge, configuration, date: this.#host.today() } };
  }

  /** The analysis of an open document as its text is now: what is outdated when it comes is asked for again. */
  async #open(uri: string, token: CancellationToken): Promise<OpenAnalysis | undefined> {
    const key = this.#documents.find(uri)?.key;
    if (key === undefined) return undefined;
    const { analysis, providers = [] } = await this.#current(key, token);
    const foreignUses = await this.#foreignUses(key, providers, token);
    const source = this.#documents.find(uri);
    return analysis && source && openAnalysis(uri, source, { ...analysis, foreignUses });
  }

  /** What a file uses of the calls of others. */
  async #foreignUses(
    key: string,
    providers: readonly string[],
    token: CancellationToken,
  ): Promise<readonly ForeignUse[]> {
    const analysed = await Promise.all(providers.map((provider) => this.#current(provider, token)));
    return analysed
      .flatMap(({ analysis }) => analysis?.callSites ?? [])
      .flatMap(({ callSite, uses }) =>
        uses.filter(({ use }) => use.uri === key).map(({ use, estimate }) => ({ callSite, use, estimate })),
      );
  }

  async #current(key: string, token: CancellationToken): Promise<Analysed> {
    for (;;) {
      throwIfCancelled(token);
      const pending = this.#analyses.get(key, () => this.#analyze(key));
      try {
        const analysed = await pending;
        throwIfCancelled(token);
        if (this.#analyses.isCurrent(key, pending)) return analysed;
      } catch (error) {
        // Cancelled, but not by the one who asks: there is a newer text.
        if (!(error instanceof CancelledError) || token.isCancellationRequested) throw error;
      }
    }
  }

  async #analyze(key: string): Promise<Analysed> {
    const token = { isCancellationRequested: false };
    this.#running.set(key, token);
    try {
      const open = this.#documents.get(key)?.source;
      const source = open ?? (await this.#closedSource(key));
      throwIfCancelled(token);
      if (!('view' in source)) return { dependencies: [], ...source };
      const reason = unfitBecause(source.uri, source.view.text);
      if (reason !== undefined) return { analysis: unfitAnalysis(source, reason), dependencies: [] };
      const analysis = await this.#analyzer.analyzeSource(source, token);
      if (open === undefined) return { analysis, dependencies: analysis.dependencies };
      const { uris, dependencies } = await this.#analyzer.providers(source, token);
      return { analysis, providers: uris, dependencies: [...analysis.dependencies, ...dependencies] };
    } finally {
      if (this.#running.get(key) === token) this.#running.delete(key);
    }
  }

  async #closedSource(
    key: string,
  ): Promise<ReadSource | { readonly skipped?: string; readonly dependencies?: readonly string[] }> {
    const content = await this.#workspace.read(key);
    if (content.kind === 'skipped') return { skipped: content.reason };
    if (content.kind === 'missing') return {};
    const unreadable = unreadableBecause(key, content.text);
    if (unreadable !== undefined) return { skipped: unreadable };
    const { isWorth, dependencies } = await this.#analyzer.worthAnalysing(key, content.text);
    if (!isWorth) return { dependencies };
    return readSource(key, content.text);
  }

  /** What was made of a file that changed is dropped. */
  #changed(key: string, text?: string): Outdated {
    const keepsImports = text !== undefined && this.#analyzer.files.hasImportsOf(key, text);
    const mayDeploy = this.#analyzer.files.mayDeploy(key, text);
    this.#analyzer.forget(key);
    this.#analyses.delete(key);
    const importing = keepsImports ? [] : this.#analyses.forget(IMPORTERS);
    const deployed = mayDeploy ? this.#analyses.forget(DEPLOYMENTS) : [];
    return this.#drop([key, ...this.#analyses.forget(key), ...importing, ...deployed], key);
  }

  #drop(keys: readonly string[], changed?: string): Outdated {
    for (const key of keys) {
      this.#analyses.delete(key);
      const running = this.#running.get(key);
      if (running) running.isCancellationRequested = true;
      this.#running.delete(key);
    }
    const outdated = keys.filter((key) => key !== changed);
    return outdated.flatMap((key) => this.#documents.get(key)?.documents.map(({ uri }) => uri) ?? []);
  }

  #actionContext({ key, source }: OpenSource): CodeActionContext {
    return {
      file: editableText(source),
      writeFix: (fix) => this.#writeFix(fix),
      configurationFile: () => this.#configurationFile(key),
    };
  }

  async #writeFix(fix: FixIntent): Promise<readonly TextEdits[] | undefined> {
    const files = new Map<string, EditableText>();
    for (const uri of new Set(fix.edits.map(uriOfIntent))) {
      const file = await this.#editableFile(uri);
      if (file !== undefined) files.set(uri, file);
    }
    const written = writeFix(fix, (uri) => files.get(uri)?.view);
    if (written === undefined) return undefined;
    return [...files].map(([uri, file]) => ({ file, edits: written.edits.filter((edit) => edit.uri === uri) }));
  }

  async #editableFile(uri: string): Promise<EditableText | undefined> {
    const source = this.#documents.get(uri)?.source ?? (await this.#fileToEdit(uri));
    const file = source && editableText(source);
    if (file?.language) await loadGrammars(file.language.grammars, (name) => this.#host.readAsset(name));
    return file;
  }

  async #fileToEdit(uri: string): Promise<ReadSource | undefined> {
    const content = await this.#workspace.read(uri);
    return content.kind === 'text' ? readSource(uri, content.text) : undefined;
  }

  async #configurationFile(key: string): Promise<EditableText | undefined> {
    const { uri } = await this.#analyzer.configurations.of(key);
    if (uri !== undefined) return this.#editableFile(uri);
    const root = this.#analyzer.files.rootOf(key);
    return root === undefined
      ? undefined
      : { uri: `${root}/${NEW_CONFIGURATION}`, text: '', view: { text: '' }, isNew: true };
  }

  /** Where the model's id can be replaced: its literal must stand in a file of the workspace. */
  async #modelEdit(subject: EstimateSubject): Promise<(modelId: string) => DocumentEdits | undefined> {
    const { model } = subject;
    const file = model.state === 'known' ? await this.#editableFile(model.uri) : undefined;
    const range = file && modelIdRange(subject, file.text);
    if (file === undefined || range === undefined) return () => undefined;
    return (newText) => this.#inDocument({ file, edits: [{ range, newText }] })?.[0];
  }

  /** Undefined when an edit leads to a place that is no document. */
  #inDocuments({ edits, ...action }: SourceCodeAction): CodeAction | undefined {
    const inDocuments: DocumentEdits[] = [];
    for (const edit of edits) {
      const written = this.#inDocument(edit);
      if (written === undefined) return undefined;
      inDocuments.push(...written);
    }
    return { ...action, edits: inDocuments };
  }

  #inDocument({ file, edits }: TextEdits): readonly DocumentEdits[] | undefined {
    const open = this.#documents.get(file.uri);
    if (open === undefined) {
      if (file.view.cells !== undefined) return undefined;
      return [{ uri: file.uri, text: file.text, edits, ...(file.isNew && { isNew: file.isNew }) }];
    }
    const byDocument = new Map<EditorDocument, TextEdit[]>();
    for (const { range, newText } of edits) {
      const place = open.placeOf(range);
      if (place === undefined) return undefined;
      const collected = byDocument.get(place.document) ?? [];
      byDocument.set(place.document, collected);
      collected.push({ range: place.range, newText });
    }
    return [...byDocument].map(([{ uri, version, text }, documentEdits]) => ({
      uri,
      version,
      text,
      edits: documentEdits,
    }));
  }

  #diagnosticsOf(analysis: FileAnalysis): readonly Diagnostic[] {
    return diagnosticsOf(analysis, (place) => this.#placeInDocument(place, analysis));
  }

  /** Of a file that is not open its own text; the cells of such a notebook are no documents. */
  #placeInDocument(place: RelatedPlace, analysis: FileAnalysis): PlaceInDocument | undefined {
    const open = this.#documents.get(place.uri)?.placeOf(place.range);
    if (open !== undefined) return { ...place, uri: open.document.uri, text: open.document.text, range: open.range };
    const isOwn = place.uri === analysis.uri;
    if (isOwn && analysis.source.cells !== undefined) return undefined;
    const text = isOwn ? analysis.source.text : this.#analyzer.files.loadedText(place.uri);
    return text === undefined || /\.ipynb$/i.test(place.uri) ? undefined : { ...place, text };
  }

  #allDiagnostics(analysis: FileAnalysis): readonly DocumentDiagnostics[] {
    const source = this.#documents.get(analysis.uri);
    const diagnostics = this.#diagnosticsOf(analysis);
    if (source === undefined) return [inWholeFile(analysis, diagnostics)];
    return source.documents.map(({ uri }) => {
      const { inDocument, within } = openAnalysis(uri, source, analysis);
      return { ...inDocument, diagnostics: within(diagnostics) };
    });
  }
}

const NEW_CONFIGURATION = CONFIGURATION_FILE_NAMES[0] ?? 'bedrock-cost-lint.yaml';

interface OpenAnalysis {
  readonly source: OpenSource;
  readonly analysis: FileAnalysis;
  /** The document that was asked for. */
  readonly inDocument: InDocument;
  /** What stands in that document, with its ranges there. */
  within<T extends { readonly range: TextRange }>(items: readonly T[]): readonly T[];
}

function openAnalysis(uri: string, source: OpenSource, analysis: FileAnalysis): OpenAnalysis {
  const document = source.documents.find((candidate) => normalizeUri(candidate.uri) === normalizeUri(uri));
  return {
    source,
    analysis,
    inDocument: {
      uri: document?.uri ?? uri,
      text: document?.text ?? '',
      ...(document && { version: document.version }),
    },
    within: (items) =>
      items.flatMap((item) => {
        const place = source.placeOf(item.range);
        return place !== undefined && place.document === document ? [{ ...item, range: place.range }] : [];
      }),
  };
}

/** Of a file that is not open. The cells of such a notebook are no documents, so their places are said in words. */
function inWholeFile(analysis: FileAnalysis, diagnostics: readonly Diagnostic[]): DocumentDiagnostics {
  const { uri } = analysis;
  const { text, cells } = analysis.source;
  if (cells === undefined) return { uri, text, diagnostics };
  const places = new PlaceIndex(analysis.source);
  return {
    uri,
    text: '',
    diagnostics: diagnostics.map((diagnostic) => {
      const { cell, start } = places.placeOf(diagnostic.range);
      const where = cell === undefined ? '' : `Cell ${cell + 1}, line ${start.line}: `;
      return { ...diagnostic, range: { start: 0, end: 0 }, message: where + diagnostic.message };
    }),
  };
}

function editableText({ uri, view }: ReadSource): EditableText {
  const language = view.language && languageById(view.language);
  return { uri, text: view.text, view, ...(language && { language }) };
}

interface SubjectInContext {
  readonly subject: EstimateSubject;
  readonly known: Knowledge & EstimateContext & { readonly configuration: Configuration };
}

/** Why a text is not looked at; undefined when it is. */
function unfitBecause(uri: string, text: string): string | undefined {
  const maximumBytes = maximumBytesOf(uri);
  if (text.length > maximumBytes) return `the document is larger than ${maximumBytes / 1_000_000} MB`;
  return text.includes('\0') ? 'the document holds binary data' : undefined;
}

/** Says so where it could have held something, and nothing elsewhere. */
function unfitAnalysis({ uri, view }: ReadSource, reason: string): FileAnalysis {
  const isRelevant = view.language !== undefined || isConfigurationFile(uri) || mayHoldTemplates(uri);
  const message = `Not checked for Bedrock costs: ${reason}.`;
  const problem = { message, severity: 'information', range: { start: 0, end: 0 } } as const;
  return { ...emptyAnalysis(uri, view), problems: isRelevant ? [problem] : [] };
}

function holdsSomething({ callSites, templates, findings, problems }: FileAnalysis): boolean {
  return callSites.length > 0 || templates.length > 0 || findings.length > 0 || problems.length > 0;
}
