/**
 * What `score.mjs` says of money. Each aspect judges a found call: true, false, or `undefined` where the call does not count.
 *
 * @typedef {import('./score.mjs').CallSite} CallSite
 * @typedef {import('./score.mjs').ResolvedValue} ResolvedValue
 * @typedef {{ low: number, likely: number, high: number }} Range
 * @typedef {{ tokens: Range, placeholders?: { assumedTokens?: Range }[] }} Segment
 * @typedef {{ outputTokens: Range, usdPerCall?: Range | null }} Estimate
 * @typedef {{ maxTokens?: ResolvedValue, segments?: Segment[], estimate?: Estimate }} Use what one use brings; what it lacks is the call's own
 */

const PROMPT_IN_SOURCE = new Set(['literal', 'template', 'file']);

export const MONEY = {
  priced: {
    title: 'priced, of calls whose model can be known',
    head: 'priced',
    isRight: ({ label, site }) => (label.model_id && !label.ambiguous_model ? pricesOf(site).length > 0 : undefined),
  },
  pricedWithPrompt: {
    title: '  of those with their prompt text in source',
    head: 'with prompt',
    isRight: (outcome) =>
      PROMPT_IN_SOURCE.has(outcome.label.prompt_text_kind) ? MONEY.priced.isRight(outcome) : undefined,
  },
  promptSeen: {
    title: 'prompt seen, where its text may stand in source',
    head: 'prompt seen',
    isRight: ({ label, site }) =>
      label.prompt_text_kind === undefined || PROMPT_IN_SOURCE.has(label.prompt_text_kind)
        ? segmentsOf(site).some(hasText)
        : undefined,
  },
  output: {
    title: 'likely money holds output, of priced calls that answer with text',
    head: 'with output',
    isRight: ({ site }) =>
      site.takesMaxTokens === false || pricesOf(site).length === 0
        ? undefined
        : estimatesOf(site).every((estimate) => estimate.outputTokens.likely > 0),
  },
  outputAboveCap: {
    title: 'output above the known cap',
    head: 'above cap',
    isRight: ({ site }) => {
      const capped = usesOf(site).filter((use) => use.maxTokens.state === 'known');
      return capped.length === 0 ? undefined : capped.some(isOutputAboveCap);
    },
  },
};

/**
 * A call that nobody is seen to use is its own only use.
 * @returns {{ maxTokens: ResolvedValue, segments: Segment[], estimate: Estimate }[]}
 */
function usesOf(/** @type {CallSite} */ site) {
  const { maxTokens, segments, estimate } = site;
  const uses = site.uses?.length ? site.uses : [site];
  return uses.map((use) => ({ maxTokens, segments, estimate, ...use }));
}

function segmentsOf(/** @type {CallSite} */ site) {
  return [...site.segments, ...usesOf(site).flatMap((use) => use.segments)];
}

function estimatesOf(/** @type {CallSite} */ site) {
  return usesOf(site).map((use) => use.estimate);
}

/** @returns {Range[]} of its uses, or else its own */
function pricesOf(/** @type {CallSite} */ site) {
  const ofUses = estimatesOf(site).flatMap((estimate) => estimate.usdPerCall ?? []);
  return ofUses.length > 0 ? ofUses : [site.estimate.usdPerCall ?? []].flat();
}

/** More than what its placeholders are taken to hold. */
function hasText(/** @type {Segment} */ { tokens, placeholders = [] }) {
  const assumed = placeholders.reduce((sum, { assumedTokens }) => sum + (assumedTokens?.likely ?? 0), 0);
  return tokens.likely > assumed;
}

function isOutputAboveCap({ maxTokens, estimate }) {
  return estimate.outputTokens.high > Math.max(maxTokens.value, ...(maxTokens.alternatives ?? []));
}

/** @returns {number | undefined} over priced calls and uses whose low is above zero */
export function medianHighByLow(/** @type {CallSite[]} */ sites) {
  const ratios = sites
    .flatMap(pricesOf)
    .filter(({ low }) => low > 0)
    .map(({ low, high }) => high / low)
    .sort((a, b) => a - b);
  return ratios.length === 0 ? undefined : ratios[Math.floor(ratios.length / 2)];
}
