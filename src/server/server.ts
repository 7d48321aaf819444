/** The language server: hands what the protocol brings to the session of its client, and decides nothing. */
import type {
  Connection,
  DocumentDiagnosticReport,
  InitializeResult,
  ServerCapabilities,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import manifest from '../../package.json' with { type: 'json' };
import { GITIGNORE, NAMES_BESIDE_PROGRAMS } from '../core/service/fileSearch.ts';
import { CODE_LANGUAGE_IDS, RELEVANT_EXTENSIONS } from '../core/service/relevantFiles.ts';
import type { CancellationToken } from '../core/util/cancellation.ts';
import { CancelledError } from '../core/util/cancellation.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { FileChange } from './fileList.ts';
import { FIX_ALL_KIND, SOURCE } from './conversions.ts';
import { NotebookSync } from './notebookSync.ts';
import type * as protocol from './protocol.ts';
import {
  CHECK_WORKSPACE,
  COMMENTED_CONFIGURATION,
  COMPARE_MODELS,
  KEEP_EXACT_COUNT,
  PLAN_EXACT_COUNT,
  RULE_PAGE,
  WORKLOAD_REPORT,
} from './protocol.ts';
import type { ServerEnvironment } from './serverEnvironment.ts';
import { OPEN_RULE_PAGE, Session, SHOW_PLACE } from './session.ts';

/** Serves one client on a connection that does not listen yet. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  let session: Session | undefined;

  connection.onInitialize((params): InitializeResult => {
    session = new Session(connection, environment, params);
    return {
      capabilities: capabilities(session.features),
      serverInfo: { name: SOURCE, version: manifest.version },
    };
  });
  connection.onInitialized(() => {
    const started = session;
    if (started === undefined) return;
    register(connection, started).catch((error: unknown) => {
      started.report('Registering with the client', error);
    });
  });
  connection.onShutdown(() => {
    session?.stop();
    session = undefined;
  });

  syncDocuments(connection, () => session);
  syncNotebooks(connection, () => session);
  connection.onDidChangeWatchedFiles(({ changes }) =>
    session?.filesChanged(changes.map(({ uri, type }) => ({ uri, kind: KIND_OF_CHANGE[type] ?? 'changed' }))),
  );
  connection.onDidChangeConfiguration(({ settings }) => session?.settingsChanged(settings));

  /** Never throws at a client for what went wrong here: the log says it, and `otherwise` is the answer. */
  async function answer<T>(
    what: string,
    token: CancellationToken,
    otherwise: T,
    compute: (of: Session) => Promise<T>,
  ): Promise<T> {
    if (session === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'There is no session.');
    const current = session;
    try {
      await current.start();
      return await compute(current);
    } catch (error) {
      if (error instanceof CancelledError || token.isCancellationRequested) {
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      }
      current.report(what, error);
      return otherwise;
    }
  }

  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) =>
    answer(`Checking ${uri}`, token, NO_REPORT, (of) => of.diagnosticReport(uri, previousResultId, token)),
  );
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token, progress) =>
    answer('Checking the workspace', token, { items: [] }, (of) =>
      of.workspaceReport(previousResultIds, token, (work) =>
        withProgress(progress, 'Checking prompt costs', () => work(progress)),
      ),
    ),
  );
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer(`Hover in ${uri}`, token, null, async (of) => (await of.hover(uri, position, token)) ?? null),
  );
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(`Code lenses of ${uri}`, token, [], (of) => of.codeLenses(uri, token)),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer(`Inlay hints of ${uri}`, token, [], (of) => of.inlayHints(uri, range, token)),
  );
  connection.onCodeAction((params, token) =>
    answer(`Code actions of ${params.textDocument.uri}`, token, [], (of) => of.codeActions(params, token)),
  );
  connection.onExecuteCommand(({ command, arguments: [first] = [] }, token) =>
    answer(command, token, null, async (of) => {
      if (command === OPEN_RULE_PAGE) await of.openRulePage(first);
      if (command === SHOW_PLACE) await of.showPlace(first);
      return null;
    }),
  );

  connection.onRequest(CHECK_WORKSPACE, (params: protocol.CheckWorkspaceParams | null, token: CancellationToken) =>
    answer('Checking the workspace', token, EMPTY_CHECK, (of) =>
      inProgress(connection, params?.workDoneToken, token, 'Checking prompt costs', (progress, either) =>
        of.checkWorkspace(either, progress),
      ),
    ),
  );
  connection.onRequest(WORKLOAD_REPORT, (params: protocol.WorkloadReportParams | null, token: CancellationToken) =>
    answer('The workload report', token, null, (of) =>
      inProgress(connection, params?.workDoneToken, token, 'Pricing the workspace', (progress, either) =>
        of.workloadReport(either, progress),
      ),
    ),
  );
  connection.onRequest(COMPARE_MODELS, (params: protocol.CompareModelsParams, token: CancellationToken) =>
    answer('Comparing models', token, null, async (of) => {
      return (await of.compareModels(params.uri, params.position, token)) ?? null;
    }),
  );
  connection.onRequest(PLAN_EXACT_COUNT, (params: protocol.PlanExactCountParams, token: CancellationToken) =>
    answer('Planning an exact count', token, null, (of) => of.planExactCount(params.uri, params.position, token)),
  );
  connection.onRequest(KEEP_EXACT_COUNT, (params: protocol.KeepExactCountParams, token: CancellationToken) =>
    answer('Keeping an exact count', token, null, async (of) => {
      await of.keepExactCount(params);
      return null;
    }),
  );
  connection.onRequest(RULE_PAGE, (params: protocol.RulePageParams, token: CancellationToken) =>
    answer('The page of a rule', token, {}, async (of): Promise<Partial<protocol.RulePageResult>> => {
      return { markdown: await of.service.rulePage(params.rule) };
    }),
  );
  connection.onRequest(COMMENTED_CONFIGURATION, (token: CancellationToken) =>
    answer('A new configuration', token, null, (of) => Promise.resolve(of.service.commentedConfiguration())),
  );
}

const KIND_OF_CHANGE: Readonly<Record<number, FileChange['kind']>> = {
  [FileChangeType.Created]: 'came',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'went',
};

const NO_REPORT: DocumentDiagnosticReport = { kind: 'full', items: [] };
const EMPTY_CHECK: protocol.CheckWorkspaceResult = { files: 0, callSites: 0, findings: 0, skipped: [] };

function capabilities(features: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    notebookDocumentSync: {
      notebookSelector: [{ notebook: '*', cells: CODE_LANGUAGE_IDS.map((language) => ({ language })) }],
    },
    ...(features.pullsDiagnostics && {
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true },
    }),
    hoverProvider: true,
    codeLensProvider: { resolveProvider: false },
    inlayHintProvider: { resolveProvider: false },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND], resolveProvider: false },
    executeCommandProvider: { commands: [OPEN_RULE_PAGE, SHOW_PLACE] },
    ...(features.canChangeFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}

async function register(connection: Connection, session: Session): Promise<void> {
  const { canWatchFiles, canRegisterConfiguration, canChangeFolders } = session.features;
  if (canChangeFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      session.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
    });
  }
  const endings = RELEVANT_EXTENSIONS.map((extension) => extension.slice(1)).join(',');
  await Promise.all([
    session.start(),
    canRegisterConfiguration &&
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'bedrockCostLint' }),
    canWatchFiles &&
      connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: `**/*.{${endings}}` },
          { globPattern: `**/{${[GITIGNORE, ...NAMES_BESIDE_PROGRAMS].join(',')}}` },
          // Of a folder that comes or goes nothing else is told.
          { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
        ],
      }),
  ]);
}

function syncDocuments(connection: Connection, session: () => Session | undefined): void {
  const documents = new TextDocuments(TextDocument);
  documents.onDidChangeContent(({ document }) => {
    const { uri, version, languageId } = document;
    session()?.documentSet({ uri, version, languageId, text: document.getText() });
  });
  documents.onDidClose(({ document }) => session()?.documentClosed(document.uri));
  documents.listen(connection);
}

function syncNotebooks(connection: Connection, session: () => Session | undefined): void {
  const notebooks = new NotebookSync();
  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument((params) => session()?.notebookSet(notebooks.open(params)));
  synchronization.onDidChangeNotebookDocument((params) => {
    const changed = notebooks.change(params);
    if (changed) session()?.notebookSet(changed.notebook, changed.closed);
  });
  synchronization.onDidCloseNotebookDocument((params) => {
    notebooks.close(params);
    const cells = params.cellTextDocuments.map(({ uri }) => uri);
    session()?.notebookClosed(params.notebookDocument.uri, cells);
  });
}

async function withProgress<T>(progress: WorkDoneProgressReporter, title: string, work: () => Promise<T>): Promise<T> {
  progress.begin(title, 0, undefined, true);
  try {
    return await work();
  } finally {
    progress.done();
  }
}

/** Cancelled by whichever comes first: the request, or the button beside its progress. */
async function inProgress<T>(
  connection: Connection,
  workDoneToken: number | string | undefined,
  token: CancellationToken,
  title: string,
  work: (progress: WorkDoneProgressReporter, token: CancellationToken) => Promise<T>,
): Promise<T> {
  if (workDoneToken !== undefined) {
    const progress = connection.window.attachWorkDoneProgress(workDoneToken);
    return withProgress(progress, title, () => work(progress, token));
  }
  const progress = await connection.window.createWorkDoneProgress();
  const either: CancellationToken = {
    get isCancellationRequested() {
      return token.isCancellationRequested || progress.token.isCancellationRequested;
    },
  };
  return withProgress(progress, title, () => work(progress, either));
}
