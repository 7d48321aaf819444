/** A client in words of the protocol, over streams in memory, to a server whose files are in memory too. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type {
  ClientCapabilities,
  CodeAction,
  DocumentDiagnosticReport,
  InitializeResult,
  MessageConnection,
  PublishDiagnosticsParams,
  TextDocumentEdit,
} from 'vscode-languageserver/node';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { CountComparison, ExactCount, ExactCountStore } from '../../src/core/domain/countTokens.ts';
import { isWithin } from '../../src/core/util/uris.ts';
import { LineIndex } from '../../src/core/util/lineIndex.ts';
import { applyEdits } from '../../src/core/util/text.ts';
import type { InitializationOptions } from '../../src/server/protocol.ts';
import type { ServerEnvironment } from '../../src/server/serverEnvironment.ts';
import { startServer } from '../../src/server/server.ts';
import type { InMemoryHost } from '../support/inMemoryHost.ts';
import { inMemoryHost, TODAY, WORKSPACE } from '../support/inMemoryHost.ts';

export const PULLING: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false },
    publishDiagnostics: { dataSupport: true },
    hover: { contentFormat: ['markdown'] },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  window: { workDoneProgress: true },
};

/** Of an editor that only knows what was there from the beginning. */
export const PUSHED: ClientCapabilities = {
  textDocument: { publishDiagnostics: {} },
};

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: unknown;
  readonly initializationOptions?: InitializationOptions;
  /** Answers what the server asks; undefined is answered as ever. */
  readonly answer?: (method: string, params: unknown) => unknown;
  /** False for a server in a browser. */
  readonly hasDisk?: boolean;
}

export class TestClient {
  readonly connection: MessageConnection;
  readonly host: InMemoryHost;
  /** Texts of the log. */
  readonly log: string[] = [];
  /** Methods of the requests that the server made. */
  readonly requests: string[] = [];
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  readonly #texts = new Map<string, { version: number; text: string }>();
  readonly #waiting: { readonly isDone: () => boolean; readonly resolve: () => void }[] = [];
  settings: unknown;
  initialized!: InitializeResult;

  constructor(connection: MessageConnection, host: InMemoryHost, settings: unknown) {
    this.connection = connection;
    this.host = host;
    this.settings = settings;
  }

  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const client = TestClient.connect(options);
    await client.initialize(options);
    return client;
  }

  /** Without saying hello. */
  static connect({ files = {}, settings = {}, answer, hasDisk = true }: ClientOptions = {}): TestClient {
    const host = inMemoryHost(files);
    const client = new TestClient(serve(host, { hasDisk }), host, settings);
    client.#listen(answer);
    return client;
  }

  async initialize({ capabilities = PULLING, initializationOptions }: ClientOptions = {}): Promise<void> {
    this.initialized = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: WORKSPACE,
      workspaceFolders: [{ uri: WORKSPACE, name: 'workspace' }],
      capabilities,
      ...(initializationOptions && { initializationOptions }),
    });
    await this.connection.sendNotification('initialized', {});
  }

  uri(path: string): string {
    return `${WORKSPACE}/${path}`;
  }

  text(uri: string): string {
    return this.#texts.get(uri)?.text ?? assert.fail(`${uri} is not open`);
  }

  async open(path: string, text = this.host.files.get(this.uri(path)) ?? '', languageId = 'python'): Promise<string> {
    const uri = path.includes(':') ? path : this.uri(path);
    this.#texts.set(uri, { version: 1, text });
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    return uri;
  }

  /** Replaces the first occurrence of a text by an incremental change. */
  async replace(uri: string, from: string, to: string): Promise<void> {
    const known = this.#texts.get(uri) ?? assert.fail(`${uri} is not open`);
    const start = known.text.indexOf(from);
    assert.ok(start >= 0, `${from} is in the text`);
    const lines = new LineIndex(known.text);
    const range = { start: lines.positionAt(start), end: lines.positionAt(start + from.length) };
    known.text = known.text.slice(0, start) + to + known.text.slice(start + from.length);
    known.version++;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: known.version },
      contentChanges: [{ range, text: to }],
    });
  }

  async close(uri: string): Promise<void> {
    this.#texts.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Changes a file on the disk, as an editor tells it. */
  async write(path: string, text: string | undefined): Promise<void> {
    const uri = this.uri(path);
    const type = text === undefined ? 3 : this.host.files.has(uri) ? 2 : 1;
    if (text === undefined) this.host.files.delete(uri);
    else this.host.files.set(uri, text);
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** Rules of a document's diagnostics. */
  async rules(uri: string): Promise<readonly string[]> {
    const report = await this.pull(uri);
    assert.equal(report.kind, 'full');
    return report.items.map(({ code }) => String(code));
  }

  async actions(uri: string, at: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const offset = this.text(uri).indexOf(at);
    assert.ok(offset >= 0, `${at} is in the text`);
    const position = new LineIndex(this.text(uri)).positionAt(offset);
    const report = await this.pull(uri);
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: report.kind === 'full' ? report.items : [], ...(only && { only }) },
    });
  }

  /** Does to the open documents and the files what an editor does with an action. */
  async apply({ edit, title }: CodeAction): Promise<void> {
    assert.ok(edit, `${title} has an edit`);
    for (const change of edit.documentChanges ?? []) {
      if (!('edits' in change)) continue;
      await this.#applyTo(change);
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) {
      await this.#applyTo({ textDocument: { uri, version: null }, edits });
    }
  }

  async #applyTo({ textDocument: { uri, version }, edits }: TextDocumentEdit): Promise<void> {
    const open = this.#texts.get(uri);
    if (open && version !== null) assert.equal(version, open.version, 'the edit is for the text as it is');
    const text = open?.text ?? this.host.files.get(uri) ?? '';
    const lines = new LineIndex(text);
    const changed = applyEdits(
      text,
      edits.map((edit) => ({
        range: { start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end) },
        newText: 'newText' in edit ? edit.newText : edit.snippet.value,
      })),
    );
    if (open) await this.replace(uri, text, changed);
    else await this.write(uri.slice(WORKSPACE.length + 1), changed);
  }

  /** Waits for something that the server sends; the test's own time limit ends it. */
  until(isDone: () => boolean): Promise<void> {
    if (isDone()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ isDone, resolve }));
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  #listen(answer?: ClientOptions['answer']): void {
    this.connection.onRequest((method, params) => {
      this.requests.push(method);
      this.#wake();
      const answered = answer?.(method, params);
      if (answered !== undefined) return answered;
      if (method !== 'workspace/configuration') return null;
      const { items } = params as { items: readonly unknown[] };
      return items.map(() => this.settings);
    });
    this.connection.onNotification((method, params) => {
      this.notifications.push({ method, params });
      if (method === 'window/logMessage') this.log.push((params as { message: string }).message);
      if (method === 'textDocument/publishDiagnostics') {
        const sent = params as PublishDiagnosticsParams;
        this.published.set(sent.uri, sent);
      }
      this.#wake();
    });
    this.connection.onUnhandledProgress((params) => {
      this.notifications.push({ method: '$/progress', params });
      this.#wake();
    });
    this.connection.listen();
  }

  #wake(): void {
    for (const waiting of [...this.#waiting]) {
      if (!waiting.isDone()) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.resolve();
    }
  }
}

function countsInMemory(): ExactCountStore {
  const counts = new Map<string, ExactCount>();
  const comparisons: CountComparison[] = [];
  return {
    comparisons: () => comparisons,
    find: (modelId, input) => counts.get(JSON.stringify([modelId, input()])),
    keep: (modelId, input, count, compared) => {
      counts.set(JSON.stringify([modelId, input]), count);
      if (compared) comparisons.push(compared.comparison);
    },
  };
}

function serve(host: InMemoryHost, { hasDisk }: { readonly hasDisk: boolean }): MessageConnection {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(server, {
    today: () => TODAY,
    nextTurn: () => new Promise((resolve) => void setImmediate(resolve)),
    exactCounts: countsInMemory(),
    readAsset: async (name) =>
      name.endsWith('.json') ? new TextEncoder().encode(await host.readTextAsset(name)) : host.readAsset(name),
    ...(hasDisk && { createWorkspace: inMemoryFolders(host) }),
  });
  server.listen();
  return createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
}

function inMemoryFolders(host: InMemoryHost): NonNullable<ServerEnvironment['createWorkspace']> {
  return (folders) => ({
    folders,
    read: (uri) => host.workspace.read(uri),
    exist: (uris) => host.workspace.exist(uris),
    findFiles: () =>
      Promise.resolve({
        uris: [...host.files.keys()].filter((uri) => folders.some((folder) => isWithin(folder, uri))),
        skipped: [],
      }),
  });
}
