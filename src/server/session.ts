/**
 * One client, from `initialize` to `shutdown`: its documents, settings and what it was told. Long: one handler for each message
 * of the protocol.
 */
import type {
  CancellationToken as ClientToken,
  CodeAction as ProtocolCodeAction,
  CodeActionParams,
  CodeLens,
  Command,
  Connection,
  Diagnostic as ProtocolDiagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeParams,
  InlayHint,
  Position,
  PreviousResultId,
  Range,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { CodeActionKind, CodeLensRefreshRequest, MarkupKind, Position as PositionShape } from 'vscode-languageserver';
import manifest from '../../package.json' with { type: 'json' };
import { ruleDocsUrl } from '../core/report/ruleDocs.ts';
import type {
  CodeAction,
  DocumentDiagnostics,
  EditorDocument,
  EditorNotebook,
  LanguageService,
  Outdated,
  WorkspaceAnalysis,
} from '../core/service/languageService.ts';
import { createLanguageService } from '../core/service/languageService.ts';
import type { CancellationToken } from '../core/util/cancellation.ts';
import { CancelledError, NEVER_CANCELLED, throwIfCancelled } from '../core/util/cancellation.ts';
import { isWithin, joinUri, normalizeUri } from '../core/util/uris.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import { clientFeatures } from './clientFeatures.ts';
import { clientWorkspace, readClientAsset } from './clientWorkspace.ts';
import type { DiagnosticData } from './conversions.ts';
import { FIX_ALL_KIND, positionInEdit, Positions, SOURCE, toDiagnostics, toWorkspaceEdit } from './conversions.ts';
import { ChangeSignal } from './changeSignal.ts';
import { Debounce } from './debounce.ts';
import type { FileChange } from './fileList.ts';
import { FileList } from './fileList.ts';
import { isOnDisk, mixedFiles } from './mixedFiles.ts';
import { withoutMarkup } from './plainText.ts';
import type {
  CheckWorkspaceResult,
  CompareModelsResult,
  FileStatus,
  KeepExactCountParams,
  PlanExactCountResult,
  Settings,
  WorkloadReportResult,
} from './protocol.ts';
import { FILE_STATUS } from './protocol.ts';
import { resultIdOf } from './resultId.ts';
import type { FolderFiles, ServerEnvironment } from './serverEnvironment.ts';
import { ResourceSettings } from './settings.ts';

/** Asks the server to show the page of a rule; its one argument is the rule's name. */
export const OPEN_RULE_PAGE = 'bedrock-cost-lint.openRulePage';

/** Asks the server to show a place; its one argument is a {@link ShownPlace}. */
export const SHOW_PLACE = 'bedrock-cost-lint.showPlace';

interface ShownPlace {
  readonly uri: string;
  readonly position: Position;
}

/** Tells the client that work is done as long as it lasts. */
export type InProgress = <T>(work: (progress: WorkDoneProgressReporter) => Promise<T>) => Promise<T>;

const PUSH_DELAY_MILLISECONDS = 150;
const REFRESH_DELAY_MILLISECONDS = 200;
const STATUS_DELAY_MILLISECONDS = 100;

export class Session {
  readonly features: ClientFeatures;
  readonly service: LanguageService;
  readonly #connection: Connection;
  readonly #environment: ServerEnvironment;
  readonly #settings: ResourceSettings;
  readonly #configurationFiles = new Map<string, string>();
  readonly #push = new Debounce<string>(PUSH_DELAY_MILLISECONDS, (uris) => void this.#publishAll(uris));
  readonly #refresh = new Debounce<string>(REFRESH_DELAY_MILLISECONDS, (uris) => {
    this.#refreshAll(uris);
  });
  readonly #status = new Debounce<string>(STATUS_DELAY_MILLISECONDS, (uris) => void this.#tellStatus(uris));
  #started: Promise<void> | undefined;
  #folders: readonly string[];
  #files: FolderFiles;
  #list: FileList;
  readonly #changes = new ChangeSignal();
  /** At which the client was last told of the whole workspace. */
  #toldRevision: number | undefined;
  /** Every file's diagnostics are wanted, not only those of open documents. */
  #isWorkspaceChecked = false;
  /** Uris of closed files whose diagnostics the client was sent. */
  #published = new Set<string>();

  constructor(connection: Connection, environment: ServerEnvironment, params: InitializeParams) {
    this.#connection = connection;
    this.#environment = environment;
    this.features = clientFeatures(params);
    this.#settings = new ResourceSettings(connection, this.features.hasConfiguration, this.features.options.settings);
    this.#folders = foldersOf(params);
    this.#files = this.#createFiles();
    this.#list = this.#createList();
    this.service = createLanguageService(this.#host(), {
      namedConfiguration: (uri) => this.#namedConfiguration(uri),
    });
  }

  /** Resolves when the client has told what every answer depends on; to be called once it takes requests. */
  start(): Promise<void> {
    this.#started ??= this.#readConfigurationFiles();
    return this.#started;
  }

  stop(): void {
    this.#push.stop();
    this.#refresh.stop();
    this.#status.stop();
    this.#changes.changed();
  }

  // What the client tells.

  documentSet(document: EditorDocument): void {
    const outdated = this.service.setDocument(document);
    this.#changed([document.uri], outdated);
  }

  documentClosed(uri: string): void {
    const outdated = this.service.closeDocument(uri);
    this.#forget([uri]);
    this.#changed([], outdated);
  }

  notebookSet(notebook: EditorNotebook, closed: readonly string[] = []): void {
    const outdated = this.service.setNotebook(notebook);
    this.#forget(closed);
    const cells = notebook.cells.filter(({ isCode }) => isCode).map(({ uri }) => uri);
    // A cell sees what the others define.
    this.#changed(cells, [...outdated, ...cells]);
  }

  notebookClosed(uri: string, cells: readonly string[]): void {
    const outdated = this.service.closeNotebook(uri);
    this.#forget(cells);
    this.#changed([], outdated);
  }

  filesChanged(changes: readonly FileChange[]): void {
    const uris = this.#list.changed(changes);
    if (uris === undefined) return;
    this.#changed([], this.service.filesChanged(uris));
    if (this.#isWorkspaceChecked && !this.features.pullsDiagnostics) this.#push.add(WHOLE_WORKSPACE);
  }

  async settingsChanged(told: unknown): Promise<void> {
    this.#settings.changed(told);
    await this.#readConfigurationFiles();
    const all = this.service.openDocuments().map(({ uri }) => uri);
    this.#changed(all, all);
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const gone = removed.map(normalizeUri);
    const kept = this.#folders.filter((folder) => !gone.includes(folder));
    this.#folders = [...new Set([...kept, ...added.map(normalizeUri)])];
    this.#files = this.#createFiles();
    this.#list = this.#createList();
    const outdated = this.service.everythingChanged();
    this.#changed([], outdated);
    void this.settingsChanged(undefined);
  }

  // What the client asks.

  async diagnosticReport(
    uri: string,
    previousResultId: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const found = await this.#diagnostics(uri, token);
    const items = found ? toDiagnostics(found.text, found.diagnostics) : [];
    const resultId = resultIdOf(items);
    return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
  }

  /**
   * A client asks for it again as soon as it is answered. Where it knows all, it is answered when something may have changed.
   *
   * @param inProgress Shows that work is done; once at most.
   */
  async workspaceReport(
    previous: readonly PreviousResultId[],
    token: ClientToken,
    inProgress: InProgress,
  ): Promise<WorkspaceDiagnosticReport> {
    const revision = this.#changes.revision;
    const report = await inProgress((progress) => this.#workspaceReport(previous, token, progress));
    const isTold = this.#toldRevision === revision && report.items.every(({ kind }) => kind === 'unchanged');
    this.#toldRevision = revision;
    if (!isTold || !this.features.canWatchFiles) return report;
    await this.#changes.changeSince(revision, token);
    await new Promise((resolve) => setTimeout(resolve, REFRESH_DELAY_MILLISECONDS));
    throwIfCancelled(token);
    this.#toldRevision = this.#changes.revision;
    return this.#workspaceReport(previous, token, undefined);
  }

  async #workspaceReport(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    progress: WorkDoneProgressReporter | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const reports = await this.#workspaceDiagnostics(token, progress);
    const byKey = new Map(reports.map((report) => [normalizeUri(report.uri), report]));
    const previousIds = new Map(previous.map(({ uri, value }) => [normalizeUri(uri), { uri, value }]));
    const withItems = reports.filter(({ uri, diagnostics }) => {
      return diagnostics.length > 0 || previousIds.has(normalizeUri(uri));
    });
    const gone = previous.filter(({ uri }) => !byKey.has(normalizeUri(uri)));
    return {
      items: [
        ...withItems.map(({ uri, version = null, text, diagnostics }) => {
          const items = toDiagnostics(text, diagnostics);
          const resultId = resultIdOf(items);
          const isSame = previousIds.get(normalizeUri(uri))?.value === resultId;
          return isSame
            ? ({ kind: 'unchanged', uri, version, resultId } as const)
            : ({ kind: 'full', uri, version, resultId, items } as const);
        }),
        ...gone.map(({ uri }) => ({ kind: 'full' as const, uri, version: null, resultId: resultIdOf([]), items: [] })),
      ],
    };
  }

  async hover(uri: string, position: Position, token: CancellationToken): Promise<Hover | undefined> {
    const text = this.#textOf(uri);
    if (text === undefined || !(await this.#isEnabled(uri))) return undefined;
    const hover = await this.service.hover(uri, new Positions(text).offset(position), token);
    if (hover === undefined) return undefined;
    const { markdown, range } = hover;
    return {
      range: new Positions(hover.text).range(range),
      contents: this.features.hasMarkdownHover
        ? { kind: MarkupKind.Markdown, value: markdown }
        : { kind: MarkupKind.PlainText, value: withoutMarkup(markdown) },
    };
  }

  async codeLenses(uri: string, token: CancellationToken): Promise<CodeLens[]> {
    const { enable, codeLens } = await this.#settings.of(uri);
    const found = enable && codeLens.enable ? await this.service.codeLenses(uri, token) : undefined;
    if (found === undefined) return [];
    const positions = new Positions(found.text);
    const command = this.features.options.commands?.compareModels ?? '';
    return found.lenses.map(({ range, title }) => {
      const { start, end } = positions.range(range);
      const isOneLine = start.line === end.line;
      const shown: Range = { start, end: isOneLine ? end : start };
      return {
        range: shown,
        command: { title, command, ...(command !== '' && { arguments: [{ uri: found.uri, position: start }] }) },
      };
    });
  }

  async inlayHints(uri: string, range: Range, token: CancellationToken): Promise<InlayHint[]> {
    const { enable, inlayHints } = await this.#settings.of(uri);
    const found = enable && inlayHints.enable ? await this.service.inlayHints(uri, token) : undefined;
    if (found === undefined) return [];
    const positions = new Positions(found.text);
    const wanted = positions.textRange(range);
    return found.hints
      .filter(({ offset }) => offset >= wanted.start && offset <= wanted.end)
      .map(({ offset, text }) => ({ position: positions.position(offset), label: text, paddingLeft: true }));
  }

  async codeActions(
    { textDocument: { uri }, range, context }: CodeActionParams,
    token: CancellationToken,
  ): Promise<ProtocolCodeAction[]> {
    const text = this.#textOf(uri);
    if (text === undefined || !(await this.#isEnabled(uri))) return [];
    const { only, diagnostics } = context;
    const isWanted = (kind: string): boolean =>
      only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
    const actions: ProtocolCodeAction[] = [];
    if (isWanted(CodeActionKind.QuickFix)) {
      const found = await this.service.codeActions(uri, new Positions(text).textRange(range), token);
      actions.push(...found.flatMap((action) => this.#protocolAction(action, diagnostics) ?? []));
    }
    // Asked for by name only: it is about the whole file, not about the range.
    if (only !== undefined && isWanted(FIX_ALL_KIND)) {
      const all = await this.service.fixAll(uri, token);
      const action = all && this.#protocolAction(all, diagnostics);
      if (action) actions.push({ ...action, kind: FIX_ALL_KIND });
    }
    return actions;
  }

  async compareModels(
    uri: string,
    position: Position,
    token: CancellationToken,
  ): Promise<CompareModelsResult | undefined> {
    const text = this.#textOf(uri);
    if (text === undefined) return undefined;
    const compared = await this.service.compareModels(uri, new Positions(text).offset(position), token);
    if (compared === undefined) return undefined;
    const { current, models, assumptions } = compared;
    return {
      current,
      assumptions,
      rows: models.map(({ modelId, name, price, usdPerThousandCalls, difference, note, edits }) => {
        const [edit] = edits?.edits ?? [];
        return {
          model: modelId,
          name,
          price,
          usdPerThousandCalls,
          difference,
          note,
          ...(edits &&
            edit && {
              edit: { uri: edits.uri, range: new Positions(edits.text).range(edit.range), newText: edit.newText },
            }),
        };
      }),
    };
  }

  async planExactCount(uri: string, position: Position, token: CancellationToken): Promise<PlanExactCountResult> {
    const text = this.#textOf(uri);
    if (text === undefined) return null;
    const plan = await this.service.planExactCount(uri, new Positions(text).offset(position), token);
    if (plan === undefined || 'problem' in plan) return plan ?? null;
    const { request, modelName, region, characters, leftOut, estimate } = plan;
    const estimatedTokens = estimate.inputTokens.likely;
    return { request, modelName, ...(region !== undefined && { region }), characters, leftOut, estimatedTokens };
  }

  async keepExactCount({ request, tokens }: KeepExactCountParams): Promise<void> {
    const { modelId, input } = request;
    const comparison = await this.service.compareCount(request, tokens);
    const compared = comparison && { comparison, folders: this.#folders };
    this.#environment.exactCounts?.keep(modelId, input, { tokens, date: this.#environment.today() }, compared);
    this.#changed([], this.service.countsChanged());
  }

  async checkWorkspace(token: CancellationToken, progress: WorkDoneProgressReporter): Promise<CheckWorkspaceResult> {
    this.#list.listAgain();
    const checked = await this.#analyzeWorkspace(token, progress);
    this.#isWorkspaceChecked = true;
    this.#changes.changed();
    if (this.features.pullsDiagnostics) this.#refreshDiagnostics();
    else await this.#publishWorkspace(checked.diagnostics);
    const enabled = await this.#onlyEnabled(checked.diagnostics);
    const findings = enabled.flatMap(({ diagnostics }) => diagnostics.filter(({ rule }) => rule !== undefined));
    return {
      files: checked.fileCount,
      callSites: checked.analyses.reduce((sum, { callSites }) => sum + callSites.length, 0),
      findings: findings.length,
      skipped: checked.skipped,
    };
  }

  async workloadReport(token: CancellationToken, progress: WorkDoneProgressReporter): Promise<WorkloadReportResult> {
    this.#list.listAgain();
    const found = await this.#analyzeWorkspace(token, progress);
    const pathOf = (uri: string): string => this.#pathOf(uri);
    const report = await this.service.workloadReport(found, { version: manifest.version, pathOf });
    return { title: 'Bedrock Workload Report', ...report };
  }

  async openRulePage(rule: unknown): Promise<void> {
    if (typeof rule !== 'string' || (await this.service.rulePage(rule)) === undefined) return;
    if (!this.features.canShowDocuments) {
      this.#connection.console.info(`The page of ${rule}: ${ruleDocsUrl(rule)}`);
      return;
    }
    await this.#connection.window.showDocument({ uri: ruleDocsUrl(rule), external: true });
  }

  async showPlace(place: unknown): Promise<void> {
    if (!isShownPlace(place) || !this.features.canShowDocuments) return;
    const { uri, position } = place;
    const selection = { start: position, end: position };
    await this.#connection.window.showDocument({ uri, selection, takeFocus: true });
  }

  // What the server tells.

  /** Whatever goes wrong in one place is told in the log, and the server lives on. */
  report(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#connection.console.error(`${what} failed: ${reason}`);
  }

  #changed(changed: readonly string[], outdated: Outdated): void {
    this.#changes.changed();
    const all = [...new Set([...changed, ...outdated])];
    if (!this.features.pullsDiagnostics && all.length > 0) this.#push.add(...all);
    if (this.features.options.clientFileSystem === true && all.length > 0) this.#status.add(...all);
    if (outdated.length > 0) this.#refresh.add(...outdated);
  }

  #refreshAll(uris: readonly string[]): void {
    if (uris.length === 0) return;
    this.#refreshDiagnostics();
    const { canRefreshLenses, canRefreshHints } = this.features;
    if (canRefreshLenses) this.#ignoreFailure(this.#connection.sendRequest(CodeLensRefreshRequest.type));
    if (canRefreshHints) this.#ignoreFailure(this.#connection.languages.inlayHint.refresh());
  }

  #refreshDiagnostics(): void {
    const { pullsDiagnostics, canRefreshDiagnostics } = this.features;
    if (pullsDiagnostics && canRefreshDiagnostics)
      this.#ignoreFailure(this.#connection.languages.diagnostics.refresh());
  }

  /** A client that is going away answers no more. */
  #ignoreFailure(sent: Promise<unknown>): void {
    sent.catch((error: unknown) => {
      this.report('Asking the client to refresh', error);
    });
  }

  async #publishAll(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      if (uri === WHOLE_WORKSPACE) await this.#republishWorkspace();
      else await this.#publish(uri);
    }
  }

  async #publish(uri: string): Promise<void> {
    const found = await this.#diagnosticsOrNone(uri);
    if (found !== undefined) this.#send(found);
  }

  async #republishWorkspace(): Promise<void> {
    try {
      const { diagnostics } = await this.service.workspace({}, NEVER_CANCELLED);
      await this.#publishWorkspace(diagnostics);
    } catch (error) {
      this.report('Checking the workspace again', error);
    }
  }

  async #publishWorkspace(all: readonly DocumentDiagnostics[]): Promise<void> {
    const published = new Set<string>();
    for (const found of await this.#onlyEnabled(all)) {
      if (found.diagnostics.length === 0) continue;
      published.add(found.uri);
      this.#send(found);
    }
    this.#clear([...this.#published].filter((uri) => !published.has(uri)));
    this.#published = published;
  }

  #send({ uri, version, text, diagnostics }: DocumentDiagnostics): void {
    const items = toDiagnostics(text, diagnostics);
    void this.#connection.sendDiagnostics({ uri, diagnostics: items, ...(version !== undefined && { version }) });
  }

  /** Documents are closed. */
  #forget(uris: readonly string[]): void {
    for (const uri of uris) this.#settings.forget(uri);
    this.#clear(uris);
  }

  #clear(uris: readonly string[]): void {
    if (this.features.pullsDiagnostics) return;
    for (const uri of uris) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #tellStatus(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      try {
        const { enable, statusBar } = await this.#settings.of(uri);
        const status = enable && statusBar.enable ? await this.service.fileStatus(uri) : undefined;
        const params: FileStatus = {
          uri,
          text: status?.text ?? '',
          tooltip: status?.details.map((line) => `- ${line}`).join('\n') ?? '',
        };
        await this.#connection.sendNotification(FILE_STATUS, params);
      } catch (error) {
        if (!(error instanceof CancelledError)) this.report(`The status of ${uri}`, error);
      }
    }
  }

  // How it is found out.

  /** After an exception there are none rather than old ones. */
  async #diagnosticsOrNone(uri: string): Promise<DocumentDiagnostics | undefined> {
    try {
      return await this.#diagnostics(uri, NEVER_CANCELLED);
    } catch (error) {
      this.report(`Checking ${uri}`, error);
      return { uri, text: '', diagnostics: [] };
    }
  }

  async #diagnostics(uri: string, token: CancellationToken): Promise<DocumentDiagnostics | undefined> {
    await this.start();
    const found = await this.service.diagnostics(uri, token);
    if (found === undefined) return undefined;
    return (await this.#isEnabled(uri)) ? found : { ...found, diagnostics: [] };
  }

  async #workspaceDiagnostics(
    token: CancellationToken,
    progress: WorkDoneProgressReporter | undefined,
  ): Promise<readonly DocumentDiagnostics[]> {
    // A client that asks by itself hears of open documents until its user asks for all.
    if (this.features.options.clientFileSystem === true && !this.#isWorkspaceChecked) {
      const open = this.service.openDocuments().map(({ uri }) => this.#diagnosticsOrNone(uri));
      return (await Promise.all(open)).filter((found) => found !== undefined);
    }
    const { diagnostics } = await this.#analyzeWorkspace(token, progress);
    return this.#onlyEnabled(diagnostics);
  }

  #analyzeWorkspace(
    token: CancellationToken,
    progress: WorkDoneProgressReporter | undefined,
  ): Promise<WorkspaceAnalysis> {
    // Nobody tells what changed on the disk.
    if (!this.features.canWatchFiles) this.service.everythingChanged();
    let shown = -1;
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
      const percent = Math.floor((done / total) * 100);
      if (percent === shown) return;
      shown = percent;
      progress?.report(percent, `${done} of ${total} files`);
    };
    return this.service.workspace({ onProgress }, token);
  }

  async #onlyEnabled(all: readonly DocumentDiagnostics[]): Promise<readonly DocumentDiagnostics[]> {
    const settings = new Map<string | undefined, Promise<Settings>>();
    const isEnabled = async (uri: string): Promise<boolean> => {
      const folder = this.#folders.find((candidate) => isWithin(candidate, normalizeUri(uri)));
      const known = settings.get(folder) ?? this.#settings.of(folder ?? uri);
      settings.set(folder, known);
      return (await known).enable;
    };
    const enabled = await Promise.all(all.map(({ uri }) => isEnabled(uri)));
    return all.filter((_, index) => enabled[index]);
  }

  async #isEnabled(uri: string): Promise<boolean> {
    return (await this.#settings.of(uri)).enable;
  }

  #protocolAction(action: CodeAction, all: readonly ProtocolDiagnostic[]): ProtocolCodeAction | undefined {
    const { title, isPreferred, findings, rule, placeholder } = action;
    const diagnostics = all.filter(({ data, source }) => {
      return source === SOURCE && isDiagnosticData(data) && findings.includes(data.finding);
    });
    const shared = { title, kind: CodeActionKind.QuickFix, ...(diagnostics.length > 0 && { diagnostics }) };
    if (rule !== undefined) return { ...shared, command: this.#pageCommand(title, rule) };
    const edit = toWorkspaceEdit(action.edits, this.features, placeholder);
    const command = this.#placeCommand(action);
    return edit && { ...shared, edit, ...(isPreferred && { isPreferred }), ...(command && { command }) };
  }

  /** An edit of another file would else be seen by nobody. */
  #placeCommand({ title, edits: [edited], cursor }: CodeAction): Command | undefined {
    if (!this.features.canShowDocuments || edited === undefined || cursor === undefined) return undefined;
    const position = positionInEdit(edited, cursor);
    const place: ShownPlace | undefined = position && { uri: edited.uri, position };
    return place && { title, command: SHOW_PLACE, arguments: [place] };
  }

  #pageCommand(title: string, rule: string): Command {
    return { title, command: this.features.options.commands?.openRulePage ?? OPEN_RULE_PAGE, arguments: [rule] };
  }

  #textOf(uri: string): string | undefined {
    const key = normalizeUri(uri);
    return this.service.documentsWith(uri).find((document) => normalizeUri(document.uri) === key)?.text;
  }

  /** Path of a file as people name it: below its folder, which is named too when there are several. */
  #pathOf(uri: string): string {
    const folder = this.#folders.find((candidate) => isWithin(candidate, uri));
    if (folder === undefined) return uri;
    const path = decodeURIComponent(uri.slice(folder.length + 1));
    return this.#folders.length === 1
      ? path
      : `${decodeURIComponent(folder.slice(folder.lastIndexOf('/') + 1))}/${path}`;
  }

  #createFiles(): FolderFiles {
    const { createWorkspace } = this.#environment;
    if (createWorkspace === undefined) return clientWorkspace(this.#connection, this.#folders);
    if (this.features.options.clientFileSystem !== true) return createWorkspace(this.#folders);
    const onDisk = this.#folders.filter(isOnDisk);
    const elsewhere = this.#folders.filter((folder) => !isOnDisk(folder));
    return mixedFiles(this.#folders, createWorkspace(onDisk), clientWorkspace(this.#connection, elsewhere));
  }

  #createList(): FileList {
    return new FileList(this.#files, (uris) => {
      this.#changed([], this.service.filesChanged(uris));
    });
  }

  #host(): Parameters<typeof createLanguageService>[0] {
    const files = (): FolderFiles => this.#files;
    const assets = {
      assetsUri: this.features.options.assetsUri,
      ask: (name: string) => readClientAsset(this.#connection, name),
    };
    const readAsset = (name: string): Promise<Uint8Array> => this.#environment.readAsset(name, assets);
    return {
      workspace: {
        get folders() {
          return files().folders;
        },
        read: (uri, maximumBytes) => files().read(uri, maximumBytes),
        exist: (uris) => files().exist(uris),
        atOnce: {
          read: (uri) => files().atOnce?.read(uri),
          exists: (uri) => files().atOnce?.exists(uri),
        },
      },
      findFiles: (token) => (this.features.canWatchFiles ? this.#list.current(token) : files().findFiles(token)),
      pause: pausing(this.#environment.nextTurn),
      ...(this.#environment.exactCounts && { exactCounts: this.#environment.exactCounts }),
      readAsset,
      readTextAsset: async (name) => new TextDecoder().decode(await readAsset(name)),
      readPriceUpdate: () => this.#environment.readPriceUpdate?.() ?? Promise.resolve({ kind: 'missing' }),
      today: () => this.#environment.today(),
      log: (message) => {
        this.#connection.console.log(message);
      },
    };
  }

  async #readConfigurationFiles(): Promise<void> {
    const named = await Promise.all(
      this.#folders.map(async (folder) => [folder, configurationUri(folder, await this.#settings.of(folder))] as const),
    );
    const isSame = named.every(([folder, uri]) => this.#configurationFiles.get(folder) === uri);
    if (isSame) return;
    this.#configurationFiles.clear();
    for (const [folder, uri] of named) if (uri !== undefined) this.#configurationFiles.set(folder, uri);
    this.#changed([], this.service.everythingChanged());
  }

  #namedConfiguration(uri: string): string | undefined {
    const folder = this.#folders.find((candidate) => isWithin(candidate, uri));
    return folder === undefined ? undefined : this.#configurationFiles.get(folder);
  }
}

/** Stands for all files among the uris whose diagnostics are due. */
const WHOLE_WORKSPACE = '';

/** How long a workspace is worked on before others get their turn. */
const WORK_MILLISECONDS = 20;

function pausing(nextTurn: () => Promise<void>): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < WORK_MILLISECONDS) return;
    await nextTurn();
    last = performance.now();
  };
}

function foldersOf(params: InitializeParams): readonly string[] {
  // Some editors know one folder only.
  const { rootUri } = params as { readonly rootUri?: unknown };
  const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
  return [...new Set(uris.map(normalizeUri))];
}

function configurationUri(folder: string, { configurationFile }: Settings): string | undefined {
  if (configurationFile === '') return undefined;
  if (/^[A-Za-z][\w+.-]+:\/\//.test(configurationFile)) return normalizeUri(configurationFile);
  const path = configurationFile.replaceAll('\\', '/');
  if (path.startsWith('/')) return normalizeUri(`file://${encodeURI(path)}`);
  return /^[A-Za-z]:\//.test(path) ? normalizeUri(`file:///${encodeURI(path)}`) : joinUri(folder, path);
}

function isShownPlace(place: unknown): place is ShownPlace {
  if (typeof place !== 'object' || place === null || !('uri' in place) || !('position' in place)) return false;
  return typeof place.uri === 'string' && PositionShape.is(place.position);
}

function isDiagnosticData(data: unknown): data is DiagnosticData {
  return typeof data === 'object' && data !== null && 'finding' in data && typeof data.finding === 'string';
}
