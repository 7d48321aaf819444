import assert from 'node:assert/strict';
import { PriceListReader, readPriceList } from '../../../../src/core/catalog/priceList/priceListFile.ts';
import type { PriceListFile } from '../../../../src/core/catalog/priceList/priceListFile.ts';
import { legacy, marketplace, offerFile } from '../../../support/priceListFiles.ts';

function prices(file: PriceListFile): readonly string[] {
  return file.prices.map(
    ({ model, region, direction, routing, tier, context, usdPerMillionTokens }) =>
      `${model} ${region} ${direction} ${routing} ${tier} ${context} ${usdPerMillionTokens}`,
  );
}

describe('an offer file of the price list', () => {
  it('gives prices per million tokens, whatever the unit', () => {
    const file = readPriceList(
      offerFile([
        legacy('Nova Pro', 'input-tokens', '0.0008000000'),
        legacy('Nova Pro', 'output-tokens-flex', '0.0016000000', { unit: '1k tokens' }),
        legacy('Nova Pro', 'cache-read-input-token-count', '0.0002000000'),
        legacy('xai.grok-4.7', 'input-tokens', '2.2', { unit: '1M tokens' }),
      ]),
    );
    assert.equal(file.offer, 'AmazonBedrock');
    assert.equal(file.publishedOn, '2026-09-25');
    assert.deepEqual(prices(file), [
      'Nova Pro us-east-1 input regional standard default 0.8',
      'Nova Pro us-east-1 output regional flex default 1.6',
      'Nova Pro us-east-1 cache-read regional standard default 0.2',
      'xai.grok-4.7 us-east-1 input regional standard default 2.2',
    ]);
  });

  it('reads the marketplace offer, whose older rows are sold in "Units"', () => {
    const file = readPriceList(
      offerFile(
        [
          marketplace('Claude Haiku 4.5', 'InputTokenCount', '1.1'),
          marketplace('Claude Haiku 4.5', 'CacheWrite1hInputTokenCount_Global', '2.0', { unit: 'Units' }),
          marketplace('Claude 3.7 Sonnet', 'ProvisionedThroughput_1MonthCommit_ModelUnits_Usage', '158.4', {
            unit: 'hour',
          }),
        ],
        { offer: 'AmazonBedrockFoundationModels' },
      ),
    );
    assert.deepEqual(prices(file), [
      'Claude Haiku 4.5 us-east-1 input regional standard default 1.1',
      'Claude Haiku 4.5 us-east-1 cache-write-1h global standard default 2',
    ]);
    assert.equal(file.otherCount, 1);
    assert.deepEqual(file.unclassified, []);
  });

  it('takes the tier from the product where the usage type names none', () => {
    const file = readPriceList(
      offerFile([
        legacy('Nova Pro', 'input-tokens', '0.0004', { attributes: { feature: 'Batch Inference' } }),
        legacy('Nova Pro', 'output-tokens', '0.0016', { attributes: { service_tier: 'flex' } }),
        legacy('Nova Pro', 'input-tokens-batch', '0.0004', { attributes: { service_tier: 'priority' } }),
      ]),
    );
    assert.deepEqual(prices(file), [
      'Nova Pro us-east-1 input regional batch default 0.4',
      'Nova Pro us-east-1 output regional flex default 1.6',
    ]);
    assert.deepEqual(
      file.unclassified.map(({ reason }) => reason),
      ['is of the tier batch, but its product of priority'],
    );
  });

  it('lists what it could not classify instead of dropping or guessing it', () => {
    const file = readPriceList(
      offerFile([
        legacy('Nova Pro', 'input-tokens-turbo', '0.0008'),
        legacy('Nova Pro', 'input-tokens', '0.0008', { unit: 'bundles' }),
        legacy('Nova Pro', 'output-tokens', 'free'),
        legacy('Nova Canvas', 'T2I-1024-Standard', '0.04', { unit: 'image' }),
        legacy('Nova Sonic', 'input-tokens', '0.0034', { attributes: { inferenceType: 'Speech Input Tokens' } }),
      ]),
    );
    assert.deepEqual(file.prices, []);
    assert.deepEqual(
      file.unclassified.map(({ usageType, reason }) => `${usageType} ${reason}`),
      [
        'USE1-NovaPro-input-tokens-turbo has the unknown word "turbo"',
        'USE1-NovaPro-input-tokens is sold by the unknown unit "bundles"',
        'USE1-NovaPro-output-tokens has no price',
      ],
    );
    assert.equal(file.otherCount, 2);
  });

  it('is read the same in pieces of any size', () => {
    const text = offerFile([
      legacy('Nova Pro – ü', 'input-tokens', '0.0008'),
      legacy('Nova Pro', 'output-tokens', '0.0032'),
    ]);
    const whole = readPriceList(text);
    for (const size of [1, 7, 1000]) {
      const bytes = new TextEncoder().encode(text);
      const reader = new PriceListReader();
      for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
      assert.deepEqual(reader.end(), whole);
    }
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', '<html>Service Unavailable</html>', /^is not JSON/],
    ['half of it', offerFile([legacy('Nova Pro', 'input-tokens', '0.0008')]).slice(0, 300), /^ends too early/],
    ['nothing', '', /^ends too early/],
    ['another offer', offerFile([], { offer: 'AmazonEC2' }), /^is no offer of Bedrock/],
    ['an array', '[]', /^is no offer of Bedrock/],
    ['no date', offerFile([], { publicationDate: 'soon' }), /^has no publication date/],
  ];
  for (const [what, text, message] of broken) {
    it(`is refused: ${what}`, () => {
      assert.throws(() => readPriceList(text), { name: 'PriceListError', message });
    });
  }

  it('cannot reach prototypes', () => {
    const text = offerFile([legacy('Nova Pro', 'input-tokens', '0.0008')]).replaceAll('SKU0000000000000', '__proto__');
    assert.doesNotThrow(() => readPriceList(text));
    assert.equal(Object.hasOwn(Object.prototype, 'attributes'), false);
  });
});
