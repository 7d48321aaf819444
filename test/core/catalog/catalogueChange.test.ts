import assert from 'node:assert/strict';
import { catalogueChangeText, withPriceChanges } from '../../../src/build/catalogueChange.ts';
import { parseCatalog } from '../../../src/core/catalog/parseCatalog.ts';
import { readPriceList } from '../../../src/core/catalog/priceList/priceListFile.ts';
import { priceUpdateOf } from '../../../src/core/catalog/priceList/priceUpdateOf.ts';
import { isPriced } from '../../../src/core/catalog/rates.ts';
import { readDataFiles } from '../../../src/build/catalogAsset.ts';
import { legacy, offerFile } from '../../support/priceListFiles.ts';

describe('a change of the catalogue', () => {
  it('adds dated rows with their source, and leaves every other line as it was', async () => {
    const files = await readDataFiles();
    const { catalog } = parseCatalog(files);
    assert.ok(catalog);
    const rows = [
      legacy('Nova Pro', 'input-tokens', '0.0007', { effectiveDate: '2026-11-01T00:00:00Z' }),
      legacy('Nova Pro', 'output-tokens', '0.0032'),
    ];
    const list = readPriceList(offerFile(rows, { publicationDate: '2026-11-14T00:00:00Z' }));
    const result = priceUpdateOf([list], catalog, '2026-11-14');
    const changed = withPriceChanges(files, result);
    assert.deepEqual([...changed.keys()], ['amazon/nova-1.yaml', 'sources.yaml']);

    for (const [name, text] of changed) {
      const before = new Set((files.get(name) ?? '').split('\n'));
      const added = text.split('\n').filter((line) => !before.has(line));
      assert.equal(text.split('\n').length, (files.get(name) ?? '').split('\n').length + added.length);
      if (name !== 'sources.yaml')
        assert.deepEqual(added, [
          '      - { regions: us-east-1, from: 2026-11-01, input: 0.7, source: aws-price-list-2026-11-14 }',
        ]);
    }

    const after = parseCatalog(new Map([...files, ...changed])).catalog;
    const model = after?.model('amazon.nova-pro-v1:0');
    assert.ok(after && model);
    const rateOn = (date: string): number | undefined => {
      const rate = after.rate({ model, region: 'us-east-1', direction: 'input', date });
      return isPriced(rate) ? rate.usdPerMillionTokens : undefined;
    };
    assert.equal(rateOn('2026-10-31'), 0.8);
    assert.equal(rateOn('2026-11-01'), 0.7);
    assert.match(
      catalogueChangeText(result),
      /\| amazon\.nova-pro-v1:0 \| us-east-1 \| input, regional, standard, default \| 0\.8 \| 0\.7 \|/,
    );
  });

  it('is none when every price is confirmed', async () => {
    const files = await readDataFiles();
    const { catalog } = parseCatalog(files);
    assert.ok(catalog);
    const list = readPriceList(offerFile([legacy('Nova Pro', 'output-tokens', '0.0032')]));
    assert.equal(withPriceChanges(files, priceUpdateOf([list], catalog, '2026-11-14')).size, 0);
  });
});
