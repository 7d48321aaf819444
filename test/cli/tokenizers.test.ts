import assert from 'node:assert/strict';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { bpeFile } from '../core/tokens/tokenizerFiles.ts';
import { assertContract } from '../support/contract.ts';
import { buildCli, runCli, Scratch } from '../support/cli.ts';
import { CAPPED } from './programs.ts';

const MODEL = 'mistral.mistral-large-2402-v1:0';
const REQUEST = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'low lower low' }] }] });

describe('tokenizer.json on the command line', function () {
  this.timeout(120_000);
  let scratch: Scratch;
  before(buildCli);
  beforeEach(() => {
    scratch = new Scratch({
      'bedrock-cost-lint.yaml': `tokenizers:\n  'mistral.*': tokenizers/own.json\n`,
      'tokenizers/own.json': bpeFile(),
      'prompt.txt': 'low lower low',
      'request.json': REQUEST,
      'ask.py': CAPPED,
    });
  });
  afterEach(() => scratch.remove());

  const run = (...args: readonly string[]): ReturnType<typeof runCli> => runCli(args, { cwd: scratch.path });

  it('counts a text exactly, and says by what', async () => {
    const { stdout, stderr } = await run('count', 'prompt.txt', '--model', MODEL);
    assert.match(stdout, /^4 tokens of text for Mistral Large.*\(exact\)/);
    assert.match(stdout, /^Counted with tokenizers\/own\.json, the model's own as configured\.$/m);
    assert.equal(stderr, '');
    const { stdout: other } = await run('count', 'prompt.txt', '--model', 'amazon.nova-lite-v1:0');
    assert.doesNotMatch(other, /own\.json/);
  });

  it("counts a request's texts exactly, and what is around them as before", async () => {
    const { stdout } = await run(
      'count',
      '--request',
      'request.json',
      '--model',
      MODEL,
      '--format',
      'json',
      '--explain',
    );
    const { parts, method } = assertContract('count', stdout) as {
      readonly parts: readonly {
        readonly kind: string;
        readonly method: string;
        readonly tokens: { likely: number };
      }[];
      readonly method: string;
    };
    assert.deepEqual(
      parts.map(({ kind, method: how }) => [kind, how]),
      [
        ['user', 'exact'],
        ['frame', 'assumed'],
      ],
    );
    assert.equal(parts[0]?.tokens.likely, 4);
    assert.equal(method, 'assumed');
  });

  const wrong: Readonly<Record<string, readonly [prepare: (folder: string) => void, message: RegExp]>> = {
    'is not there': [
      () => scratch.write('bedrock-cost-lint.yaml', "tokenizers:\n  'mistral.*': none.json\n"),
      /no such file/,
    ],
    'is another file': [
      () => scratch.write('tokenizers/own.json', '{"name": "x"}'),
      /no tokenizer\.json: it has no `model`/,
    ],
    'lies outside': [
      () => scratch.write('bedrock-cost-lint.yaml', "tokenizers:\n  'mistral.*': ../../../../../../etc/hostname\n"),
      /leads out of the workspace|no such file/,
    ],
    'is a link that leads out': [
      (folder) => {
        symlinkSync('/etc/hostname', join(folder, 'link.json'));
        scratch.write('bedrock-cost-lint.yaml', "tokenizers:\n  'mistral.*': link.json\n");
      },
      /leads out of the workspace/,
    ],
    'is huge': [
      (folder) => {
        truncateSync(join(folder, 'tokenizers/own.json'), 50_000_000);
      },
      /is larger than 40\.0 MB: 50\.0 MB/,
    ],
  };
  for (const [what, [prepare, message]] of Object.entries(wrong)) {
    it(`says that a tokenizer ${what}, at its line, and estimates`, async () => {
      prepare(scratch.path);
      const check = await run('check', '.', '--format', 'json');
      assert.match(check.stdout, message);
      assert.match(check.stdout, /bedrock-cost-lint\.yaml/);
      const count = await run('count', 'prompt.txt', '--model', MODEL);
      assert.match(count.stderr, message);
      assert.match(count.stdout, /^≈ \d+ tokens/);
      assert.equal(count.exitCode, 0);
    });
  }

  it('counts the static texts of the calls of a folder exactly', async () => {
    const call = CAPPED.replace(/modelId=".*"/, `modelId="${MODEL}"`).replace(
      '"text": question',
      '"text": "low lower low"',
    );
    scratch.write('ask.py', call);
    const segmentOf = async (): Promise<object | undefined> => {
      const { callSites } = assertContract('inventory', (await run('scan', '--format', 'json')).stdout) as {
        readonly callSites: readonly { readonly segments: readonly { tokens: object; method: string }[] }[];
      };
      const segment = callSites[0]?.segments[0];
      return segment && { ...segment.tokens, method: segment.method };
    };
    assert.deepEqual(await segmentOf(), { low: 4, likely: 4, high: 4, method: 'exact' });
    const { stdout, exitCode } = await run('check', '.');
    assert.equal(exitCode, 0, stdout);
    scratch.write('bedrock-cost-lint.yaml', 'version: 1\n');
    assert.notDeepEqual(await segmentOf(), { low: 4, likely: 4, high: 4, method: 'exact' });
  });
});
