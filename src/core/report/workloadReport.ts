/** What the calls of a workspace cost together: plain data, ready for any renderer. */
import type { Currency } from '../configuration/configurationSchema.ts';
import type { CallEstimate } from '../cost/callEstimate.ts';
import { isPartial } from '../cost/headline.ts';
import type { Severity } from '../domain/finding.ts';
import { ratesText } from '../cost/ratesText.ts';
import { knownValue } from '../domain/resolved.ts';
import { summarizeAssumptions } from './assumptionSummary.ts';
import { reportBudgets } from './budgets.ts';
import { missingFacts } from './missingFacts.ts';
import type { AnalyzedCallSite, AnalyzedTemplate } from './fileAnalysis.ts';
import type {
  ConfiguredAnalysis,
  WorkloadReport,
  WorkloadGroup,
  ReportedPlace,
  ReportedCall,
  ReportedTemplate,
  ReportedEstimate,
  ReportedModel,
  ReportedFinding,
} from './workload.ts';
import type { MoneySum } from './moneySum.ts';
import { byMoney, sumMoney, usdPerMonth } from './moneySum.ts';
import { PlaceIndex } from './positions.ts';
import { usersOfFiles } from './templateUsers.ts';
import type { RenderContext, SkippedFile } from './render/renderContext.ts';

/** Pure: the same files, configuration and prices give the same report. */
export function buildWorkloadReport(
  files: readonly ConfiguredAnalysis[],
  skipped: readonly SkippedFile[],
  context: RenderContext,
): WorkloadReport {
  const reported = files.map((file) => reportFile(file, context));
  const calls = reported.flatMap((file) => file.calls).sort(dearestFirst);
  const templates = reported.flatMap((file) => file.templates);
  return {
    version: context.version,
    pricesAsOf: context.pricesAsOf,
    currency: commonCurrency(files),
    totals: sumOf(calls),
    byModel: groupBy(calls, ({ model }) => model.name ?? UNKNOWN_MODEL),
    byFile: groupBy(calls, ({ path }) => path),
    byProject: calls.some(({ project }) => project !== undefined)
      ? groupBy(calls, ({ project }) => project ?? NO_PROJECT)
      : [],
    calls,
    templates: withUsers(templates, files),
    findings: reported.flatMap((file) => file.findings).sort(mostSavingFirst),
    budgets: reportBudgets(files, calls),
    assumptions: summarizeAssumptions(
      files.flatMap(({ analysis }) => analysis.callSites.map(({ estimate }) => estimate)),
    ),
    missing: missingFacts(files, context),
    skipped,
  };
}

/** Sums of amounts in several currencies are in US dollars. */
function commonCurrency(files: readonly ConfiguredAnalysis[]): Currency | undefined {
  const [first, ...others] = files.map(({ configuration }) => configuration.prices.currency);
  const isCommon = others.every(
    (other) => other?.code === first?.code && other?.perUsd === first?.perUsd && other?.date === first?.date,
  );
  return isCommon ? first : undefined;
}

export const UNKNOWN_MODEL = 'model not known';
const NO_PROJECT = 'no project';

interface ReportedFile {
  readonly calls: readonly ReportedCall[];
  readonly templates: readonly ReportedTemplate[];
  readonly findings: readonly ReportedFinding[];
}

function reportFile({ analysis, configuration }: ConfiguredAnalysis, context: RenderContext): ReportedFile {
  const places = new PlaceIndex(analysis.source);
  const { uri } = analysis;
  const path = context.pathOf(uri);
  return {
    calls: analysis.callSites.map((analyzed) => ({
      uri,
      path,
      place: places.placeOf(analyzed.callSite.range),
      ...reportCall(analyzed, configuration.workload(analyzed.callSite)?.callsPerMonth),
    })),
    templates: analysis.templates.map((analyzed) => ({
      uri,
      path,
      place: places.placeOf(analyzed.template.range),
      ...reportTemplate(analyzed),
    })),
    findings: analysis.findings.map(({ rule, severity, message, callSite, savings, fixes, range }) => ({
      uri,
      path,
      place: places.placeOf(range),
      rule,
      severity,
      message,
      callSite,
      savings,
      fixTitles: fixes.map(({ title }) => title),
    })),
  };
}

function reportCall(
  { callSite, estimate }: AnalyzedCallSite,
  callsPerMonth: number | undefined,
): Omit<ReportedCall, keyof ReportedPlace> {
  const reported = reportEstimate(estimate);
  return {
    id: callSite.id,
    operation: callSite.operation,
    sdk: callSite.sdk,
    project: knownValue(callSite.project),
    cap: callSite.maxTokens,
    takesCap: callSite.takesMaxTokens,
    isInLoop: callSite.loop.isInLoop,
    isInHandler: callSite.loop.isInHandler,
    isStreaming: callSite.isStreaming,
    ...reported,
    callsPerMonth,
    usdPerMonth: usdPerMonth({ usdPerCall: reported.usdPerCall, callsPerMonth }),
  };
}

function reportTemplate({ template, estimate }: AnalyzedTemplate): Omit<ReportedTemplate, keyof ReportedPlace> {
  return {
    name: template.name,
    format: template.format,
    placeholders: [...new Set(template.placeholders.map(({ name }) => name))],
    usedBy: [],
    ...reportEstimate(estimate),
  };
}

function reportEstimate(estimate: CallEstimate): ReportedEstimate {
  const { inputTokens, seenInput, outputTokens, outputCeiling, usdPerCall, unpricedBecause, assumptions } = estimate;
  const { usdCeilingPerCall, unsized, unpriced, otherCharges } = estimate;
  const { low, likely, high, method } = inputTokens;
  return {
    model: reportModel(estimate),
    inputTokens: { low, likely, high, method },
    seenInput,
    outputTokens: { low: outputTokens.low, likely: outputTokens.likely, high: outputTokens.high },
    outputBasis: outputTokens.basis,
    outputCeiling,
    usdCeilingPerCall,
    unsized,
    unpriced,
    otherCharges,
    caching: estimate.caching?.state,
    usdPerCall,
    unpricedBecause,
    currency: estimate.currency,
    rates: ratesText(estimate.candidates),
    assumptions,
  };
}

export function reportModel({ target, candidates }: Pick<CallEstimate, 'target' | 'candidates'>): ReportedModel {
  const ids = new Set(candidates.map((candidate) => candidate.target.modelId));
  return {
    name: target.model?.name ?? target.modelId,
    id: target.modelId,
    profile: target.profile,
    region: target.region,
    others: Math.max(0, ids.size - 1),
  };
}

function groupBy(calls: readonly ReportedCall[], nameOf: (call: ReportedCall) => string): readonly WorkloadGroup[] {
  const groups = new Map<string, ReportedCall[]>();
  for (const call of calls) {
    const name = nameOf(call);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [call]);
    else group.push(call);
  }
  return [...groups]
    .map(([name, members]) => ({ name, sum: sumOf(members) }))
    .sort((a, b) => byMoney(a.sum, b.sum) || compareText(a.name, b.name));
}

function sumOf(calls: readonly ReportedCall[]): MoneySum {
  return sumMoney(calls.map((call) => ({ ...call, isPartial: isPartial(call) })));
}

/** A template's users are the calls that hold text of its file. */
function withUsers(
  templates: readonly ReportedTemplate[],
  files: readonly ConfiguredAnalysis[],
): readonly ReportedTemplate[] {
  const users = usersOfFiles(files.map(({ analysis }) => analysis));
  return templates.map((template) => ({ ...template, usedBy: users.get(template.uri) ?? [] }));
}

/** Of calls that are likely to cost the same, the one that can cost less comes later. */
function dearestFirst(a: ReportedCall, b: ReportedCall): number {
  return (
    (b.usdPerMonth?.likely ?? -1) - (a.usdPerMonth?.likely ?? -1) ||
    (b.usdPerCall?.likely ?? -1) - (a.usdPerCall?.likely ?? -1) ||
    (b.usdPerCall?.low ?? -1) - (a.usdPerCall?.low ?? -1) ||
    byPlace(a, b)
  );
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function mostSavingFirst(a: ReportedFinding, b: ReportedFinding): number {
  return (
    (b.savings?.usdPerMonth?.likely ?? -1) - (a.savings?.usdPerMonth?.likely ?? -1) ||
    (b.savings?.usdPerThousandCalls?.likely ?? -1) - (a.savings?.usdPerThousandCalls?.likely ?? -1) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    byPlace(a, b)
  );
}

function byPlace(a: ReportedPlace, b: ReportedPlace): number {
  const [left, right] = [a.place, b.place];
  return (
    compareText(a.path, b.path) ||
    (left.cell ?? 0) - (right.cell ?? 0) ||
    left.start.line - right.start.line ||
    left.start.column - right.start.column
  );
}

/** By code units: the same order on every system. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
