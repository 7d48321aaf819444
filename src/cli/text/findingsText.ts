/** `check`: each finding with the code it is about, the money, and what to do. */
import type { MoneyFormat } from '../../core/cost/format.ts';
import { currencyText, moneyFormat, plural } from '../../core/cost/format.ts';
import type { Savings, Severity } from '../../core/domain/finding.ts';
import type { CheckedFile, CheckedFinding, WrittenPlace } from '../../core/report/checkedFile.ts';
import type { FileProblem } from '../../core/report/fileAnalysis.ts';
import type { SourcePlace } from '../../core/report/positions.ts';
import { PlaceIndex } from '../../core/report/positions.ts';
import type { RenderContext, SkippedFile } from '../../core/report/render/renderContext.ts';
import type { TextRange } from '../../core/util/text.ts';
import { CodeFrames } from './codeFrame.ts';
import { placeText } from './placeText.ts';
import { printable } from './printable.ts';
import { skippedLines } from './skippedText.ts';
import type { Terminal } from './terminal.ts';
import { wrapText } from './textWidth.ts';

export interface FindingsTextOptions {
  readonly fileCount: number;
  readonly verbosity: 'normal' | 'quiet';
  /** Lines about what `--fix` did; empty when it was not asked for. */
  readonly fixed: readonly string[];
}

export function renderFindingsText(
  files: readonly CheckedFile[],
  skipped: readonly SkippedFile[],
  context: RenderContext,
  terminal: Terminal,
  { fileCount, verbosity, fixed }: FindingsTextOptions,
): string {
  const blocks = files.flatMap((file) => blocksOf(file, context, terminal));
  const lines = blocks.flatMap((block) => [...block, '']);
  if (verbosity === 'normal') {
    if (fixed.length > 0) lines.push(...fixed, '');
    const { currency } = context;
    lines.push(...summaryLines(files, fileCount, terminal), ...skippedLines(skipped, terminal));
    if (currency !== undefined) lines.push(terminal.colors.dim(`${currencyText(currency)}.`));
  }
  return lines.length === 0 ? '' : `${lines.join('\n').trimEnd()}\n`;
}

function blocksOf(file: CheckedFile, context: RenderContext, terminal: Terminal): readonly (readonly string[])[] {
  const { analysis, findings } = file;
  const places = new PlaceIndex(analysis.source);
  const frames = new CodeFrames(analysis.source);
  const path = context.pathOf(analysis.uri);
  const head = (severity: Severity, code: string | undefined, message: string, range: TextRange): readonly string[] =>
    headLines({ severity, code, message, path, place: places.placeOf(range), range }, frames, terminal);
  return [
    ...analysis.problems.map(({ severity, message, range }: FileProblem) => [
      ...head(severity, undefined, firstSentence(message).first, range),
      ...noteLines([firstSentence(message).rest], terminal),
    ]),
    ...findings.map((found) => findingLines(found, head, context.pathOf, moneyFormat(context.currency), terminal)),
  ];
}

type HeadWriter = (
  severity: Severity,
  code: string | undefined,
  message: string,
  range: TextRange,
) => readonly string[];

function findingLines(
  { finding, fixes, related }: CheckedFinding,
  head: HeadWriter,
  pathOf: (uri: string) => string,
  money: MoneyFormat,
  terminal: Terminal,
): readonly string[] {
  const { colors } = terminal;
  const { severity, rule, message, range, savings } = finding;
  const { first, rest } = firstSentence(message);
  return [
    ...head(severity, rule, first, range),
    ...noteLines([rest, savings === undefined ? '' : savingsText(savings, money, message)], terminal),
    ...relatedLines(related, pathOf, terminal),
    ...fixes.map(({ title, safety }) => {
      const flag = safety === 'safe' ? '--fix' : '--fix-unsafe';
      return `  ${colors.cyan('help:')} ${printable(title)} ${colors.dim(`(${flag})`)}`;
    }),
  ];
}

/** A few of them, one a line; editors and reports for machines have all. */
function relatedLines(
  related: readonly WrittenPlace[],
  pathOf: (uri: string) => string,
  { colors }: Terminal,
): readonly string[] {
  const shown = related.slice(0, SHOWN_RELATED).map(({ uri, place, message }) => {
    return `  ${colors.blue('also:')} ${placeText(pathOf(uri), place)} ${colors.dim(printable(message))}`;
  });
  const more = related.length - shown.length;
  return more > 0 ? [...shown, `  ${colors.blue('also:')} ${colors.dim(plural(more, 'more place'))}`] : shown;
}

const SHOWN_RELATED = 5;

interface Head {
  readonly severity: Severity;
  readonly code: string | undefined;
  readonly message: string;
  readonly path: string;
  readonly place: SourcePlace;
  readonly range: TextRange;
}

function headLines(
  { severity, code, message, path, place, range }: Head,
  frames: CodeFrames,
  terminal: Terminal,
): readonly string[] {
  const { colors, width } = terminal;
  const paint = severityColor(severity, terminal);
  const label = `${severity}${code === undefined ? '' : `[${code}]`}:`;
  const [firstLine = '', ...more] = wrapText(`${label} ${printable(message)}`, width);
  const colored = firstLine.startsWith(label)
    ? paint(colors.bold(label)) + colors.bold(firstLine.slice(label.length))
    : colors.bold(firstLine);
  return [
    colored,
    ...more.map(colors.bold),
    `  ${colors.blue('-->')} ${placeText(path, place)}`,
    ...frames.linesOf(range, terminal, paint),
  ];
}

function noteLines(notes: readonly string[], { colors, width }: Terminal): readonly string[] {
  return notes
    .filter((note) => note !== '')
    .flatMap((note) =>
      wrapText(printable(note), width - 4).map((line, index) => `  ${index === 0 ? colors.blue('=') : ' '} ${line}`),
    );
}

/** An amount that the message says already is not said again. */
function savingsText(
  { usdPerThousandCalls, usdPerMonth, assumptions }: Savings,
  money: MoneyFormat,
  message: string,
): string {
  const amounts = [
    usdPerMonth && `${money.amount(usdPerMonth.likely)} per month`,
    usdPerThousandCalls && `${money.amount(usdPerThousandCalls.likely)} per 1,000 calls`,
  ].filter((amount) => amount !== undefined && !message.includes(amount.split(' ')[0] ?? amount));
  return amounts.length === 0 ? assumptions.join(' ') : `Saves ≈ ${[amounts.join(', '), ...assumptions].join('. ')}`;
}

function severityColor(severity: Severity, { colors }: Terminal): (text: string) => string {
  switch (severity) {
    case 'error':
      return colors.red;
    case 'warning':
      return colors.yellow;
    case 'information':
      return colors.cyan;
    case 'hint':
      return colors.magenta;
  }
}

/** Up to the first full stop that a capital letter follows: `$1.06.` and file names have dots of their own. */
function firstSentence(message: string): { readonly first: string; readonly rest: string } {
  for (let at = message.indexOf('. '); at >= 0; at = message.indexOf('. ', at + 1)) {
    if (/\p{Lu}/u.test(message.charAt(at + 2))) return { first: message.slice(0, at + 1), rest: message.slice(at + 2) };
  }
  return { first: message, rest: '' };
}

const NOUNS: readonly (readonly [Severity, string, string])[] = [
  ['error', 'error', 'errors'],
  ['warning', 'warning', 'warnings'],
  ['information', 'for information', 'for information'],
  ['hint', 'hint', 'hints'],
];

function summaryLines(files: readonly CheckedFile[], fileCount: number, terminal: Terminal): readonly string[] {
  const { colors } = terminal;
  const severities = files.flatMap(({ analysis, findings }) => [
    ...analysis.problems.map(({ severity }) => severity),
    ...findings.map(({ finding }) => finding.severity),
  ]);
  const calls = files.reduce((sum, { analysis }) => sum + analysis.callSites.length, 0);
  const templates = files.reduce((sum, { analysis }) => sum + analysis.templates.length, 0);
  const seen = `${plural(calls, 'call')} and ${plural(templates, 'prompt')} in ${plural(fileCount, 'file')}`;
  if (severities.length === 0) return [`${colors.green('✔')} No findings: ${seen}.`];
  const counts = NOUNS.flatMap(([severity, one, many]) => {
    const count = severities.filter((other) => other === severity).length;
    return count === 0 ? [] : [severityColor(severity, terminal)(`${count} ${count === 1 ? one : many}`)];
  });
  return [`${colors.bold(listOf(counts))} · ${seen}${fixableText(files)}`];
}

function fixableText(files: readonly CheckedFile[]): string {
  const fixable = files.flatMap(({ findings }) => findings).filter(({ fixes }) => fixes.length > 0);
  const safe = fixable.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe')).length;
  const unsafe = fixable.length - safe;
  const parts = [safe > 0 && `${safe} fixable with --fix`, unsafe > 0 && `${unsafe} more with --fix-unsafe`];
  const text = parts.filter((part) => part !== false).join(', ');
  return text === '' ? '' : ` · ${safe === 0 ? text.replace(' more', ' fixable') : text}`;
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
