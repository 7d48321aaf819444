import * as vscode from 'vscode';
import type { CheckWorkspaceResult } from '../../server/protocol.ts';
import { CHECK_WORKSPACE } from '../../server/protocol.ts';
import type { Context } from '../context.ts';

/** Shows the findings of all files in *Problems* and sums them up. */
export async function checkWorkspace({ log, server }: Context): Promise<CheckWorkspaceResult | undefined> {
  const result = await server.requestWithProgress<CheckWorkspaceResult>(CHECK_WORKSPACE, 'Checking Bedrock calls');
  if (result === undefined) return undefined;
  for (const { uri, reason } of result.skipped) log.warn(`Skipped ${vscode.Uri.parse(uri).fsPath}: ${reason}`);
  if (result.findings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
  void showSummary(result, log);
  return result;
}

async function showSummary(result: CheckWorkspaceResult, log: vscode.LogOutputChannel): Promise<void> {
  const showSkipped = 'Show Skipped';
  const choices = result.skipped.length > 0 ? [showSkipped] : [];
  const choice = await vscode.window.showInformationMessage(summary(result), ...choices);
  if (choice === showSkipped) log.show();
}

/** `12 findings in 9 Bedrock calls; 31 files checked, 2 skipped.` */
function summary({ files, callSites, findings, skipped }: CheckWorkspaceResult): string {
  const left = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
  const looked = `${plural(files, 'file')} checked${left}`;
  if (callSites === 0) return `No Bedrock calls found; ${looked}.`;
  return `${findings === 0 ? 'No findings' : plural(findings, 'finding')} in ${plural(callSites, 'Bedrock call')}; ${looked}.`;
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
