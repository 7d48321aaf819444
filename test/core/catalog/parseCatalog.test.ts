import assert from 'node:assert/strict';
import { formatProblems, parseCatalog } from '../../../src/core/catalog/parseCatalog.ts';

describe('parsing the catalogue', () => {
  it('names file, line and field of a value of the wrong kind', () => {
    assert.equal(
      problemsOf(MODEL.replace('input: 1', "input: 'one'")),
      'acme/a.yaml:7: models[0].prices[0].input: Invalid input: expected number, received string',
    );
  });

  it('names a field that does not exist', () => {
    assert.match(
      problemsOf(MODEL.replace('output:', 'outptu:')),
      /^acme\/a\.yaml:7: models\[0\]\.prices\[0\]: .*outptu/,
    );
  });

  it('names a missing field at what it is missing from', () => {
    assert.match(problemsOf(MODEL.replace('    name: A 1\n', '')), /^acme\/a\.yaml:3: models\[0\]\.name: /);
  });

  it('names the line of broken YAML', () => {
    assert.match(problemsOf(`${MODEL}\n  - id: [`), /^acme\/a\.yaml:\d+: /);
  });

  it('checks what files say of each other', () => {
    assert.match(
      problemsOf(MODEL.replace('source: list', 'source: lsit')),
      /:5: .*no source "lsit"|contextWindow: no source "lsit"/,
    );
    assert.match(
      problemsOf(MODEL.replace('regions: us', 'regions: uss')),
      /:7: models\[0\]\.prices\[0\]\.regions: no Region or group "uss"/,
    );
    assert.match(
      problemsOf(`${MODEL}${MODEL.slice(MODEL.indexOf('  - id'))}`),
      /"acme\.a-v1:0" is also in acme\/a\.yaml/,
    );
    const successor = 'lifecycle: { state: legacy, successor: acme.b, source: list }';
    assert.match(
      problemsOf(MODEL.replace('    priceSource', `    ${successor}\n    priceSource`)),
      /lifecycle\.successor: is not in the catalogue/,
    );
  });

  it('refuses slips of a column or a unit', () => {
    assert.match(
      problemsOf(MODEL.replace('output: 2', 'output: 2, cacheRead: 10')),
      /cacheRead: is not below the input price 1/,
    );
    assert.match(problemsOf(MODEL.replace('output: 2', 'output: 200')), /output: is out of proportion/);
    assert.match(problemsOf(MODEL.replace('input: 1', 'input: 3000')), /input: /);
    assert.match(problemsOf(MODEL.replace('output: 2', 'output: 2, context: long')), /context: needs longContext/);
  });

  it('wants a reason for a model without prices', () => {
    const without = MODEL.replace(/ {6}- \{ regions.*\n/, '').replace('prices:', 'prices: []');
    assert.match(problemsOf(without), /prices: is empty; say why/);
    assert.equal(problemsOf(without.replace('    prices', '    unpricedBecause: it is free\n    prices')), '');
  });

  it('gives facts of the family to each model that has no own', () => {
    const shared = MODEL.replace('models:', 'shared: { family: qwen, modality: embedding }\nmodels:');
    const { catalog } = parseCatalog(filesWith(shared));
    const model = catalog?.model('acme.a-v1:0');
    assert.deepEqual([model?.family, model?.modality], ['qwen', 'embedding']);
  });

  it('needs one entry for a new model, which then resolves, has limits and a price', () => {
    const entry = MODEL.slice(MODEL.indexOf('  - id')).replaceAll('a-v1:0', 'b-v1:0').replace('A 1', 'B 1');
    const { catalog } = parseCatalog(filesWith(`${MODEL}${entry.replace('output: 2', 'output: 2, cacheRead: 0.3')}`));
    const reference = catalog?.resolve('acme.b-v1:0');
    assert.ok(catalog !== undefined && reference?.kind === 'model');
    assert.equal(reference.model.contextWindow, 1000);
    const { model } = reference;
    const rate = catalog.rate({ model, region: 'us-west-2', direction: 'cache-read', date: '2026-05-01' });
    assert.ok('usdPerMillionTokens' in rate);
    // From 2026-01-01 to 2026-05-01 are 120 days.
    assert.deepEqual([rate.usdPerMillionTokens, rate.source, rate.readDaysAgo], [0.3, 'a list', 120]);
  });

  it('says which file is missing', () => {
    assert.match(formatProblems(parseCatalog(new Map()).problems), /regions\.yaml:1: is missing/);
  });
});

const MODEL = `provider: acme
models:
  - id: acme.a-v1:0
    name: A 1
    contextWindow: { tokens: 1000, source: list }
    prices:
      - { regions: us, input: 1, output: 2 }
    priceSource: list
`;

function problemsOf(family: string): string {
  return formatProblems(parseCatalog(filesWith(family)).problems);
}

function filesWith(family: string): ReadonlyMap<string, string> {
  return new Map([
    ['acme/a.yaml', family],
    [
      'regions.yaml',
      'profilePrefixes: { us: United States }\ngroups: { us: us-east-1 us-west-2 }\nregions:\n  - { id: us-east-1, geoPrefixes: [us] }\n  - { id: us-west-2, geoPrefixes: [us] }\n',
    ],
    ['sources.yaml', 'list: { title: a list, checked: 2026-01-01 }\n'],
  ]);
}
