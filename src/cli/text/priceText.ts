/** `price`: the rates of a model as a table, and the list of all models. */
import type { Catalog, ListedRate, PriceUpdateState } from '../../core/catalog/catalog.ts';
import type { ChargeData, Direction } from '../../core/catalog/catalogData.ts';
import type { ModelFact } from '../../core/catalog/model.ts';
import { daysBetween, isStale } from '../../core/catalog/rates.ts';
import { currencyText, formatCount, formatDuration } from '../../core/cost/format.ts';
import type { Currency } from '../../core/configuration/configurationSchema.ts';
import { chargePrice } from '../../core/cost/otherCharges.ts';
import type { PriceSheet } from '../../core/report/priceSheet.ts';
import { printable } from './printable.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

export function renderPriceText(sheet: PriceSheet, terminal: Terminal): string {
  const { colors } = terminal;
  const { asked, model, region, isRegionAssumed, unpricedBecause, closest } = sheet;
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
      ? rateTable(sheet, terminal)
      : [`  ${colors.yellow('No price:')} ${printable(unpricedBecause)}`]),
    ...sourceLines(sheet).map((line) => colors.dim(`  ${line}`)),
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
function rateTable({ rates, currency }: PriceSheet, terminal: Terminal): readonly string[] {
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
        : { text: formatRate(rate.usdPerMillionTokens, currency), paint: colors.green };
    }),
  ]);
  return [...tableLines(columns, cells, terminal, 2), colors.dim(`  ${unitOf(currency)}`)];
}

function sourceLines({ rates, model, date, currency }: PriceSheet): readonly string[] {
  const sources = rates.map((rate) => {
    if (rate.override === 'private rate') return 'private rates of the configuration';
    return `${rate.source}, ${readText(rate.checked, date)}${rate.from === undefined ? '' : `, in force from ${rate.from}`}`;
  });
  const notes = rates.flatMap(({ note }) => (note === undefined ? [] : [`note: ${note}`]));
  const old = (model?.facts ?? []).filter(({ checked }) => isStale({ readDaysAgo: daysBetween(checked, date) }));
  const facts = old.map(({ about, source, checked }) => `${FACT_TITLES[about]}: ${source}, ${readText(checked, date)}`);
  return [...new Set([...sources, ...notes, ...facts]), ...(currency === undefined ? [] : [currencyText(currency)])];
}

const FACT_TITLES: Readonly<Record<ModelFact['about'], string>> = {
  contextWindow: 'context window',
  maxOutputTokens: 'maximum output',
  caching: 'caching',
  invokeCap: 'output cap',
  quotaBurndown: 'quota',
  lifecycle: 'lifecycle',
  countTokens: 'token counting',
  longContext: 'long prompts',
};

function readText(checked: string, date: string): string {
  const days = daysBetween(checked, date);
  return isStale({ readDaysAgo: days })
    ? `read ${checked}, ${formatCount(days)} days ago: may be out of date`
    : `read ${checked}`;
}

export function renderPriceListText(
  sheets: readonly PriceSheet[],
  region: string | undefined,
  { pricesAsOf, charges, priceUpdate }: Pick<Catalog, 'pricesAsOf' | 'charges' | 'priceUpdate'>,
  terminal: Terminal,
): string {
  const { colors } = terminal;
  const rows = sheets.map(({ model, rates, region: own, isRegionAssumed, lifecycle, currency }): readonly Cell[] => {
    const standard = rates.filter(({ tier, context }) => tier === 'standard' && context === 'default');
    const amount = (direction: Direction): Cell => {
      const rate = standard.find((candidate) => candidate.direction === direction);
      return rate === undefined
        ? { text: '–', paint: colors.dim }
        : { text: formatRate(rate.usdPerMillionTokens, currency), paint: colors.green };
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
  const unit = colors.dim(`Standard tier, ${unitOf(sheets[0]?.currency)}; \`price MODEL\` shows the rest.`);
  const update = priceUpdate === undefined ? [] : [updateLine(priceUpdate, terminal)];
  return `${[`${title} ${colors.dim(`· prices as of ${pricesAsOf}`)}`, ...update, '', ...tableLines(columns, rows, terminal, 2), '', unit, '', ...chargeLines(charges, terminal)].join('\n')}\n`;
}

function updateLine(update: PriceUpdateState, { colors }: Terminal): string {
  if (update.kind === 'ignored')
    return colors.yellow(
      `Your price update is not used: it ${printable(update.reason)}. \`price update\` fetches it again.`,
    );
  return colors.dim(`With your price update: AWS price list of ${update.publishedOn}, as of ${update.checked}.`);
}

function chargeLines(charges: readonly ChargeData[], terminal: Terminal): readonly string[] {
  const { colors } = terminal;
  const rows = charges.map((charge): readonly Cell[] => {
    const paint = charge.usd === undefined ? colors.dim : colors.green;
    return [
      { text: charge.name },
      { text: chargePrice(charge), paint },
      { text: charge.note ?? '', paint: colors.dim },
    ];
  });
  const columns: readonly Column[] = [
    { title: 'besides tokens', cut: 'end', minimum: 24 },
    { title: 'price', cut: 'end', minimum: 20 },
    { title: '', spare: 1 },
  ];
  return tableLines(columns, rows, terminal, 2);
}

/** The same prices of several models side by side, and how much more or less the second of two costs. */
export function renderPriceComparisonText(sheets: readonly PriceSheet[], terminal: Terminal): string {
  const { colors } = terminal;
  const currency = sheets[0]?.currency;
  const hasChoice = sheets.some(({ rates }) => new Set(rates.map(({ routing }) => routing)).size > 1);
  const nameOf = (rate: ListedRate): string => (hasChoice ? `${rate.routing}, ${wayOf(rate)}` : wayOf(rate));
  const ways = new Set(sheets.flatMap(({ rates }) => rates.map(nameOf)));
  const isPair = sheets.length === 2;
  const columns: readonly Column[] = [
    { title: 'price' },
    ...sheets.map(({ asked }) => ({ title: printable(asked), align: 'right' as const })),
    ...(isPair ? [{ title: 'difference', align: 'right' as const }] : []),
  ];
  const rows = [...ways].map((way): readonly Cell[] => {
    const amounts = sheets.map(({ rates }) => rates.find((rate) => nameOf(rate) === way)?.usdPerMillionTokens);
    const cells = amounts.map((amount): Cell =>
      amount === undefined
        ? { text: '–', paint: colors.dim }
        : { text: formatRate(amount, currency), paint: colors.green },
    );
    return [{ text: way }, ...cells, ...(isPair ? [{ text: differenceText(amounts[0], amounts[1]) }] : [])];
  });
  const heads = sheets.flatMap((sheet) => {
    const { asked, model, region, isRegionAssumed, unpricedBecause } = sheet;
    const where = `${region}${isRegionAssumed ? ' (assumed; see --region)' : ''}`;
    const what = unpricedBecause === undefined ? where : `no price: ${printable(unpricedBecause)}`;
    const facts = factLines(sheet).map((line) => colors.dim(`  ${line}`));
    return [`${colors.bold(model?.name ?? printable(asked))} ${colors.dim(`· ${what}`)}`, ...facts];
  });
  const sources = [...new Set(sheets.flatMap(sourceLines))].map((line) => colors.dim(`  ${line}`));
  const table = [...tableLines(columns, rows, terminal, 2), colors.dim(`  ${unitOf(currency)}`)];
  return `${[...heads, ...(rows.length > 0 ? ['', ...table, ...sources] : [])].join('\n')}\n`;
}

/** `batch, long: input`. */
function wayOf({ tier, context, direction }: ListedRate): string {
  const band = context === 'long' ? ', long' : '';
  const title = DIRECTION_TITLES.find(([name]) => name === direction)?.[1] ?? direction;
  return `${tier}${band}: ${title}`;
}

function differenceText(first: number | undefined, second: number | undefined): string {
  if (first === undefined || second === undefined || first === 0) return '';
  const percent = (second / first - 1) * 100;
  const sign = percent > 0 ? '+' : '';
  return `${sign}${Number(percent.toFixed(1))} %`.replace('-', '−');
}

/** To the last digit that the price list has, unlike amounts, which are rounded. */
function formatRate(usd: number, currency: Currency | undefined): string {
  const exact = (usd * (currency?.perUsd ?? 1)).toFixed(6).replace(/0{1,4}$/, '');
  return currency === undefined ? `$${exact}` : exact;
}

function unitOf(currency: Currency | undefined): string {
  return `${currency?.code ?? 'USD'} per million tokens`;
}
