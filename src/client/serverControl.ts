/** Starts, watches and restarts the language server. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FileStatus } from '../server/protocol.ts';
import type { ClientHost } from './clientHost.ts';
import { CLIENT_NAME } from './clientHost.ts';
import { editableSchemes } from './documentSelector.ts';
import type { StartedClient } from './languageClient.ts';

/** How long a server may take to say goodbye. */
const STOP_LIMIT_MS = 2000;

export class ServerControl implements vscode.Disposable {
  readonly #host: ClientHost;
  readonly #extension: vscode.Extension<unknown>;
  readonly #log: vscode.LogOutputChannel;
  readonly #fileStatus = new vscode.EventEmitter<FileStatus>();
  readonly #started = new vscode.EventEmitter<void>();
  readonly #folders: vscode.Disposable;
  #schemes = editableSchemes(vscode.workspace.workspaceFolders);
  #isDisposed = false;
  /** Starts and stops come one after the other, however fast they are asked for. */
  #queue: Promise<StartedClient | undefined> = Promise.resolve(undefined);

  readonly onFileStatus = this.#fileStatus.event;
  readonly onDidStart = this.#started.event;

  constructor(host: ClientHost, extension: vscode.Extension<unknown>, log: vscode.LogOutputChannel) {
    this.#host = host;
    this.#extension = extension;
    this.#log = log;
    this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      const schemes = editableSchemes(vscode.workspace.workspaceFolders);
      if (schemes.every((scheme) => this.#schemes.includes(scheme))) return;
      this.#schemes = schemes;
      void this.restart();
    });
  }

  /** Never rejects: a server that does not start is said to the user. */
  restart(): Promise<void> {
    const next = this.#queue.then(async (running) => {
      await this.#stop(running);
      return this.#isDisposed ? undefined : this.#start();
    });
    this.#queue = next;
    return next.then(() => undefined);
  }

  /**
   * The running client.
   *
   * @throws {ServerIsOff} When there is none.
   */
  async client(): Promise<BaseLanguageClient> {
    return (await this.#running()).client;
  }

  async #running(): Promise<StartedClient> {
    const started = await this.#queue;
    if (started === undefined) throw new ServerIsOff();
    const { client } = started;
    // A server that crashed is started again by its client.
    if (!client.isRunning() && !client.needsStart()) await client.start();
    if (!client.isRunning()) throw new ServerIsOff();
    return started;
  }

  async request<R>(method: string, params: object): Promise<R> {
    return (await this.client()).sendRequest<R>(method, params);
  }

  /** With a notification that shows how far it is and can cancel it; undefined when it was cancelled. */
  requestWithProgress<R>(method: string, title: string, params: object = {}): Promise<R | undefined> {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    const result = vscode.window.withProgress(options, async (progress, token) => {
      const { client, onWorkDone } = await this.#running();
      const workDoneToken = `${method}/${crypto.randomUUID()}`;
      let shown = 0;
      const listener = onWorkDone(workDoneToken, ({ message, percentage = shown }) => {
        progress.report({ ...(message !== undefined && { message }), increment: percentage - shown });
        shown = percentage;
      });
      try {
        return await client.sendRequest<R>(method, { ...params, workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listener.dispose();
      }
    });
    return Promise.resolve(result);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#folders.dispose();
    this.#fileStatus.dispose();
    this.#started.dispose();
    void this.#queue.then((running) => this.#stop(running));
  }

  async #start(): Promise<StartedClient | undefined> {
    try {
      // The editor waits for the activation, which need not wait for the protocol's code.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const started = await this.#host.startClient(this.#extension.extensionUri, {
        extension: this.#extension,
        schemes: this.#schemes,
        log: this.#log,
        onFileStatus: (status) => {
          this.#fileStatus.fire(status);
        },
        onGivenUp: (crashes) => {
          void this.#offerRestart(
            `${CLIENT_NAME} is off: its server stopped ${crashes} times within three minutes. ` +
              'Restart it; if it stops again, please report what the log says.',
          );
        },
      });
      this.#started.fire();
      return started;
    } catch (error) {
      this.#log.error(`The server did not start: ${String(error)}`);
      void this.#offerRestart(`${CLIENT_NAME} did not start, so it shows nothing. The log says why.`);
      return undefined;
    }
  }

  async #stop(running: StartedClient | undefined): Promise<void> {
    try {
      await running?.client.dispose(STOP_LIMIT_MS);
    } catch (error) {
      this.#log.warn(`The server did not stop in order: ${String(error)}`);
    }
  }

  async #offerRestart(message: string): Promise<void> {
    const [restart, showLog] = ['Restart Server', 'Show Log'];
    const choice = await vscode.window.showErrorMessage(message, restart, showLog);
    if (choice === restart) await this.restart();
    if (choice === showLog) this.#log.show();
  }
}

export class ServerIsOff extends Error {
  constructor() {
    super(`The server of ${CLIENT_NAME} is off.`);
  }
}
