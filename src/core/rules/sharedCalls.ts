import { callsWithin } from '../cost/traffic.ts';
import type { Workload } from '../configuration/configuration.ts';
import type { RuleSubject } from './ruleSubject.ts';

/** True where a call is made again and again: in a loop, once an event, or so many times a month. */
export function isMadeOften({ request: { loop } }: RuleSubject, workload: Workload | undefined): boolean {
  return loop.isInLoop || loop.isInHandler || workload?.callsPerMonth !== undefined;
}

/** Calls within a time by the configured traffic; undefined without any. */
export function configuredCallsWithin(seconds: number, workload: Workload | undefined): number | undefined {
  return workload?.callsPerMonth === undefined ? undefined : callsWithin(seconds, workload.callsPerMonth);
}
