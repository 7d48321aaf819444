/** What a call sends of sizes that nothing tells. It is in no figure, and named beside every one of them. */
import { isVolatileSegment } from '../domain/segment.ts';
import type { SegmentRole } from '../domain/segment.ts';
import type { CallRates, EstimateSubject, SeenInput, SegmentEstimate, UnsizedInput } from './callEstimate.ts';

/** The name of a prompt that is not seen. */
export const UNSEEN_PROMPT = 'prompt';
/** The name of messages that are not seen, behind some that are. */
const UNSEEN_MESSAGES = 'further messages';

/** One entry a name, in the order of the request. */
export function unsizedInputs(
  subject: EstimateSubject,
  segments: readonly SegmentEstimate[],
  seenInput: SeenInput,
  rates: CallRates | undefined,
): readonly UnsizedInput[] {
  const roles = new Map<string, SegmentRole>();
  for (const { role, placeholders } of segments) {
    for (const { name, isUnsized } of placeholders) if (isUnsized && !roles.has(name)) roles.set(name, role);
  }
  if (seenInput === 'none') roles.set(UNSEEN_PROMPT, 'user');
  if (seenInput === 'some' && roles.size === 0 && !hasVaryingMessage(subject)) roles.set(UNSEEN_MESSAGES, 'user');
  const usdPerMillionTokens = rates?.input.usdPerMillionTokens;
  return [...roles].map(([name, role]) => ({ name, role, usdPerMillionTokens }));
}

/** A message of which a part is not seen stands for what is not: it has a size, or is named itself. */
function hasVaryingMessage({ segments }: EstimateSubject): boolean {
  return segments.some(
    (segment) => segment.role !== 'system' && segment.role !== 'tools' && isVolatileSegment(segment),
  );
}
