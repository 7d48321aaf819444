/** `report`: what the calls cost together, where the money goes, and what would save some of it. */
import type { MoneyFormat } from '../../core/cost/format.ts';
import { formatCount, formatPercent, moneyFormat, plural } from '../../core/cost/format.ts';
import type { ReportedBudget } from '../../core/report/workload.ts';
import { groupFindings } from '../../core/report/findingGroups.ts';
import type { MoneySum } from '../../core/report/moneySum.ts';
import {
  BUDGET_WORDS,
  groupAmountText,
  longestAnswerText,
  modelText,
  moneyText,
  tokensText,
  totalAmounts,
  totalRemarks,
  withoutAdvice,
  shareText,
  uncountedText,
} from '../../core/report/render/workloadWords.ts';
import type {
  ReportedCall,
  ReportedFinding,
  ReportedTemplate,
  WorkloadGroup,
  WorkloadReport,
} from '../../core/report/workload.ts';
import { missingLines, missingTitle, moneylessCell, section } from './inventoryText.ts';
import { lineText } from './placeText.ts';
import { printable } from './printable.ts';
import { skippedLines } from './skippedText.ts';
import type { Cell } from './table.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';
import { textWidth, wrapText } from './textWidth.ts';

export function renderWorkloadText(report: WorkloadReport, fileCount: number, terminal: Terminal): string {
  const { colors } = terminal;
  const { totals, templates } = report;
  const money = moneyFormat(report.currency);
  const counts = `${plural(totals.calls, 'call')} and ${plural(templates.length, 'prompt')}`;
  const lines = [
    `${colors.bold(`Workload of ${counts}`)} in ${plural(fileCount, 'file')} ${colors.dim(`· prices as of ${report.pricesAsOf}`)}`,
    '',
    ...totalLines(report, terminal),
    ...section('Budgets', budgetLines(report.budgets, money, terminal), terminal),
    ...section('By model', groupLines(report.byModel, totals, money, terminal), terminal),
    ...section('By file', groupLines(report.byFile, totals, money, terminal), terminal),
    ...section('By project', groupLines(report.byProject, totals, money, terminal), terminal),
    ...section('Calls, dearest first', callLines(report.calls, terminal), terminal),
    ...section('Prompts, if sent by themselves', templateLines(templates, terminal), terminal),
    ...section('What to do, most saving first', findingLines(report.findings, money, terminal), terminal),
    ...section('Assumed', assumptionLines(report, terminal), terminal),
    ...section(missingTitle(report), missingLines(report, terminal), terminal),
    ...(report.skipped.length > 0 ? ['', ...skippedLines(report.skipped, terminal)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function totalLines(report: WorkloadReport, { colors }: Terminal): readonly string[] {
  const paint = { month: colors.green, thousand: colors.cyan, unpriced: colors.yellow };
  const amounts = totalAmounts(report);
  const width = Math.max(0, ...amounts.map(({ amount }) => textWidth(amount)));
  return [
    ...amounts.map(
      ({ amount, what, kind }) =>
        `  ${colors.bold(paint[kind](amount))}${' '.repeat(width - textWidth(amount))}  ${colors.dim(what)}`,
    ),
    ...totalRemarks(report).map((text) => colors.dim(`  ${text}`)),
  ];
}

const BAR_WIDTH = 24;

function budgetLines(budgets: readonly ReportedBudget[], money: MoneyFormat, terminal: Terminal): readonly string[] {
  const { colors } = terminal;
  const paint = { over: colors.red, 'at-risk': colors.yellow, under: colors.green, unknown: colors.dim };
  const rows = budgets.map((budget): readonly Cell[] => {
    const { files, usdPerMonth, spentUsdPerMonth, state } = budget;
    const share = usdPerMonth === 0 ? (state === 'over' ? 1 : 0) : spentUsdPerMonth.likely / usdPerMonth;
    return [
      { text: files.length === 0 ? 'whole workspace' : printable(files.join(', ')) },
      { text: bar(Math.min(1, share)), paint: paint[state] },
      { text: `${money.amount(spentUsdPerMonth.likely)} of ${money.amount(usdPerMonth)}` },
      { text: state === 'unknown' ? '' : formatPercent(share), paint: paint[state] },
      { text: `${BUDGET_WORDS[state]}${uncountedText(budget)}`, paint: paint[state] },
    ];
  });
  const columns = [
    { title: '', cut: 'end', minimum: 15 },
    { title: '' },
    { title: 'per month', align: 'right' },
    { title: '', align: 'right' },
    { title: '', cut: 'end' },
  ] as const;
  return budgets.length === 0 ? [] : tableLines(columns, rows, terminal, 2);
}

/** More are summed up in one line. */
const MAXIMUM_GROUPS = 12;

function groupLines(
  groups: readonly WorkloadGroup[],
  totals: MoneySum,
  money: MoneyFormat,
  terminal: Terminal,
): readonly string[] {
  if (groups.length === 0) return [];
  const { colors } = terminal;
  const isMonthly = totals.usdPerMonth !== undefined;
  const amountOf = ({ usdPerMonth, usdPerThousandCalls }: MoneySum): number | undefined =>
    (isMonthly ? usdPerMonth : usdPerThousandCalls)?.likely;
  const whole = amountOf(totals) ?? 0;
  const rows = groups.slice(0, MAXIMUM_GROUPS).map(({ name, sum }): readonly Cell[] => {
    const amount = amountOf(sum);
    const share = amount === undefined || whole === 0 ? undefined : amount / whole;
    return [
      { text: printable(name) },
      { text: share === undefined ? '' : bar(share), paint: colors.cyan },
      { text: share === undefined ? '' : shareText(share), paint: colors.dim },
      { text: formatCount(sum.calls) },
      amount === undefined
        ? { text: sum.callsWithoutPrice === sum.calls ? 'not priced' : 'no volume', paint: colors.yellow }
        : { text: groupAmountText(money.amount(amount), sum), paint: colors.green },
    ];
  });
  const columns = [
    { title: '', cut: 'start', minimum: 24 },
    { title: '', spare: 1 },
    { title: '', align: 'right' },
    { title: 'calls', align: 'right' },
    { title: isMonthly ? 'per month' : 'per 1,000 calls', align: 'right' },
  ] as const;
  const rest = groups.length - MAXIMUM_GROUPS;
  return [...tableLines(columns, rows, terminal, 2), ...(rest > 0 ? [colors.dim(`  and ${rest} more`)] : [])];
}

function bar(share: number): string {
  const filled = Math.min(BAR_WIDTH, Math.max(share > 0 ? 1 : 0, Math.round(share * BAR_WIDTH)));
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

function callLines(calls: readonly ReportedCall[], terminal: Terminal): readonly string[] {
  if (calls.length === 0) return [];
  const { colors } = terminal;
  const hasVolumes = calls.some(({ callsPerMonth }) => callsPerMonth !== undefined);
  const rows = calls.map((call): readonly Cell[] => {
    const perThousand = moneyText(call.usdPerCall, call, 1000);
    const perMonth = moneyText(call.usdPerMonth, call, 1);
    return [
      { text: lineText(call.path, call.place) },
      call.model.name === undefined ? { text: 'not known', paint: colors.yellow } : { text: modelName(call.model) },
      { text: tokensText(call) },
      perThousand === undefined ? moneylessCell(colors) : { text: printable(perThousand) },
      { text: longestAnswerText(call) ?? '–', paint: colors.dim },
      ...(hasVolumes
        ? [
            call.callsPerMonth === undefined
              ? { text: '–', paint: colors.dim }
              : { text: formatCount(call.callsPerMonth) },
            perMonth === undefined
              ? { text: '–', paint: colors.dim }
              : { text: printable(perMonth), paint: colors.green },
          ]
        : []),
    ];
  });
  const columns = [
    { title: 'call', cut: 'start', minimum: 26 },
    { title: 'model', cut: 'end', minimum: 20 },
    { title: 'tokens in', align: 'right', spare: 2 },
    { title: 'per 1,000', align: 'right' },
    { title: 'longest answer', align: 'right', spare: 3 },
    ...(hasVolumes
      ? ([
          { title: 'calls/month', align: 'right', spare: 1 },
          { title: 'a month', align: 'right' },
        ] as const)
      : []),
  ] as const;
  return tableLines(columns, rows, terminal, 2);
}

function templateLines(templates: readonly ReportedTemplate[], terminal: Terminal): readonly string[] {
  if (templates.length === 0) return [];
  const { colors } = terminal;
  const rows = templates.map((template): readonly Cell[] => [
    { text: printable(template.name === undefined ? template.path : `${template.path}#${template.name}`) },
    template.model.name === undefined
      ? { text: 'named by the code', paint: colors.dim }
      : { text: modelName(template.model) },
    { text: tokensText(template) },
    templateMoney(template, colors),
    {
      text: template.usedBy.length === 0 ? '' : `used by ${plural(template.usedBy.length, 'call')}`,
      paint: colors.dim,
    },
  ]);
  const columns = [
    { title: 'prompt', cut: 'start', minimum: 26 },
    { title: 'model', cut: 'end', minimum: 16 },
    { title: 'tokens', align: 'right' },
    { title: 'per 1,000', align: 'right' },
    { title: '', spare: 1 },
  ] as const;
  return tableLines(columns, rows, terminal, 2);
}

function templateMoney(template: ReportedTemplate, colors: Terminal['colors']): Cell {
  if (template.model.name === undefined) return { text: '–', paint: colors.dim };
  const text = moneyText(template.usdPerCall, template, 1000);
  return text === undefined ? moneylessCell(colors) : { text: printable(text) };
}

/** Beside the first one; more are counted only. */
const MAXIMUM_PLACES = 7;

function findingLines(findings: readonly ReportedFinding[], money: MoneyFormat, terminal: Terminal): readonly string[] {
  const { colors, width } = terminal;
  return groupFindings(findings).flatMap(({ rule, message, places, savings, fixTitles }) => {
    const saved = [
      savings?.usdPerMonth && `≈ ${money.amount(savings.usdPerMonth.likely)} per month`,
      savings?.usdPerThousandCalls && `≈ ${money.amount(savings.usdPerThousandCalls.likely)} per 1,000 calls`,
    ].find((amount) => amount !== undefined);
    const [first, ...others] = places.map(({ path, place }) => lineText(path, place));
    const head = [colors.bold(rule), first, saved && colors.green(`saves ${saved}`)];
    return [
      `  ${head.filter((part) => part !== undefined).join(colors.dim(' · '))}`,
      ...others.slice(0, MAXIMUM_PLACES).map((other) => `  ${' '.repeat(textWidth(rule))} ${colors.dim('·')} ${other}`),
      ...(others.length > MAXIMUM_PLACES
        ? [colors.dim(`      and ${others.length - MAXIMUM_PLACES} more places`)]
        : []),
      ...wrapText(printable(message), width - 6).map((line) => `      ${colors.dim(line)}`),
      ...fixTitles.map((title) => `      ${colors.cyan('help:')} ${printable(title)}`),
    ];
  });
}

function assumptionLines({ assumptions }: WorkloadReport, { colors, width }: Terminal): readonly string[] {
  return assumptions.flatMap(({ text, calls }) => {
    const count = calls > 1 ? ` (${plural(calls, 'call')})` : '';
    return wrapText(printable(withoutAdvice(text)) + count, width - 4).map((line, index) =>
      colors.dim(`  ${index === 0 ? '·' : ' '} ${line}`),
    );
  });
}

function modelName(model: ReportedCall['model']): string {
  return printable(modelText(model));
}
