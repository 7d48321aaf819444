import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync, ftruncateSync } from 'node:fs';
import { join } from 'node:path';
import { assertContract } from '../support/contract.ts';
import { buildCli, ROOT, runCli, Scratch } from '../support/cli.ts';
import { notebook, UNCAPPED } from './programs.ts';

interface Inventory {
  readonly callSites: readonly { readonly path: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

describe('bedrock-cost-lint with bad input', function () {
  this.timeout(120_000);
  let scratch: Scratch;
  before(buildCli);
  afterEach(() => scratch.remove());

  async function inventory(...args: readonly string[]): Promise<Inventory> {
    const { exitCode, stdout, stderr } = await runCli(['scan', '--format', 'json', ...args], { cwd: scratch.path });
    assert.equal(stderr, '');
    assert.equal(exitCode, 0);
    return assertContract('inventory', stdout) as Inventory;
  }

  const pathsOf = ({ callSites }: Inventory): readonly string[] => callSites.map(({ path }) => path);

  it('does not read a file of 50 MB, and says so', async () => {
    scratch = new Scratch({ 'ok.py': UNCAPPED });
    const descriptor = openSync(join(scratch.path, 'big.py'), 'w');
    ftruncateSync(descriptor, 50_000_000);
    closeSync(descriptor);
    const found = await inventory();
    assert.deepEqual(found.skipped, [{ path: 'big.py', reason: 'is larger than 2.0 MB: 50.0 MB' }]);
    assert.deepEqual(pathsOf(found), ['ok.py']);
  });

  it('reads a notebook that is large by its pictures', async () => {
    const [head, tail] = notebook(UNCAPPED).split('"cells": [', 2);
    const picture = { cell_type: 'markdown', metadata: {}, source: [`![](data:image/png;base64,${'A'.repeat(6e6)})`] };
    assert.ok(head !== undefined && tail !== undefined);
    scratch = new Scratch({ 'a.ipynb': `${head}"cells": [${JSON.stringify(picture)},${tail}` });
    const found = await inventory();
    assert.deepEqual([pathsOf(found), found.skipped], [['a.ipynb'], []]);
  });

  it('says which notebook is none', async () => {
    scratch = new Scratch({ 'a.ipynb': UNCAPPED, 'b.ipynb': notebook(UNCAPPED), 'c.ipynb': '', 'd.ipynb': '{}' });
    const found = await inventory();
    assert.deepEqual(found.skipped, [{ path: 'a.ipynb', reason: 'is no notebook: its text is no JSON' }]);
    assert.deepEqual(pathsOf(found), ['b.ipynb']);
  });

  it('looks at the first 1,000 calls of a file, and says so', async () => {
    const call = 'client.converse(modelId="amazon.nova-lite-v1:0", messages=[])\n';
    scratch = new Scratch({
      'many.py': `import boto3\nclient = boto3.client("bedrock-runtime")\n${call.repeat(1100)}`,
    });
    assert.equal((await inventory()).callSites.length, 1000);
    const { stdout } = await runCli(['check'], { cwd: scratch.path });
    assert.match(stdout, /more than 1000 calls; those from here on are not looked at\.\n {2}--> many\.py:1003:1/);
  });

  it('does not read a binary that is named .py, and says so', async () => {
    scratch = new Scratch({ 'a.py': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 'ok.py': UNCAPPED });
    const found = await inventory();
    assert.deepEqual(found.skipped, [{ path: 'a.py', reason: 'is binary' }]);
    assert.deepEqual(pathsOf(found), ['ok.py']);
  });

  it('reads UTF-16 with a mark, UTF-8 with a mark, and Latin-1', async () => {
    scratch = new Scratch({
      'be.py': Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(UNCAPPED, 'utf16le').swap16()]),
      'le.py': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(UNCAPPED, 'utf16le')]),
      'latin.py': Buffer.from(`# é\n${UNCAPPED}`, 'latin1'),
      'mark.py': `\uFEFF${UNCAPPED}`,
    });
    assert.deepEqual(pathsOf(await inventory()), ['be.py', 'latin.py', 'le.py', 'mark.py']);
    const { stdout } = await runCli(['check'], { cwd: scratch.path });
    assert.match(stdout, /hint: The file is not UTF-8; it was read as Latin-1\.\n {2}--> latin\.py:1:1/);
  });

  it('finds nothing behind a file that a path takes for a folder', async () => {
    const reading = UNCAPPED.replace('question}', 'open("ok.py/prompt.txt").read()}');
    scratch = new Scratch({ 'ok.py': UNCAPPED, 'reading.py': reading });
    assert.deepEqual(pathsOf(await inventory()), ['ok.py', 'reading.py']);
  });

  it('does not wait for a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    scratch = new Scratch({ 'ok.py': UNCAPPED });
    execFileSync('mkfifo', [join(scratch.path, 'pipe.py')]);
    assert.deepEqual(pathsOf(await inventory()), ['ok.py']);
    assert.match((await inventory('pipe.py')).skipped[0]?.reason ?? '', /not a regular file/);
  });

  it('says which file or folder it may not read', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    scratch = new Scratch({ 'secret.py': UNCAPPED, 'closed/a.py': UNCAPPED, 'ok.py': UNCAPPED });
    chmodSync(join(scratch.path, 'secret.py'), 0);
    chmodSync(join(scratch.path, 'closed'), 0);
    const { skipped } = await inventory();
    chmodSync(join(scratch.path, 'closed'), 0o755);
    assert.deepEqual(
      skipped.map(({ path, reason }) => `${path} ${reason}`),
      ['closed cannot be entered: permission denied', 'secret.py cannot be read: permission denied'],
    );
  });

  it('follows no links out of the workspace or in circles, and says so', async function () {
    if (process.platform === 'win32') this.skip();
    scratch = new Scratch({ 'work/sub/ok.py': UNCAPPED, 'outside/secret.py': UNCAPPED });
    const work = join(scratch.path, 'work');
    symlinkSync('..', join(work, 'sub/up'));
    symlinkSync('circle.py', join(work, 'circle.py'));
    symlinkSync('../outside', join(work, 'out'));
    symlinkSync('../outside/secret.py', join(work, 'out.py'));
    symlinkSync('sub/ok.py', join(work, 'again.py'));
    const { stdout } = await runCli(['scan', '--format', 'json'], { cwd: work });
    const found = assertContract('inventory', stdout) as Inventory;
    assert.deepEqual(pathsOf(found), ['sub/ok.py']);
    assert.deepEqual(
      found.skipped.map(({ path, reason }) => `${path} ${reason}`),
      [
        'circle.py is a link that leads nowhere or in a circle',
        'out is a link that leads out of the workspace',
        'out.py is a link that leads out of the workspace',
        'sub/up is a link to a folder that it lies in',
      ],
    );
  });

  it('reads no prompt file outside the workspace, also not through a link', async function () {
    if (process.platform === 'win32') this.skip();
    scratch = new Scratch({ 'secret.txt': 'Secret '.repeat(1000) });
    const ask = (path: string): string =>
      UNCAPPED.replace('import boto3', `import boto3\n\nPROMPT = open("${path}").read()`).replace(
        '"text": question',
        '"text": PROMPT',
      );
    scratch.write('work/up.py', ask('../secret.txt'));
    scratch.write('work/absolute.py', ask(join(scratch.path, 'secret.txt')));
    scratch.write('work/link.py', ask('link.txt'));
    symlinkSync('../secret.txt', join(scratch.path, 'work/link.txt'));
    const { stdout } = await runCli(['scan', '--format', 'json'], { cwd: join(scratch.path, 'work') });
    const { callSites } = assertContract('inventory', stdout) as {
      callSites: readonly { estimate: { inputTokens: { fixed: number } } }[];
    };
    assert.equal(callSites.length, 3);
    for (const { estimate } of callSites) assert.ok(estimate.inputTokens.fixed < 100);
  });

  it('has nothing to say of an empty folder', async () => {
    scratch = new Scratch();
    assert.deepEqual(await inventory(), { ...(await inventory()), callSites: [], skipped: [] });
    assert.equal((await runCli(['report'], { cwd: scratch.path })).exitCode, 0);
  });

  it('keeps the calls of a notebook that breaks off', async () => {
    const whole = notebook(UNCAPPED, 'print("the end of it")\n');
    scratch = new Scratch({
      'a.ipynb': whole.slice(0, whole.indexOf('the end')),
      'b.ipynb': '{"cells": 1}',
      'c.ipynb': '',
    });
    assert.deepEqual(pathsOf(await inventory()), ['a.ipynb']);
    const { stdout } = await runCli(['check'], { cwd: scratch.path });
    assert.match(stdout, /warning: The notebook is no valid JSON from here on/);
  });

  it('survives a configuration that is a YAML bomb', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      const name = String.fromCharCode(97 + level);
      const below = String.fromCharCode(96 + level);
      bomb.push(`${name}: &${name} [${Array<string>(9).fill(`*${below}`).join(', ')}]`);
    }
    scratch = new Scratch({ 'ok.py': UNCAPPED, 'bedrock-cost-lint.yaml': `${bomb.join('\n')}\n` });
    const { exitCode, stdout } = await runCli(['check'], { cwd: scratch.path });
    assert.equal(exitCode, 1);
    assert.match(stdout, /bedrock-cost-lint\.yaml:\d+/);
    assert.match(stdout, /ok\.py:7:12/);
  });

  it('survives half-typed, minified and deeply nested code', async () => {
    scratch = new Scratch({
      'half.py': UNCAPPED.slice(0, UNCAPPED.indexOf('"role"')),
      'deep.py': `${UNCAPPED}x = ${'['.repeat(20_000)}\n`,
      'min.js': 'var a=function(b){return b.converse(c)};'.repeat(20_000),
      'empty.py': '',
      'breaks.py': '\r\u2028\u0085\n',
    });
    assert.ok(pathsOf(await inventory()).includes('deep.py'));
  });

  it('enters no folders without end', async () => {
    scratch = new Scratch();
    const deep = join(scratch.path, ...Array<string>(110).fill('d'));
    mkdirSync(deep, { recursive: true });
    const { skipped } = await inventory();
    assert.match(skipped[0]?.reason ?? '', /nested deeper than 100 folders/);
  });

  it('is quiet when nobody reads its output any more', async () => {
    scratch = new Scratch(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}.py`, UNCAPPED])));
    const outcome = await new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve, reject) => {
      const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'scan', '--format', 'json'], {
        cwd: scratch.path,
        timeout: 60_000,
      });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, stderr });
      });
    });
    assert.deepEqual(outcome, { code: 0, stderr: '' });
  });

  describe('on the command line', () => {
    const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
      ['a path that is not there', ['check', 'no/such'], /^error: There is no file or folder no\/such\n$/],
      ['an unknown option', ['check', '--fixx'], /^error: unknown option '--fixx'\n\(Did you mean --fix\?\)/],
      ['an unknown command', ['chek'], /^error: unknown command 'chek'\n\(Did you mean check\?\)/],
      [
        'an unknown format',
        ['report', '--format', 'pdf'],
        /^error: option '--format <format>' argument 'pdf' is invalid/,
      ],
      ['an unknown severity', ['check', '--fail-on', 'fatal'], /argument 'fatal' is invalid/],
      [
        'a configuration that is not there',
        ['check', '--config', 'x.yaml'],
        /^error: There is no configuration x\.yaml\n$/,
      ],
      ['a count without a model', ['count', '-'], /^error: required option '--model <id>' not specified/],
      [
        'a count of nothing',
        ['count', 'no.txt', '--model', 'x'],
        /^error: no\.txt cannot be read: no such file or folder\n$/,
      ],
      [
        'an unknown rule',
        ['rule', 'sizing/use-max-token'],
        /^error: There is no rule .* Did you mean sizing\/use-max-tokens\?\n$/,
      ],
      ['a list of one model', ['price', 'x', '--list'], /^error: --list is for all models/],
      ['a server without a way to speak', ['lsp'], /^error: .*lsp --stdio\n$/],
      ['no command', [], /^Usage: bedrock-cost-lint/],
    ];
    for (const [name, args, expected] of cases) {
      it(`ends with 2 and says what is wrong: ${name}`, async () => {
        scratch = new Scratch();
        const { exitCode, stdout, stderr } = await runCli(args, { cwd: scratch.path });
        assert.equal(exitCode, 2);
        assert.equal(stdout, '');
        assert.match(stderr, expected);
      });
    }
  });
});
