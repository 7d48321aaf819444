/** What must hold for every price of the catalogue, whatever it is: no holes, no slips of a column, a unit or a tier. */
import assert from 'node:assert/strict';
import type { Direction, ServiceTier } from '../../../src/core/catalog/catalogData.ts';
import { SERVICE_TIERS } from '../../../src/core/catalog/catalogData.ts';
import type { Model } from '../../../src/core/catalog/model.ts';
import type { RateQuery } from '../../../src/core/catalog/rates.ts';
import { isPriced } from '../../../src/core/catalog/rates.ts';
import { realCatalog } from './realCatalog.ts';

const catalog = realCatalog();

describe('every price of the catalogue', () => {
  it('is there for every way to call a model that its profiles and Regions promise', () => {
    const holes = new Map<string, string[]>();
    for (const route of routes()) {
      const { id, modality } = route.model;
      if (modality !== 'text' && modality !== 'embedding') continue;
      const isWhole =
        price(route, 'input') !== undefined && (modality !== 'text' || price(route, 'output') !== undefined);
      const { profile, region = '' } = route.query;
      if (isWhole || UNLISTED_REGIONS.includes(region)) continue;
      const name = profile === undefined ? id : `${profile}.${id}`;
      holes.set(name, [...(holes.get(name) ?? []), region]);
    }
    assert.deepEqual([...holes.keys()], UNLISTED_ROUTES, JSON.stringify([...holes]));
  });

  it('is dated and says where it comes from', () => {
    for (const { model, name, query } of routes()) {
      for (const rate of catalog.rates({ model, ...query })) {
        assert.match(rate.checked, /^20\d\d-\d\d-\d\d$/, name);
        assert.ok(rate.source.length > 5, name);
        assert.ok(rate.from === undefined || rate.from <= catalog.pricesAsOf, name);
      }
    }
  });

  it('falls from priority over standard to flex and batch', () => {
    for (const route of routes()) {
      for (const direction of ['input', 'output'] as const) {
        const of = (tier: ServiceTier): number | undefined => price(route, direction, { tier });
        assertOrdered([of('batch'), of('standard'), of('priority')], `${route.name} ${direction}`);
        assertOrdered([of('flex'), of('standard'), of('latency-optimized')], `${route.name} ${direction}`);
      }
    }
  });

  it('rises from a read of the cache over input to a write that is kept for longer, if writing is not free', () => {
    for (const route of routes()) {
      for (const tier of SERVICE_TIERS) {
        const of = (direction: Direction): number | undefined => price(route, direction, { tier });
        assertOrdered([of('cache-read'), of('input')], `${route.name} ${tier}`);
        for (const write of ['cache-write-5m', 'cache-write-30m', 'cache-write-1h'] as const) {
          if (of(write) !== 0) assertOrdered([of('input'), of(write)], `${route.name} ${tier} ${write}`);
        }
        assertOrdered([of('cache-write-5m'), of('cache-write-1h')], `${route.name} ${tier}`);
      }
    }
  });

  it('is higher for long prompts, and only where the catalogue says from which length on', () => {
    for (const route of routes()) {
      for (const direction of ['input', 'output', 'cache-read'] as const) {
        const long = price(route, direction, { context: 'long' });
        if (long !== undefined) assert.ok(route.model.longContextAboveTokens !== undefined, route.name);
        assertOrdered([price(route, direction), long], `${route.name} ${direction}`);
      }
    }
  });

  it('is a tenth higher in a Region or a geography than through global profiles, on the models that do so', () => {
    for (const id of ['anthropic.claude-sonnet-4-6', 'anthropic.claude-opus-5-5', 'openai.gpt-6-sol', 'zai.glm-5.3']) {
      const model = catalog.model(id);
      assert.ok(model !== undefined);
      for (const direction of ['input', 'output', 'cache-read'] as const) {
        const geo = catalog.rate({ model, profile: 'us', region: 'us-east-1', direction });
        const global = catalog.rate({ model, profile: 'global', region: 'us-east-1', direction });
        assert.ok(isPriced(geo) && isPriced(global));
        assert.equal(geo.usdPerMillionTokens.toFixed(9), (global.usdPerMillionTokens * 1.1).toFixed(9), id);
      }
    }
  });

  it('keeps what other sources say, with their names', () => {
    const models = catalog.models().filter(({ disagreements }) => disagreements.length > 0);
    assert.ok(models.length >= 29, `only ${models.length}`);
    const sources = catalog.toData().sources;
    for (const { id, disagreements } of models) {
      for (const { source } of disagreements) assert.ok(Object.hasOwn(sources, source), `${id}: ${source}`);
    }
  });
});

interface Route {
  readonly model: Model;
  readonly name: string;
  readonly query: Pick<RateQuery, 'profile' | 'region'>;
}

let known: readonly Route[] | undefined;

/** Every way that the catalogue says a priced model can be called: bare in a Region, or through a profile from one. */
function routes(): readonly Route[] {
  const billedByTokens = new Set(catalog.toData().models.flatMap(({ id, prices }) => (prices.length > 0 ? [id] : [])));
  known ??= catalog
    .models()
    .filter(({ id }) => billedByTokens.has(id))
    .flatMap((model) => [
      ...(model.inRegions ?? []).map((region) => ({ model, name: `${model.id} ${region}`, query: { region } })),
      ...[...model.profiles].flatMap(([profile, regions]) =>
        regions.map((region) => ({ model, name: `${profile}.${model.id} ${region}`, query: { profile, region } })),
      ),
    ]);
  return known;
}

function price(
  { model, query }: Route,
  direction: Direction,
  more: Pick<RateQuery, 'tier' | 'context'> = {},
): number | undefined {
  const rate = catalog.rate({ model, ...query, ...more, direction });
  return isPriced(rate) ? rate.usdPerMillionTokens : undefined;
}

/** Amounts that are not known are left out. */
function assertOrdered(amounts: readonly (number | undefined)[], what: string): void {
  const given = amounts.filter((amount) => amount !== undefined);
  const sorted = [...given].sort((a, b) => a - b);
  assert.deepEqual(given, sorted, what);
}

/** A Region where the model cards offer open-weight models, without a price in the list. */
const UNLISTED_REGIONS: readonly string[] = ['ap-southeast-4'];

/** Offered by model cards, without a price in any source: nothing is guessed for them. */
const UNLISTED_ROUTES: readonly string[] = [
  'amazon.nova-lite-v1:0',
  'global.cohere.embed-v4:0',
  'global.openai.gpt-5.4',
];
