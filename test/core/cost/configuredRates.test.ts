import assert from 'node:assert/strict';
import type { RateQuery } from '../../../src/core/catalog/rates.ts';
import { isPriced } from '../../../src/core/catalog/rates.ts';
import type { PriceSettings } from '../../../src/core/configuration/configuration.ts';
import { configuredRate, configuredRates } from '../../../src/core/cost/configuredRates.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import { moneyFormat } from '../../../src/core/cost/format.ts';
import { testCatalog } from '../../support/testCatalog.ts';
import { configuration, context, known, subject } from './subjects.ts';

const CLAUDE = 'anthropic.claude-test-1-v1:0';
const NOVA = 'amazon.nova-test-v1:0';

describe('configured prices', () => {
  it('are the listed ones where nothing is configured', () => {
    const rate = rateOf(CLAUDE, { profile: 'us', direction: 'input' }, {});
    assert.deepEqual([rate.usdPerMillionTokens, rate.override, rate.source], [3.3, undefined, 'newer test prices']);
  });

  it('take a discount off every price of a provider, and say so', () => {
    const prices = { discounts: [{ provider: 'anthropic', percent: 12 }] };
    const rate = rateOf(CLAUDE, { profile: 'us', direction: 'output' }, prices);
    // 16.5 × 0.88
    assert.equal(rate.usdPerMillionTokens, 14.52);
    assert.equal(rate.override, '12 % off the listed price');
    assert.equal(rate.source, 'newer test prices, less 12 %');
    assert.equal(rateOf(CLAUDE, { profile: 'us', direction: 'cache-read' }, prices).usdPerMillionTokens, 0.2904);
    assert.equal(
      rateOf(CLAUDE, { profile: 'us', direction: 'input', tier: 'batch' }, prices).usdPerMillionTokens,
      1.452,
    );
    assert.equal(rateOf(NOVA, { direction: 'input' }, prices).override, undefined);
  });

  it('take the discount that is meant most exactly', () => {
    const prices = {
      discounts: [
        { percent: 5 },
        { provider: 'anthropic', percent: 10 },
        { model: CLAUDE, percent: 20 },
        { model: `global.${CLAUDE}`, percent: 30 },
      ],
    };
    const percent = (id: string, query: RateQuery) => rateOf(id, query, prices).override?.split(' ')[0];
    assert.equal(percent(CLAUDE, { profile: 'global', direction: 'input' }), '30');
    assert.equal(percent(CLAUDE, { profile: 'us', direction: 'input' }), '20');
    assert.equal(percent('anthropic.claude-old-v1', { direction: 'input' }), '10');
    assert.equal(percent(NOVA, { direction: 'input' }), '5');
  });

  it('put private rates before listed ones, without a discount', () => {
    const prices = {
      discounts: [{ percent: 50 }],
      rates: [
        { model: NOVA, input: 0.7 },
        { model: NOVA, region: 'eu-central-1', input: 0.9 },
        { model: NOVA, tier: 'flex' as const, input: 0.3 },
      ],
    };
    const input = (query: Partial<RateQuery>) => rateOf(NOVA, { direction: 'input', ...query }, prices);
    assert.equal(input({ region: 'us-east-1' }).usdPerMillionTokens, 0.7);
    assert.equal(input({ region: 'us-east-1' }).override, 'private rate');
    assert.equal(input({ region: 'eu-central-1' }).usdPerMillionTokens, 0.9);
    assert.equal(input({ tier: 'flex' }).usdPerMillionTokens, 0.3);
    // What has no private rate has its discount: 3.2 × 0.5.
    assert.equal(rateOf(NOVA, { direction: 'output', region: 'us-east-1' }, prices).usdPerMillionTokens, 1.6);
  });

  it('count a rate of a profile for that profile alone', () => {
    const prices = { rates: [{ model: `us.${NOVA}`, input: 0.7 }] };
    assert.equal(rateOf(NOVA, { profile: 'us', direction: 'input' }, prices).usdPerMillionTokens, 0.7);
    assert.equal(rateOf(NOVA, { region: 'us-east-1', direction: 'input' }, prices).usdPerMillionTokens, 0.8);
  });

  it('never make a price of none by a discount', () => {
    const model = testCatalog().model(NOVA);
    assert.ok(model !== undefined);
    const settings = { discounts: [{ percent: 10 }] };
    const found = configuredRate({ model, profile: 'global', direction: 'input' }, contextOf(settings));
    assert.ok(!isPriced(found));
  });

  it('are listed all together', () => {
    const model = testCatalog().model(NOVA);
    assert.ok(model !== undefined);
    const rates = configuredRates({ model, region: 'us-east-1' }, contextOf({ discounts: [{ percent: 10 }] }));
    assert.ok(rates.length >= 8);
    for (const { override } of rates) assert.equal(override, '10 % off the listed price');
  });

  it('make the money of a call, which says so', () => {
    const settings = {
      prices: { discounts: [{ provider: 'anthropic', percent: 10 }] },
      workload: { outputTokens: ZERO },
    };
    const { usdPerCall, assumptions, parts } = estimateCall(
      subject({ model: known(`us.${CLAUDE}`) }),
      context(settings),
    );
    // 1,000 × 3.3 × 0.9
    assert.equal(Number(usdPerCall?.likely.toPrecision(12)), 0.00297);
    assert.ok(assumptions.includes('Prices are not the listed ones: 10 % off the listed price, as configured.'));
    assert.equal(parts[0]?.priceSource, 'newer test prices, less 10 %');
  });

  it('are shown in the configured currency', () => {
    const euros = moneyFormat({ code: 'EUR', perUsd: 0.5, date: '2026-11-01' });
    assert.equal(euros.amount(3), 'EUR 1.50');
    assert.equal(euros.range({ low: 0.02, likely: 0.02, high: 4000 }), 'EUR 0.01 to EUR 2,000');
    assert.equal(moneyFormat(undefined).amount(3), '$3.00');
  });
});

const ZERO = { low: 0, likely: 0, high: 0 };

function contextOf(prices: Partial<PriceSettings>) {
  return { catalog: testCatalog(), configuration: configuration({ prices }) };
}

function rateOf(id: string, query: RateQuery, prices: Partial<PriceSettings>) {
  const model = testCatalog().model(id);
  assert.ok(model !== undefined);
  const rate = configuredRate({ ...query, model }, contextOf(prices));
  assert.ok(isPriced(rate), JSON.stringify(rate));
  return rate;
}
