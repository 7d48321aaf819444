import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isPriced } from '../../../src/core/catalog/rates.ts';
import { loadCatalog, serializeCatalog } from '../../../src/core/catalog/catalog.ts';
import { catalogJsonSchemas } from '../../../src/core/catalog/catalogSchema.ts';
import { lifecycleOn } from '../../../src/core/catalog/model.ts';
import { formatProblems, parseCatalog } from '../../../src/core/catalog/parseCatalog.ts';
import { readCatalogFiles } from '../../support/catalogFiles.ts';
import { realCatalog, realModel } from './realCatalog.ts';

describe('catalogue data', () => {
  it('is valid in every file', () => {
    assert.equal(formatProblems(parseCatalog(readCatalogFiles()).problems), '');
  });

  it('names its schema in the first line of every file', () => {
    for (const [path, text] of readCatalogFiles()) {
      const depth = path.split('/').length - 1;
      const start = `# yaml-language-server: $schema=${'../'.repeat(depth)}schema/`;
      assert.ok(text.startsWith(start), path);
      assert.doesNotMatch(path, /:/);
    }
  });

  it('ships the JSON Schemas that its checks are made of', () => {
    for (const [path, schema] of catalogJsonSchemas()) {
      const url = new URL(`../../../src/core/catalog/data/${path}`, import.meta.url);
      assert.deepEqual(JSON.parse(readFileSync(url, 'utf8')), JSON.parse(JSON.stringify(schema)), path);
    }
  });

  it('holds the models of every vendor', () => {
    const models = realCatalog().models();
    assert.ok(models.length >= 143, `only ${models.length}`);
    const providers = new Set(models.map((model) => model.provider));
    for (const provider of [
      'ai21',
      'amazon',
      'anthropic',
      'cohere',
      'deepseek',
      'google',
      'meta',
      'mistral',
      'openai',
      'qwen',
    ])
      assert.ok(providers.has(provider), provider);
  });

  it('dates its prices by the newest', () => {
    assert.match(realCatalog().pricesAsOf, /^20\d\d-\d\d-\d\d$/);
    assert.ok(realCatalog().pricesAsOf >= '2026-10-08');
  });

  it('gives each price a source, and a date that is no older than litellm’s file', () => {
    for (const { rate, name } of everyRate()) {
      assert.notEqual(rate.source, 'unknown source', name);
      assert.ok(rate.checked >= '2026-07-01' && rate.checked <= realCatalog().pricesAsOf, `${name}: ${rate.checked}`);
    }
  });

  it('has no slip by a thousand, and no cache read dearer than its input', () => {
    for (const { rate, name } of everyRate()) {
      assert.ok(
        rate.usdPerMillionTokens >= 0 && rate.usdPerMillionTokens <= 200,
        `${name}: ${rate.usdPerMillionTokens}`,
      );
      if (rate.direction === 'input')
        assert.ok(rate.usdPerMillionTokens >= 0.01, `${name}: ${rate.usdPerMillionTokens}`);
    }
    for (const model of realCatalog().models()) {
      const input = realCatalog().rate({ model, direction: 'input' });
      const read = realCatalog().rate({ model, direction: 'cache-read' });
      if (isPriced(input) && isPriced(read)) assert.ok(read.usdPerMillionTokens < input.usdPerMillionTokens, model.id);
    }
  });

  it('has profiles that are called from Regions in which the model has a price', () => {
    const catalog = realCatalog();
    for (const model of catalog.models()) {
      for (const [profile, regions] of model.profiles) {
        assert.ok(regions.length > 0, `${model.id} ${profile}`);
        for (const region of regions) assert.ok(catalog.regions.has(region), `${model.id} ${region}`);
      }
    }
    for (const id of [
      'anthropic.claude-opus-5-5',
      'anthropic.claude-sonnet-4-6',
      'anthropic.claude-haiku-4-5-20251001-v1:0',
    ]) {
      const model = realModel(id);
      for (const [profile, regions] of model.profiles) {
        for (const region of regions)
          assert.ok(
            isPriced(catalog.rate({ model, profile, region, direction: 'input' })),
            `${profile}.${id} from ${region}`,
          );
      }
    }
  });

  it('leaves unknown what is only a placeholder elsewhere', () => {
    assert.equal(realModel('qwen.qwen3-coder-next').maxOutputTokens, undefined);
    assert.equal(realModel('mistral.ministral-3-8b-instruct').maxOutputTokens, undefined);
    assert.equal(realModel('minimax.minimax-m2.5').maxOutputTokens, undefined);
    assert.equal(realModel('xai.grok-4.7').maxOutputTokens, undefined);
    assert.equal(realModel('anthropic.claude-opus-5-5').caching?.minimumTokens, undefined);
    assert.equal(realModel('meta.llama3-3-70b-instruct-v1:0').caching, undefined);
  });

  it('keeps limits and cache facts as the model cards give them', () => {
    assert.equal(realModel('anthropic.claude-sonnet-4-6').contextWindow, 1_000_000);
    assert.equal(realModel('anthropic.claude-sonnet-4-6').maxOutputTokens, 64_000);
    assert.deepEqual(realModel('anthropic.claude-sonnet-4-6').caching?.ttlSeconds, [300, 3600]);
    assert.equal(realModel('anthropic.claude-haiku-4-5-20251001-v1:0').caching?.minimumTokens, 4096);
    assert.equal(realModel('anthropic.claude-opus-4-7').caching?.minimumTokens, 4096);
    assert.equal(realModel('amazon.nova-lite-v1:0').caching?.maximumCachedTokens, 20_000);
    assert.deepEqual(realModel('amazon.nova-lite-v1:0').caching?.fields, ['system', 'messages']);
    assert.equal(realModel('openai.gpt-6-sol').caching?.hasCachePoint, false);
    assert.equal(realModel('anthropic.claude-haiku-5-5').longContextAboveTokens, 100_000);
    assert.equal(realModel('openai.gpt-5.6-luna').longContextAboveTokens, 272_000);
    assert.ok(
      realModel('anthropic.claude-opus-4-7').disagreements.some(({ about }) => about === 'caching.minimumTokens'),
    );
  });

  it('knows how each family caps output in InvokeModel', () => {
    const fields = (id: string) => realModel(id).invokeCap?.fields[0];
    assert.equal(fields('anthropic.claude-3-haiku-20240307-v1:0'), 'max_tokens');
    assert.equal(realModel('anthropic.claude-3-haiku-20240307-v1:0').invokeCap?.isRequired, true);
    assert.equal(fields('anthropic.claude-v2'), 'max_tokens_to_sample');
    assert.equal(fields('amazon.titan-text-express-v1'), 'textGenerationConfig.maxTokenCount');
    assert.equal(realModel('amazon.titan-text-express-v1').invokeCap?.defaultTokens, 512);
    assert.equal(fields('amazon.nova-micro-v1:0'), 'inferenceConfig.maxTokens');
    assert.equal(fields('meta.llama3-70b-instruct-v1:0'), 'max_gen_len');
    assert.equal(fields('mistral.mistral-7b-instruct-v0:2'), 'max_tokens');
    assert.equal(fields('ai21.j2-mid-v1'), 'maxTokens');
    assert.equal(fields('amazon.titan-embed-text-v2:0'), undefined);
  });

  it('sorts models into token families', () => {
    const family = (id: string) => realModel(id).family;
    assert.equal(family('anthropic.claude-opus-4-6-v1'), 'claude-v3');
    assert.equal(family('anthropic.claude-opus-4-7'), 'claude-v47');
    assert.equal(family('anthropic.claude-fable-5-1'), 'claude-v47');
    assert.equal(family('amazon.nova-2-lite-v1:0'), 'nova-2');
    assert.equal(family('meta.llama4-scout-17b-instruct-v1:0'), 'llama-4');
    assert.equal(family('mistral.mixtral-8x7b-instruct-v0:1'), 'mistral-v3');
    assert.equal(family('mistral.ministral-3-8b-instruct'), 'mistral-tekken');
    assert.equal(family('cohere.command-r-v1:0'), 'command-r');
    assert.equal(family('zai.glm-5'), 'other');
  });

  it('knows which models have gone, by date', () => {
    assert.equal(lifecycleOn(realModel('anthropic.claude-v2'), '2026-11-21'), 'retired');
    assert.equal(lifecycleOn(realModel('meta.llama3-2-1b-instruct-v1:0'), '2026-07-06'), 'retired');
    const sonnet4 = realModel('anthropic.claude-sonnet-4-20250514-v1:0');
    assert.equal(lifecycleOn(sonnet4, '2026-10-13'), 'legacy');
    assert.equal(lifecycleOn(sonnet4, '2026-10-14'), 'retired');
    assert.equal(lifecycleOn(realModel('meta.llama3-3-70b-instruct-v1:0'), '2026-11-21'), 'legacy');
    assert.equal(lifecycleOn(realModel('anthropic.claude-sonnet-4-6'), '2026-11-21'), 'active');
    assert.equal(lifecycleOn(realModel('amazon.titan-embed-text-v2:0'), '2026-11-21'), undefined);
  });

  it('says what else a call can cost, and where no price is known', () => {
    const charges = new Map(realCatalog().charges.map((charge) => [charge.id, charge]));
    assert.equal(charges.get('guardrail-content-filter')?.usd, 0.15);
    assert.equal(charges.get('prompt-routing')?.usd, undefined);
    assert.ok(charges.has('prompt-routing'));
  });

  it('survives being stored', () => {
    const stored = serializeCatalog(realCatalog());
    const loaded = loadCatalog(stored);
    assert.equal(serializeCatalog(loaded), stored);
    assert.deepEqual(loaded.models(), realCatalog().models());
    assert.equal(loaded.pricesAsOf, realCatalog().pricesAsOf);
    assert.throws(() => loadCatalog('{"format":0}'), /format 0/);
  });
});

function* everyRate() {
  const catalog = realCatalog();
  for (const model of catalog.models()) {
    for (const profile of [undefined, ...model.profiles.keys()]) {
      for (const rate of catalog.rates({ model, profile })) {
        yield { rate, name: `${profile ?? ''} ${model.id} ${rate.tier} ${rate.context} ${rate.direction}` };
      }
    }
  }
}
