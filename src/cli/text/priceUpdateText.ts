/** `price update`: what changed, and all that was not used. */
import type { PriceChange } from '../../core/catalog/priceList/priceUpdateOf.ts';
import type { UnusedPrice } from '../../core/catalog/priceList/priceListFile.ts';
import type { UpdatedPrices } from '../../priceUpdate/updatePrices.ts';
import { printable } from './printable.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Of each list; the whole stands in the JSON. */
const MAXIMUM_LINES = 40;

export function renderPriceUpdateText(updated: UpdatedPrices, terminal: Terminal): string {
  const { colors } = terminal;
  const { update, changes, confirmedCount, refused, unclassified, unknownModels, file } = updated;
  const changed = changes.filter(({ usdBefore }) => usdBefore !== undefined);
  const counts = `${count(changed.length, 'price')} changed, ${changes.length - changed.length} new, ${confirmedCount} confirmed`;
  const lines = [
    `${colors.bold(`AWS price list of ${update.publishedOn}`)} ${colors.dim(`· as of ${update.checked}`)}`,
    counts,
    ...changeLines(changed, terminal),
    ...listLines('Not in the catalogue, so not priced:', unknownModels, terminal),
    ...listLines('Refused:', refused.map(unusedText), terminal),
    ...listLines('Not understood, so not used:', distinctUsage(unclassified).map(unusedText), terminal),
    '',
    file === undefined ? 'Dry run: nothing was written.' : `Used from now on: ${printable(file)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function changeLines(changes: readonly PriceChange[], terminal: Terminal): readonly string[] {
  const { colors } = terminal;
  if (changes.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'model', cut: 'end', minimum: 24 },
    { title: 'price', cut: 'end', minimum: 12 },
    { title: 'Region', spare: 1 },
    { title: 'before', align: 'right' },
    { title: 'now', align: 'right' },
  ];
  const rows = changes
    .slice(0, MAXIMUM_LINES)
    .map((change): readonly Cell[] => [
      { text: change.model },
      { text: whatOf(change) },
      { text: change.region, paint: colors.dim },
      { text: `$${change.usdBefore ?? ''}`, paint: colors.dim },
      { text: `$${change.usdPerMillionTokens}`, paint: colors.green },
    ]);
  return ['', ...tableLines(columns, rows, terminal, 2), ...moreLine(changes.length, terminal)];
}

/** `cache read, global, batch` */
function whatOf({ direction, routing, tier, context }: PriceChange): string {
  const parts = [
    direction.replaceAll('-', ' '),
    routing === 'global' && routing,
    tier !== 'standard' && tier,
    context === 'long' && 'long prompts',
  ];
  return parts.filter((part) => part !== false).join(', ');
}

function listLines(title: string, texts: readonly string[], terminal: Terminal): readonly string[] {
  if (texts.length === 0) return [];
  const shown = texts.slice(0, MAXIMUM_LINES).map((text) => `  ${printable(text)}`);
  return ['', terminal.colors.yellow(title), ...shown, ...moreLine(texts.length, terminal)];
}

function moreLine(total: number, { colors }: Terminal): readonly string[] {
  return total > MAXIMUM_LINES ? [colors.dim(`  and ${total - MAXIMUM_LINES} more (--format json has all)`)] : [];
}

function unusedText({ usageType, model, region, reason }: UnusedPrice): string {
  return `${usageType} (${model}, ${region}) ${reason}`;
}

/** The same in another Region says nothing new. */
function distinctUsage(unused: readonly UnusedPrice[]): readonly UnusedPrice[] {
  const byKey = new Map(unused.map((one) => [`${one.usageType.replace(/^[^-]*-/, '')} ${one.model}`, one]));
  return [...byKey.values()];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
