import type { CallEstimate, EstimateSubject } from '../../cost/callEstimate.ts';
import type { CountTokensInput, ExactCount, ExactCounts } from '../../domain/countTokens.ts';
import { countTokensRequest } from '../../requests/countTokensInput.ts';
import type { FixedRequest } from '../fixedRequest.ts';
import { fixedRequest } from '../fixedRequest.ts';

/** What the service once counted of a call. */
export interface ExactCall extends ExactCount, Pick<FixedRequest, 'leftOut'> {
  /** The model that it was counted for, where the call can go to others too. */
  readonly onlyFor?: string;
}

/** Undefined when the call, as it is now, was not counted. */
export function exactCall(
  subject: EstimateSubject,
  { target, candidates }: CallEstimate,
  counts: ExactCounts | undefined,
): ExactCall | undefined {
  const { model } = target;
  if (model === undefined) return undefined;
  let fixed: FixedRequest | undefined;
  const input = (): CountTokensInput | undefined => {
    fixed = fixedRequest(subject);
    const asked = fixed && countTokensRequest(fixed.request, 'Converse', model);
    return asked && 'input' in asked ? asked.input : undefined;
  };
  const count = counts?.find(model.id, input);
  if (count === undefined || fixed === undefined) return undefined;
  const others = candidates.some((candidate) => candidate.target.model !== model);
  return { ...count, leftOut: fixed.leftOut, ...(others && { onlyFor: model.name }) };
}
