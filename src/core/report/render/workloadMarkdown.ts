/** `report --format markdown`: for a pull request or a wiki. */
import type { MoneyFormat } from '../../cost/format.ts';
import { formatCount, moneyFormat, plural } from '../../cost/format.ts';
import { groupFindings } from '../findingGroups.ts';
import { missingConfiguration } from '../missingFacts.ts';
import type { MoneySum } from '../moneySum.ts';
import type { ReportedBudget } from '../workload.ts';
import type { ReportedFinding, ReportedPlace, WorkloadGroup, WorkloadReport } from '../workload.ts';
import {
  budgetText,
  groupAmountText,
  longestAnswerText,
  modelText,
  moneylessText,
  moneyText,
  shareText,
  tokensText,
  totalAmounts,
  totalRemarks,
} from './workloadWords.ts';

export function renderWorkloadMarkdown(report: WorkloadReport): string {
  const { totals, templates } = report;
  const money = moneyFormat(report.currency);
  const blocks = [
    '# Workload report',
    `${plural(totals.calls, 'call')} and ${plural(templates.length, 'prompt')}, prices as of ${report.pricesAsOf}.`,
    [
      ...totalAmounts(report).map(({ amount, what }) => `- **${escape(amount)}**: ${escape(what)}`),
      ...totalRemarks(report).map((text) => `- ${escape(text)}`),
    ].join('\n'),
    ...budgetBlocks(report.budgets, money),
    ...groupBlocks('By model', report.byModel, totals, money),
    ...groupBlocks('By file', report.byFile, totals, money),
    ...groupBlocks('By project', report.byProject, totals, money),
    ...callBlocks(report),
    ...templateBlocks(report),
    ...findingBlocks(report.findings, money),
    ...listBlocks(
      'Assumed',
      report.assumptions.map(({ text, calls }) => `${text}${calls > 1 ? ` (${plural(calls, 'call')})` : ''}`),
    ),
    ...missingBlocks(report),
    ...listBlocks(
      'Not read',
      report.skipped.map(({ path, reason }) => `${path} ${reason}`),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function budgetBlocks(budgets: readonly ReportedBudget[], money: MoneyFormat): readonly string[] {
  const rows = budgets.map((budget) => [
    budget.files.length === 0 ? 'whole workspace' : budget.files.join(', '),
    money.amount(budget.usdPerMonth),
    money.range(budget.spentUsdPerMonth),
    budgetText(budget),
  ]);
  return tableBlocks('Budgets', [['Files'], ['Limit per month', 'right'], ['Spent', 'right'], ['']], rows);
}

function groupBlocks(
  title: string,
  groups: readonly WorkloadGroup[],
  totals: MoneySum,
  money: MoneyFormat,
): readonly string[] {
  const whole = totals.usdPerMonth?.likely ?? 0;
  const rows = groups.map(({ name, sum }) => [
    name,
    formatCount(sum.calls),
    sum.usdPerMonth === undefined ? '–' : groupAmountText(money.amount(sum.usdPerMonth.likely), sum),
    sum.usdPerMonth === undefined || whole === 0 ? '–' : shareText(sum.usdPerMonth.likely / whole),
    sum.usdPerThousandCalls === undefined ? '–' : groupAmountText(money.amount(sum.usdPerThousandCalls.likely), sum),
  ]);
  const columns = [
    [''],
    ['Calls', 'right'],
    [`${money.unit} per month`, 'right'],
    ['Share', 'right'],
    [`No volume: ${money.unit} per 1,000 of each`, 'right'],
  ] as const;
  return tableBlocks(title, columns, rows);
}

function callBlocks({ calls, currency }: WorkloadReport): readonly string[] {
  const { unit } = moneyFormat(currency);
  const rows = calls.map((call) => [
    placeText(call),
    modelText(call.model),
    tokensText(call),
    moneyText(call.usdPerCall, call, 1000) ?? moneylessText(call),
    longestAnswerText(call) ?? '–',
    call.callsPerMonth === undefined ? '–' : formatCount(call.callsPerMonth),
    moneyText(call.usdPerMonth, call, 1) ?? '–',
  ]);
  const columns = [
    ['Call'],
    ['Model'],
    ['Tokens in', 'right'],
    [`${unit} per 1,000 calls`, 'right'],
    [`${unit} of the longest answer`, 'right'],
    ['Calls a month', 'right'],
    [`${unit} a month`, 'right'],
  ] as const;
  return tableBlocks('Calls, dearest first', columns, rows);
}

function templateBlocks({ templates }: WorkloadReport): readonly string[] {
  const rows = templates.map((template) => [
    template.name === undefined ? template.path : `${template.path}#${template.name}`,
    template.format,
    template.model.name === undefined ? '–' : modelText(template.model),
    tokensText(template),
    template.placeholders.join(', '),
  ]);
  return tableBlocks('Prompts', [['Prompt'], ['Format'], ['Model'], ['Tokens', 'right'], ['Placeholders']], rows);
}

function findingBlocks(findings: readonly ReportedFinding[], money: MoneyFormat): readonly string[] {
  const rows = groupFindings(findings).map((finding) => [
    finding.rule,
    finding.places.map(placeText).join(', '),
    finding.savings?.usdPerMonth === undefined ? '–' : `≈ ${money.amount(finding.savings.usdPerMonth.likely)}`,
    finding.savings?.usdPerThousandCalls === undefined
      ? '–'
      : `≈ ${money.amount(finding.savings.usdPerThousandCalls.likely)}`,
    finding.message,
  ]);
  const columns = [
    ['Rule'],
    ['Place'],
    [`Saves ${money.unit} a month`, 'right'],
    [`Saves ${money.unit} per 1,000 calls`, 'right'],
    ['What and why'],
  ] as const;
  return tableBlocks('What to do, most saving first', columns, rows);
}

function missingBlocks({ missing }: WorkloadReport): readonly string[] {
  if (missing.length === 0) return [];
  const lines = missingConfiguration(missing);
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return ['## To know more', 'Write in `bedrock-cost-lint.yaml`:', [`${fence}yaml`, ...lines, fence].join('\n')];
}

function listBlocks(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- ${escape(item)}`).join('\n')];
}

type ColumnTitle = readonly [title: string, align?: 'right'];

function tableBlocks(
  title: string,
  columns: readonly ColumnTitle[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    [
      line(columns.map(([name]) => name)),
      line(columns.map(([, align]) => (align === 'right' ? '---:' : '---'))),
      ...rows.map((row) => line(row.map(escape))),
    ].join('\n'),
  ];
}

function placeText({ path, place: { cell, start } }: ReportedPlace): string {
  return `${path}${cell === undefined ? '' : `:cell ${cell + 1}`}:${start.line}`;
}

/** Text of the workspace as plain text of one line: no markup, no links, no HTML. */
function escape(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\`*_{}[\]<>|~#&]/g, (character) => `\\${character}`)
    .replace(/@(?=\w)/g, '@\u200B');
}

function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
