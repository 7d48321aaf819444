import type { Rate } from '../catalog/rates.ts';
import { isPriced } from '../catalog/rates.ts';
import type { EstimateSubject, ModelEstimate, PlaceholderEstimate } from './callEstimate.ts';
import type { Workload } from '../configuration/configuration.ts';
import type { EstimateContext } from './estimateContext.ts';
import { formatCount, formatCountRange } from './format.ts';
import { serviceTierOf } from './rateCard.ts';

export const CONFIGURATION_FILE = 'bedrock-cost-lint.yaml';

/** Everything that an estimate takes for granted, in sentences; what a person can settle comes with how. */
export function callAssumptions(
  estimate: Omit<ModelEstimate, 'assumptions'>,
  subject: EstimateSubject,
  context: EstimateContext,
  workload: Workload | undefined,
): readonly string[] {
  return [
    modelAssumption(estimate),
    regionAssumption(estimate, subject, context),
    tierAssumption(subject),
    ...placeholderAssumptions(estimate),
    unseenAssumption(subject),
    outputAssumption(estimate),
    cacheAssumption(estimate, subject, workload),
  ].filter((sentence) => sentence !== undefined);
}

function modelAssumption({ target }: Pick<ModelEstimate, 'target'>): string | undefined {
  return target.model === undefined
    ? 'Tokens are counted as for an average model, since the model is not known.'
    : undefined;
}

function regionAssumption(
  estimate: Pick<ModelEstimate, 'target' | 'usdPerCall'>,
  subject: EstimateSubject,
  context: EstimateContext,
): string | undefined {
  if (estimate.usdPerCall === undefined) return undefined;
  const rate = inputRate(estimate, subject, context);
  if (rate === undefined || !rate.isRegionAssumed || rate.isSameEverywhere) return undefined;
  return `The Region is not known; the price is that of ${rate.region}. Set "region" in ${CONFIGURATION_FILE}.`;
}

function inputRate(
  { target }: Pick<ModelEstimate, 'target'>,
  { serviceTier, operation }: EstimateSubject,
  { catalog, date }: EstimateContext,
): Rate | undefined {
  const { model, profile, region } = target;
  if (model === undefined) return undefined;
  const { tier } = serviceTierOf(serviceTier, operation);
  const rate = catalog.rate({ model, profile, region, tier, date, direction: 'input' });
  return isPriced(rate) ? rate : undefined;
}

function tierAssumption({ serviceTier, operation }: EstimateSubject): string | undefined {
  return serviceTierOf(serviceTier, operation).assumption;
}

/** One sentence a name; the same name twice is the same hole to a reader. */
function placeholderAssumptions({ segments }: Pick<ModelEstimate, 'segments'>): readonly string[] {
  const byName = new Map<string, PlaceholderEstimate>();
  for (const { placeholders } of segments) {
    for (const placeholder of placeholders)
      if (!byName.has(placeholder.name)) byName.set(placeholder.name, placeholder);
  }
  return [...byName.values()].map(placeholderAssumption);
}

function placeholderAssumption({ name, tokens, repeat, basis }: PlaceholderEstimate): string {
  const size = formatCount(tokens.likely);
  const often = repeat === undefined ? '' : `, ${formatCountRange(repeat)} times`;
  switch (basis) {
    case 'configuration':
      return `{${name}}: ${size} tokens, as configured${often}.`;
    case 'sample':
      return `{${name}}: ${size} tokens, as in its sample file${often}.`;
    case 'default':
      return (
        `{${name}}: ${formatCountRange(tokens)} tokens, likely ${size}, by what its name says${often}. ` +
        `Set its size under "placeholders" in ${CONFIGURATION_FILE}.`
      );
  }
}

function unseenAssumption({ hasUnseenInput }: EstimateSubject): string | undefined {
  return hasUnseenInput
    ? 'The request can hold more than is seen here, such as earlier messages; it is not counted.'
    : undefined;
}

function outputAssumption({ outputTokens, outputCeiling }: Omit<ModelEstimate, 'assumptions'>): string | undefined {
  const { basis } = outputTokens;
  if (basis === 'configuration') return `Output: ${formatCount(outputTokens.likely)} tokens, as configured.`;
  if (outputCeiling?.tokens === 0) return undefined;
  const how = `Set "outputTokens" of the workload in ${CONFIGURATION_FILE}.`;
  if (basis === 'unknown') return `Nothing says how long the answers can be: only the input is counted. ${how}`;
  return `Nothing says how long the answers are: the likely money is the input's, the highest has ${highest(outputCeiling)}. ${how}`;
}

function highest(ceiling: ModelEstimate['outputCeiling']): string {
  const tokens = `${formatCount(ceiling?.tokens ?? 0)} tokens of output`;
  switch (ceiling?.basis) {
    case 'cap':
      return `${tokens}, the cap`;
    case 'service-default':
      return `${tokens}, where the service stops without a cap`;
    default:
      return `${tokens}, the model's maximum`;
  }
}

function cacheAssumption(
  { caching }: Pick<ModelEstimate, 'caching'>,
  { loop }: EstimateSubject,
  workload: Workload | undefined,
): string | undefined {
  if (caching?.state === 'implicit')
    return 'This model caches repeated beginnings by itself; the likely money does not count on it.';
  if (caching?.state === 'too-short')
    return 'The cached beginning is shorter than the model caches: everything is billed as input.';
  if (caching?.state !== 'active') return undefined;
  if (caching.usd === undefined) return 'No cache price is known: everything is billed as input.';
  if (workload?.cacheHitRate !== undefined)
    return `${Math.round(workload.cacheHitRate * 100)} % of calls find the cache filled, as configured.`;
  if (loop.isInLoop) return 'The call is in a loop, so it finds the cache filled; the first one pays for the filling.';
  return `The likely money is that of a call that fills the cache. Set "cacheHitRate" of the workload in ${CONFIGURATION_FILE}.`;
}
