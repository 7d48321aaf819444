import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import * as z from 'zod';
import { COMMENTED_EXAMPLE } from '../../../src/core/configuration/commentedExample.ts';
import { configurationJsonSchema } from '../../../src/core/configuration/configurationSchema.ts';
import { parseConfiguration } from '../../../src/core/configuration/parseConfiguration.ts';
import type { ParsedConfiguration } from '../../../src/core/configuration/parseConfiguration.ts';

const RULE_OPTIONS = new Map<string, z.ZodType>([
  ['sizing/use-max-tokens', z.object({})],
  ['sizing/no-oversized-context', z.strictObject({ shareOfWindow: z.number().min(0).max(1).default(0.5) })],
  ['caching/use-cache-checkpoint', z.object({})],
  ['hygiene/no-unknown-model', z.object({})],
]);

/** Generous: a hang is caught, a slow machine is not. */
const HANG_MILLISECONDS = 15_000;

function parseText(text: string): ParsedConfiguration {
  return parseConfiguration(text, 'file:///w/bedrock-cost-lint.yaml', { ruleOptions: RULE_OPTIONS });
}

/** `source text at the place | message` of each problem. */
function problemsIn(text: string): readonly string[] {
  return parseText(text).problems.map(({ range, message }) => `${text.slice(range.start, range.end)} | ${message}`);
}

describe('parseConfiguration', () => {
  it('reads everything that is right', () => {
    const parsed = parseText('version: 1\nregion: eu-central-1\nmodels: { CHAT: amazon.nova-lite-v1:0 }\n');
    assert.deepEqual(parsed.problems, []);
    assert.equal(parsed.isBroken, false);
    assert.deepEqual(parsed.file.settings, {
      version: 1,
      region: 'eu-central-1',
      models: { CHAT: 'amazon.nova-lite-v1:0' },
    });
  });

  for (const [what, text] of [
    ['an empty file', ''],
    ['comments alone', '# nothing\n'],
    ['a heading whose lines are comments', 'models:\n#  A: b\nignore:\n'],
    ['a byte order mark', '\uFEFFregion: us-east-1\n'],
    ['carriage returns', 'region: us-east-1\r\nignore:\r\n  - a\r\n'],
  ] as const) {
    it(`accepts ${what}`, () => assert.deepEqual(problemsIn(text), []));
  }

  const mistakes: readonly (readonly [what: string, text: string, problems: readonly string[]])[] = [
    ['an unknown key', 'regoin: us-east-1', ['regoin | There is no setting `regoin` here; did you mean `region`?']],
    ['a key like none', 'colour: red', ['colour | There is no setting `colour` here.']],
    [
      'a wrong Region',
      'region: Frankfurt',
      ['Frankfurt | `region` must be the name of an AWS Region, such as us-east-1.'],
    ],
    [
      'a misspelt key further in',
      'models: { A: { modl: x } }',
      ['modl | There is no setting `modl` here; did you mean `model`?'],
    ],
    [
      'a form that there is not',
      'placeholders: { q: { tokens: 30 } }',
      [
        'q | `q` must be a number of tokens, `{low: …, likely: …, high: …}`, `{sample: path}` or `{topK: …, chunkTokens: …}`.',
      ],
    ],
    ['a negative number', 'placeholders: { q: -1 }', ['-1 | `q` cannot be negative.']],
    [
      'a text for a number',
      'placeholders: { q: many }',
      [
        'many | `q` must be a number of tokens, `{low: …, likely: …, high: …}`, `{sample: path}` or `{topK: …, chunkTokens: …}`.',
      ],
    ],
    ['a missing key', 'placeholders: { q: { low: 1, high: 2 } }', ['q | `likely` is missing.']],
    [
      'a range upside down',
      'placeholders:\n  q: { low: 3, likely: 2, high: 4 }',
      ['q | `q` is not right: `low` must not be above `likely`, nor `likely` above `high`.'],
    ],
    [
      'a percentage',
      'workloads: [{ files: a, cacheHitRate: 80 }]',
      ['80 | `cacheHitRate` must be a number from 0 to 1; 80 % is 0.8.'],
    ],
    [
      'a workload of nothing',
      'workloads:\n  - callsPerMonth: 3',
      ['callsPerMonth: 3 | An entry of `workloads` must say what it is about: `files` or `callSite`.'],
    ],
    [
      'an absolute path',
      'extends: /etc/passwd',
      ['/etc/passwd | `extends` must be a path relative to the folder of this file.'],
    ],
    [
      'a path of another scheme',
      'placeholders: { q: { sample: "file:///x" } }',
      ['"file:///x" | `sample` must be a path relative to the folder of this file.'],
    ],
    [
      'an unknown rule',
      'rules: { use-max-tokens: off }',
      ['use-max-tokens | There is no setting `use-max-tokens` here; did you mean `sizing/use-max-tokens`?'],
    ],
    [
      'a wrong severity',
      'rules: { sizing/use-max-tokens: warn }',
      [
        'warn | `sizing/use-max-tokens` must be off, hint, information, warning or error, or `{severity: …}` with options.',
      ],
    ],
    [
      "a rule's wrong option",
      'rules: { sizing/no-oversized-context: { shareOfWindow: x } }',
      ['x | `shareOfWindow` must be a number.'],
    ],
    [
      "a rule's unknown option",
      'rules: { sizing/no-oversized-context: { shareofwindow: 1 } }',
      ['shareofwindow | There is no setting `shareofwindow` here; did you mean `shareOfWindow`?'],
    ],
    [
      'a key that is there twice',
      'region: us-east-1\nregion: us-east-2',
      ['region | The key "region" is there twice; the last one counts.'],
    ],
    [
      'a glob with many stars',
      "ignore: ['*a*b*c*d*']",
      ["'*a*b*c*d*' | An entry of `ignore` is not right: more than 3 `*` between two slashes."],
    ],
    [
      'a glob out of the folder',
      "ignore: ['../x']",
      ["'../x' | An entry of `ignore` is not right: a glob cannot lead out of its folder."],
    ],
    [
      'a price per thousand tokens',
      'prices:\n  rates:\n    - { model: amazon.nova-pro-v1:0, input: 3000 }',
      ['3000 | `input` is too high for a price per million tokens; is it per thousand?'],
    ],
    [
      'a rate without a price',
      'prices: { rates: [{ model: amazon.nova-pro-v1:0 }] }',
      [
        '{ model: amazon.nova-pro-v1:0 } | An entry of `rates` must have a price: input, output, cacheRead, cacheWrite5m, cacheWrite30m, cacheWrite1h.',
      ],
    ],
    [
      'a discount above the price',
      'prices: { discounts: [{ provider: anthropic, percent: 120 }] }',
      ['120 | `percent` cannot be above 100.'],
    ],
    [
      'a discount for two things',
      'prices: { discounts: [{ provider: anthropic, model: x.y, percent: 1 }] }',
      [
        '{ provider: anthropic, model: x.y, percent: 1 } | An entry of `discounts` must be for a `provider` or for a `model`, not for both.',
      ],
    ],
    ['a currency without a day', 'prices: { currency: { code: EUR, perUsd: 0.9 } }', ['currency | `date` is missing.']],
    [
      'a wrong currency',
      'prices: { currency: { code: euro, perUsd: 0, date: yesterday } }',
      [
        'euro | `code` must be the code of a currency, such as EUR.',
        '0 | `perUsd` must be above 0: how much of it a US dollar is.',
        'yesterday | `date` must be a date, such as 2026-01-31.',
      ],
    ],
    ['no map', '- a\n- b', ['- a\n- b | The configuration must be a map: lines of `key: value`.']],
    ['an unclosed list', 'ignore: [a', [' | A `]` is missing.']],
    ['half a key', 'region: us-east-1\nmode\n', ['mode | A `:` is missing behind this key.']],
  ];
  for (const [what, text, problems] of mistakes) {
    it(`reports ${what} at its place`, () =>
      assert.deepEqual(
        problemsIn(text).map((problem) => problem.trim()),
        problems.map((problem) => problem.trim()),
      ));
  }

  it('loses nothing but what is wrong', () => {
    const { file, isBroken } = parseText(
      [
        'region: nowhere',
        'models: { A: [], B: amazon.nova-lite-v1:0 }',
        'workloads:',
        '  - { files: a, callsPerMonth: often, cacheHitRate: 0.5 }',
        '  - { callsPerMonth: 2 }',
        '  - { files: c, callsPerMonth: 3 }',
        "ignore: [x, '', y]",
        'rules: { sizing/use-max-tokens: loud, caching/use-cache-checkpoint: hint }',
      ].join('\n'),
    );
    assert.equal(isBroken, false);
    assert.deepEqual(file.settings, {
      models: { B: 'amazon.nova-lite-v1:0' },
      workloads: [
        { files: 'a', cacheHitRate: 0.5 },
        { files: 'c', callsPerMonth: 3 },
      ],
      ignore: ['x', 'y'],
      rules: { 'caching/use-cache-checkpoint': 'hint' },
    });
  });

  it('keeps the rules of broken YAML that it could read, and says that it is broken', () => {
    const { file, isBroken } = parseText('region: us-east-1\nmodels: {A: b\n');
    assert.equal(isBroken, true);
    assert.equal(file.settings.region, 'us-east-1');
  });

  const hostile: Readonly<Record<string, string>> = {
    'aliases of aliases': Array.from({ length: 12 }, (_, level) =>
      level === 0 ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]' : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`,
    ).join('\n'),
    'deep nesting': `ignore: ${'['.repeat(20_000)}`,
    'many keys': Array.from({ length: 25_000 }, (_, index) => `k${index}: 1`).join('\n'),
    'more than a million characters': `# ${'x'.repeat(1_000_001)}`,
    'question marks': '? '.repeat(60_000),
    'a key of the prototype': '__proto__: { region: x }\nconstructor: 1\nmodels: { __proto__: x, toString: 1 }',
    'many mistakes': `ignore: [${'-1, '.repeat(20_000)}]`,
  };
  for (const [what, text] of Object.entries(hostile)) {
    it(`survives ${what}`, () => {
      const start = performance.now();
      const { problems } = parseText(text);
      assert.ok(problems.length > 0 && problems.length <= 160, String(problems.length));
      assert.ok(performance.now() - start < HANG_MILLISECONDS);
    });
  }

  it('never throws, wherever a file ends', () => {
    const text = uncommented(COMMENTED_EXAMPLE, '#');
    for (let end = 0; end < text.length; end += 7) {
      for (const { range } of parseText(text.slice(0, end)).problems) {
        assert.ok(0 <= range.start && range.start <= range.end && range.end <= end);
      }
    }
  });
});

describe('the commented example', () => {
  it('is right as it is', () => assert.deepEqual(problemsIn(COMMENTED_EXAMPLE), []));

  for (const comment of ['#', '# ']) {
    it(`is right with every setting uncommented by taking "${comment}" away`, () => {
      const text = uncommented(COMMENTED_EXAMPLE, comment);
      assert.deepEqual(problemsIn(text), []);
      const { settings } = parseText(text).file;
      const known = Object.keys(configurationJsonSchema(RULE_OPTIONS)['properties'] as object);
      assert.deepEqual(Object.keys(settings).sort(), known.sort(), 'a setting is not shown');
    });
  }
});

describe('the JSON Schema', () => {
  const validate = new Ajv({ strict: false }).compile(configurationJsonSchema(RULE_OPTIONS));

  it('accepts the example', () => {
    assert.ok(validate(parse(uncommented(COMMENTED_EXAMPLE, '#'))), JSON.stringify(validate.errors));
  });

  for (const wrong of [
    { regoin: 'us-east-1' },
    { placeholders: { q: 'many' } },
    { rules: { 'sizing/use-max-tokens': 'loud' } },
    { rules: { 'sizing/no-oversized-context': { shareOfWindow: 2 } } },
    { workloads: [{ files: 'a', preset: 'huge' }] },
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => assert.equal(validate(wrong), false));
  }

  it('says of everything what it is for', () => {
    assert.deepEqual(withoutDescription(configurationJsonSchema(RULE_OPTIONS), ''), []);
  });

  it("leaves a rule's defaults out of what must be written", () => {
    assert.ok(validate({ rules: { 'sizing/no-oversized-context': { severity: 'hint' } } }));
  });
});

/** What an editor makes of the settings when it takes the comment off: `# text` is for the reader. */
function uncommented(text: string, comment: string): string {
  const lines = text.split('\n').map((line) => {
    if (!line.startsWith('#') || /^# \S/.test(line)) return line;
    return line.startsWith(comment) ? line.slice(comment.length) : line.slice(1);
  });
  return lines.join('\n');
}

/** Paths of properties that no description stands at, rules apart: theirs is in their pages. */
function withoutDescription(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null || path.endsWith('.rules')) return [];
  const found: string[] = [];
  for (const [key, child] of Object.entries(schema)) {
    if (key !== 'properties') {
      found.push(...withoutDescription(child, path));
      continue;
    }
    for (const [name, property] of Object.entries(child as object)) {
      if (!('description' in (property as object))) found.push(`${path}.${name}`);
      found.push(...withoutDescription(property, `${path}.${name}`));
    }
  }
  return found;
}
