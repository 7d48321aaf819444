import type { CallTarget, EstimateSubject, ModelEstimate } from '../../cost/callEstimate.ts';
import type { ResolvedTarget } from '../../cost/callTargets.ts';
import { comparableModels, comparedTargets, compareModels } from '../../cost/compareModels.ts';
import type { ComparedTarget, ModelComparison } from '../../cost/compareModels.ts';
import { estimateFor } from '../../cost/estimateCall.ts';
import type { EstimateContext, TokenCounter } from '../../cost/estimateContext.ts';
import { formatPercent } from '../../cost/format.ts';
import { shortHeadline } from '../../cost/headline.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import type { TextRange } from '../../util/text.ts';
import { LineIndex } from '../../util/lineIndex.ts';
import { rangeIncludes } from '../../util/text.ts';
import { pricedPlaces } from './pricedPlaces.ts';

export interface ComparedModels {
  /** Id of the model that the call has now, when it is known. */
  readonly current: string | undefined;
  /** The current one first, then by money. */
  readonly models: readonly ComparedModel[];
  readonly assumptions: readonly string[];
}

export interface ComparedModel {
  readonly modelId: string;
  readonly name: string;
  /** Or why there is none. */
  readonly price: string;
  readonly usdPerThousandCalls: number | undefined;
  /** Against the current model; empty without both prices. */
  readonly difference: string;
  readonly note: string;
}

/** The call or template at an offset, or the one whose first line that is. */
export function subjectAt(analysis: FileAnalysis, offset: number): EstimateSubject | undefined {
  const subjects = pricedPlaces(analysis).toSorted(
    (a, b) => a.range.end - a.range.start - (b.range.end - b.range.start),
  );
  const lines = new LineIndex(analysis.source.text);
  const line = lines.positionAt(offset).line;
  const found =
    subjects.find(({ range }) => rangeIncludes(range, offset)) ??
    subjects.find(({ range }) => lines.positionAt(range.start).line === line);
  return found?.subject;
}

/** Each model by its own tokenizer, where the configuration names one. */
export async function compareModelsOf(
  subject: EstimateSubject,
  context: EstimateContext,
  tokenizers: OwnTokenizers,
): Promise<ComparedModels> {
  const models = comparableModels(subject, context);
  const counted = await countedByTokenizers(subject, comparedTargets(subject, models, context), context, tokenizers);
  const comparisons = compareModels(subject, models, context, counted);
  const current = comparisons.find(({ isCurrent }) => isCurrent);
  return {
    current: current?.modelId,
    models: comparisons.map(comparedModel),
    assumptions: current?.estimate.assumptions ?? comparisons[0]?.estimate.assumptions ?? [],
  };
}

export interface OwnTokenizers {
  /** Uri of the tokenizer that the configuration names for a model. */
  fileOf(target: CallTarget): string | undefined;
  /** Undefined where it names none, or one that cannot be used. */
  counterOf(target: CallTarget): Promise<TokenCounter | undefined>;
}

/** One file after the other, since not all of them have room at a time. */
async function countedByTokenizers(
  subject: EstimateSubject,
  compared: readonly ComparedTarget[],
  context: EstimateContext,
  tokenizers: OwnTokenizers,
): Promise<ReadonlyMap<string, ModelEstimate>> {
  const counted = new Map<string, ModelEstimate>();
  const ofFile = new Map<string, readonly ResolvedTarget[]>();
  for (const { target } of compared) {
    const file = tokenizers.fileOf(target);
    if (file !== undefined) ofFile.set(file, [...(ofFile.get(file) ?? []), target]);
  }
  for (const targets of ofFile.values()) {
    for (const target of targets) {
      const counter = await tokenizers.counterOf(target);
      if (counter === undefined || target.modelId === undefined) continue;
      counted.set(target.modelId, estimateFor(target, subject, { ...context, ownTokens: () => counter }));
    }
  }
  return counted;
}

/** Where a model id stands as a literal, within its quotes when it has any; undefined when it is put together. */
export function modelIdRange({ model }: EstimateSubject, text: string): TextRange | undefined {
  if (model.state !== 'known' || model.isOpen === true || (model.alternatives?.length ?? 1) > 1) return undefined;
  const { start, end } = model.range;
  const written = text.slice(start, end);
  if (written === model.value) return { start, end };
  const quote = /^[A-Za-z]{0,2}("""|'''|["'`])/.exec(written);
  const inner = quote && { start: start + quote[0].length, end: end - (quote[1]?.length ?? 0) };
  return inner && text.slice(inner.start, inner.end) === model.value ? inner : undefined;
}

function comparedModel({ modelId, name, estimate, share, obstacle, isCurrent }: ModelComparison): ComparedModel {
  const { usdPerCall } = estimate;
  return {
    modelId,
    name,
    price: usdPerCall === undefined ? (estimate.unpricedBecause ?? 'no price known') : shortHeadline(estimate),
    usdPerThousandCalls: usdPerCall && usdPerCall.likely * 1000,
    difference: isCurrent || share === undefined ? '' : difference(share),
    note: obstacle ?? '',
  };
}

/** `−43 %`, `+12 %`. */
function difference(share: number): string {
  if (share === 1) return '±0 %';
  return share < 1 ? `−${formatPercent(1 - share)}` : `+${formatPercent(share - 1)}`;
}
