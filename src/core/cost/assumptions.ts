import { isStale } from '../catalog/rates.ts';
import type { Rate } from '../catalog/rates.ts';
import type { EstimateSubject, ModelEstimate, PlaceholderEstimate } from './callEstimate.ts';
import type { Workload } from '../configuration/configuration.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { TokenCorrection } from '../domain/countTokens.ts';
import { currencyText, formatCount, formatCountRange, formatPercent, moneyFormat, plural } from './format.ts';
import { chargePrice, isGuardrailCharge } from './otherCharges.ts';
import { serviceTierOf } from './rateCard.ts';
import { hitRateOfTraffic } from './traffic.ts';

export const CONFIGURATION_FILE = 'bedrock-cost-lint.yaml';

/** Everything that an estimate takes for granted, in sentences; what a person can settle comes with how. */
export function callAssumptions(
  estimate: Omit<ModelEstimate, 'assumptions'>,
  subject: EstimateSubject,
  workload: Workload | undefined,
): readonly string[] {
  return [
    modelAssumption(estimate),
    statedAssumption('model', subject.model),
    statedAssumption('output cap', subject.maxTokens),
    regionAssumption(estimate),
    staleAssumption(estimate),
    overrideAssumption(estimate),
    tierAssumption(subject),
    longContextAssumption(estimate),
    correctionAssumption(estimate),
    ...placeholderAssumptions(estimate),
    unseenAssumption(estimate),
    outputAssumption(estimate),
    batchAssumption(estimate, subject),
    agentAssumption(estimate, subject),
    chargesAssumption(estimate),
    currencyAssumption(estimate),
    thinkingAssumption(estimate, subject, workload),
    cacheAssumption(estimate, subject, workload),
  ].filter((sentence) => sentence !== undefined);
}

function modelAssumption({ target, segments }: Pick<ModelEstimate, 'target' | 'segments'>): string | undefined {
  return target.model === undefined && segments.length > 0
    ? 'Tokens are counted as for an average model, since the model is not known.'
    : undefined;
}

function statedAssumption(what: string, value: Resolved<unknown>): string | undefined {
  if (value.state !== 'known' || value.stated === undefined) return undefined;
  const more = value.stated.length - MOST_STATED;
  const shown = [...value.stated.slice(0, MOST_STATED), ...(more > 0 ? [`${more} more`] : [])];
  return `The ${what} stands in what deploys the program: ${shown.join('; ')}.`;
}

const MOST_STATED = 4;

function regionAssumption({ rates }: Pick<ModelEstimate, 'rates'>): string | undefined {
  const rate = rates?.input;
  if (rate === undefined || !rate.isRegionAssumed || rate.isSameEverywhere) return undefined;
  return `The Region is not known; the price is that of ${rate.region}. Set "region" in ${CONFIGURATION_FILE}.`;
}

function overrideAssumption({ rates }: Pick<ModelEstimate, 'rates'>): string | undefined {
  return overrideText([rates?.input, rates?.output]);
}

/** That prices are other ones than AWS lists, where they are. */
export function overrideText(rates: readonly (Rate | undefined)[]): string | undefined {
  const overrides = new Set(rates.map((rate) => rate?.override).filter((text) => text !== undefined));
  return overrides.size === 0
    ? undefined
    : `Prices are not the listed ones: ${[...overrides].join(', ')}, as configured.`;
}

function staleAssumption({ rates }: Pick<ModelEstimate, 'rates'>): string | undefined {
  const stale = [rates?.input, rates?.output].find((rate) => rate !== undefined && isStale(rate));
  if (stale?.readDaysAgo === undefined) return undefined;
  return `The price was read on ${stale.checked}, ${formatCount(stale.readDaysAgo)} days ago; it may have changed.`;
}

function correctionAssumption({ tokenCorrection, target }: Pick<ModelEstimate, 'tokenCorrection' | 'target'>) {
  if (tokenCorrection === undefined || target.model === undefined) return undefined;
  return `Tokens of texts are ${correctionText(tokenCorrection)}.`;
}

/** "corrected by +2.1 % (±1.2 %) after 3 exact counts of this workspace" */
export function correctionText({ factor, plusMinus, requestCount }: TokenCorrection): string {
  const counts = requestCount === 1 ? '1 exact count' : `${formatCount(requestCount)} exact counts`;
  const error = `(±${formatPercent(plusMinus)})`;
  if (factor === 1)
    return `left as they are: ${counts} of this workspace ${requestCount === 1 ? 'agrees' : 'agree'} ${error}`;
  const by = `${factor < 1 ? '−' : '+'}${formatPercent(Math.abs(factor - 1))}`;
  return `corrected by ${by} ${error} after ${counts} of this workspace`;
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
  return [...byName.values()].filter(({ isQuiet }) => !isQuiet).map(placeholderAssumption);
}

function placeholderAssumption({ name, tokens, repeat, basis, evidence, isUnsized }: PlaceholderEstimate): string {
  if (isUnsized) {
    const how = `Set it under "placeholders" in ${CONFIGURATION_FILE}.`;
    const what = tokens.high > 0 ? 'only what is known of it is in the money' : 'it is not in the money';
    return `{${name}}: its size is not known, so ${what}. ${how}`;
  }
  const size = formatCount(tokens.likely);
  const often = repeat === undefined ? '' : `, ${formatCountRange(repeat)} times`;
  switch (basis) {
    case 'configuration':
      return `{${name}}: ${size} tokens, as configured${often}.`;
    case 'sample':
      return `{${name}}: ${size} tokens, as in its sample file${often}.`;
    case 'code':
      return `{${name}}: ${evidence ?? ''}: ${formatCountRange(tokens)} tokens, likely ${size}${often}.`;
    case 'default':
      return (
        `{${name}}: ${formatCountRange(tokens)} tokens, likely ${size}, ${evidence ?? 'by what its name says'}${often}. ` +
        `Set its size under "placeholders" in ${CONFIGURATION_FILE}.`
      );
  }
}

function unseenAssumption({ seenInput, rates }: Pick<ModelEstimate, 'seenInput' | 'rates'>): string | undefined {
  switch (seenInput) {
    case 'all':
      return undefined;
    case 'some':
      return 'The request can hold more than is seen here, such as earlier messages; it is not counted.';
    case 'none':
      return rates === undefined
        ? 'The prompt is not seen here.'
        : 'The prompt is not seen here, so its tokens are not in the money.';
  }
}

/** How the sentence begins that says what answers are taken to be. */
export const OUTPUT_SENTENCE = 'Answers of ';
/** And how it ends. */
export const HOW_TO_SET_OUTPUT = `Set "outputTokens" of the workload in ${CONFIGURATION_FILE}.`;

function outputAssumption({ outputTokens }: Omit<ModelEstimate, 'assumptions'>): string | undefined {
  const { basis, likely, high, evidence } = outputTokens;
  if (basis === 'configuration') return `Output: ${formatCount(likely)} tokens, as configured.`;
  if (high === 0) return undefined;
  const tokens = `≈ ${plural(likely, 'token')} (${formatCountRange(outputTokens)})`;
  return `${OUTPUT_SENTENCE}${tokens}: ${evidence.text}. ${HOW_TO_SET_OUTPUT}`;
}

/** The answers of a job are as many as its records, and nobody sees here how many those are. */
function batchAssumption({ rates, currency }: Omit<ModelEstimate, 'assumptions'>, { operation }: EstimateSubject) {
  if (operation !== 'CreateModelInvocationJob' || rates?.output === undefined) return undefined;
  const price = moneyFormat(currency).price(rates.output.usdPerMillionTokens);
  return `The answers of the job are paid for, too, at ${price} per million tokens; they are not in the money.`;
}

function agentAssumption({ rates }: Pick<ModelEstimate, 'rates'>, { operation }: EstimateSubject): string | undefined {
  if (operation !== 'InvokeInlineAgent' || rates === undefined) return undefined;
  return 'An agent calls its model as often as it takes steps; the money is that of one step.';
}

/** Undefined for US dollars. */
export function currencyAssumption({ currency }: Pick<ModelEstimate, 'currency'>): string | undefined {
  return currency && `Amounts are in ${currency.code}: ${currencyText(currency)}.`;
}

function chargesAssumption({ otherCharges }: Pick<ModelEstimate, 'otherCharges'>): string | undefined {
  if (otherCharges.length === 0) return undefined;
  const named = otherCharges.map((charge) => `${charge.name} (${chargePrice(charge)})`);
  const units = otherCharges.some(isGuardrailCharge) ? GUARDRAIL_UNITS : '';
  return `Not counted, besides tokens: ${named.join('; ')}.${units}`;
}

/** Source: AWS's page of Bedrock prices, Guardrails: input and answer are charged each, in begun units. */
const GUARDRAIL_UNITS =
  ' Each policy that the guardrail has is paid for the input and for the answer, at least one text unit each: ' +
  'at least 2,000 text units per 1,000 calls.';

function longContextAssumption({ longContext, rates, currency }: Omit<ModelEstimate, 'assumptions'>) {
  if (longContext === undefined || rates === undefined) return undefined;
  const { aboveTokens, shortUsdPerMillionTokens } = longContext;
  const money = moneyFormat(currency);
  return (
    `The input is above ${formatCount(aboveTokens)} tokens, so all of it costs ` +
    `${money.price(rates.input.usdPerMillionTokens)} per million tokens instead of ${money.price(shortUsdPerMillionTokens)}.`
  );
}

function thinkingAssumption(
  { outputTokens }: Pick<ModelEstimate, 'outputTokens'>,
  { thinkingTokens }: EstimateSubject,
  workload: Workload | undefined,
): string | undefined {
  if (thinkingTokens === undefined || outputTokens.basis !== 'configuration') return undefined;
  if (workload?.reasoningTokens !== undefined) return undefined;
  return (
    `Thinking is billed as output: the highest money has ${formatCount(thinkingTokens)} tokens of it, the likely none. ` +
    `Set "reasoningTokens" of the workload in ${CONFIGURATION_FILE}.`
  );
}

function cacheAssumption(
  { caching }: Pick<ModelEstimate, 'caching'>,
  { loop, serviceTier, operation }: EstimateSubject,
  workload: Workload | undefined,
): string | undefined {
  if (caching?.state === 'implicit' && workload?.cacheHitRate === undefined)
    return 'This model caches repeated beginnings by itself; the likely money does not count on it.';
  if (caching?.state === 'too-short')
    return 'The cached beginning is shorter than the model caches: everything is billed as input.';
  if (caching?.state === 'refused')
    return 'The model takes no such cache checkpoint: it caches nothing, and the call can be refused.';
  if (caching?.state === 'not-offered' || (caching?.state === 'implicit' && caching.usd === undefined)) {
    return serviceTierOf(serviceTier, operation).tier === 'batch'
      ? 'Batch jobs do not cache: everything is billed as input.'
      : 'No cache price is known: everything is billed as input.';
  }
  if (caching?.state !== 'active' && caching?.state !== 'conditional' && caching?.state !== 'implicit')
    return undefined;
  if (workload?.cacheHitRate !== undefined)
    return `${Math.round(workload.cacheHitRate * 100)} % of calls find the cache filled, as configured.`;
  if (caching.state === 'conditional')
    return (
      'The beginning may be cached: a condition decides whether a call sends its cache checkpoint. The likely money does ' +
      `not count on it. Set "cacheHitRate" of the workload in ${CONFIGURATION_FILE}.`
    );
  if (loop.isInLoop) return 'The call is in a loop, so it finds the cache filled; the first one pays for the filling.';
  if (workload?.callsPerMonth !== undefined) {
    const share = formatPercent(hitRateOfTraffic(workload.callsPerMonth, caching.ttlSeconds));
    return (
      `${share} of calls find the cache filled, if the configured calls come evenly spread. ` +
      `Set "cacheHitRate" of the workload in ${CONFIGURATION_FILE}.`
    );
  }
  return (
    'How often calls find the cache filled is not known: the likely money is that of the call without its cache, and the ' +
    'range goes from a call that finds it filled to one that fills it. ' +
    `Set "cacheHitRate" of the workload in ${CONFIGURATION_FILE}.`
  );
}
