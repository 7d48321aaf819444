import assert from 'node:assert/strict';
import * as z from 'zod';
import { DEFAULT_CONFIGURATION, mergeConfigurations } from '../../../src/core/configuration/configuration.ts';
import type { Configuration } from '../../../src/core/configuration/configuration.ts';
import { loadConfiguration } from '../../../src/core/configuration/loadConfiguration.ts';
import type { LoadedConfiguration } from '../../../src/core/configuration/loadConfiguration.ts';
import { parseConfiguration } from '../../../src/core/configuration/parseConfiguration.ts';

const OPTIONS = {
  ruleOptions: new Map<string, z.ZodType>([
    ['sizing/use-max-tokens', z.object({})],
    ['sizing/no-oversized-context', z.object({ share: z.number().default(0.5), tokens: z.number().optional() })],
  ]),
};

function configured(...texts: readonly string[]): Configuration {
  const files = texts.map((text, index) => {
    const { file, problems } = parseConfiguration(text, `file:///w/${index}/bedrock-cost-lint.yaml`, OPTIONS);
    assert.deepEqual(problems, []);
    return file;
  });
  return mergeConfigurations(files);
}

describe('mergeConfigurations', () => {
  it('says nothing by default', () => {
    const subject = { uri: 'file:///w/a.py', id: 'x' };
    assert.equal(DEFAULT_CONFIGURATION.region, undefined);
    assert.equal(DEFAULT_CONFIGURATION.modelAlias('x'), undefined);
    assert.equal(DEFAULT_CONFIGURATION.placeholder('x', subject.uri), undefined);
    assert.equal(DEFAULT_CONFIGURATION.workload(subject), undefined);
    assert.equal(DEFAULT_CONFIGURATION.budget(subject), undefined);
    assert.equal(DEFAULT_CONFIGURATION.ruleSeverity('sizing/use-max-tokens', 'file:///workspace/app.py'), undefined);
    assert.equal(DEFAULT_CONFIGURATION.isIgnored(subject.uri), false);
    assert.equal(DEFAULT_CONFIGURATION.isPromptFile(subject.uri), undefined);
  });

  it('follows aliases of aliases, with profile and Region', () => {
    const configuration = configured(
      'models: { FAST: { model: mini, region: eu-west-1 }, mini: { model: amazon.nova-micro-v1:0, profile: eu }, a: b, b: a }',
    );
    assert.equal(configuration.modelAlias(' FAST '), 'eu.amazon.nova-micro-v1:0');
    assert.equal(configuration.resolveModelAlias('FAST')?.region, 'eu-west-1');
    assert.ok(configuration.modelAlias('a'), 'a circle ends');
    assert.equal(configuration.modelAlias('toString'), undefined);
  });

  it('tells where an alias stands', () => {
    const text = 'region: us-east-1\nmodels:\n  CHAT: amazon.nova-lite-v1:0\n';
    const range = configured(text).resolveModelAlias('CHAT')?.range;
    assert.equal(range && text.slice(range.start, range.end), 'amazon.nova-lite-v1:0');
  });

  it('puts no second profile before an id, and none before an ARN or for `in`', () => {
    const configuration = configured(
      'models: { a: { model: us.x, profile: us }, b: { model: "arn:aws:bedrock:x", profile: us }, c: { model: x, profile: in } }',
    );
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => configuration.modelAlias(name)),
      ['us.x', 'arn:aws:bedrock:x', 'x'],
    );
  });

  it('finds placeholders by name before globs, and the last glob that fits', () => {
    const configuration = configured(
      "placeholders: { question: 60, 'q*': 1, '*tion': { low: 1, likely: 2, high: 3 }, docs: { topK: 5, chunkTokens: 400 } }",
    );
    const likely = (name: string): number | undefined => {
      const setting = configuration.placeholder(name, 'file:///w/0/a.py');
      return setting?.kind === 'tokens' ? setting.tokens.likely : undefined;
    };
    assert.deepEqual(['question', 'query', 'caption', 'docs', 'other'].map(likely), [60, 1, 2, 2_000, undefined]);
  });

  it('lays later workloads over earlier ones, figure by figure', () => {
    const configuration = configured(
      [
        'workloads:',
        "  - { files: 'src/**', outputTokens: 300, cacheHitRate: 0.5 }",
        '  - { files: [src/chat], preset: medium, interactive: true }',
        '  - { callSite: "src/chat/a.py:ask", callsPerMonth: 7 }',
      ].join('\n'),
    );
    const base = { outputTokens: { low: 300, likely: 300, high: 300 }, cacheHitRate: 0.5 };
    assert.deepEqual(configuration.workload({ uri: 'file:///w/0/src/x.py' }), base);
    const chat = { ...base, callsPerMonth: 90_000, isInteractive: true };
    assert.deepEqual(configuration.workload({ uri: 'file:///w/0/src/chat/a.py' }), chat);
    assert.deepEqual(configuration.workload({ uri: 'file:///w/0/src/chat/a.py', id: 'src/chat/a.py:ask' }), {
      ...chat,
      callsPerMonth: 7,
    });
    assert.equal(configuration.workload({ uri: 'file:///w/0/other/x.py' }), undefined);
    assert.equal(configuration.workload({ uri: 'file:///elsewhere/src/x.py' }), undefined);
  });

  it('gives each file its budget, and the months their limits', () => {
    const configuration = configured(
      'budgets: { inputTokens: 9, usdPerMonth: 500, overrides: [{ files: jobs, usdPerCall: 0.5, usdPerMonth: 20 }] }',
    );
    assert.deepEqual(configuration.budget({ uri: 'file:///w/0/a.py' }), { inputTokens: 9, usdPerMonth: 500 });
    assert.deepEqual(configuration.budget({ uri: 'file:///w/0/jobs/a.py' }), {
      inputTokens: 9,
      usdPerCall: 0.5,
      usdPerMonth: 20,
    });
    assert.deepEqual(
      configuration.monthlyBudgets.map(({ usdPerMonth, files, covers }) => [
        usdPerMonth,
        files,
        covers('file:///w/0/jobs/a.py'),
        covers('file:///w/0/a.py'),
      ]),
      [
        [500, [], true, true],
        [20, ['jobs'], true, false],
      ],
    );
  });

  it("lets a rule's own severity win over its group's, and a nearer file over a farther one", () => {
    const configuration = configured(
      "rules: { 'sizing/*': hint, sizing/no-oversized-context: { share: 0.2 } }",
      'rules: { sizing/use-max-tokens: error, sizing/no-oversized-context: { severity: off, tokens: 5, share: 0.9 } }',
    );
    assert.equal(configuration.ruleSeverity('sizing/use-max-tokens', 'file:///workspace/app.py'), 'hint');
    assert.equal(configuration.ruleSeverity('sizing/no-oversized-context', 'file:///workspace/app.py'), 'hint');
    assert.deepEqual(configuration.ruleOptions('sizing/no-oversized-context', 'file:///workspace/app.py'), {
      share: 0.2,
      tokens: 5,
    });
    assert.equal(configuration.ruleOptions('sizing/use-max-tokens', 'file:///workspace/app.py'), undefined);
  });

  for (const [glob, path, fits] of [
    ['**/fixtures/**', 'a/fixtures/b.py', true],
    ['fixtures', 'a/fixtures/b/c.py', true],
    ['fixtures/', 'fixtures/b.py', true],
    ['/fixtures', 'a/fixtures/b.py', false],
    ['./src/a.py', 'src/a.py', true],
    ['*.py', 'a/b.py', true],
    ['src/*.py', 'src/a/b.py', false],
    ['src/[id]/*.ts', 'src/[id]/a.ts', true],
    ['src/(group)/*.{ts,tsx}', 'src/(group)/a b.tsx', true],
    ['(a|b)+', 'aab', false],
    ['.github', '.github/x.py', true],
  ] as const) {
    it(`ignore: ${glob} ${fits ? 'fits' : 'does not fit'} ${path}`, () => {
      const configuration = configured(`ignore: [${JSON.stringify(glob)}]`);
      assert.equal(configuration.isIgnored(`file:///w/0/${encodeURI(path)}`), fits);
    });
  }

  it('has the declared calls of all files, the nearest first', () => {
    const configuration = configured('callSites: [{ function: near }]', 'callSites: [{ function: lib#far.away }]');
    assert.deepEqual(
      configuration.callSites.map((call) => call.function),
      ['near', 'lib#far.away'],
    );
  });

  it('knows prompt files only where it was told', () => {
    const configuration = configured("prompts: ['config/**/*.md']");
    assert.equal(configuration.isPromptFile('file:///w/0/config/a/b.md'), true);
    assert.equal(configuration.isPromptFile('file:///w/0/prompts/a.txt'), false);
  });
});

describe('loadConfiguration', () => {
  const URI = 'file:///w/app/bedrock-cost-lint.yaml';

  function load(files: Readonly<Record<string, string>>): Promise<LoadedConfiguration> {
    return loadConfiguration(URI, { read: (uri) => Promise.resolve(files[uri]) }, OPTIONS);
  }

  function messages({ problems }: LoadedConfiguration): readonly string[] {
    return [...problems].flatMap(([uri, own]) => own.map(({ message }) => `${uri.slice(10)} ${message}`));
  }

  it('builds on the files that it extends, the last of them nearest', async () => {
    const loaded = await load({
      [URI]: 'extends: [../a.yaml, ../b.yaml]\nplaceholders: { x: 1 }',
      'file:///w/a.yaml': 'region: us-east-1\nplaceholders: { x: 2, y: 2 }',
      'file:///w/b.yaml': 'region: us-west-2',
    });
    assert.deepEqual(messages(loaded), []);
    const { configuration } = loaded;
    assert.equal(configuration.region, 'us-west-2');
    assert.deepEqual(configuration.placeholder('x', URI), { kind: 'tokens', tokens: { low: 1, likely: 1, high: 1 } });
    assert.deepEqual(configuration.placeholder('y', URI), { kind: 'tokens', tokens: { low: 2, likely: 2, high: 2 } });
    assert.deepEqual(configuration.sources, [URI, 'file:///w/b.yaml', 'file:///w/a.yaml']);
  });

  it('reports circles, missing files and missing samples at their place', async () => {
    const text = 'extends: [base.yaml, none.yaml]\nplaceholders: { x: { sample: gone.txt } }';
    const loaded = await load({
      [URI]: text,
      'file:///w/app/base.yaml': 'extends: bedrock-cost-lint.yaml\nregion: us-east-1',
    });
    assert.deepEqual(messages(loaded), [
      'app/bedrock-cost-lint.yaml There is no such file in the workspace.',
      'app/bedrock-cost-lint.yaml There is no such file in the workspace.',
      'app/base.yaml This configuration extends itself; the circle is not followed.',
    ]);
    const places = loaded.problems.get(URI)?.map(({ range }) => text.slice(range.start, range.end));
    assert.deepEqual(places, ['none.yaml', 'gone.txt']);
    assert.equal(loaded.configuration.region, 'us-east-1');
    assert.ok(loaded.dependencies.includes('file:///w/app/none.yaml'), 'it may come');
  });

  it('reads samples relative to the file that names them', async () => {
    const { configuration } = await load({
      [URI]: 'extends: ../base.yaml',
      'file:///w/base.yaml': 'placeholders: { contract: { sample: samples/contract.txt } }',
      'file:///w/samples/contract.txt': 'A contract.',
    });
    assert.deepEqual(configuration.placeholder('contract', URI), { kind: 'sample', text: 'A contract.' });
  });

  it('does not grow with files that extend each other many times over', async () => {
    const files: Record<string, string> = { [URI]: 'extends: [n0.yaml, n0.yaml]' };
    for (let level = 0; level < 18; level++) {
      files[`file:///w/app/n${level}.yaml`] = `extends: [n${level + 1}.yaml, n${level + 1}.yaml]\nregion: us-east-1`;
    }
    const { configuration } = await load(files);
    assert.equal(configuration.sources.length, 19);
  });

  it('says that a file is broken that is not there or no YAML', async () => {
    assert.equal((await load({ [URI]: '- a' })).isBroken, true);
    assert.equal((await load({ [URI]: 'region: [' })).isBroken, true);
    assert.equal((await load({ [URI]: 'region: us-east-1' })).isBroken, false);
  });
});
