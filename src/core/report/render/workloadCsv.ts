/** `report --format csv`: one row a call, for spreadsheets. RFC 4180. */
import type { AmountRange } from '../../domain/estimates.ts';
import type { ReportedCall, WorkloadReport } from '../workload.ts';
import { shownNumber } from './jsonText.ts';

type CellValue = string | number | undefined;

export function renderWorkloadCsv({ calls }: WorkloadReport): string {
  const rows = calls.map((call) => COLUMNS.map(([, valueOf]) => valueOf(call)));
  return [COLUMNS.map(([title]) => title), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

const COLUMNS: readonly (readonly [string, (call: ReportedCall) => CellValue])[] = [
  ['path', ({ path }) => path],
  ['cell', ({ place }) => place.cell],
  ['line', ({ place }) => place.start.line],
  ['operation', ({ operation }) => operation],
  ['sdk', ({ sdk }) => sdk],
  ['model', ({ model }) => model.name],
  ['model_id', ({ model }) => model.id],
  ['profile', ({ model }) => model.profile],
  ['region', ({ model }) => model.region],
  ['project', ({ project }) => project],
  ...range('input_tokens', ({ inputTokens }) => inputTokens),
  ['input_method', ({ inputTokens }) => inputTokens.method],
  ['seen_input', ({ seenInput }) => seenInput],
  ...range('output_tokens', ({ outputTokens }) => outputTokens),
  ['output_basis', ({ outputBasis }) => outputBasis],
  ['output_cap', ({ cap }) => (cap.state === 'known' ? cap.value : cap.state)],
  ...range('usd_per_call', ({ usdPerCall }) => usdPerCall),
  ['calls_per_month', ({ callsPerMonth }) => callsPerMonth],
  ...range('usd_per_month', ({ usdPerMonth }) => usdPerMonth),
  ['unpriced_because', ({ unpricedBecause }) => unpricedBecause],
  ['id', ({ id }) => id],
  ['usd_ceiling_per_call', ({ usdCeilingPerCall }) => usdCeilingPerCall],
  ['unsized', ({ unsized }) => unsized.map(({ name }) => name).join('; ')],
];

function range(
  name: string,
  of: (call: ReportedCall) => AmountRange | undefined,
): readonly (readonly [string, (call: ReportedCall) => CellValue])[] {
  return (['low', 'likely', 'high'] as const).map((at) => [`${name}_${at}`, (call) => of(call)?.[at]]);
}

function cell(value: CellValue): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(shownNumber(value)) : harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would run a text that begins like a formula. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
