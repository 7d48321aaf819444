import * as vscode from 'vscode';
import type { UpdatePricesParams, UpdatePricesResult } from '../../server/protocol.ts';
import { UPDATE_PRICES } from '../../server/protocol.ts';
import type { Context } from '../context.ts';

/** Fetches AWS's price list once the user has read what that means, and shows its prices from then on. */
export async function updatePrices({ log, server, canUpdatePrices }: Context): Promise<UpdatePricesResult | undefined> {
  if (!canUpdatePrices) throw new Error('Prices can be updated in VS Code on a desktop, or with the command line.');
  if (!(await isWanted())) return undefined;
  const params: UpdatePricesParams = { proxy: proxyOfUser() };
  const result = await server.requestWithProgress<UpdatePricesResult>(
    UPDATE_PRICES,
    'Fetching prices from AWS',
    params,
  );
  if (result === undefined) return undefined;
  if (result.kind === 'failed') throw new Error(`Prices are as they were. ${result.reason}`);
  for (const line of result.notUsed) log.warn(`Price list: ${line}`);
  await server.restart();
  void showSummary(result, log);
  return result;
}

async function isWanted(): Promise<boolean> {
  const fetchPrices = 'Fetch Prices';
  const detail =
    "Reads AWS's public price list from pricing.us-east-1.amazonaws.com, some megabytes the first time, and keeps what changed in " +
    'your cache folder. It needs no account, and nothing of your files or settings is sent.';
  const options = { modal: true, detail };
  return (
    (await vscode.window.showInformationMessage('Fetch the prices of Amazon Bedrock?', options, fetchPrices)) ===
    fetchPrices
  );
}

/** Only the user's own: a workspace must not choose who sees what is fetched. */
function proxyOfUser(): string {
  const proxy = vscode.workspace.getConfiguration('http').inspect<string>('proxy');
  return proxy?.globalValue ?? '';
}

async function showSummary(
  { publishedOn, changedCount, confirmedCount, notUsed }: Extract<UpdatePricesResult, { kind: 'updated' }>,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const showLog = 'Show What Was Not Used';
  const number = (count: number): string => count.toLocaleString('en');
  const changed = `${number(changedCount)} ${changedCount === 1 ? 'price' : 'prices'} changed or new`;
  const message = `AWS price list of ${publishedOn}: ${changed}, ${number(confirmedCount)} confirmed.`;
  const choice = await vscode.window.showInformationMessage(message, ...(notUsed.length > 0 ? [showLog] : []));
  if (choice === showLog) log.show();
}
