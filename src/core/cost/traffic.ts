/** Calls that come evenly spread over a month of 30 days, as seen from a cache that forgets. */
const SECONDS_PER_MONTH = 30 * 24 * 3600;

/** Calls that come within `seconds`. */
export function callsWithin(seconds: number, callsPerMonth: number): number {
  return (callsPerMonth * seconds) / SECONDS_PER_MONTH;
}

/** The traffic of which `calls` come within `seconds`. */
export function callsPerMonth(calls: number, seconds: number): number {
  return (calls * SECONDS_PER_MONTH) / seconds;
}

/**
 * Share of calls that find what another one wrote, 0 to 1: one in each TTL writes and the others read. Calls that come in
 * bursts find it more often, and so do those whose reading prolongs the TTL.
 */
export function hitRateOfTraffic(monthlyCalls: number, ttlSeconds: number): number {
  return Math.max(0, 1 - 1 / Math.max(1, callsWithin(ttlSeconds, monthlyCalls)));
}
