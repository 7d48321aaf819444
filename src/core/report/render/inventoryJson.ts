/** `scan --format json`, as `contract/inventory.schema.json` promises it. */
import type { CallEstimate, SegmentEstimate } from '../../cost/callEstimate.ts';
import type { AmountRange } from '../../domain/estimates.ts';
import type { Resolved } from '../../domain/resolved.ts';
import type { Segment } from '../../domain/segment.ts';
import type { TextRange } from '../../util/text.ts';
import type { AnalyzedCallSite, AnalyzedTemplate, AnalyzedUse, FileAnalysis } from '../fileAnalysis.ts';
import { PlaceIndex } from '../positions.ts';
import { usersOfFiles } from '../templateUsers.ts';
import type { RenderContext, SkippedFile } from './renderContext.ts';
import { toolHeader } from './renderContext.ts';
import { shownEvidence } from '../../cost/output/clue.ts';
import { jsonText } from './jsonText.ts';
import { moneyDetailsJson } from './moneyDetailsJson.ts';

export function renderInventoryJson(
  analyses: readonly FileAnalysis[],
  skipped: readonly SkippedFile[],
  context: RenderContext,
): string {
  const readers = usersOfFiles(analyses);
  const inventory = {
    schema: 'bedrock-cost-lint/inventory@1',
    tool: toolHeader(context),
    callSites: analyses.flatMap((analysis) => callSitesOf(analysis, context)),
    templates: analyses.flatMap((analysis) => templatesOf(analysis, context, readers)),
    skipped,
  };
  return jsonText(inventory);
}

function callSitesOf(analysis: FileAnalysis, context: RenderContext): readonly object[] {
  const places = new PlaceIndex(analysis.source);
  return analysis.callSites.map((analyzed) => callSiteJson(analyzed, analysis, places, context));
}

function callSiteJson(
  { callSite, estimate, uses }: AnalyzedCallSite,
  analysis: FileAnalysis,
  places: PlaceIndex,
  context: RenderContext,
): object {
  const { cell, ...range } = places.placeOf(callSite.range);
  const place = placeWriter(analysis.uri, places, context);
  return {
    id: callSite.id,
    path: context.pathOf(analysis.uri),
    range,
    ...(cell !== undefined && { cell }),
    language: callSite.language,
    sdk: callSite.sdk,
    operation: callSite.operation,
    model: modelJson(callSite.model, estimate, place),
    region: resolvedJson(callSite.region, place),
    maxTokens: resolvedJson(callSite.maxTokens, place),
    takesMaxTokens: callSite.takesMaxTokens,
    serviceTier: resolvedJson(callSite.serviceTier, place),
    project: resolvedJson(callSite.project, place),
    ...checkpointsJson(callSite.segments),
    stablePrefixTokens: amounts(estimate.stablePrefixTokens),
    isStreaming: callSite.isStreaming,
    isInLoop: callSite.standsInLoop,
    isInHandler: callSite.loop.isInHandler,
    segments: segmentsJson(callSite.segments, estimate.segments, place),
    estimate: estimateJson(estimate),
    uses: uses.map((analyzed) => useJson(analyzed, analysis, places, context)),
    ...(callSite.hasMoreUses && { hasMoreUses: true }),
  };
}

/** Ranges in a use are those of its own file. */
function useJson(
  { use, estimate }: AnalyzedUse,
  analysis: FileAnalysis,
  ownPlaces: PlaceIndex,
  context: RenderContext,
): object {
  const source = use.uri === analysis.uri ? undefined : analysis.usingSources.get(use.uri);
  const places = source ? new PlaceIndex(source) : ownPlaces;
  const { cell, ...range } = places.placeOf(use.range);
  const place = placeWriter(use.uri, places, context);
  return {
    path: context.pathOf(use.uri),
    range,
    ...(cell !== undefined && { cell }),
    operation: use.operation,
    model: modelJson(use.model, estimate, place),
    maxTokens: resolvedJson(use.maxTokens, place),
    isStreaming: use.isStreaming,
    isInLoop: use.loop.isInLoop,
    isInHandler: use.loop.isInHandler,
    ...checkpointsJson(use.segments),
    segments: segmentsJson(use.segments, estimate.segments, place),
    estimate: estimateJson(estimate),
  };
}

function templatesOf(
  analysis: FileAnalysis,
  context: RenderContext,
  readers: ReadonlyMap<string, readonly string[]>,
): readonly object[] {
  const places = new PlaceIndex(analysis.source);
  return analysis.templates.map((analyzed) => templateJson(analyzed, analysis, places, context, readers));
}

function templateJson(
  { template, estimate }: AnalyzedTemplate,
  analysis: FileAnalysis,
  places: PlaceIndex,
  context: RenderContext,
  readers: ReadonlyMap<string, readonly string[]>,
): object {
  const place = placeWriter(analysis.uri, places, context);
  const { cell: _, ...range } = places.placeOf(template.range);
  return {
    path: context.pathOf(analysis.uri),
    format: template.format,
    ...(template.name !== undefined && { name: template.name }),
    range,
    placeholders: template.placeholders.map(({ name, range: at }) => ({ name, range: place({ range: at }).range })),
    model: modelJson(template.model, estimate, place),
    maxTokens: resolvedJson(template.maxTokens, place),
    usedBy: readers.get(analysis.uri) ?? [],
    segments: segmentsJson(template.segments, estimate.segments, place),
    estimate: estimateJson(estimate),
  };
}

interface Spot {
  readonly uri?: string;
  readonly range?: TextRange;
}

type PlaceWriter = (spot: Spot) => { readonly range?: object; readonly path?: string };

/** A place in this file as a range; one in another file as its path only, since its lines are not at hand. */
function placeWriter(uri: string, places: PlaceIndex, context: RenderContext): PlaceWriter {
  return (spot) => {
    if (spot.uri !== undefined && spot.uri !== uri) return { path: context.pathOf(spot.uri) };
    if (spot.range === undefined) return {};
    const { cell: _, ...range } = places.placeOf(spot.range);
    return { range };
  };
}

function resolvedJson<T>(resolved: Resolved<T>, place: PlaceWriter): object {
  if (resolved.state === 'absent') return { state: 'absent' };
  if (resolved.state === 'unknown') return { state: 'unknown', reason: resolved.reason, ...place(resolved) };
  const { state, value, from, alternatives, isOpen } = resolved;
  return { state, value, from, ...(alternatives && { alternatives }), ...(isOpen && { isOpen }), ...place(resolved) };
}

function modelJson(model: Resolved<string>, { target }: CallEstimate, place: PlaceWriter): object {
  return { ...resolvedJson(model, place), baseModel: target.model?.id ?? null, profile: target.profile ?? null };
}

/** What only some calls may send counts too, and is named besides. */
function checkpointsJson(segments: readonly Segment[]): object {
  const checkpoints = segments.flatMap(({ checkpoint }) => checkpoint ?? []);
  const conditional = checkpoints.filter(({ isConditional }) => isConditional).length;
  return {
    cacheCheckpoints: checkpoints.length,
    ...(conditional > 0 && { conditionalCacheCheckpoints: conditional }),
  };
}

function segmentsJson(
  segments: readonly Segment[],
  estimates: readonly SegmentEstimate[],
  place: PlaceWriter,
): readonly object[] {
  return segments.map((segment, index) => {
    const estimate = estimates[index];
    return {
      role: segment.role,
      tokens: amounts(estimate?.tokens ?? NOTHING),
      ...(estimate && { method: estimate.tokens.method }),
      isVolatile: estimate?.isVolatile ?? true,
      ...(segment.place && place(segment.place)),
      placeholders: (estimate?.placeholders ?? []).map(({ name, tokens, basis, evidence, isUnsized }) => ({
        name,
        ...(isUnsized ? { isUnsized } : { assumedTokens: amounts(tokens) }),
        basis: basis === 'code' ? 'default' : basis,
        ...(evidence !== undefined && { evidence }),
      })),
    };
  });
}

const NOTHING: AmountRange = { low: 0, likely: 0, high: 0 };

function estimateJson(estimate: CallEstimate): object {
  const { inputTokens, outputTokens, outputCeiling, usdPerCall, unpricedBecause, assumptions } = estimate;
  return {
    inputTokens: { ...amounts(inputTokens), fixed: inputTokens.fixed, method: inputTokens.method },
    outputTokens: {
      ...amounts(outputTokens),
      basis: outputTokens.basis,
      method: outputTokens.method,
      evidence: shownEvidence(outputTokens.evidence),
      ceiling: outputCeiling?.tokens ?? null,
    },
    usdPerCall: usdPerCall === undefined ? null : amounts(usdPerCall),
    ...moneyDetailsJson(estimate),
    ...(unpricedBecause !== undefined && { unpricedBecause }),
    assumptions,
  };
}

function amounts({ low, likely, high }: AmountRange): AmountRange {
  return { low, likely, high };
}
