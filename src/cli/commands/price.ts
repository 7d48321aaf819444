import type { Catalog } from '../../core/catalog/catalog.ts';
import { priceSheet } from '../../core/report/priceSheet.ts';
import type { PriceSheet } from '../../core/report/priceSheet.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { today } from '../../disk/diskHost.ts';
import { loadKnowledge } from '../knowledge.ts';
import { renderPriceListText, renderPriceText } from '../text/priceText.ts';
import { UsageError } from '../usageError.ts';
import { VERSION } from '../version.ts';

export interface PriceOptions extends OutputOptions {
  readonly format: 'text' | 'json';
  readonly region?: string;
  readonly list?: boolean;
}

/** What the catalogue knows of a model, with source and date; of all models without one. Exit code 1 without a price. */
export async function price(model: string | undefined, options: PriceOptions): Promise<CommandResult> {
  if (model !== undefined && options.list === true)
    throw new UsageError('--list is for all models: leave the model out.');
  const { catalog } = await loadKnowledge();
  return model === undefined ? priceList(catalog, options) : onePrice(model, catalog, options);
}

async function onePrice(id: string, catalog: Catalog, options: PriceOptions): Promise<CommandResult> {
  const sheet = priceSheet({ id, region: options.region, date: today() }, catalog);
  const exitCode = sheet.rates.length > 0 ? 0 : 1;
  if (options.format === 'text') return { output: renderPriceText(sheet, terminalOf(options)), exitCode };
  const { renderPriceJson } = await import('../../core/report/render/priceJson.ts');
  return { output: renderPriceJson(sheet, contextOf(catalog)), exitCode };
}

async function priceList(catalog: Catalog, options: PriceOptions): Promise<CommandResult> {
  const sheets = catalog
    .models()
    .map(({ id }): PriceSheet => priceSheet({ id, region: options.region, date: today() }, catalog))
    .filter(({ rates }) => options.region === undefined || rates.length > 0);
  const exitCode = sheets.length > 0 ? 0 : 1;
  if (options.format === 'text') {
    const output = renderPriceListText(sheets, options.region, catalog.pricesAsOf, terminalOf(options));
    return { output, exitCode };
  }
  const { renderPriceListJson } = await import('../../core/report/render/priceJson.ts');
  return { output: renderPriceListJson(sheets, contextOf(catalog)), exitCode };
}

function contextOf({ pricesAsOf }: Catalog): { readonly version: string; readonly pricesAsOf: string } {
  return { version: VERSION, pricesAsOf };
}
