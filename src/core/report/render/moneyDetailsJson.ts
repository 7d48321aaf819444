import type { CallEstimate } from '../../cost/callEstimate.ts';

/** What stands beside the money of a call in JSON: its ceiling, and what is not in it. */
export function moneyDetailsJson({
  usdCeilingPerCall,
  unsized,
  unpriced,
  otherCharges,
}: Pick<CallEstimate, 'usdCeilingPerCall' | 'unsized' | 'unpriced' | 'otherCharges'>): object {
  return {
    usdCeilingPerCall: usdCeilingPerCall ?? null,
    unsized: unsized.map(({ name, usdPerMillionTokens, highestUsdPerMillionTokens }) => ({
      name,
      usdPerMillionTokens: usdPerMillionTokens ?? null,
      ...(highestUsdPerMillionTokens !== undefined && { highestUsdPerMillionTokens }),
    })),
    ...(unpriced.length > 0 && { unpriced: unpriced.map(({ modelId }) => modelId) }),
    ...(otherCharges.length > 0 && {
      otherCharges: otherCharges.map(({ id, name, usd, unit }) => ({ id, name, usd: usd ?? null, unit })),
    }),
  };
}
