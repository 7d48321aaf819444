/** The empty page of the report, and the messages that fill it. `media/report.js` is its other side. */
import * as vscode from 'vscode';
import type { WorkloadReportResult } from '../server/protocol.ts';

export type ToPage =
  | ({ readonly kind: 'report' } & Pick<WorkloadReportResult, 'title' | 'body' | 'styles'>)
  | { readonly kind: 'loading' }
  /** Plain text. */
  | { readonly kind: 'message'; readonly text: string };

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'shown'; readonly rows: number }
  | ({ readonly kind: 'open' } & ReportedPlace)
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'export'; readonly format: 'markdown' | 'csv' };

/** A place that the report names; lines and columns count from 1, cells of a notebook from 0. */
export interface ReportedPlace {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
}

/** Nothing runs in it but its own script, and nothing is loaded from elsewhere. */
export function reportPage(webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const resource = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bedrock Workload Report</title>
<style nonce="${nonce}" id="styles"></style>
<link rel="stylesheet" href="${resource('report.css')}">
</head>
<body>
<div class="toolbar" role="toolbar" aria-label="Report">
<button type="button" data-action="refresh">Refresh</button>
<button type="button" data-action="markdown" disabled>Export Markdown</button>
<button type="button" data-action="csv" disabled>Export CSV</button>
<span id="status" role="status"></span>
</div>
<div id="report" aria-live="off"></div>
<script nonce="${nonce}" src="${resource('report.js')}"></script>
</body>
</html>`;
}
