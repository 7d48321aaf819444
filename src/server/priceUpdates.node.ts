/** Fetches prices for a client that asks for it: only where there is a disk to keep them on. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import manifest from '../../package.json' with { type: 'json' };
import { loadCatalog } from '../core/catalog/catalog.ts';
import { readAsset, today } from '../disk/diskHost.ts';
import type { UpdatedPrices, UpdatePricesOptions } from '../priceUpdate/updatePrices.ts';
import type { UpdatePricesParams, UpdatePricesResult } from './protocol.ts';
import { UPDATE_PRICES } from './protocol.ts';

/** @param overrides What tests put in place of AWS and the user's cache. */
export function servePriceUpdates(connection: Connection, overrides: Partial<UpdatePricesOptions> = {}): void {
  connection.onRequest(UPDATE_PRICES, async (params: UpdatePricesParams, token: CancellationToken) => {
    const progress = connection.window.attachWorkDoneProgress(params.workDoneToken ?? UPDATE_PRICES);
    progress.begin('Fetching prices from AWS', 0, undefined, true);
    try {
      const report = (done: number, total: number): void => {
        progress.report(Math.round((100 * done) / total), `${done} of ${total} files`);
      };
      return resultOf(await update(params, token, report, overrides));
    } catch (error) {
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      return {
        kind: 'failed',
        reason: error instanceof Error ? error.message : String(error),
      } satisfies UpdatePricesResult;
    } finally {
      progress.done();
    }
  });
}

async function update(
  { proxy }: UpdatePricesParams,
  token: CancellationToken,
  onProgress: (done: number, total: number) => void,
  overrides: Partial<UpdatePricesOptions>,
): Promise<UpdatedPrices> {
  // Nothing else needs the code that asks AWS.
  const { updatePrices } = await import('../priceUpdate/updatePrices.ts');
  const controller = new AbortController();
  const cancelling = token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await updatePrices({
      catalog: overrides.catalog ?? loadCatalog((await readAsset('catalog.json')).toString('utf8')),
      version: manifest.version,
      today: today(),
      onProgress,
      ...overrides,
      client: { proxy: proxy === '' ? undefined : proxy, ...overrides.client, signal: controller.signal },
    });
  } finally {
    cancelling.dispose();
  }
}

function resultOf({ update: { publishedOn }, changes, confirmedCount, ...unused }: UpdatedPrices): UpdatePricesResult {
  const { refused, unclassified, unknownModels } = unused;
  const details = [...refused, ...unclassified].map(
    ({ usageType, model, region, reason }) => `${usageType} (${model}, ${region}) ${reason}`,
  );
  return {
    kind: 'updated',
    publishedOn,
    changedCount: changes.length,
    confirmedCount,
    notUsed: [...unknownModels.map((model) => `${model} is not in the catalogue`), ...details],
  };
}
