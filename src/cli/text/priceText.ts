/** `price`: the rates of a model as a table, and the list of all models. */
import type { ListedRate } from '../../core/catalog/catalog.ts';
import type { Direction } from '../../core/catalog/catalogData.ts';
import { formatCount, formatDuration } from '../../core/cost/format.ts';
import type { PriceSheet } from '../../core/report/priceSheet.ts';
import { printable } from './printable.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

export function renderPriceText(sheet: PriceSheet, terminal: Terminal): string {
  const { colors } = terminal;
  const { asked, model, region, isRegionAssumed, rates, unpricedBecause, closest } = sheet;
  if (model === undefined) {
    const hint = closest === undefined ? [] : [`Did you mean ${colors.bold(closest)}?`];
    return `${[`${colors.bold(printable(asked))}: ${unpricedBecause ?? ''}`, ...hint].join('\n')}\n`;
  }
  const where = `${region}${isRegionAssumed ? ' (assumed; see --region)' : ''}`;
  const lines = [
    `${colors.bold(model.name)} ${colors.dim(model.id)} ${colors.dim(`· ${where}`)}`,
    ...factLines(sheet).map((line) => colors.dim(`  ${line}`)),
    '',
    ...(unpricedBecause === undefined
      ? rateTable(rates, terminal)
      : [`  ${colors.yellow('No price:')} ${printable(unpricedBecause)}`]),
    ...sourceLines(rates).map((line) => colors.dim(`  ${line}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function factLines({ model, lifecycle }: PriceSheet): readonly string[] {
  if (model === undefined) return [];
  const { contextWindow, maxOutputTokens, caching, quotaOutputMultiplier, note } = model;
  const sizes = [
    contextWindow !== undefined && `context ${formatCount(contextWindow)} tokens`,
    maxOutputTokens !== undefined && `output up to ${formatCount(maxOutputTokens)}`,
    quotaOutputMultiplier !== undefined &&
      quotaOutputMultiplier !== 1 &&
      `an output token takes ${formatCount(quotaOutputMultiplier)} of the quota`,
  ];
  const cache = caching && [
    caching.isImplicit === true ? 'caches by itself' : 'caches prompts',
    caching.minimumTokens !== undefined && `from ${formatCount(caching.minimumTokens)} tokens`,
    caching.maximumCheckpoints !== undefined && `up to ${caching.maximumCheckpoints} checkpoints`,
    caching.ttlSeconds.length > 0 && `for ${caching.ttlSeconds.map(formatDuration).join(' or ')}`,
  ];
  const life = lifecycle !== undefined &&
    lifecycle !== 'active' && [
      lifecycle,
      model.lifecycle?.endOfLife !== undefined && `end of life ${model.lifecycle.endOfLife}`,
      model.lifecycle?.successor !== undefined && `successor ${model.lifecycle.successor}`,
    ];
  return [sizes, cache, life, [note]]
    .filter((parts) => parts !== undefined && parts !== false)
    .map((parts) => parts.filter((part) => typeof part === 'string').join(', '))
    .filter((line) => line !== '');
}

const DIRECTION_TITLES: readonly (readonly [Direction, string])[] = [
  ['input', 'input'],
  ['output', 'output'],
  ['cache-read', 'cache read'],
  ['cache-write-5m', 'write 5 min'],
  ['cache-write-30m', 'write 30 min'],
  ['cache-write-1h', 'write 1 h'],
];

/** One row for each way to be billed, one column for each direction that has a price. */
function rateTable(rates: readonly ListedRate[], terminal: Terminal): readonly string[] {
  const { colors } = terminal;
  const directions = DIRECTION_TITLES.filter(([direction]) => rates.some((rate) => rate.direction === direction));
  const rows = new Map<string, ListedRate[]>();
  for (const rate of rates) {
    const key = `${rate.routing} ${rate.tier} ${rate.context}`;
    rows.set(key, [...(rows.get(key) ?? []), rate]);
  }
  const columns: readonly Column[] = [
    { title: 'routing' },
    { title: 'tier' },
    { title: 'context', spare: 1 },
    ...directions.map(([, title]) => ({ title, align: 'right' as const })),
  ];
  const cells = [...rows.values()].map((own): readonly Cell[] => [
    { text: own[0]?.routing ?? '' },
    { text: own[0]?.tier ?? '' },
    { text: own[0]?.context === 'long' ? 'long' : '', paint: colors.dim },
    ...directions.map(([direction]): Cell => {
      const rate = own.find((candidate) => candidate.direction === direction);
      return rate === undefined
        ? { text: '–', paint: colors.dim }
        : { text: formatRate(rate.usdPerMillionTokens), paint: colors.green };
    }),
  ]);
  return [...tableLines(columns, cells, terminal, 2), colors.dim('  USD per million tokens')];
}

function sourceLines(rates: readonly ListedRate[]): readonly string[] {
  const sources = rates.map(({ source, checked, from }) => {
    return `${source}, read ${checked}${from === undefined ? '' : `, in force from ${from}`}`;
  });
  return [...new Set(sources)];
}

export function renderPriceListText(
  sheets: readonly PriceSheet[],
  region: string | undefined,
  pricesAsOf: string,
  terminal: Terminal,
): string {
  const { colors } = terminal;
  const rows = sheets.map(({ model, rates, region: own, isRegionAssumed, lifecycle }): readonly Cell[] => {
    const standard = rates.filter(({ tier, context }) => tier === 'standard' && context === 'default');
    const amount = (direction: Direction): Cell => {
      const rate = standard.find((candidate) => candidate.direction === direction);
      return rate === undefined
        ? { text: '–', paint: colors.dim }
        : { text: formatRate(rate.usdPerMillionTokens), paint: colors.green };
    };
    return [
      { text: model?.name ?? '' },
      { text: model?.id ?? '', paint: colors.dim },
      amount('input'),
      amount('output'),
      amount('cache-read'),
      {
        text: `${standard[0]?.routing ?? ''}${isRegionAssumed && rates.length > 0 ? `, ${own}` : ''}`,
        paint: colors.dim,
      },
      { text: lifecycle === 'active' ? '' : (lifecycle ?? ''), paint: colors.yellow },
    ];
  });
  const columns: readonly Column[] = [
    { title: 'model', cut: 'end', minimum: 18 },
    { title: 'id', cut: 'end', minimum: 24 },
    { title: 'input', align: 'right' },
    { title: 'output', align: 'right' },
    { title: 'cache read', align: 'right', spare: 2 },
    { title: 'routing', spare: 3 },
    { title: '', spare: 1 },
  ];
  const title = `${colors.bold(`${sheets.length} models`)}${region === undefined ? '' : ` in ${region}`}`;
  const unit = colors.dim('Standard tier, USD per million tokens; `price MODEL` shows the rest.');
  return `${[`${title} ${colors.dim(`· prices as of ${pricesAsOf}`)}`, '', ...tableLines(columns, rows, terminal, 2), '', unit].join('\n')}\n`;
}

/** To the last digit that the price list has, unlike amounts, which are rounded. */
function formatRate(usd: number): string {
  const exact = usd.toFixed(6).replace(/0{1,4}$/, '');
  return `$${exact}`;
}
