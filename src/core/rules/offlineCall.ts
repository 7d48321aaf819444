import type { OfflineWork } from '../domain/callSite.ts';
import type { EditIntent } from '../domain/edit.ts';
import { knownValues } from '../domain/resolved.ts';
import type { RuleSubject } from './ruleSubject.ts';

/** Operations of which a job of many can be made, or that take a service tier. */
const WORKING = /^(?:Converse|InvokeModel|Messages|ChatCompletions|Responses)$/;

/** Why nobody waits for the answers of a call; undefined where somebody may, or where the answer comes piece by piece. */
export function offlineCall({ kind, request }: RuleSubject): OfflineWork | undefined {
  return kind === 'call' && WORKING.test(request.operation) ? request.loop.offline : undefined;
}

/** "is asked once for each row of reviews.csv" */
export function offlineText({ kind, text }: OfflineWork): string {
  return kind === 'data-set' ? `once for ${text}` : `by ${text}`;
}

/** True where the call surely asks for no tier, or for the standard one by name. */
export function isStandardTier({ request: { serviceTier } }: RuleSubject): boolean {
  if (serviceTier.state === 'unknown') return false;
  return (
    serviceTier.state === 'absent' || knownValues(serviceTier).every((tier) => /^(?:default|standard)$/.test(tier))
  );
}

/** How another tier would be asked for; empty where the code's shape has no place for it. */
export function setServiceTier({ request: { setField, operation } }: RuleSubject, tier: string): readonly EditIntent[] {
  const path = operation.startsWith('Converse') ? ['serviceTier', 'type'] : ['serviceTier'];
  return setField?.(path, tier) ?? [];
}
