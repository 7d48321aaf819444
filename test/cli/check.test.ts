import assert from 'node:assert/strict';
import type { Log } from 'sarif';
import { assertContract } from '../support/contract.ts';
import { buildCli, runCli, Scratch } from '../support/cli.ts';
import { CAPPED, notebook, OVER_CAPPED, UNCAPPED, UNRESOLVED } from './programs.ts';

interface Findings {
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly cell?: number }[];
  readonly problems: readonly { readonly message: string; readonly path: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

describe('bedrock-cost-lint check', function () {
  this.timeout(120_000);
  let scratch: Scratch;
  before(buildCli);
  afterEach(() => scratch.remove());

  async function findings(...args: readonly string[]): Promise<Findings> {
    const { stdout } = await runCli(['check', '--format', 'json', ...args], { cwd: scratch.path });
    return assertContract('findings', stdout) as Findings;
  }

  describe('exit code', () => {
    const cases: readonly (readonly [string, string, readonly string[], number])[] = [
      ['0 without findings', CAPPED, [], 0],
      ['1 with a warning', UNCAPPED, [], 1],
      ['1 with an error', OVER_CAPPED, [], 1],
      ['0 with information only', UNRESOLVED, [], 0],
      ['1 with information when it was asked for', UNRESOLVED, ['--fail-on', 'information'], 1],
      ['0 with a warning when only errors count', UNCAPPED, ['--fail-on', 'error'], 0],
      ['1 with an error when only errors count', OVER_CAPPED, ['--fail-on', 'error'], 1],
      ['0 whatever there is when nothing counts', OVER_CAPPED, ['--fail-on', 'never'], 0],
    ];
    for (const [name, program, args, expected] of cases) {
      it(name, async () => {
        scratch = new Scratch({ 'app.py': program });
        const { exitCode, stderr } = await runCli(['check', ...args], { cwd: scratch.path });
        assert.equal(exitCode, expected);
        assert.equal(stderr, '');
      });
    }

    it('1 with a mistake in the configuration', async () => {
      scratch = new Scratch({ 'app.py': CAPPED, 'bedrock-cost-lint.yaml': 'regoin: us-east-1\n' });
      const { exitCode, stdout } = await runCli(['check'], { cwd: scratch.path });
      assert.equal(exitCode, 1);
      assert.match(stdout, /error: .*regoin/);
    });
  });

  describe('as text', () => {
    it('shows the code with carets, the money, the fix and a summary', async () => {
      scratch = new Scratch({ 'src/app.py': UNCAPPED });
      const { stdout } = await runCli(['check'], { cwd: scratch.path });
      assert.match(stdout, /^warning\[sizing\/use-max-tokens\]: No output cap: [^]*\(\$1\.41\)/m);
      assert.match(stdout, /^ {2}--> src\/app\.py:7:12$/m);
      assert.match(stdout, /^7 │ {5}return client\.converse\(\n {2}│ {12}\^+$/m);
      assert.match(stdout, /^ {2}help: Set the output cap to .* tokens \(--fix-unsafe\)$/m);
      assert.match(stdout, /^1 warning · 1 call and 0 prompts in 1 file · 1 fixable with --fix-unsafe$/m);
    });

    it('says so when there is nothing to say', async () => {
      scratch = new Scratch({ 'app.py': CAPPED });
      const { stdout } = await runCli(['check'], { cwd: scratch.path });
      assert.equal(stdout, '✔ No findings: 1 call and 0 prompts in 1 file.\n');
    });

    it('prints findings only with --quiet', async () => {
      scratch = new Scratch({ 'app.py': CAPPED });
      assert.equal((await runCli(['check', '--quiet'], { cwd: scratch.path })).stdout, '');
    });

    it('has colours only where they are wanted', async () => {
      scratch = new Scratch({ 'app.py': UNCAPPED });
      const { path: cwd } = scratch;
      const escape = '\u001B[';
      assert.ok(!(await runCli(['check'], { cwd })).stdout.includes(escape));
      assert.ok((await runCli(['check'], { cwd, env: { FORCE_COLOR: '1' } })).stdout.includes(escape));
      assert.ok((await runCli(['check', '--color'], { cwd })).stdout.includes(escape));
      assert.ok(!(await runCli(['check', '--no-color'], { cwd, env: { FORCE_COLOR: '1' } })).stdout.includes(escape));
      assert.ok(!(await runCli(['check'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout.includes(escape));
    });

    it('is no wider than the terminal', async () => {
      scratch = new Scratch({
        [`${'deep/'.repeat(20)}app.py`]: UNCAPPED,
        'long.py': `${UNCAPPED}x = "${'y'.repeat(500)}"\n`,
      });
      const { stdout } = await runCli(['check'], { cwd: scratch.path, env: { COLUMNS: '80' } });
      const wide = stdout.split('\n').filter((line) => line.length > 80 && !line.includes('-->'));
      assert.deepEqual(wide, []);
    });

    it('lets no control character of the workspace reach the terminal', async () => {
      const name = 'a\u001B[31m\u202E.py';
      const hostile = UNCAPPED.replace('client.converse(', 'client.converse( # \u001B]0;title\u0007\u009B31m\u202E');
      scratch = new Scratch({ [name]: hostile });
      const { stdout } = await runCli(['check'], { cwd: scratch.path });
      assert.match(stdout, /sizing\/use-max-tokens/);
      assert.doesNotMatch(stdout, /(?!\n)[\p{Cc}\u202E]/u);
    });
  });

  describe('for machines', () => {
    it('names paths relative to the folder that was asked for in JSON', async () => {
      scratch = new Scratch({ 'pkg/src/app.py': UNCAPPED });
      const { findings: found } = await findings('pkg');
      assert.deepEqual(
        found.map(({ path }) => path),
        ['src/app.py'],
      );
    });

    it('names paths relative to the current folder in SARIF and annotations', async () => {
      scratch = new Scratch({ 'pkg/src/app.py': UNCAPPED });
      const { path: cwd } = scratch;
      const { stdout } = await runCli(['check', 'pkg', '--format', 'sarif'], { cwd });
      const log = JSON.parse(stdout) as Log;
      assert.equal(log.version, '2.1.0');
      const location = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation;
      assert.equal(location?.artifactLocation?.uri, 'pkg/src/app.py');
      assert.deepEqual(location.region?.startLine, 7);
      const rules = log.runs[0]?.tool.driver.rules ?? [];
      assert.ok(rules.every(({ help }) => (help?.markdown ?? '').startsWith('# ')));
      const github = await runCli(['check', 'pkg', '--format', 'github'], { cwd });
      assert.match(github.stdout, /^::warning file=pkg\/src\/app\.py,line=7,/);
      assert.equal(github.exitCode, 1);
    });

    it('writes GitLab and JUnit', async () => {
      scratch = new Scratch({ 'app.py': UNCAPPED });
      const { path: cwd } = scratch;
      const gitlab = JSON.parse((await runCli(['check', '--format', 'gitlab'], { cwd })).stdout) as readonly object[];
      assert.equal(gitlab.length, 1);
      const { stdout } = await runCli(['check', '--format', 'junit'], { cwd });
      assert.match(stdout, /^<\?xml [^]*<failure message="No output cap[^]*<\/testsuites>\n$/);
    });

    it('writes the same bytes twice', async () => {
      scratch = new Scratch({ 'b.py': UNCAPPED, 'a.py': OVER_CAPPED, 'c.ipynb': notebook(UNCAPPED) });
      for (const format of ['text', 'json', 'sarif', 'gitlab', 'junit', 'github']) {
        const runs = await Promise.all([1, 2].map(() => runCli(['check', '--format', format], { cwd: scratch.path })));
        assert.equal(runs[0]?.stdout, runs[1]?.stdout, format);
      }
    });

    it('writes to a file with --output', async () => {
      scratch = new Scratch({ 'app.py': UNCAPPED });
      const { stdout, exitCode } = await runCli(['check', '--format', 'json', '--output', 'out.json'], {
        cwd: scratch.path,
      });
      assert.equal(stdout, '');
      assert.equal(exitCode, 1);
      const refused = await runCli(['check', '--output', 'no/such/folder/out.txt'], { cwd: scratch.path });
      assert.equal(refused.exitCode, 2);
      assert.match(refused.stderr, /^error: no\/such\/folder\/out\.txt cannot be written: no such file or folder\n$/);
    });
  });

  describe('files', () => {
    it('leaves out what Git ignores, but not what was named', async () => {
      scratch = new Scratch({
        '.gitignore': '/generated/\n*.tmp.py\n!keep.tmp.py\n',
        'generated/app.py': UNCAPPED,
        'a.tmp.py': UNCAPPED,
        'keep.tmp.py': UNCAPPED,
        'pkg/.gitignore': 'local.py\n',
        'pkg/local.py': UNCAPPED,
        'pkg/generated/app.py': UNCAPPED,
        'node_modules/x/app.py': UNCAPPED,
        'env/pyvenv.cfg': '',
        'env/lib/app.py': UNCAPPED,
      });
      const pathsOf = async (...args: readonly string[]): Promise<readonly string[]> =>
        (await findings(...args)).findings.map(({ path }) => path);
      assert.deepEqual(await pathsOf(), ['keep.tmp.py', 'pkg/generated/app.py']);
      assert.deepEqual(await pathsOf('a.tmp.py', 'pkg/local.py'), ['a.tmp.py', 'pkg/local.py']);
      assert.deepEqual(await pathsOf('generated'), ['app.py']);
      assert.deepEqual(await pathsOf('pkg'), ['generated/app.py']);
    });

    it('leaves out what the configuration ignores', async () => {
      scratch = new Scratch({ 'a.py': UNCAPPED, 'b.py': UNCAPPED, 'bedrock-cost-lint.yaml': 'ignore: [b.py]\n' });
      assert.deepEqual(
        (await findings()).findings.map(({ path }) => path),
        ['a.py'],
      );
    });

    it('takes another configuration with --config', async () => {
      scratch = new Scratch({ 'src/a.py': UNCAPPED, 'other/lint.yaml': 'rules: { sizing/use-max-tokens: off }\n' });
      assert.deepEqual((await findings('--config', 'other/lint.yaml', 'src')).findings, []);
      assert.equal((await findings('src')).findings.length, 1);
    });

    it('follows values into other files of the repository, also above the folder that was asked for', async () => {
      scratch = new Scratch({
        '.git/HEAD': '',
        'shared/models.py': 'CHAT = "us.amazon.nova-lite-v1:0"\n',
        'app/ask.py': OVER_CAPPED.replace('import boto3', 'import boto3\nfrom shared.models import CHAT').replace(
          /modelId=".*?"/,
          'modelId=CHAT',
        ),
      });
      const { stdout } = await runCli(['scan', 'app', '--format', 'json'], { cwd: scratch.path });
      const { callSites } = assertContract('inventory', stdout) as {
        callSites: readonly { model: { value?: string } }[];
      };
      assert.equal(callSites[0]?.model.value, 'us.amazon.nova-lite-v1:0');
    });

    it('finds calls in notebooks and says in which cell', async () => {
      scratch = new Scratch({ 'a.ipynb': notebook('x = 1\n', UNCAPPED) });
      const { findings: found } = await findings();
      assert.deepEqual(
        found.map(({ path, cell }) => [path, cell]),
        [['a.ipynb', 1]],
      );
      const { stdout } = await runCli(['check', '--format', 'github'], { cwd: scratch.path });
      const line = Number(/line=(\d+),/.exec(stdout)?.[1]);
      assert.match(notebook('x = 1\n', UNCAPPED).split('\n')[line - 1] ?? '', /client\.converse\(/);
    });
  });
});
