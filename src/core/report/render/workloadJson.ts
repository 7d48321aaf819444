/** `report --format json`, as `contract/workload.schema.json` promises it. */
import type { Resolved } from '../../domain/resolved.ts';
import type { MoneySum } from '../moneySum.ts';
import type {
  ReportedCall,
  ReportedEstimate,
  ReportedFinding,
  ReportedPlace,
  ReportedTemplate,
  WorkloadGroup,
  WorkloadReport,
} from '../workload.ts';
import { toolHeader } from './renderContext.ts';
import { jsonText } from './jsonText.ts';
import { moneyDetailsJson } from './moneyDetailsJson.ts';

export function renderWorkloadJson(report: WorkloadReport): string {
  const workload = {
    schema: 'bedrock-cost-lint/workload@1',
    tool: toolHeader(report),
    totals: sumJson(report.totals),
    byModel: report.byModel.map(groupJson),
    byFile: report.byFile.map(groupJson),
    byProject: report.byProject.map(groupJson),
    calls: report.calls.map(callJson),
    templates: report.templates.map(templateJson),
    findings: report.findings.map(findingJson),
    budgets: report.budgets,
    assumptions: report.assumptions,
    missing: report.missing,
    skipped: report.skipped,
  };
  return jsonText(workload);
}

function sumJson({ usdPerMonth, usdPerThousandCalls, callsPerMonth, ...counts }: MoneySum): object {
  return {
    ...counts,
    usdPerMonth: usdPerMonth ?? null,
    usdPerThousandCalls: usdPerThousandCalls ?? null,
    callsPerMonth: callsPerMonth ?? null,
  };
}

function groupJson({ name, sum }: WorkloadGroup): object {
  return { name, ...sumJson(sum) };
}

function callJson(call: ReportedCall): object {
  return {
    id: call.id,
    ...placeJson(call),
    operation: call.operation,
    sdk: call.sdk,
    ...(call.project !== undefined && { project: call.project }),
    ...estimateJson(call),
    maxTokens: resolvedJson(call.cap),
    takesMaxTokens: call.takesCap,
    isInLoop: call.isInLoop,
    isInHandler: call.isInHandler,
    isStreaming: call.isStreaming,
    callsPerMonth: call.callsPerMonth ?? null,
    usdPerMonth: call.usdPerMonth ?? null,
  };
}

function templateJson(template: ReportedTemplate): object {
  const { name, format, placeholders, usedBy } = template;
  return {
    ...placeJson(template),
    ...(name !== undefined && { name }),
    format,
    placeholders,
    usedBy,
    ...estimateJson(template),
  };
}

function findingJson(finding: ReportedFinding): object {
  const { rule, severity, message, callSite, savings, fixTitles } = finding;
  return {
    rule,
    severity,
    message,
    ...placeJson(finding),
    ...(callSite !== undefined && { callSite }),
    ...(savings && { savings }),
    fixes: fixTitles,
  };
}

function estimateJson(estimate: ReportedEstimate): object {
  const { model, inputTokens, seenInput, outputTokens, outputBasis, outputCeiling } = estimate;
  const { caching, usdPerCall, unpricedBecause, assumptions } = estimate;
  return {
    model: {
      name: model.name ?? null,
      id: model.id ?? null,
      profile: model.profile ?? null,
      region: model.region ?? null,
      others: model.others,
    },
    inputTokens,
    seenInput,
    outputTokens: { ...outputTokens, basis: outputBasis },
    outputCeilingTokens: outputCeiling?.tokens ?? null,
    ...(caching !== undefined && { caching }),
    usdPerCall: usdPerCall ?? null,
    ...moneyDetailsJson(estimate),
    ...(unpricedBecause !== undefined && { unpricedBecause }),
    assumptions,
  };
}

function resolvedJson(resolved: Resolved<number>): object {
  switch (resolved.state) {
    case 'known':
      return { state: 'known', value: resolved.value, from: resolved.from };
    case 'absent':
      return { state: 'absent' };
    case 'unknown':
      return { state: 'unknown', reason: resolved.reason };
  }
}

function placeJson({ path, place: { cell, start, end } }: ReportedPlace): object {
  return { path, ...(cell !== undefined && { cell }), range: { start, end } };
}
