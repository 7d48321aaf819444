import path from 'node:path';
import type { ChargeData } from '../../core/catalog/catalogData.ts';
import { priceSheet } from '../../core/report/priceSheet.ts';
import type { PriceSheet, PriceSheetContext } from '../../core/report/priceSheet.ts';
import { Analyzer } from '../../core/service/analyzer.ts';
import { diskHost, today } from '../../disk/diskHost.ts';
import { DiskWorkspace, uriOfPath } from '../../disk/diskWorkspace.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { assertReadable } from '../session.ts';
import { workspaceFolder } from '../targets.ts';
import { renderPriceComparisonText, renderPriceListText, renderPriceText } from '../text/priceText.ts';
import { UsageError } from '../usageError.ts';
import { VERSION } from '../version.ts';

export interface PriceOptions extends OutputOptions {
  readonly format: 'text' | 'json';
  /** The short form of `--format json`. */
  readonly json?: boolean;
  readonly region?: string;
  readonly list?: boolean;
  readonly compare?: readonly string[];
  readonly config?: string;
}

/** What the catalogue knows of a model, with source and date; of all models without one. Exit code 1 without a price. */
export async function price(model: string | undefined, options: PriceOptions): Promise<CommandResult> {
  if (options.list === true && (model !== undefined || options.compare !== undefined))
    throw new UsageError('--list is for all models: leave the model out.');
  const context = await priceContext(options.config);
  if (options.compare !== undefined)
    return comparison([...(model === undefined ? [] : [model]), ...options.compare], context, options);
  return model === undefined ? priceList(context, options) : onePrice(model, context, options);
}

async function onePrice(id: string, context: PriceSheetContext, options: PriceOptions): Promise<CommandResult> {
  const sheet = sheetOf(id, context, options);
  const exitCode = sheet.rates.length > 0 ? 0 : 1;
  if (isText(options)) return { output: renderPriceText(sheet, terminalOf(options)), exitCode };
  const { renderPriceJson } = await import('../../core/report/render/priceJson.ts');
  return { output: renderPriceJson(sheet, toolOf(context)), exitCode };
}

async function priceList(context: PriceSheetContext, options: PriceOptions): Promise<CommandResult> {
  const { catalog } = context;
  const sheets = catalog
    .models()
    .map(({ id }) => sheetOf(id, context, options))
    .filter(({ rates }) => options.region === undefined || rates.length > 0);
  const exitCode = sheets.length > 0 ? 0 : 1;
  if (!isText(options)) return { output: await listJson(sheets, context, catalog.charges), exitCode };
  const output = renderPriceListText(sheets, options.region, catalog, terminalOf(options));
  return { output, exitCode };
}

async function comparison(
  ids: readonly string[],
  context: PriceSheetContext,
  options: PriceOptions,
): Promise<CommandResult> {
  if (ids.length < 2) throw new UsageError('--compare needs two models or more.');
  const sheets = ids.map((id) => sheetOf(id, context, options));
  const exitCode = sheets.every(({ rates }) => rates.length > 0) ? 0 : 1;
  if (!isText(options)) return { output: await listJson(sheets, context), exitCode };
  return { output: renderPriceComparisonText(sheets, terminalOf(options)), exitCode };
}

function sheetOf(id: string, context: PriceSheetContext, { region }: PriceOptions): PriceSheet {
  return priceSheet({ id, region, date: today() }, context);
}

async function listJson(
  sheets: readonly PriceSheet[],
  context: PriceSheetContext,
  charges?: readonly ChargeData[],
): Promise<string> {
  const { renderPriceListJson } = await import('../../core/report/render/priceJson.ts');
  return renderPriceListJson(sheets, toolOf(context), charges);
}

function isText({ format, json }: PriceOptions): boolean {
  return format === 'text' && json !== true;
}

/** Prices with what the configuration here says of them: discounts, private rates, names of models, the Region. */
async function priceContext(config: string | undefined): Promise<PriceSheetContext> {
  const here = process.cwd();
  const named = config === undefined ? undefined : path.resolve(here, config);
  const workspace = new DiskWorkspace({
    folders: [workspaceFolder({ path: here, isFolder: true }, here)],
    alsoReadable: named === undefined ? [] : [path.dirname(named)],
  });
  if (named !== undefined) assertReadable(workspace.readPath(named), config ?? '');
  const analyzer = new Analyzer(diskHost(workspace), named === undefined ? undefined : uriOfPath(named));
  const { catalog } = await analyzer.knowledge();
  return { catalog, configuration: await analyzer.configurations.of(uriOfPath(path.join(here, 'any'))) };
}

function toolOf({ catalog }: PriceSheetContext): { readonly version: string; readonly pricesAsOf: string } {
  return { version: VERSION, pricesAsOf: catalog.pricesAsOf };
}
