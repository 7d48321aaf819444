import { formatCountRange, plural } from '../cost/format.ts';
import type { AmountRange } from '../domain/estimates.ts';
import type { AnalyzedCallSite, FileAnalysis } from './fileAnalysis.ts';
import type { RenderContext } from './render/renderContext.ts';
import type { ConfiguredAnalysis, MissingFact } from './workload.ts';

/** More would bury the important ones. */
const MAXIMUM_PLACEHOLDERS = 8;
const MAXIMUM_FILES = 8;

/** Most important first: what has no price, then what has no month, then what is a wide range. */
export function missingFacts(files: readonly ConfiguredAnalysis[], context: RenderContext): readonly MissingFact[] {
  const calls = files.flatMap(({ analysis, configuration }) =>
    analysis.callSites.map((call) => ({
      ...call,
      path: context.pathOf(analysis.uri),
      workload: configuration.workload(call.callSite),
    })),
  );
  return [
    ...unresolvedModels(calls),
    ...assumedRegions(calls),
    ...missingWorkloads(calls),
    ...assumedPlaceholders(files.map(({ analysis }) => analysis)),
  ];
}

interface CallWithWorkload extends AnalyzedCallSite {
  readonly path: string;
  readonly workload: { readonly callsPerMonth?: number; readonly outputTokens?: AmountRange } | undefined;
}

function unresolvedModels(calls: readonly CallWithWorkload[]): readonly MissingFact[] {
  const names = calls.flatMap(({ callSite: { model }, estimate }) => {
    if (model.state === 'unknown') return model.environmentVariable ?? [];
    return estimate.target.model === undefined && estimate.target.modelId?.startsWith('arn:') === true
      ? estimate.target.modelId
      : [];
  });
  return countNames(names).map(([name, count]) => ({
    section: 'models',
    about: name,
    lines: [`${yamlKey(name)}: …`],
    why: `the model of ${plural(count, 'call')}`,
    calls: count,
  }));
}

function assumedRegions(calls: readonly CallWithWorkload[]): readonly MissingFact[] {
  const unsaid = calls.filter(({ estimate }) =>
    estimate.assumptions.some((text) => text.startsWith('The Region is not known')),
  );
  if (unsaid.length === 0) return [];
  const why = `${plural(unsaid.length, 'call')} with a price that depends on it`;
  return [{ section: 'region', about: 'region', lines: ['region: …'], why, calls: unsaid.length }];
}

function missingWorkloads(calls: readonly CallWithWorkload[]): readonly MissingFact[] {
  const byFile = new Map<string, CallWithWorkload[]>();
  for (const call of calls) {
    const isPriced = call.estimate.usdPerCall !== undefined;
    const isWhole = call.workload?.callsPerMonth !== undefined && call.workload.outputTokens !== undefined;
    if (!isPriced || isWhole) continue;
    byFile.set(call.path, [...(byFile.get(call.path) ?? []), call]);
  }
  if (byFile.size > MAXIMUM_FILES) return [workloadFact("'**'", [...byFile.values()].flat())];
  return [...byFile].map(([path, own]) => workloadFact(yamlText(path), own));
}

function workloadFact(files: string, calls: readonly CallWithWorkload[]): MissingFact {
  const hasNoVolume = calls.some(({ workload }) => workload?.callsPerMonth === undefined);
  const hasNoOutput = calls.some(({ workload }) => workload?.outputTokens === undefined);
  return {
    section: 'workloads',
    about: files,
    lines: [
      `- files: ${files}`,
      ...(hasNoVolume ? ['  callsPerMonth: …'] : []),
      ...(hasNoOutput ? ['  outputTokens: …'] : []),
    ],
    why: plural(calls.length, 'call'),
    calls: calls.length,
  };
}

function assumedPlaceholders(analyses: readonly FileAnalysis[]): readonly MissingFact[] {
  const seen = new Map<string, AssumedSize>();
  for (const { estimate } of analyses.flatMap(({ callSites }) => callSites)) {
    const own = new Map(
      estimate.segments
        .flatMap(({ placeholders }) => placeholders)
        .filter(({ name, basis, isQuiet }) => basis === 'default' && !isQuiet && IS_A_KEY.test(name))
        .map((placeholder) => [placeholder.name, placeholder]),
    );
    for (const [name, { tokens, isUnsized = false }] of own) {
      const known = seen.get(name);
      if (known === undefined) seen.set(name, { tokens, isUnsized, calls: 1 });
      else known.calls++;
    }
  }
  return [...seen]
    .sort(([nameA, a], [nameB, b]) => weightOf(b) - weightOf(a) || (nameA < nameB ? -1 : 1))
    .slice(0, MAXIMUM_PLACEHOLDERS)
    .map(([name, { tokens, isUnsized, calls }]) => ({
      section: 'placeholders',
      about: name,
      lines: [`${yamlKey(name)}: …`],
      why: isUnsized
        ? `not in the money of ${plural(calls, 'call')}`
        : `assumed ${formatCountRange(tokens)} tokens in ${plural(calls, 'call')}`,
      calls,
    }));
}

/** Names of the code; `further messages` and `tools[0]` are ours, and nobody can set their size. */
const IS_A_KEY = /^[\p{L}_$][\p{L}\p{N}_$.-]*$/u;

interface AssumedSize {
  readonly tokens: AmountRange;
  readonly isUnsized: boolean;
  calls: number;
}

/** More than any size that is assumed. */
const WEIGHT_OF_UNSIZED = 1e9;

/** How much of the ranges goes back to it; what is in none of them comes first. */
function weightOf({ tokens, isUnsized, calls }: AssumedSize): number {
  return (isUnsized ? WEIGHT_OF_UNSIZED : tokens.high - tokens.low) * calls;
}

function countNames(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
}

function yamlKey(name: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(name) ? name : yamlText(name);
}

function yamlText(text: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** The facts as one piece of YAML, each with why it is asked for as a comment. */
export function missingConfiguration(facts: readonly MissingFact[]): readonly string[] {
  const lines: { readonly text: string; readonly comment?: string }[] = [];
  let section = '';
  for (const fact of facts) {
    const isTopLevel = fact.section === 'region';
    if (!isTopLevel && fact.section !== section) lines.push({ text: `${fact.section}:` });
    section = fact.section;
    fact.lines.forEach((line, index) => {
      const text = isTopLevel ? line : `  ${line}`;
      lines.push(index === 0 ? { text, comment: fact.why } : { text });
    });
  }
  const width = Math.min(60, Math.max(0, ...lines.map(({ text }) => text.length)));
  return lines.map(({ text, comment }) => (comment === undefined ? text : `${text.padEnd(width)}  # ${comment}`));
}
