import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, runCli, Scratch } from '../support/cli.ts';
import { CAPPED, notebook, OVER_CAPPED, UNCAPPED } from './programs.ts';

const FIXED = OVER_CAPPED.replace('9000000', '128000');
/** The most that the model can write is far more than answers need. */
const FIXED_UNSAFELY = OVER_CAPPED.replace('9000000', '4096');

describe('bedrock-cost-lint check --fix', function () {
  this.timeout(120_000);
  let scratch: Scratch;
  before(buildCli);
  afterEach(() => scratch.remove());

  const read = (name: string): string => readFileSync(join(scratch.path, name), 'utf8');
  const check = (...args: readonly string[]): ReturnType<typeof runCli> =>
    runCli(['check', ...args], { cwd: scratch.path });

  it('applies safe fixes only, and says what it did', async () => {
    scratch = new Scratch({ 'over.py': OVER_CAPPED, 'un.py': UNCAPPED });
    const { exitCode, stdout } = await check('--fix');
    assert.equal(read('over.py'), FIXED);
    assert.equal(read('un.py'), UNCAPPED);
    assert.match(
      stdout,
      /^fixed over\.py:\d+:\d+ Lower the output cap to 128,000 tokens correctness\/no-excess-max-tokens$/m,
    );
    assert.match(stdout, /^1 fix applied$/m);
    assert.equal(exitCode, 1);
  });

  it('applies unsafe fixes when asked to, after which nothing is found', async () => {
    scratch = new Scratch({ 'over.py': OVER_CAPPED, 'un.py': UNCAPPED });
    const { exitCode } = await check('--fix-unsafe');
    assert.equal(exitCode, 0);
    assert.match(read('un.py'), /inferenceConfig=\{"maxTokens": 4096\},\n {4}\)$/m);
    assert.equal((await check()).exitCode, 0);
  });

  it('changes nothing the second time', async () => {
    scratch = new Scratch({ 'un.py': UNCAPPED });
    await check('--fix-unsafe');
    const once = read('un.py');
    const { stdout } = await check('--fix-unsafe');
    assert.equal(read('un.py'), once);
    assert.match(stdout, /^Nothing to fix\.$/m);
  });

  it('fixes several places of one file', async () => {
    const second = UNCAPPED.slice(UNCAPPED.indexOf('def ask')).replace('def ask', 'def again');
    scratch = new Scratch({ 'un.py': `${UNCAPPED}\n\n${second}` });
    assert.equal((await check('--fix-unsafe')).exitCode, 0);
    assert.equal([...read('un.py').matchAll(/maxTokens/g)].length, 2);
  });

  it('fixes a value where it stands, once for all who share it', async () => {
    scratch = new Scratch({
      'a.py': OVER_CAPPED.replace('import boto3', 'import boto3\nfrom limits import CAP').replace('9000000', 'CAP'),
      'b.py': OVER_CAPPED.replace('import boto3', 'import boto3\nfrom limits import CAP').replace('9000000', 'CAP'),
      'limits.py': 'CAP = 9000000\n',
    });
    assert.match((await check('--fix')).stdout, /^Nothing to fix\.$/m);
    const { stdout } = await check('--fix-unsafe');
    assert.match(stdout, /^2 fixes applied$/m);
    assert.equal(read('limits.py'), 'CAP = 4096\n');
    assert.doesNotMatch(read('a.py') + read('b.py'), /128000|4096/);
  });

  it('fixes code in a notebook and leaves the rest of its bytes alone', async () => {
    const before = notebook('x = "ä"\n', OVER_CAPPED);
    scratch = new Scratch({ 'a.ipynb': before });
    await check('--fix');
    assert.equal(read('a.ipynb'), before.replace('9000000', '128000'));
  });

  it('keeps line ends, byte order mark, encoding and permissions', async () => {
    const crlf = UNCAPPED.replaceAll('\n', '\r\n');
    const latin = Buffer.from(`# é\n${OVER_CAPPED}`, 'latin1');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(OVER_CAPPED, 'utf16le')]);
    scratch = new Scratch({
      'crlf.py': crlf,
      'mark.py': `\uFEFF${OVER_CAPPED}`,
      'latin.py': latin,
      'utf16.py': utf16,
      'script.py': OVER_CAPPED,
    });
    if (process.platform !== 'win32') chmodSync(join(scratch.path, 'script.py'), 0o755);
    const { mode } = statSync(join(scratch.path, 'script.py'));
    await check('--fix-unsafe');
    assert.match(read('crlf.py'), /maxTokens/);
    assert.doesNotMatch(read('crlf.py'), /(?<!\r)\n/);
    assert.equal(read('mark.py'), `\uFEFF${FIXED_UNSAFELY}`);
    assert.deepEqual(readFileSync(join(scratch.path, 'latin.py')), Buffer.from(`# é\n${FIXED_UNSAFELY}`, 'latin1'));
    assert.deepEqual(
      readFileSync(join(scratch.path, 'utf16.py')),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(FIXED_UNSAFELY, 'utf16le')]),
    );
    assert.equal(statSync(join(scratch.path, 'script.py')).mode, mode);
    assert.equal(readdirSync(scratch.path).length, 5);
  });

  it('writes through a link that was named, and keeps it', async function () {
    if (process.platform === 'win32') this.skip();
    scratch = new Scratch({ 'real.py': OVER_CAPPED });
    symlinkSync('real.py', join(scratch.path, 'link.py'));
    await check('--fix', 'link.py');
    assert.equal(read('real.py'), FIXED);
    assert.ok(lstatSync(join(scratch.path, 'link.py')).isSymbolicLink());
  });

  it('fixes broken code without breaking it further', async () => {
    const broken = `${OVER_CAPPED}\n\ndef half(:\n    return client.converse(modelId=\n`;
    scratch = new Scratch({ 'a.py': broken });
    await check('--fix');
    assert.equal(read('a.py'), broken.replace('9000000', '128000'));
  });

  it('tells machines of fixes on stderr, and leaves stdout to the result', async () => {
    scratch = new Scratch({ 'over.py': OVER_CAPPED });
    const { stdout, stderr } = await check('--fix', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] };
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['sizing/no-oversized-cap'],
    );
    assert.match(stderr, /^fixed over\.py/);
  });

  describe('with --diff', () => {
    it('shows a patch and writes nothing', async () => {
      scratch = new Scratch({ 'src/over.py': OVER_CAPPED, 'ok.py': CAPPED });
      const { exitCode, stdout } = await check('--diff');
      assert.equal(exitCode, 1);
      assert.equal(read('src/over.py'), OVER_CAPPED);
      assert.match(stdout, /^--- a\/src\/over\.py$/m);
      assert.match(
        stdout,
        /^- {8}inferenceConfig=\{"maxTokens": 9000000\},\n\+ {8}inferenceConfig=\{"maxTokens": 128000\},$/m,
      );
    });

    it('is silent when there is nothing to fix', async () => {
      scratch = new Scratch({ 'un.py': UNCAPPED });
      assert.deepEqual(await check('--diff'), { exitCode: 0, signal: null, stdout: '', stderr: '' });
      assert.equal((await check('--diff', '--fix-unsafe')).exitCode, 1);
      assert.equal(read('un.py'), UNCAPPED);
    });
  });
});
