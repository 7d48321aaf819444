import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import { renderFindingsJson } from '../../../src/core/report/render/findingsJson.ts';
import { renderGithubAnnotations } from '../../../src/core/report/render/githubAnnotations.ts';
import { renderGitlabCodeQuality } from '../../../src/core/report/render/gitlabCodeQuality.ts';
import { renderInventoryJson } from '../../../src/core/report/render/inventoryJson.ts';
import { renderJunit } from '../../../src/core/report/render/junit.ts';
import { renderSarif } from '../../../src/core/report/render/sarif.ts';
import { RULES } from '../../../src/core/rules/index.ts';
import { assertContract } from '../../support/contract.ts';
import type { Analyzed } from './workspace.ts';
import { analyzed, ASK, CONTEXT, HOSTILE_PATH, mixedWorkspace } from './workspace.ts';

const SKIPPED = [{ path: 'data/big.py', reason: 'is larger than 2.0 MB: 50.0 MB' }];
const NO_PAGES: ReadonlyMap<string, string> = new Map();

describe('renderers of findings', () => {
  let workspace: Analyzed;
  before(async () => {
    workspace = await mixedWorkspace();
  });

  it('write findings as the contract says', () => {
    const json = renderFindingsJson(workspace.checked, SKIPPED, CONTEXT);
    const { findings } = assertContract('findings', json) as {
      findings: readonly { rule: string; fixes: unknown[] }[];
    };
    const capped = findings.find(({ rule }) => rule === 'sizing/use-max-tokens');
    assert.equal(capped?.fixes.length, 1);
  });

  it('write the inventory as the contract says', () => {
    const json = renderInventoryJson(workspace.analyses, SKIPPED, CONTEXT);
    const { callSites, templates } = assertContract('inventory', json) as Record<string, unknown[]>;
    assert.equal(callSites?.length, 3);
    assert.equal(templates?.length, 1);
  });

  it('write problems of a file next to its findings', async () => {
    const { checked } = await analyzed({ 'bedrock-cost-lint.yaml': 'regoin: us-east-1\n' });
    const json = JSON.parse(renderFindingsJson(checked, [], CONTEXT)) as { problems: readonly { range: unknown }[] };
    assert.deepEqual(json.problems[0]?.range, { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } });
  });

  describe('SARIF', () => {
    function sarif(): Log {
      return JSON.parse(renderSarif(workspace.checked, SKIPPED, CONTEXT, NO_PAGES)) as Log;
    }

    it('has every rule with its help, and each result points at its own', () => {
      const [run] = sarif().runs;
      const rules = run?.tool.driver.rules ?? [];
      assert.equal(rules.length, RULES.length);
      assert.ok(rules.every(({ help, helpUri, defaultConfiguration }) => help && helpUri && defaultConfiguration));
      assert.ok((run?.results?.length ?? 0) > 0);
      for (const { ruleId, ruleIndex = -1 } of run?.results ?? []) assert.equal(rules[ruleIndex]?.id, ruleId);
    });

    it('has fixes with exact regions', () => {
      const result = sarif().runs[0]?.results?.find(({ fixes }) => fixes !== undefined);
      const replacement = result?.fixes?.[0]?.artifactChanges[0]?.replacements[0];
      assert.ok((replacement?.deletedRegion.startLine ?? 0) > 0);
      assert.match(replacement?.insertedContent?.text ?? '', /maxTokens/);
    });

    it('escapes paths as uris', () => {
      const uris = sarif().runs[0]?.results?.map(
        ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '',
      );
      const hostile = uris?.find((uri) => uri.startsWith('a'));
      assert.ok(hostile === undefined || !/[ <>"|`]/.test(hostile), hostile);
      assert.ok(uris?.some((uri) => decodeURIComponent(uri) === HOSTILE_PATH));
    });

    it('tells findings of one rule apart by their call sites', () => {
      const prints =
        sarif().runs[0]?.results?.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints)) ?? [];
      assert.equal(new Set(prints).size, prints.length);
    });

    it('says what was not read', () => {
      const notes = sarif().runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
      assert.match(notes[0]?.message.text ?? '', /larger than 2\.0 MB/);
    });
  });

  it('write workflow commands of one line each that nothing can break out of', () => {
    const lines = renderGithubAnnotations(workspace.checked, CONTEXT).trimEnd().split('\n');
    for (const line of lines)
      assert.match(line, /^::(?:error|warning|notice) file=[^:,\n]+,line=\d+,endLine=\d+,[^:]*::\S/);
    assert.ok(lines.some((line) => line.includes('a <script>alert(1)</script>|%2C "b"`%250A=1&.py')));
  });

  it('write a code quality report with fingerprints of their own', () => {
    const entries = JSON.parse(renderGitlabCodeQuality(workspace.checked, CONTEXT)) as readonly {
      readonly fingerprint: string;
      readonly severity: string;
      readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
    }[];
    assert.ok(entries.length > 1);
    assert.equal(new Set(entries.map(({ fingerprint }) => fingerprint)).size, entries.length);
    for (const { severity, fingerprint } of entries) {
      assert.match(severity, /^(?:critical|major|minor|info)$/);
      assert.match(fingerprint, /^[0-9a-f]{32}$/);
    }
  });

  it('keep fingerprints while the code around a finding moves', async () => {
    const prints = async (text: string): Promise<string> => {
      const entries = JSON.parse(
        renderGitlabCodeQuality((await analyzed({ 'ask.py': text })).checked, CONTEXT),
      ) as readonly {
        readonly fingerprint: string;
      }[];
      return entries.map(({ fingerprint }) => fingerprint).join();
    };
    assert.notEqual(await prints(ASK), '');
    assert.equal(await prints(ASK), await prints(`# A comment.\n\n${ASK}`));
  });

  it('write well-formed JUnit with a passing case for a file without findings', async () => {
    const xml = renderJunit(workspace.checked, CONTEXT);
    assertWellFormed(xml);
    const clean = ASK.replace('    )\n', '        inferenceConfig={"maxTokens": 10},\n    )\n');
    const { checked } = await analyzed({ 'ask.py': clean });
    assert.match(renderJunit(checked, CONTEXT), /tests="1" failures="0"/);
  });

  it('put notebook findings on the lines of the notebook where a format knows no cells', async () => {
    const notebook = JSON.stringify({
      cells: [{ cell_type: 'code', source: ASK.split(/(?<=\n)/) }],
      metadata: { kernelspec: { language: 'python' } },
      nbformat: 4,
    });
    const { checked } = await analyzed({ 'a.ipynb': notebook });
    const context = { ...CONTEXT, lineInFile: (_uri: string, cell: number, line: number) => 100 * (cell + 1) + line };
    assert.match(renderGithubAnnotations(checked, context), /file=a\.ipynb,line=107,endLine=1\d\d,title=/);
    const log = JSON.parse(renderSarif(checked, [], context, NO_PAGES)) as Log;
    const [result] = log.runs[0]?.results ?? [];
    assert.equal(result?.locations?.[0]?.physicalLocation?.region?.startLine, 107);
    assert.equal(result.fixes, undefined);
  });
});

/** Each start tag has its end, and attributes hold no markup. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, slash, name, attributes, self] of xml.matchAll(
    /<([/?]?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*([/?]?)>/g,
  )) {
    if (slash === '?' || self === '/') continue;
    if (slash === '/') assert.equal(open.pop(), name);
    else open.push(name ?? '');
    assert.ok(attributes !== undefined);
  }
  assert.deepEqual(open, []);
  const rest = xml.replace(/<([/?]?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*([/?]?)>/g, '');
  assert.doesNotMatch(rest, /[<>]/);
}
