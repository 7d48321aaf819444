/** Changes of prices as new rows in the YAML files of the catalogue; what stands there, comments too, stays. */
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { DirectionPrices, PriceRow } from '../core/catalog/catalogData.ts';
import { AMOUNT_OF } from '../core/catalog/rates.ts';
import type { PriceUpdate } from '../core/catalog/priceList/priceUpdate.ts';
import type { PriceChange, PriceUpdateResult } from '../core/catalog/priceList/priceUpdateOf.ts';

const SOURCES_FILE = 'sources.yaml';

/**
 * The files that change, with their new texts. A row that is in force is never rewritten: the new one has the date from which AWS
 * bills it.
 * @param files path below `data/` → text
 */
export function withPriceChanges(
  files: ReadonlyMap<string, string>,
  { update, changes }: Pick<PriceUpdateResult, 'update' | 'changes'>,
): ReadonlyMap<string, string> {
  const changedModels = new Set(changes.map(({ model }) => model));
  const changed = new Map<string, string>();
  for (const [name, text] of files) {
    if (!name.includes('/') || !name.endsWith('.yaml')) continue;
    const withRows = addRows(
      text,
      (model) => (changedModels.has(model) ? changedRows(model, { update, changes }) : []),
      update,
    );
    if (withRows !== text) changed.set(name, withRows);
  }
  const sources = files.get(SOURCES_FILE);
  if (changed.size > 0 && sources !== undefined) changed.set(SOURCES_FILE, withSource(sources, update));
  return changed;
}

/** Rows of the update with the amounts that changed, and no others. */
function changedRows(
  model: string,
  { update, changes }: Pick<PriceUpdateResult, 'update' | 'changes'>,
): readonly PriceRow[] {
  const own = changes.filter((change) => change.model === model);
  return (update.models[model] ?? []).flatMap((row) => {
    const regionsByAmounts = new Map<string, string[]>();
    for (const region of row.regions.split(' ')) {
      const amounts = changedAmounts(own, row, region);
      if (amounts === '{}') continue;
      regionsByAmounts.set(amounts, [...(regionsByAmounts.get(amounts) ?? []), region]);
    }
    const { routing, tier, context, from } = row;
    const axes = {
      ...(routing && { routing }),
      ...(tier && { tier }),
      ...(context && { context }),
      ...(from !== undefined && { from }),
    };
    return [...regionsByAmounts].map(([amounts, regions]): PriceRow => {
      return { regions: regions.join(' '), ...axes, ...(JSON.parse(amounts) as DirectionPrices) };
    });
  });
}

/** As JSON, so that equal ones are the same key. */
function changedAmounts(changes: readonly PriceChange[], row: PriceRow, region: string): string {
  const amounts = changes
    .filter((change) => isInRow(change, row, region))
    .map(({ direction }) => [AMOUNT_OF[direction], row[AMOUNT_OF[direction]]] as const)
    .filter(([, usd]) => usd !== undefined);
  return JSON.stringify(Object.fromEntries(amounts));
}

function isInRow({ region, routing, tier, context }: PriceChange, row: PriceRow, rowRegion: string): boolean {
  return (
    region === rowRegion &&
    (routing === 'global') === (row.routing === 'global') &&
    tier === (row.tier ?? 'standard') &&
    context === (row.context ?? 'default')
  );
}

/** Adds to the text instead of writing the document anew, which would wrap and quote lines that nobody changed. */
function addRows(text: string, rowsOf: (model: string) => readonly PriceRow[], update: PriceUpdate): string {
  const insertions = modelsOf(parseDocument(text)).flatMap((model) => {
    const rows = rowsOf(String(model.get('id')));
    const prices = model.get('prices', true);
    if (rows.length === 0 || !isSeq(prices) || prices.flow === true) return [];
    const last = prices.items.at(-1);
    const end = isMap(last) ? last.range?.[1] : undefined;
    return end === undefined ? [] : [{ at: text.slice(0, end).trimEnd().length, rows }];
  });
  return insertions.reduceRight((changed, { at, rows }) => {
    const lines = rows.map((row) => `\n      - ${inFlow({ ...row, source: sourceOf(update) })}`);
    return `${changed.slice(0, at)}${lines.join('')}${changed.slice(at)}`;
  }, text);
}

function modelsOf(document: Document): readonly YAMLMap[] {
  const models = document.get('models', true);
  return isSeq(models)
    ? models.items.filter((item): item is YAMLMap => isMap(item) && isScalar(item.get('id', true)))
    : [];
}

function inFlow(value: object): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

function withSource(text: string, update: PriceUpdate): string {
  const key = sourceOf(update);
  if (parseDocument(text).has(key)) return text;
  const title = `AWS price list of ${update.publishedOn}`;
  const url = 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json';
  return `${text.trimEnd()}\n${key}:\n  title: ${title}\n  checked: ${update.publishedOn}\n  url: ${url}\n`;
}

function sourceOf({ publishedOn }: PriceUpdate): string {
  return `aws-price-list-${publishedOn}`;
}

/** For whoever reviews the change, as Markdown. */
export function catalogueChangeText({ update, changes, ...rest }: PriceUpdateResult): string {
  const { confirmedCount, refused, unclassified, unknownModels } = rest;
  const rows = changes.map(
    ({ model, region, routing, tier, context, direction, usdBefore, usdPerMillionTokens }) =>
      `| ${model} | ${region} | ${[direction, routing, tier, context].join(', ')} | ${usdBefore ?? '–'} | ${usdPerMillionTokens} |`,
  );
  const unused = [...refused, ...unclassified].map(
    ({ usageType, model, reason }) => `- \`${usageType}\` (${model}) ${reason}`,
  );
  return [
    `AWS price list of ${update.publishedOn}: ${changes.length} prices changed or new, ${confirmedCount} confirmed.`,
    ...section(['| model | Region | price | before | now |', '| --- | --- | --- | --- | --- |'], rows),
    ...section(
      ['Not in the catalogue:', ''],
      unknownModels.map((model) => `- ${model}`),
    ),
    ...section(['Not used:', ''], unused),
  ].join('\n');
}

/** A pull request takes no longer text than 65,536 characters. */
const MAXIMUM_LINES = 150;

function section(head: readonly string[], lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MAXIMUM_LINES ? ['', `and ${lines.length - MAXIMUM_LINES} more`] : [];
  return ['', ...head, ...lines.slice(0, MAXIMUM_LINES), ...more];
}
