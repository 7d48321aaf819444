import { loadCatalog } from '../../core/catalog/catalog.ts';
import { readAsset, today } from '../../disk/diskHost.ts';
import type { UpdatedPrices } from '../../priceUpdate/updatePrices.ts';
import { updatePrices } from '../../priceUpdate/updatePrices.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { Progress } from '../progress.ts';
import { renderPriceUpdateText } from '../text/priceUpdateText.ts';
import { UsageError } from '../usageError.ts';
import { VERSION } from '../version.ts';

export interface PriceUpdateOptions extends OutputOptions {
  readonly format: 'text' | 'json';
  readonly from?: string;
  readonly dryRun?: boolean;
}

/** Reads the newest price list into the user's cache. @throws {UsageError} saying why prices are as they were. */
export async function priceUpdate(options: PriceUpdateOptions): Promise<CommandResult> {
  const updated = await runUpdate(options);
  if (options.format === 'json') return { output: renderJson(updated), exitCode: 0 };
  return { output: renderPriceUpdateText(updated, terminalOf(options)), exitCode: 0 };
}

async function runUpdate({ from, dryRun }: PriceUpdateOptions): Promise<UpdatedPrices> {
  const progress = new Progress();
  try {
    return await updatePrices({
      catalog: loadCatalog((await readAsset('catalog.json')).toString('utf8')),
      version: VERSION,
      today: today(),
      from,
      isDryRun: dryRun,
      onProgress: (done, total) => {
        progress.show(done, total);
      },
    });
  } catch (error) {
    throw new UsageError(`Prices are as they were. ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    progress.end();
  }
}

function renderJson({
  update,
  changes,
  confirmedCount,
  refused,
  unclassified,
  unknownModels,
  file,
}: UpdatedPrices): string {
  const { publishedOn, checked, offers } = update;
  const report = { publishedOn, checked, offers, changes, confirmedCount, refused, unclassified, unknownModels };
  return `${JSON.stringify({ ...report, file: file ?? null }, undefined, 2)}\n`;
}
