import type { Model } from '../catalog/model.ts';
import type { AmountRange } from '../domain/estimates.ts';
import { addRanges } from '../domain/estimates.ts';
import { knownValues } from '../domain/resolved.ts';
import type { RequestBody } from '../domain/requestBody.ts';
import type { EstimateSubject, OutputCeiling, OutputTokens, SegmentEstimate } from './callEstimate.ts';
import type { Workload } from '../configuration/configuration.ts';
import type { AnswerClue } from './output/clue.ts';
import { estimateAnswer } from './output/estimateAnswer.ts';
import { readAnswer } from './output/readAnswer.ts';

type Ceiling = Omit<OutputCeiling, 'usd'>;

/**
 * The most that the model may write: the cap, else what the service takes without one, else the model's maximum. A cap
 * that is only there on some paths, or not known, bounds nothing.
 */
export function outputCeiling(subject: EstimateSubject, model: Model | undefined): Ceiling | undefined {
  if (!writesText(subject, model)) return { tokens: 0, basis: 'model-maximum' };
  const maximum = model?.maxOutputTokens;
  const { maxTokens } = subject;
  const caps = knownCaps(subject);
  if (caps.length > 0 && maxTokens.state === 'known' && maxTokens.isOpen !== true) {
    return { tokens: Math.min(Math.max(...caps), maximum ?? Infinity), basis: 'cap' };
  }
  const { libraryMaxTokens } = subject;
  if (maxTokens.state === 'absent' && typeof libraryMaxTokens === 'number') {
    return { tokens: libraryMaxTokens, basis: 'service-default' };
  }
  const isLeftOut = maxTokens.state === 'absent' && libraryMaxTokens === undefined;
  if (isLeftOut && isInvoke(subject.operation) && model?.invokeCap?.defaultTokens !== undefined) {
    return { tokens: model.invokeCap.defaultTokens, basis: 'service-default' };
  }
  return maximum === undefined ? undefined : { tokens: maximum, basis: 'model-maximum' };
}

function knownCaps({ maxTokens }: EstimateSubject): readonly number[] {
  return knownValues(maxTokens).filter((cap) => cap >= 0 && cap < Infinity);
}

/** What a call's output is estimated from. */
export interface OutputQuestion {
  readonly subject: EstimateSubject;
  readonly model: Model | undefined;
  readonly ceiling: Ceiling | undefined;
  readonly workload: Workload | undefined;
  readonly counts: {
    readonly body: RequestBody;
    readonly segments: readonly SegmentEstimate[];
    readonly inputTokens: AmountRange;
    readonly fixedTokens: AmountRange;
  };
}

/** How much the model writes: as configured, else by what the request says of its answers. Reasoning is billed as output. */
export function estimateOutput({ subject, model, ceiling, workload, counts }: OutputQuestion): OutputTokens {
  if (ceiling?.tokens === 0 && !writesText(subject, model)) return NO_TEXT;
  const configured = workload?.outputTokens;
  if (configured !== undefined) {
    const reasoning = workload?.reasoningTokens ?? { low: 0, likely: 0, high: subject.thinkingTokens ?? 0 };
    const written = addRanges([configured, reasoning]);
    const evidence = { kind: 'configured', text: 'as configured' } as const;
    return { ...atMost(written, ceiling?.tokens ?? Infinity), basis: 'configuration', method: 'assumed', evidence };
  }
  // A cap that is there on some paths only bounds no answer for certain, but most of them.
  const mostOften = Math.min(
    ceiling?.tokens ?? Infinity,
    ...(hasCap(subject) ? [Math.max(...knownCaps(subject))] : []),
  );
  const { tokens, evidence } = estimateAnswer(clueOf(subject, counts.body), {
    modelId: model?.id,
    materialTokens: materialOf(counts),
    isThinking: counts.body.isThinking || subject.thinkingTokens !== undefined,
    thinkingTokens: subject.thinkingTokens,
    ceilingTokens: mostOften,
    isCapped: hasCap(subject),
  });
  return { ...tokens, basis: basisOf(ceiling), method: 'assumed', evidence };
}

function hasCap(subject: EstimateSubject): boolean {
  return knownCaps(subject).length > 0;
}

const NO_TEXT: OutputTokens = {
  low: 0,
  likely: 0,
  high: 0,
  basis: 'model-maximum',
  method: 'assumed',
  evidence: { kind: 'task', text: 'no text is written' },
};

function basisOf(ceiling: Ceiling | undefined): OutputTokens['basis'] {
  if (ceiling === undefined) return 'unknown';
  return ceiling.basis === 'cap' ? 'cap' : 'model-maximum';
}

/** Read once a call, whichever models it is compared on: the texts do not depend on the model. */
const clues = new WeakMap<EstimateSubject, AnswerClue>();

function clueOf(subject: EstimateSubject, body: RequestBody): AnswerClue {
  const known = clues.get(subject);
  if (known !== undefined) return known;
  const clue = readAnswer(body, subject.toolCount);
  clues.set(subject, clue);
  return clue;
}

/** What is filled in, else what the user's messages say. */
function materialOf({ inputTokens, fixedTokens, segments }: OutputQuestion['counts']): AmountRange {
  const sized = {
    low: Math.max(0, inputTokens.low - fixedTokens.low),
    likely: Math.max(0, inputTokens.likely - fixedTokens.likely),
    high: Math.max(0, inputTokens.high - fixedTokens.high),
  };
  const unsized = segments.flatMap(({ placeholders }) => placeholders.flatMap(({ usualTokens }) => usualTokens ?? []));
  const filledIn = addRanges([sized, ...unsized]);
  if (filledIn.high > 0) return filledIn;
  return addRanges(segments.filter(({ role }) => role === 'user').map(({ tokens }) => tokens));
}

/** False for embeddings, images and the like, whose output is not billed by tokens. */
export function writesText(subject: EstimateSubject, model: Model | undefined): boolean {
  return subject.takesMaxTokens && (model === undefined || model.modality === 'text');
}

function atMost(range: AmountRange, limit: number): AmountRange {
  return {
    low: Math.min(range.low, limit),
    likely: Math.min(range.likely, limit),
    high: Math.min(range.high, limit),
  };
}

function isInvoke(operation: string): boolean {
  return operation.startsWith('InvokeModel');
}
