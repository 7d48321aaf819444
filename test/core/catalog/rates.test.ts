import assert from 'node:assert/strict';
import type { Catalog } from '../../../src/core/catalog/catalog.ts';
import type { RateQuery } from '../../../src/core/catalog/rates.ts';
import { isPriced } from '../../../src/core/catalog/rates.ts';
import { testCatalog } from '../../support/testCatalog.ts';
import { realCatalog } from './realCatalog.ts';

describe('rates', () => {
  describe('of real models, worked by hand from the price list', () => {
    const price = (id: string, query: RateQuery) => usdOf(realCatalog(), id, query);
    const unpriced = (id: string, query: RateQuery) => reasonOf(realCatalog(), id, query);

    it('bills a geo profile 1.1 times the global one on Claude Opus 5.5', () => {
      const id = 'anthropic.claude-opus-5-5';
      assert.equal(price(id, { profile: 'us', region: 'us-east-1', direction: 'input' }), 4.4);
      assert.equal(price(id, { profile: 'us', region: 'us-east-1', direction: 'output' }), 22);
      assert.equal(price(id, { profile: 'global', region: 'us-east-1', direction: 'input' }), 4);
      assert.equal(price(id, { profile: 'global', region: 'ap-south-1', direction: 'output' }), 20);
      assert.equal(price(id, { profile: 'us', region: 'us-west-2', direction: 'cache-read' }), 0.22);
      assert.equal(price(id, { profile: 'global', region: 'us-west-2', direction: 'cache-write-1h' }), 8);
      assert.equal(price(id, { profile: 'us-gov', region: 'us-gov-west-1', direction: 'input' }), 4.8);
      assert.match(
        unpriced(id, { region: 'us-east-1', direction: 'input', tier: 'flex' }),
        /not offered in the flex tier/,
      );
    });

    it('bills Nova Pro by the source Region', () => {
      const id = 'amazon.nova-pro-v1:0';
      assert.equal(price(id, { profile: 'eu', region: 'eu-central-1', direction: 'input' }), 1.05);
      assert.equal(price(id, { profile: 'eu', region: 'eu-central-1', direction: 'output' }), 4.2);
      assert.equal(price(id, { profile: 'eu', region: 'eu-central-1', direction: 'cache-read' }), 0.2625);
      assert.equal(price(id, { profile: 'eu', region: 'eu-central-1', direction: 'cache-write-5m' }), 0);
      assert.equal(price(id, { region: 'us-east-1', direction: 'input' }), 0.8);
      assert.equal(price(id, { region: 'us-east-1', direction: 'input', tier: 'priority' }), 1.4);
      assert.equal(price(id, { region: 'us-east-1', direction: 'output', tier: 'latency-optimized' }), 4);
      assert.equal(price(id, { region: 'eu-central-1', direction: 'output', tier: 'batch' }), 2.1);
      assert.match(
        unpriced(id, { region: 'us-west-1', direction: 'input', tier: 'batch' }),
        /no batch price in us-west-1/,
      );
      assert.match(
        unpriced(id, { region: 'sa-east-1', direction: 'input' }),
        /no input price of Nova Pro from sa-east-1/,
      );
    });

    it('bills Claude Sonnet 4.6 with caching', () => {
      const id = 'anthropic.claude-sonnet-4-6';
      assert.equal(price(id, { profile: 'us', direction: 'input' }), 3.3);
      assert.equal(price(id, { profile: 'us', direction: 'output' }), 16.5);
      assert.equal(price(id, { profile: 'us', direction: 'cache-read' }), 0.33);
      assert.equal(price(id, { profile: 'us', direction: 'cache-write-5m' }), 4.125);
      assert.equal(price(id, { profile: 'us', direction: 'cache-write-1h' }), 6.6);
      assert.equal(price(id, { profile: 'global', direction: 'input' }), 3);
      assert.equal(price(id, { profile: 'global', direction: 'input', tier: 'batch' }), 1.5);
      assert.match(
        unpriced(id, { profile: 'us', direction: 'cache-read', tier: 'batch' }),
        /caching has no price in the batch tier/,
      );
    });

    it('prefers rows of the list to the usual half price for batch', () => {
      const batch = { direction: 'input', tier: 'batch' } as const;
      assert.equal(price('mistral.mistral-large-2407-v1:0', { ...batch, region: 'us-west-2' }), 1.5);
      assert.equal(price('amazon.nova-2-lite-v1:0', { ...batch, region: 'us-east-2' }), 0.1595);
      assert.equal(price('amazon.nova-2-lite-v1:0', { ...batch, region: 'us-east-1' }), 0.165);
      assert.equal(price('anthropic.claude-3-5-haiku-20241022-v1:0', { ...batch, region: 'us-west-2' }), 0.4);
      assert.match(
        unpriced('anthropic.claude-sonnet-5-5', { ...batch, profile: 'us' }),
        /not offered in the batch tier/,
      );
    });

    it('bills Nova 2 Lite through global profiles by the source Region', () => {
      const id = 'amazon.nova-2-lite-v1:0';
      assert.equal(price(id, { profile: 'global', region: 'eu-central-1', direction: 'output' }), 3.27);
      assert.equal(price(id, { profile: 'global', region: 'us-east-1', direction: 'output' }), 2.5);
      assert.equal(price(id, { profile: 'global', region: 'ca-west-1', direction: 'cache-read' }), 0.085);
    });

    it('bills Llama', () => {
      assert.equal(
        price('meta.llama3-3-70b-instruct-v1:0', { profile: 'us', region: 'us-east-1', direction: 'input' }),
        0.72,
      );
      assert.equal(price('meta.llama3-70b-instruct-v1:0', { region: 'us-east-1', direction: 'output' }), 3.5);
      assert.equal(price('meta.llama3-70b-instruct-v1:0', { region: 'ap-south-1', direction: 'output' }), 4.2);
      assert.equal(price('meta.llama4-scout-17b-instruct-v1:0', { profile: 'us', direction: 'output' }), 0.66);
      assert.equal(
        price('meta.llama3-1-405b-instruct-v1:0', {
          region: 'us-east-2',
          direction: 'input',
          tier: 'latency-optimized',
        }),
        3,
      );
    });

    it('bills long prompts as a whole at the long band', () => {
      const long = { context: 'long', profile: 'us', region: 'us-east-1' } as const;
      assert.equal(price('openai.gpt-6-astra', { ...long, direction: 'input' }), 22);
      assert.equal(price('openai.gpt-6-astra', { ...long, direction: 'output' }), 82.5);
      assert.equal(price('openai.gpt-6-astra', { ...long, direction: 'cache-write-30m' }), 27.5);
      assert.equal(price('openai.gpt-6-astra', { ...long, direction: 'input', tier: 'flex' }), 11);
      assert.equal(price('anthropic.claude-haiku-5-5', { ...long, profile: 'global', direction: 'input' }), 0.5);
      assert.equal(price('anthropic.claude-haiku-5-5', { ...long, direction: 'cache-write-1h' }), 1.1);
      assert.match(unpriced('anthropic.claude-sonnet-4-6', { ...long, direction: 'input' }), /price/);
    });

    it('bills embeddings by input alone', () => {
      assert.equal(price('amazon.titan-embed-text-v2:0', { region: 'us-east-1', direction: 'input' }), 0.02);
      assert.match(
        unpriced('amazon.titan-embed-text-v2:0', { region: 'us-east-1', direction: 'output' }),
        /no output price/,
      );
    });

    it('bills by the price of the day', () => {
      const read = { profile: 'global', direction: 'cache-read' } as const;
      assert.equal(price('anthropic.claude-sonnet-5-5', { ...read, date: '2026-10-06' }), 0.2);
      assert.equal(price('anthropic.claude-sonnet-5-5', { ...read, date: '2026-10-07' }), 0.1);
      assert.equal(price('anthropic.claude-sonnet-5-5', read), 0.1);
      assert.equal(price('openai.gpt-5.6-sol', { profile: 'us', direction: 'input', date: '2026-08-20' }), 5.5);
      assert.equal(price('openai.gpt-5.6-sol', { profile: 'us', direction: 'input', date: '2026-08-21' }), 4.4);
      assert.match(unpriced('anthropic.claude-haiku-5-5', { ...read, date: '2026-10-01' }), /known on 2026-10-01/);
    });

    it('never prices in tokens what is billed otherwise', () => {
      assert.match(unpriced('cohere.rerank-v3-5:0', { direction: 'input' }), /search units/);
      assert.match(unpriced('stability.stable-diffusion-xl-v1', { direction: 'input' }), /images/);
    });
  });

  describe('without a Region', () => {
    it('assumes us-east-1 and says whether that matters', () => {
      const catalog = testCatalog();
      const nova = model(catalog, 'amazon.nova-test-v1:0');
      const bare = catalog.rate({ model: nova, direction: 'input' });
      assert.ok(isPriced(bare));
      assert.deepEqual(
        [bare.usdPerMillionTokens, bare.region, bare.isRegionAssumed, bare.isSameEverywhere],
        [0.8, 'us-east-1', true, false],
      );
      const claude = catalog.rate({ model: model(catalog, 'anthropic.claude-test-1-v1:0'), direction: 'input' });
      assert.ok(isPriced(claude) && claude.isRegionAssumed && claude.isSameEverywhere);
    });

    it('assumes a Region from which the profile can be called', () => {
      const catalog = testCatalog();
      const rate = catalog.rate({ model: model(catalog, 'amazon.nova-test-v1:0'), profile: 'eu', direction: 'input' });
      assert.ok(isPriced(rate));
      assert.deepEqual([rate.usdPerMillionTokens, rate.region, rate.routing], [1.05, 'eu-central-1', 'geo']);
    });

    it('never assumes GovCloud', () => {
      for (const { id } of realCatalog().models()) {
        const rate = realCatalog().rate({ model: model(realCatalog(), id), direction: 'input' });
        if (isPriced(rate)) assert.doesNotMatch(rate.region, /gov/, id);
      }
    });
  });

  it('says when profile and Region contradict each other', () => {
    const query = { profile: 'us', direction: 'input' } as const;
    const id = 'amazon.nova-pro-v1:0';
    assert.equal(
      reasonOf(realCatalog(), id, { ...query, region: 'eu-central-1' }),
      'us. profiles cannot be called from eu-central-1',
    );
    assert.equal(usdOf(realCatalog(), id, { ...query, region: 'us-west-2' }), 0.8);
  });

  it('says how a price was worked out', () => {
    const catalog = testCatalog();
    const query = { model: model(catalog, 'amazon.nova-test-v1:0'), region: 'eu-central-1' } as const;
    const read = catalog.rate({ ...query, direction: 'cache-read', tier: 'flex' });
    assert.ok(isPriced(read));
    assert.equal(read.usdPerMillionTokens, 0.13125);
    assert.equal(read.derivedBy, '0.5 × 0.25 × input');
    const input = catalog.rate({ ...query, direction: 'input' });
    assert.ok(isPriced(input));
    assert.equal(input.derivedBy, undefined);
    assert.equal(input.source, 'test prices');
    assert.equal(input.checked, '2026-01-01');
  });

  it('lists every price of a model at one place', () => {
    const catalog = testCatalog();
    const rates = catalog.rates({ model: model(catalog, 'openai.gpt-test'), profile: 'us', region: 'us-east-1' });
    assert.deepEqual(
      rates.map((rate) => [rate.context, rate.tier, rate.direction, rate.usdPerMillionTokens]),
      [
        ['default', 'standard', 'input', 2],
        ['default', 'standard', 'output', 10],
        ['default', 'standard', 'cache-read', 0.2],
        ['default', 'standard', 'cache-write-30m', 2.5],
        ['long', 'standard', 'input', 4],
        ['long', 'standard', 'output', 15],
        ['long', 'standard', 'cache-read', 0.4],
        ['long', 'standard', 'cache-write-30m', 5],
      ],
    );
  });
});

function usdOf(catalog: Catalog, id: string, query: RateQuery): number {
  const rate = catalog.rate({ ...query, model: model(catalog, id) });
  assert.ok(isPriced(rate), JSON.stringify(rate));
  return rate.usdPerMillionTokens;
}

function reasonOf(catalog: Catalog, id: string, query: RateQuery): string {
  const rate = catalog.rate({ ...query, model: model(catalog, id) });
  assert.ok(!isPriced(rate), JSON.stringify(rate));
  return rate.unpricedBecause;
}

function model(catalog: Catalog, id: string) {
  const found = catalog.model(id);
  assert.ok(found !== undefined, id);
  return found;
}
