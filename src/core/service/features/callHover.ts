import type { CallEstimate, SegmentEstimate } from '../../cost/callEstimate.ts';
import type { MoneyFormat } from '../../cost/format.ts';
import { formatCount, formatCountRange, formatDuration, moneyFormat } from '../../cost/format.ts';
import { amountAndRange, CEILING_WORDS, headline } from '../../cost/headline.ts';
import type { AmountRange } from '../../domain/estimates.ts';
import type { ExactCounts } from '../../domain/countTokens.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeIncludes } from '../../util/text.ts';
import type { ExactCall } from './exactCall.ts';
import { exactCall } from './exactCall.ts';
import { pricedPlaces } from './pricedPlaces.ts';

export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

/** What the call, use or template at an offset costs, by segment, with everything that is assumed. */
export function callHover(analysis: FileAnalysis, offset: number, counts?: ExactCounts): Hover | undefined {
  const templates = new Set<TextRange>(analysis.templates.map(({ template }) => template.range));
  const places = pricedPlaces(analysis).filter(({ range }) => rangeIncludes(range, offset));
  const place = innermost(
    places.filter(({ range }) => !templates.has(range) || isFirstLine(analysis, range, offset)),
    ({ range }) => range,
  );
  if (place === undefined) return undefined;
  const { range, title, subject, estimate } = place;
  return { range, markdown: describe(title, estimate, exactCall(subject, estimate, counts)) };
}

function innermost<T>(items: readonly T[], rangeOf: (item: T) => TextRange): T | undefined {
  return [...items].sort((a, b) => length(rangeOf(a)) - length(rangeOf(b)))[0];
}

function length({ start, end }: TextRange): number {
  return end - start;
}

/** A template is a whole file; its hover would cover every other one. */
function isFirstLine(analysis: FileAnalysis, range: TextRange, offset: number): boolean {
  return !analysis.source.text.slice(range.start, offset).includes('\n');
}

function describe(title: string, estimate: CallEstimate, exact: ExactCall | undefined): string {
  return [
    `**${escape(title)}** – ${escape(targetName(estimate))}`,
    `**${escape(headline(estimate))}**`,
    exact === undefined ? '' : exactText(exact),
    moneyTable(estimate),
    tokenTable(estimate),
    conversationTable(estimate),
    list('Assumed', estimate.assumptions),
    source(estimate),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** `Claude Sonnet 4.5 (eu profile, eu-central-1)`. */
export function targetName({ target, candidates }: Pick<CallEstimate, 'target' | 'candidates'>): string {
  const name = target.model?.name ?? target.modelId ?? 'model not known';
  const where = [target.profile && `${target.profile} profile`, target.region].filter((part) => part !== undefined);
  const others = new Set(candidates.map((candidate) => candidate.target.modelId)).size - 1;
  const more = others === 0 ? '' : ` or ${others === 1 ? '1 other model' : `one of ${others} other models`}`;
  return `${name}${where.length > 0 ? ` (${where.join(', ')})` : ''}${more}`;
}

function exactText({ tokens, date, leftOut, onlyFor }: ExactCall): string {
  const model = onlyFor === undefined ? '' : ` by ${escape(onlyFor)}`;
  const what = leftOut.length === 0 ? 'for the whole request' : `without ${leftOut.join(', ')}`;
  return `Counted by Bedrock on ${date}: **${formatCount(tokens)} tokens** ${what}${model}, exact.`;
}

/** What all the turns of a conversation cost together that is sent whole with each of them. */
function conversationTable({ conversation, currency }: CallEstimate): string {
  if (conversation === undefined) return '';
  const money = moneyFormat(currency);
  const rows = conversation.sums.map(({ turns, usd, cachedUsd }) =>
    row([
      formatCount(turns),
      money.amount(usd.likely),
      money.range(usd),
      cachedUsd ? money.amount(cachedUsd.likely) : '',
    ]),
  );
  const added = formatCount(conversation.tokensPerTurn.likely);
  return [
    `Each turn sends all before it again, and adds ≈ ${added} tokens:`,
    '',
    `| turns | ${money.unit} together | range | with a moving cache checkpoint |`,
    '|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

function tokenTable(estimate: CallEstimate): string {
  const head = ['| segment | | tokens | per call |', '|---|---|--:|--:|'];
  return [...head, ...inputRows(estimate), ...outputRows(estimate)].join('\n');
}

function inputRows(estimate: CallEstimate): readonly string[] {
  if (estimate.seenInput === 'none') return [row(['**input**', 'not seen here', '', ''])];
  const rate = estimate.rates?.input.usdPerMillionTokens;
  const money = moneyFormat(estimate.currency);
  const rows = estimate.segments.map((segment) =>
    row([
      segment.role,
      segment.isVolatile ? 'varies' : 'fixed',
      segmentText(segment),
      isOnlyUnsized(segment) ? '' : usdOf(segment.tokens.likely, rate, money),
    ]),
  );
  const { frameTokens, inputTokens, seenInput, unsized } = estimate;
  const frame =
    frameTokens.high > 0
      ? [row(['request frame', 'fixed', tokensText(frameTokens), usdOf(frameTokens.likely, rate, money)])]
      : [];
  const input = row([
    '**input**',
    seenInput === 'some' ? 'as far as seen' : unsized.length > 0 ? 'as far as its size is known' : '',
    tokensText(inputTokens),
    usdOf(inputTokens.likely, rate, money),
  ]);
  return [...rows, ...frame, input];
}

/** `1,200 + {history}`; of a segment that nothing is known of but its name, that. */
function segmentText(segment: SegmentEstimate): string {
  const names = new Set(segment.placeholders.flatMap(({ name, isUnsized }) => (isUnsized ? escape(`{${name}}`) : [])));
  if (isOnlyUnsized(segment)) return `${[...names].join(', ')}: size not known`;
  return [tokensText(segment.tokens), ...names].join(' + ');
}

function isOnlyUnsized({ tokens, placeholders }: SegmentEstimate): boolean {
  return tokens.high === 0 && placeholders.some(({ isUnsized }) => isUnsized);
}

function outputRows(estimate: CallEstimate): readonly string[] {
  const money = moneyFormat(estimate.currency);
  const { outputTokens, outputCeiling } = estimate;
  const rate = estimate.rates?.output?.usdPerMillionTokens;
  const basis = outputTokens.basis === 'configuration' ? 'as configured' : 'likely';
  const likely =
    outputTokens.likely > 0
      ? [row(['**output**', basis, tokensText(outputTokens), usdOf(outputTokens.likely, rate, money)])]
      : [];
  if (outputCeiling === undefined) return [...likely, row(['**longest answer**', '', 'not known', ''])];
  const usd = outputCeiling.usd === undefined ? '' : money.amount(outputCeiling.usd);
  const longest = ['**longest answer**', CEILING_WORDS[outputCeiling.basis], formatCount(outputCeiling.tokens), usd];
  return [...likely, row(longest)];
}

/** Empty without a price: the headline says why. */
function moneyTable(estimate: CallEstimate): string {
  if (estimate.usdPerCall === undefined) return '';
  const money = moneyFormat(estimate.currency);
  const head = ['| | per call | per 1,000 calls |', '|---|--:|--:|'];
  const cells = (usd: AmountRange): readonly string[] => [
    amountAndRange(usd, 1, money).amount,
    moneyRange(usd, 1000, money),
  ];
  const rows = [['**as written**', ...cells(estimate.usdPerCall)]];
  for (const { name, usd } of cachedAlternatives(estimate)) {
    if (usd.likely !== estimate.usdPerCall.likely) rows.push([name, ...cells(usd)]);
  }
  return [...head, ...rows.map(row)].join('\n');
}

function cachedAlternatives({
  caching,
}: CallEstimate): readonly { readonly name: string; readonly usd: AmountRange }[] {
  if (caching?.usd === undefined) return [];
  const { uncached, firstCall, laterCall } = caching.usd;
  const cached = caching.state === 'possible' || caching.state === 'conditional' ? 'if cached: ' : '';
  return [
    { name: 'not cached', usd: uncached },
    { name: `${cached}first call, fills the cache`, usd: firstCall },
    { name: `${cached}later call within ${formatDuration(caching.ttlSeconds)}`, usd: laterCall },
  ];
}

function moneyRange(usd: AmountRange, calls: number, money: MoneyFormat): string {
  const { amount, range } = amountAndRange(usd, calls, money);
  return range === undefined ? amount : `${amount} (${range})`;
}

function list(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return [`${title}:`, ...sentences.map((sentence) => `- ${escape(sentence)}`)].join('\n');
}

function source(estimate: CallEstimate): string {
  const input = estimate.rates?.input;
  if (input === undefined) return '';
  const checked = input.source.includes(input.checked) ? '' : `, checked ${input.checked}`;
  return `Price source: ${escape(input.source)}${checked}`;
}

function usdOf(tokens: number, usdPerMillionTokens: number | undefined, money: MoneyFormat): string {
  return usdPerMillionTokens === undefined ? '' : money.amount((tokens * usdPerMillionTokens) / 1e6);
}

/** `≈ 1,465 (1,391 to 1,539)`; the range in the same cell, since editors set columns close together. */
function tokensText(tokens: AmountRange): string {
  const count = formatCount(tokens.likely);
  const range = formatCountRange(tokens);
  return range === count ? count : `≈ ${count} (${range})`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text of the workspace stays text: no markup, no links, no images. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
}
