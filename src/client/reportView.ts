/** The workload report as a web view. */
import * as vscode from 'vscode';
import type { WorkloadReportResult } from '../server/protocol.ts';
import { WORKLOAD_REPORT } from '../server/protocol.ts';
import { COMMANDS } from './commandIds.ts';
import type { Context } from './context.ts';
import { reportPage } from './reportPage.ts';
import type { FromPage, ToPage } from './reportPage.ts';
import { openPlace } from './openPlace.ts';

export const REPORT_VIEW = 'bedrockCostLint.report';

export interface ShownReport {
  /** Rows of call sites and findings that lead to code. */
  readonly rows: number;
}

export class ReportView implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #context: Context;
  readonly #didShow = new vscode.EventEmitter<ShownReport>();
  readonly #serializer: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #report: WorkloadReportResult | undefined;
  #isLoading = false;

  readonly onDidShow = this.#didShow.event;

  constructor(context: Context) {
    this.#context = context;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(REPORT_VIEW, this);
  }

  async show(): Promise<void> {
    if (this.#panel === undefined) {
      const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus: false };
      this.#fill(vscode.window.createWebviewPanel(REPORT_VIEW, 'Bedrock Workload Report', place));
    } else {
      this.#panel.reveal();
      await this.#load();
    }
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.#panel === undefined) this.#fill(panel);
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
    this.#didShow.dispose();
  }

  /** The page says when it is ready; then it gets the report. */
  #fill(panel: vscode.WebviewPanel): void {
    const media = vscode.Uri.joinPath(this.#context.extensionUri, 'media');
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(media, 'icon.png');
    const { webview } = panel;
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [media] };
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#report = undefined;
    });
    webview.onDidReceiveMessage((message: FromPage) => void this.#receive(message));
    webview.html = reportPage(webview, media);
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        // A page that comes back to the front has forgotten everything.
        if (this.#report === undefined) return this.#load();
        return this.#send({ kind: 'report', ...this.#report });
      case 'refresh':
        return this.#load();
      case 'shown':
        this.#didShow.fire({ rows: message.rows });
        return undefined;
      case 'open':
        return openPlace(message);
      case 'rule':
        await vscode.commands.executeCommand(COMMANDS.openRule, message.rule);
        return undefined;
      case 'export':
        return this.#export(message.format);
    }
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      await this.#send({ kind: 'loading' });
      const report = await this.#context.server.requestWithProgress<WorkloadReportResult>(
        WORKLOAD_REPORT,
        'Bedrock workload report',
      );
      this.#report = report ?? this.#report;
      if (this.#report === undefined)
        await this.#send({ kind: 'message', text: 'The report was cancelled. Refresh starts it again.' });
      else await this.#send({ kind: 'report', ...this.#report });
    } catch (error) {
      this.#context.log.error(error instanceof Error ? error : String(error));
      const text = error instanceof Error ? error.message : String(error);
      await this.#send({ kind: 'message', text: `There is no report: ${text}` });
    } finally {
      this.#isLoading = false;
    }
  }

  async #send(message: ToPage): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }

  async #export(format: 'markdown' | 'csv'): Promise<void> {
    const report = this.#report;
    if (report === undefined) return;
    const [ending, filter] = format === 'markdown' ? ['md', 'Markdown'] : ['csv', 'CSV'];
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const uri = await vscode.window.showSaveDialog({
      title: `Export the report as ${filter}`,
      filters: { [filter]: [ending] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `bedrock-workload-report.${ending}`) }),
    });
    if (uri === undefined) return;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(report[format]));
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
  }
}
