import * as vscode from 'vscode';
import type { RulePageParams, RulePageResult } from '../../server/protocol.ts';
import { RULE_PAGE } from '../../server/protocol.ts';
import type { ServerControl } from '../serverControl.ts';

const SCHEME = 'bedrock-cost-lint-rule';

/** Pages of rules as documents that only can be read. */
export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: ServerControl;
  readonly #registration: vscode.Disposable;

  constructor(server: ServerControl) {
    this.#server = server;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  /** Undefined when there is no such rule. */
  async page(rule: string): Promise<string | undefined> {
    const params: RulePageParams = { rule };
    return (await this.#server.request<RulePageResult>(RULE_PAGE, params)).markdown;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await this.page(ruleOf(uri))) ?? `There is no rule \`${ruleOf(uri)}\`.`;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

/** Shows the page beside the code that it is about. */
export async function openRule(pages: RulePages, rule: unknown): Promise<void> {
  if (typeof rule !== 'string') return;
  if ((await pages.page(rule)) === undefined) throw new Error(`There is no rule ${rule}.`);
  await vscode.commands.executeCommand('markdown.showPreviewToSide', uriOf(rule));
}

function uriOf(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
}

function ruleOf({ path }: vscode.Uri): string {
  return path.slice(1).replace(/\.md$/, '');
}
