/** `scan`: a table of calls, one of prompts, and what to write down to know more. */
import { formatCount, plural } from '../../core/cost/format.ts';
import type { Resolved } from '../../core/domain/resolved.ts';
import { missingConfiguration } from '../../core/report/missingFacts.ts';
import type { RenderContext, SkippedFile } from '../../core/report/render/renderContext.ts';
import { longestAnswerText, modelText, moneyText, tokensText } from '../../core/report/render/workloadWords.ts';
import type {
  ConfiguredAnalysis,
  ReportedCall,
  ReportedEstimate,
  ReportedPlace,
  ReportedTemplate,
  WorkloadReport,
} from '../../core/report/workload.ts';
import { buildWorkloadReport } from '../../core/report/workloadReport.ts';
import { lineText } from './placeText.ts';
import { printable } from './printable.ts';
import { skippedLines } from './skippedText.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';
import { wrapText } from './textWidth.ts';

export interface InventoryTextOptions {
  readonly fileCount: number;
}

export function renderInventoryText(
  files: readonly ConfiguredAnalysis[],
  skipped: readonly SkippedFile[],
  context: RenderContext,
  terminal: Terminal,
  { fileCount }: InventoryTextOptions,
): string {
  const report = buildWorkloadReport(files, skipped, context);
  const calls = [...report.calls].sort(byPath);
  const { colors } = terminal;
  const counts = `${plural(calls.length, 'call')} and ${plural(report.templates.length, 'prompt')}`;
  const lines = [
    `${colors.bold(counts)} in ${plural(fileCount, 'file')} ${colors.dim(`· prices as of ${report.pricesAsOf}`)}`,
    ...section('Calls', callTable(calls, terminal), terminal),
    ...section('Prompts', templateTable(report.templates, terminal), terminal),
    ...section(
      'Without a price',
      groupedLines(calls, ({ usdPerCall, unpricedBecause }) => (usdPerCall ? undefined : unpricedBecause), terminal),
      terminal,
    ),
    ...section('What stands behind + costs, beside the sums', groupedLines(calls, unsizedText, terminal), terminal),
    ...section(missingTitle(report), missingLines(report, terminal), terminal),
    ...(skipped.length > 0 ? ['', ...skippedLines(skipped, terminal)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const CALL_COLUMNS: readonly Column[] = [
  { title: 'call', cut: 'start', minimum: 30 },
  { title: 'operation', cut: 'end', spare: 2 },
  { title: 'model', cut: 'end', minimum: 20 },
  { title: 'tokens in', align: 'right' },
  { title: 'cap', align: 'right' },
  { title: 'per 1,000 calls', align: 'right' },
  { title: 'longest answer', align: 'right', spare: 3 },
  { title: '', spare: 1 },
];

function callTable(calls: readonly ReportedCall[], terminal: Terminal): readonly string[] {
  if (calls.length === 0) return [];
  const rows = calls.map((call) => callRow(call, terminal));
  return tableLines(CALL_COLUMNS, rows, terminal, 2);
}

function callRow(call: ReportedCall, { colors }: Terminal): readonly Cell[] {
  return [
    { text: lineText(call.path, call.place) },
    { text: printable(call.operation), paint: colors.dim },
    modelCell(call, colors.yellow),
    { text: tokensText(call) },
    capCell(call, colors),
    moneyCell(call, colors),
    { text: longestAnswerText(call) ?? '–', paint: colors.dim },
    { text: flags(call), paint: colors.dim },
  ];
}

function modelCell({ model }: Pick<ReportedCall, 'model'>, warn: (text: string) => string): Cell {
  const text = printable(modelText(model));
  return model.name === undefined ? { text, paint: warn } : { text };
}

function capCell({ cap, takesCap }: ReportedCall, colors: Terminal['colors']): Cell {
  if (!takesCap) return { text: '–', paint: colors.dim };
  const text = capText(cap);
  return cap.state === 'known' ? { text } : { text, paint: cap.state === 'absent' ? colors.yellow : colors.dim };
}

function capText(cap: Resolved<number>): string {
  switch (cap.state) {
    case 'known':
      return formatCount(cap.value) + ((cap.alternatives?.length ?? 1) > 1 ? ' …' : '');
    case 'absent':
      return 'none';
    case 'unknown':
      return 'not known';
  }
}

function moneyCell(estimate: ReportedEstimate, colors: Terminal['colors']): Cell {
  const text = moneyText(estimate.usdPerCall, estimate, 1000);
  return text === undefined ? moneylessCell(colors) : { text: printable(text), paint: colors.green };
}

export function moneylessCell(colors: Terminal['colors']): Cell {
  return { text: 'no price', paint: colors.yellow };
}

function flags({ isInLoop, isInHandler, isStreaming, caching }: ReportedCall): string {
  const words = [
    isInLoop && 'in a loop',
    isInHandler && 'per event',
    isStreaming && 'streamed',
    caching === 'active' && 'cached',
    caching === 'conditional' && 'may be cached',
    caching === 'too-short' && 'cache too short',
    caching === 'refused' && 'cache marker refused',
  ];
  return words.filter((word) => word !== false).join(', ');
}

const TEMPLATE_COLUMNS: readonly Column[] = [
  { title: 'prompt', cut: 'start', minimum: 30 },
  { title: 'format', spare: 2 },
  { title: 'model', cut: 'end', minimum: 20 },
  { title: 'tokens', align: 'right' },
  { title: 'per 1,000 calls', align: 'right', spare: 3 },
  { title: 'placeholders', cut: 'end', minimum: 12, spare: 1 },
];

function templateTable(templates: readonly ReportedTemplate[], terminal: Terminal): readonly string[] {
  if (templates.length === 0) return [];
  const { colors } = terminal;
  const rows = templates.map((template) => [
    { text: template.name === undefined ? printable(template.path) : printable(`${template.path}#${template.name}`) },
    { text: template.format, paint: colors.dim },
    template.model.name === undefined
      ? { text: '–', paint: colors.dim }
      : { text: printable(modelText(template.model)) },
    { text: tokensText(template) },
    template.model.name === undefined ? { text: '–', paint: colors.dim } : moneyCell(template, colors),
    { text: printable(template.placeholders.join(', ')), paint: colors.dim },
  ]);
  return tableLines(TEMPLATE_COLUMNS, rows, terminal, 2);
}

function unsizedText({ model, rates, unsized }: ReportedCall): string | undefined {
  return unsized.length > 0 && rates !== undefined ? `${modelText(model)}: ${rates}` : undefined;
}

/** Each text once, with the places that it is said of. */
function groupedLines(
  calls: readonly ReportedCall[],
  textOf: (call: ReportedCall) => string | undefined,
  { colors, width }: Terminal,
): readonly string[] {
  const places = new Map<string, string[]>();
  for (const call of calls) {
    const text = textOf(call);
    if (text === undefined) continue;
    const known = places.get(text) ?? [];
    places.set(text, [...known, lineText(call.path, call.place)]);
  }
  return [...places].flatMap(([reason, own]) => [
    ...wrapText(printable(reason), width - 2).map((line) => `  ${line}`),
    ...wrapText(own.slice(0, MAXIMUM_PLACES).join('  '), width - 4).map((line) => `    ${colors.dim(line)}`),
    ...(own.length > MAXIMUM_PLACES ? [`    ${colors.dim(`and ${own.length - MAXIMUM_PLACES} more`)}`] : []),
  ]);
}

const MAXIMUM_PLACES = 6;

export function missingTitle({ missing }: Pick<WorkloadReport, 'missing'>): string {
  return missing.length === 0 ? '' : 'To know more, write in bedrock-cost-lint.yaml';
}

export function missingLines({ missing }: Pick<WorkloadReport, 'missing'>, { colors }: Terminal): readonly string[] {
  return missingConfiguration(missing).map((line) => {
    const comment = line.indexOf('  # ');
    const text = printableYaml(comment < 0 ? line : line.slice(0, comment));
    return `    ${text}${comment < 0 ? '' : colors.dim(printable(line.slice(comment)))}`;
  });
}

function printableYaml(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + printable(line.slice(indent.length));
}

export function section(title: string, lines: readonly string[], { colors }: Terminal): readonly string[] {
  return lines.length === 0 ? [] : ['', colors.bold(title), ...lines];
}

function byPath(a: ReportedPlace, b: ReportedPlace): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  const [left, right] = [a.place, b.place];
  return (
    (left.cell ?? 0) - (right.cell ?? 0) || left.start.line - right.start.line || left.start.column - right.start.column
  );
}
