import { HOW_TO_SET_OUTPUT, OUTPUT_SENTENCE } from '../cost/assumptions.ts';
import type { CallEstimate, PlaceholderEstimate } from '../cost/callEstimate.ts';
import type { OutputEvidenceKind } from '../cost/output/clue.ts';
import { formatCount, formatCountRange, plural } from '../cost/format.ts';
import type { ReportedAssumption } from './workload.ts';

/**
 * What the estimates of many calls take for granted, each once: sentences that differ only in a name or a number are one.
 * Those of most calls first.
 */
export function summarizeAssumptions(estimates: readonly CallEstimate[]): readonly ReportedAssumption[] {
  const others = estimates.map((estimate) =>
    [...new Set(estimate.assumptions.map((text) => withoutNumbers(text, estimate)))].filter(isNoPlaceholder),
  );
  return [...countTexts(others), ...placeholderAssumptions(estimates)].sort(
    (a, b) => b.calls - a.calls || (a.text < b.text ? -1 : 1),
  );
}

/** Lengths of answers differ from call to call; what they rest on does not. */
function withoutNumbers(assumption: string, { outputTokens }: CallEstimate): string {
  if (!assumption.startsWith(OUTPUT_SENTENCE)) return assumption;
  return `${EVIDENCE_TEXT[outputTokens.evidence.kind]} ${HOW_TO_SET_OUTPUT}`;
}

const EVIDENCE_TEXT: Readonly<Record<OutputEvidenceKind, string>> = {
  configured: 'Answers are as long as configured.',
  stated: 'Answers are as long as the prompts ask for.',
  schema: 'Answers fill the fields that the requests ask for.',
  task: 'Answers are as long as is usual for what the prompts ask to do.',
  cap: 'Answers fill a cap of a few tokens.',
  habit: 'Nothing says how long the answers are: they are as long as models usually write.',
};

function isNoPlaceholder(assumption: string): boolean {
  return !assumption.startsWith('{');
}

function countTexts(texts: readonly (readonly string[])[]): readonly ReportedAssumption[] {
  const counts = new Map<string, number>();
  for (const text of texts.flat()) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, calls]) => ({ text, calls }));
}

/** Placeholders that are taken to have one size. */
interface SizeGroup {
  readonly size: string;
  /** Calls by name. */
  readonly names: Map<string, number>;
  calls: number;
}

function placeholderAssumptions(estimates: readonly CallEstimate[]): readonly ReportedAssumption[] {
  const groups = new Map<string, SizeGroup>();
  for (const { segments } of estimates) {
    const sizes = new Set<SizeGroup>();
    const names = new Set<string>();
    for (const placeholder of segments.flatMap(({ placeholders }) => placeholders)) {
      if (placeholder.isQuiet) continue;
      const size = sizeText(placeholder);
      const group = groups.get(size) ?? { size, names: new Map<string, number>(), calls: 0 };
      groups.set(size, group);
      sizes.add(group);
      if (!names.has(placeholder.name)) group.names.set(placeholder.name, (group.names.get(placeholder.name) ?? 0) + 1);
      names.add(placeholder.name);
    }
    for (const group of sizes) group.calls++;
  }
  return [...groups.values()].map(({ size, names, calls }) => ({ text: `${namesText(names)}: ${size}.`, calls }));
}

function sizeText({ tokens, basis, evidence, isUnsized }: PlaceholderEstimate): string {
  if (isUnsized) {
    const what = tokens.high > 0 ? 'only what is known of it is in the money' : 'not in the money';
    return `of a size that is not known, so ${what}`;
  }
  switch (basis) {
    case 'configuration':
      return `${formatCount(tokens.likely)} tokens, as configured`;
    case 'sample':
      return `${formatCount(tokens.likely)} tokens, as in a sample file`;
    case 'code':
      return `${formatCountRange(tokens)} tokens, likely ${formatCount(tokens.likely)}: ${evidence ?? 'by the code'}`;
    case 'default':
      return `${formatCountRange(tokens)} tokens, likely ${formatCount(tokens.likely)}, by their names`;
  }
}

/** More are counted only. */
const MAXIMUM_NAMES = 8;

/** `{prompt}, {question} and 3 more`, those of most calls first. */
function namesText(names: ReadonlyMap<string, number>): string {
  const sorted = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => `{${name}}`);
  const rest = sorted.length - MAXIMUM_NAMES;
  const shown = sorted.slice(0, MAXIMUM_NAMES).join(', ');
  return rest > 0 ? `${shown} and ${plural(rest, 'other')}` : shown;
}
