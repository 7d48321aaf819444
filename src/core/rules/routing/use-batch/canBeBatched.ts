import { isVolatileSegment } from '../../../domain/segment.ts';
import type { TwoPrices } from '../../alternatives.ts';
import { savedShare } from '../../alternatives.ts';
import type { RuleSubject } from '../../ruleSubject.ts';

/** A record is one request that hangs on no other: no tools whose results come back, no conversation that goes on. */
export function canBeBatched({ request }: RuleSubject): boolean {
  if (request.toolCount > 0 || request.segments.some(({ role }) => role === 'tools')) return false;
  const goesOn = request.segments.some((segment) => segment.role === 'assistant' && isVolatileSegment(segment));
  return !goesOn && /^(?:Converse|InvokeModel)$/.test(request.operation);
}

/** What caching saves already, a job loses. */
export function isWorthIt(prices: TwoPrices): boolean {
  return savedShare(prices) >= LEAST_SHARE;
}

const LEAST_SHARE = 0.2;
