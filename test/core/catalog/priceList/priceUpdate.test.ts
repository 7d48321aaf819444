import assert from 'node:assert/strict';
import { loadUpdatedCatalog, serializeCatalog } from '../../../../src/core/catalog/catalog.ts';
import type { Catalog } from '../../../../src/core/catalog/catalog.ts';
import type { Direction } from '../../../../src/core/catalog/catalogData.ts';
import { isPriced } from '../../../../src/core/catalog/rates.ts';
import type { RateQuery } from '../../../../src/core/catalog/rates.ts';
import { readPriceList } from '../../../../src/core/catalog/priceList/priceListFile.ts';
import { priceUpdateOf } from '../../../../src/core/catalog/priceList/priceUpdateOf.ts';
import type { PriceUpdateResult } from '../../../../src/core/catalog/priceList/priceUpdateOf.ts';
import type { Listed, OfferFileOptions } from '../../../support/priceListFiles.ts';
import { legacy, marketplace, offerFile } from '../../../support/priceListFiles.ts';
import { testCatalog } from '../../../support/testCatalog.ts';

const CHECKED = '2026-09-26';
const NOVA = 'amazon.nova-test-v1:0';
const CLAUDE = 'anthropic.claude-test-1-v1:0';
const FOUNDATION: OfferFileOptions = { offer: 'AmazonBedrockFoundationModels' };

/** Enough prices of a plausible list that one broken row is a row and not the list. */
const USUAL: readonly Listed[] = [
  legacy('Nova Test', 'input-tokens', '0.0008'),
  legacy('Nova Test', 'output-tokens', '0.0030'),
  legacy('Nova Test', 'output-tokens', '0.0040', { region: 'eu-central-1' }),
  legacy('Llama Test 8B Instruct', 'input-tokens', '0.00022'),
  legacy('Llama Test 8B Instruct', 'output-tokens', '0.00022'),
  legacy('Llama Test 8B Instruct', 'input-tokens-batch', '0.00011'),
];

function updateOf(...files: readonly string[]): PriceUpdateResult {
  return priceUpdateOf(files.map(readPriceList), testCatalog(), CHECKED);
}

function updated({ update }: PriceUpdateResult): Catalog {
  return loadUpdatedCatalog(serializeCatalog(testCatalog()), JSON.stringify(update));
}

function usd(catalog: Catalog, id: string, direction: Direction, query: Partial<RateQuery> = {}): number | undefined {
  const model = catalog.model(id);
  assert.ok(model);
  const rate = catalog.rate({ model, direction, region: 'us-east-1', ...query });
  return isPriced(rate) ? rate.usdPerMillionTokens : undefined;
}

describe('an update of prices', () => {
  it('lays what changed over the shipped catalogue, from the day AWS bills it', () => {
    const result = updateOf(offerFile(USUAL));
    const catalog = updated(result);
    assert.equal(usd(catalog, NOVA, 'output'), 3);
    assert.equal(usd(catalog, NOVA, 'output', { date: '2026-08-31' }), 3.2);
    assert.equal(usd(catalog, NOVA, 'output', { date: '2026-09-01' }), 3);
    assert.equal(usd(catalog, NOVA, 'output', { region: 'eu-central-1' }), 4);
    assert.equal(usd(catalog, NOVA, 'input'), 0.8);
    assert.deepEqual(
      result.changes.map(({ model, region, direction, usdBefore, usdPerMillionTokens }) =>
        [model, region, direction, usdBefore, usdPerMillionTokens].join(' '),
      ),
      [`${NOVA} us-east-1 output 3.2 3`, `${NOVA} eu-central-1 output 4.2 4`],
    );
    assert.equal(result.confirmedCount, 4);
  });

  it('shows its source and date in every price that it confirms or changes, and in no other', () => {
    const catalog = updated(updateOf(offerFile(USUAL)));
    const model = catalog.model(NOVA);
    assert.ok(model);
    const confirmed = catalog.rate({ model, region: 'us-east-1', direction: 'input' });
    assert.ok(isPriced(confirmed));
    assert.equal(confirmed.checked, CHECKED);
    assert.equal(confirmed.source, 'AWS price list of 2026-09-25, from your price update');
    const untouched = catalog.rate({ model, region: 'us-west-2', direction: 'input' });
    assert.ok(isPriced(untouched));
    assert.equal(untouched.checked, '2026-01-01');
    assert.equal(catalog.pricesAsOf, CHECKED);
    assert.deepEqual(catalog.priceUpdate, { kind: 'used', publishedOn: '2026-09-25', checked: CHECKED });
  });

  it('has global prices for global profiles only', () => {
    const rows = [
      marketplace('Claude Test 1', 'input_tokens_standard', '3.4'),
      marketplace('Claude Test 1', 'input_tokens_global_standard', '3.1'),
      marketplace('Claude Test 1', 'input_tokens_global_batch', '1.55'),
      marketplace('Claude Test 1', 'cache_write_tokens_1h_standard', '6.8'),
    ];
    const catalog = updated(updateOf(offerFile(rows, FOUNDATION)));
    assert.equal(usd(catalog, CLAUDE, 'input', { profile: 'us' }), 3.4);
    assert.equal(usd(catalog, CLAUDE, 'input', { profile: 'global' }), 3.1);
    assert.equal(usd(catalog, CLAUDE, 'input', { profile: 'global', tier: 'batch' }), 1.55);
    assert.equal(usd(catalog, CLAUDE, 'cache-write-1h', { profile: 'us' }), 6.8);
  });

  it('does not replace prices that were read later than it', () => {
    const { update } = updateOf(offerFile(USUAL));
    const old = JSON.stringify({ ...update, checked: '2025-12-31' });
    const catalog = loadUpdatedCatalog(serializeCatalog(testCatalog()), old);
    assert.equal(usd(catalog, NOVA, 'output'), 3.2);
  });

  it('refuses a cache read that is no cheaper than input, and keeps the rest', () => {
    const broken = legacy('Nova Test', 'cache-read-input-token-count', '0.00085');
    const result = updateOf(offerFile([...USUAL, broken]));
    assert.deepEqual(
      result.refused.map(({ reason }) => reason),
      ['would make reading a cache ($0.85) no cheaper than input ($0.8)'],
    );
    assert.equal(usd(updated(result), NOVA, 'cache-read'), 0.2);
    assert.equal(usd(updated(result), NOVA, 'output'), 3);
  });

  it('refuses a price that is wrong by a thousand', () => {
    const broken = legacy('Nova Test', 'input-tokens', '0.8', { region: 'eu-central-1' });
    const result = updateOf(offerFile([...USUAL, broken]));
    assert.deepEqual(
      result.refused.map(({ reason }) => reason),
      ['is $800 per million tokens, where the catalogue has $1.05'],
    );
    assert.equal(usd(updated(result), NOVA, 'input', { region: 'eu-central-1' }), 1.05);
  });

  it('is refused as a whole when many prices cannot be right', () => {
    const slipped = USUAL.map((row) => ({ ...row, usd: (Number(row.usd) / 1000).toFixed(12) }));
    assert.throws(() => updateOf(offerFile(slipped)), {
      name: 'PriceListError',
      message: /^cannot be right: 6 of 6 prices/,
    });
    assert.throws(() => updateOf(offerFile([])), { name: 'PriceListError', message: /^holds no price of a model/ });
  });

  it('takes the more authoritative offer, and of one offer the larger price', () => {
    const service = { offer: 'AmazonBedrockService' };
    const result = updateOf(
      offerFile([legacy('Nova Test', 'input-tokens', '0.0001')], service),
      offerFile([
        ...USUAL,
        legacy('Nova Test', 'input-tokens', '0.0009'),
        { usageType: 'USE1-amazon.nova-test-v1:0-mantle-input-tokens-standard', usd: '0.0007' },
      ]),
    );
    assert.equal(usd(updated(result), NOVA, 'input'), 0.9);
    assert.deepEqual(
      result.refused.map(({ reason }) => reason),
      ['is listed twice; the larger price counts'],
    );
  });

  it('says which models and Regions the catalogue lacks', () => {
    const result = updateOf(
      offerFile([
        ...USUAL,
        legacy('Nova Next', 'input-tokens', '0.001'),
        legacy('Nova Test', 'input-tokens', '0.001', { region: 'mars-north-1' }),
      ]),
    );
    assert.deepEqual(result.unknownModels, ['Nova Next']);
    assert.deepEqual(
      result.refused.map(({ reason }) => reason),
      ['is of the Region mars-north-1, which the catalogue lacks'],
    );
  });

  it('finds models by whole names, however their words are ordered', () => {
    const prices = [
      legacy('Test 8B Llama', 'input-tokens', '0.0003'),
      legacy('Test 8B Llama', 'output-tokens', '0.0003'),
      legacy('Llama Test 8B Vision', 'input-tokens', '0.0009'),
      legacy('Llama Test', 'input-tokens', '0.0009'),
    ];
    const result = updateOf(offerFile(prices));
    assert.deepEqual(result.unknownModels, ['Llama Test', 'Llama Test 8B Vision']);
    assert.equal(usd(updated(result), 'meta.llama-test-8b-v1:0', 'input'), 0.3);
  });

  it('leaves the shipped catalogue alone when it cannot be read', () => {
    const shipped = serializeCatalog(testCatalog());
    for (const text of ['{', '{"format":99}', 'null', '{"format":1,"checked":"2026-09-26"}']) {
      const catalog = loadUpdatedCatalog(shipped, text);
      assert.equal(usd(catalog, NOVA, 'output'), 3.2);
      assert.equal(catalog.priceUpdate?.kind, 'ignored');
    }
  });
});
