import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { assertContract } from '../support/contract.ts';
import { buildCli, runCli, Scratch } from '../support/cli.ts';
import { MODEL, UNCAPPED, UNRESOLVED } from './programs.ts';

describe('bedrock-cost-lint', function () {
  this.timeout(120_000);
  let scratch: Scratch;
  before(buildCli);
  beforeEach(() => {
    scratch = new Scratch({
      'ask.py': UNCAPPED,
      'other.py': UNRESOLVED,
      'prompts/rules.md': 'Answer {{question}} in French.\n',
    });
  });
  afterEach(() => scratch.remove());

  const run = (args: readonly string[], input?: string): ReturnType<typeof runCli> =>
    runCli(args, { cwd: scratch.path, ...(input !== undefined && { input }) });

  it('says its version and helps', async () => {
    assert.equal((await run(['--version'])).stdout, `${manifest.version}\n`);
    const { exitCode, stdout } = await run(['--help']);
    assert.equal(exitCode, 0);
    for (const command of ['check', 'scan', 'report', 'count', 'price', 'rule', 'init', 'lsp']) {
      assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
    }
  });

  describe('scan', () => {
    it('lists calls and prompts, and what to write to know more', async () => {
      const { exitCode, stdout } = await run(['scan']);
      assert.equal(exitCode, 0);
      assert.match(stdout, /^2 calls and 1 prompt in 3 files/);
      assert.match(stdout, /^ {2}ask\.py:7 +Converse +Claude Sonnet 5\.5 \(us\) +≈ \d+ +none +≈ \$/m);
      assert.match(stdout, /^ {2}other\.py:\d+ +Converse +not known .*no price/m);
      assert.match(stdout, /^ {2}prompts\/rules\.md +text .* question$/m);
      assert.match(stdout, /^ {6}CHAT_MODEL: …/m);
    });

    it('writes JSON as the contract says', async () => {
      const { stdout } = await run(['scan', '--format', 'json']);
      const inventory = assertContract('inventory', stdout) as {
        readonly callSites: readonly { readonly path: string }[];
      };
      assert.deepEqual(
        inventory.callSites.map(({ path }) => path),
        ['ask.py', 'other.py'],
      );
    });
  });

  describe('report', () => {
    it('sums up, in every form', async () => {
      scratch.write(
        'bedrock-cost-lint.yaml',
        'workloads: [{ files: ask.py, callsPerMonth: 1000, outputTokens: 200 }]\n',
      );
      const { stdout } = await run(['report']);
      assert.match(stdout, /^Workload of 2 calls and 1 prompt in 4 files/);
      assert.match(stdout, /≈ \$[\d.]+ per month/);
      assert.match(stdout, /^By model$/m);
      assertContract('workload', (await run(['report', '--format', 'json'])).stdout);
      assert.match((await run(['report', '--format', 'markdown'])).stdout, /^# Workload report$/m);
      assert.match((await run(['report', '--format', 'csv'])).stdout, /^path,cell,line,.*\r\nask\.py,,7,/);
      assert.match((await run(['report', '--format', 'html'])).stdout, /^<!DOCTYPE html>[^]*<\/html>\n$/);
    });
  });

  describe('count', () => {
    const text = 'You answer questions about our product.\n'.repeat(20);

    it('counts a file and the standard input alike', async () => {
      scratch.write('prompt.txt', text);
      const ofFile = await run(['count', 'prompt.txt', '--model', MODEL, '--format', 'json']);
      const ofInput = await run(['count', '-', '--model', MODEL, '--format', 'json'], text);
      assert.equal(ofFile.stdout, ofInput.stdout);
      const count = assertContract('count', ofFile.stdout) as Record<string, unknown>;
      assert.equal(count['model'], MODEL);
      assert.equal(count['baseModel'], 'anthropic.claude-sonnet-4-5-20250929-v1:0');
      assert.equal(count['method'], 'calibrated');
    });

    it('is exact where the encoding is the model’s own', async () => {
      const { stdout } = await run(
        ['count', '-', '--model', 'openai.gpt-oss-120b-1:0', '--format', 'json'],
        'Hello, world!',
      );
      const { inputTokens, method } = assertContract('count', stdout) as Record<string, unknown>;
      assert.deepEqual(inputTokens, { low: 4, likely: 4, high: 4 });
      assert.equal(method, 'exact');
    });

    it('counts nothing as nothing, and an unknown model as an average one', async () => {
      assert.match((await run(['count', '-', '--model', MODEL], '')).stdout, /^0 tokens of text/);
      const { exitCode, stdout } = await run(['count', '-', '--model', 'acme.model-1'], text);
      assert.equal(exitCode, 0);
      assert.match(stdout, /does not know acme\.model-1: counted as for an average model/);
    });

    it('counts the frame of a request too, in the form of each API', async () => {
      const tokens = async (body: object): Promise<{ readonly operation: string; readonly likely: number }> => {
        const args = ['count', '-', '--request', '--model', MODEL, '--format', 'json'];
        const { stdout } = await run(args, JSON.stringify(body));
        const counted = assertContract('count', stdout) as { operation: string; inputTokens: { likely: number } };
        return { operation: counted.operation, likely: counted.inputTokens.likely };
      };
      const bare = await run(['count', '-', '--model', MODEL, '--format', 'json'], text);
      const { inputTokens } = JSON.parse(bare.stdout) as { inputTokens: { likely: number } };
      const converse = await tokens({ messages: [{ role: 'user', content: [{ text }] }] });
      const messages = await tokens({
        anthropic_version: 'bedrock-2023-05-31',
        messages: [{ role: 'user', content: text }],
      });
      const responses = await tokens({ input: [{ role: 'user', content: text }] });
      assert.deepEqual(
        [converse.operation, messages.operation, responses.operation],
        ['Converse', 'Messages', 'Responses'],
      );
      for (const { likely } of [converse, messages, responses]) assert.ok(likely > inputTokens.likely);
    });

    it('takes the request as a file of its own, and explains where the tokens are', async () => {
      scratch.write(
        'request.json',
        JSON.stringify({
          messages: [{ role: 'user', content: [{ text }] }],
          toolConfig: { tools: [{ toolSpec: { name: 'weather', inputSchema: { json: { type: 'object' } } } }] },
        }),
      );
      const args = ['--model', MODEL, '--explain'];
      const words = await run(['count', '--request', 'request.json', ...args]);
      assert.match(words.stdout, /^≈ \d+ tokens of a Converse request for Claude Sonnet 4\.5/);
      assert.match(words.stdout, /\n *tool weather .*\n *message 1 .*\n/);
      const json = await run(['count', 'request.json', '--request', ...args, '--format', 'json']);
      const counted = assertContract('count', json.stdout) as {
        readonly inputTokens: { readonly likely: number };
        readonly parts: readonly { readonly tokens: { readonly likely: number } }[];
      };
      const sum = counted.parts.reduce((total, part) => total + part.tokens.likely, 0);
      assert.ok(Math.abs(sum - counted.inputTokens.likely) <= 1);
    });

    it('says when there is no file, or more than one', async () => {
      const none = await run(['count', '--request', '--model', MODEL]);
      assert.deepEqual([none.exitCode, none.stderr.includes('name a file, or - ')], [2, true]);
      const two = await run(['count', '-', '--request', 'request.json', '--model', MODEL]);
      assert.deepEqual([two.exitCode, two.stderr.includes('Two files')], [2, true]);
    });

    it('says when a request is none', async () => {
      const { exitCode, stderr } = await run(['count', '-', '--request', '--model', MODEL], '[1, 2]');
      assert.equal(exitCode, 2);
      assert.match(stderr, /is no request/);
    });
  });

  describe('price', () => {
    interface Price {
      readonly baseModel: string | null;
      readonly rates: readonly { readonly routing: string; readonly direction: string }[];
      readonly unpricedBecause?: string;
    }
    const price = async (...args: readonly string[]): Promise<readonly [Price, number | null]> => {
      const { stdout, exitCode } = await run(['price', ...args, '--format', 'json']);
      return [assertContract('price', stdout) as Price, exitCode];
    };

    it('has the routing of the id that was asked for', async () => {
      const [geo] = await price(MODEL, '--region', 'us-east-1');
      assert.deepEqual([...new Set(geo.rates.map(({ routing }) => routing))], ['geo']);
      const [all] = await price('anthropic.claude-sonnet-4-5-20250929-v1:0', '--region', 'us-east-1');
      assert.ok(all.rates.some(({ routing }) => routing === 'global'));
      assert.ok(all.rates.some(({ direction }) => direction === 'cache-read'));
    });

    it('never has $0 for what has no price, and ends with 1', async () => {
      for (const args of [['acme.unknown-v1'], [MODEL, '--region', 'cn-north-1'], ['amazon.nova-canvas-v1:0']]) {
        const [sheet, exitCode] = await price(...args);
        assert.deepEqual(sheet.rates, []);
        assert.ok((sheet.unpricedBecause ?? '').length > 0, args.join(' '));
        assert.equal(exitCode, 1);
      }
    });

    it('has --json as a short form', async () => {
      const { stdout } = await run(['price', MODEL, '--json']);
      assert.equal(stdout, (await run(['price', MODEL, '--format', 'json'])).stdout);
      assertContract('price', stdout);
    });

    it('compares models side by side', async () => {
      const global = MODEL.replace('us.', 'global.');
      const { stdout, exitCode } = await run(['price', '--compare', MODEL, global, '--region', 'us-east-1']);
      assert.match(stdout, /^ {2}standard: input +\$3\.30 +\$3\.00 +−9\.1 %$/m);
      assert.equal(exitCode, 0);
      const json = await run(['price', '--compare', MODEL, 'acme.unknown-v1', '--json']);
      const { models } = JSON.parse(json.stdout) as { models: { model: string; unpricedBecause?: string }[] };
      assert.deepEqual(
        models.map(({ model, unpricedBecause }) => [model, unpricedBecause !== undefined]),
        [
          [MODEL, false],
          ['acme.unknown-v1', true],
        ],
      );
      assert.equal(json.exitCode, 1);
      assert.equal((await run(['price', '--compare', MODEL])).exitCode, 2);
    });

    it('shows what the configuration changes as such', async () => {
      scratch.write(
        'bedrock-cost-lint.yaml',
        'models: { chat: us.anthropic.claude-sonnet-4-6 }\nprices:\n  discounts: [{ provider: anthropic, percent: 10 }]\n' +
          '  currency: { code: EUR, perUsd: 0.5, date: 2026-11-01 }\n',
      );
      const { stdout } = await run(['price', 'chat', '--region', 'us-east-1']);
      // 3.3 × 0.9 × 0.5
      assert.match(stdout, /^ {2}geo +standard +1\.485 /m);
      assert.match(stdout, /EUR per million tokens/);
      assert.match(stdout, /, less 10 %/);
      assert.match(stdout, /1 US dollar is 0\.5 EUR, as configured for 2026-11-01/);
      const sheet = JSON.parse((await run(['price', 'chat', '--region', 'us-east-1', '--json'])).stdout) as {
        rates: { usdPerMillionTokens: number; override: string }[];
      };
      assert.equal(sheet.rates[0]?.usdPerMillionTokens, 2.97);
      assert.equal(sheet.rates[0].override, '10 % off the listed price');
    });

    it('has its discounts and its currency in the report and the check, too', async () => {
      scratch.write(
        'bedrock-cost-lint.yaml',
        'prices:\n  discounts: [{ percent: 10 }]\n  currency: { code: EUR, perUsd: 0.5, date: 2026-11-01 }\n',
      );
      const report = (await run(['report', '.'])).stdout;
      assert.match(report, /EUR \d/);
      assert.doesNotMatch(report, /\$\d/);
      assert.match(report, /Prices are not the listed ones: 10 % off the listed price, as configured/);
      assert.match(report, /Amounts are in EUR: 1 US dollar is 0\.5 EUR, as configured for 2026-11-01/);
      const check = (await run(['check', '.'])).stdout;
      assert.doesNotMatch(check, /\$\d/);
      assert.match(check, /1 US dollar is 0\.5 EUR, as configured for 2026-11-01/);
    });

    it('has its discounts, its rates and its currency in a count, too', async () => {
      scratch.write('bedrock-cost-lint.yaml', 'region: us-east-1\n');
      const count = async (model: string): Promise<string> =>
        (await run(['count', '-', '--model', model], 'word '.repeat(1_000))).stdout;
      const listed = await count(MODEL);
      assert.match(listed, /^\$0\.00\d+ as input/m);
      assert.doesNotMatch(listed, /configured/);
      scratch.write(
        'bedrock-cost-lint.yaml',
        'prices:\n  discounts: [{ provider: anthropic, percent: 10 }]\n' +
          '  rates: [{ model: meta.llama3-8b-instruct-v1:0, input: 1000 }]\n' +
          '  currency: { code: EUR, perUsd: 0.5, date: 2026-11-01 }\n',
      );
      const discounted = await count(MODEL);
      assert.match(discounted, /^EUR 0\.00\d+ as input · EUR \d\.\d+ per 1,000 calls$/m);
      assert.match(discounted, /^Prices are not the listed ones: 10 % off the listed price, as configured\.$/m);
      assert.match(discounted, /^Amounts are in EUR: 1 US dollar is 0\.5 EUR, as configured for 2026-11-01\.$/m);
      const amount = (text: string): number => Number(/(?:\$|EUR )(\d\.\d+) as input/.exec(text)?.[1]);
      assert.ok(Math.abs(amount(discounted) / amount(listed) - 0.45) < 0.01);
      const own = await count('meta.llama3-8b-instruct-v1:0');
      assert.match(own, /^Prices are not the listed ones: private rate, as configured\.$/m);
      assert.ok(amount(own) > 0.4, own);
      scratch.write('bedrock-cost-lint.yaml', 'region: eu-west-1\n');
      assert.match(await count(MODEL), /^No price: .*eu-west-1/m);
    });

    it('shows a table with its source, and a list of all models', async () => {
      const { stdout } = await run(['price', MODEL]);
      assert.match(stdout, /^ {2}geo +standard +\$3\.30 +\$16\.50/m);
      assert.match(stdout, /AWS price list of \d{4}-\d\d-\d\d/);
      const list = await run(['price', '--list']);
      assert.match(list.stdout, /^ {2}Claude Sonnet 4\.5 /m);
      assert.match(list.stdout, /^ {2}Flows +\$0\.035 per 1,000 node transitions/m);
      assert.match(list.stdout, /^ {2}Intelligent Prompt Routing +not priced/m);
      assert.equal((await run(['price'])).stdout, list.stdout);
      const { models } = JSON.parse((await run(['price', '--list', '--format', 'json'])).stdout) as {
        models: unknown[];
      };
      assert.ok(models.length > 100);
    });
  });

  describe('rule', () => {
    it('shows the page of a rule, with or without its group', async () => {
      const { stdout } = await run(['rule', 'sizing/use-max-tokens']);
      assert.match(stdout, /^sizing\/use-max-tokens\n[^]*Why it costs/);
      assert.equal((await run(['rule', 'use-max-tokens'])).stdout, stdout);
    });

    it('lists all rules', async () => {
      assert.match((await run(['rule'])).stdout, /^sizing\/use-max-tokens +warning +unsafe/m);
      const rules = JSON.parse((await run(['rule', '--format', 'json'])).stdout) as readonly {
        readonly docs: string;
      }[];
      assert.ok(rules.length >= 9 && rules.every(({ docs }) => docs.startsWith('https://')));
    });
  });

  describe('init', () => {
    it('writes a configuration that is valid, and never over another one', async () => {
      const { exitCode, stdout } = await run(['init']);
      assert.equal(exitCode, 0);
      assert.match(stdout, /^Wrote bedrock-cost-lint\.yaml/);
      const file = join(scratch.path, 'bedrock-cost-lint.yaml');
      assert.ok(existsSync(file));
      assert.equal((await run(['check', 'bedrock-cost-lint.yaml'])).exitCode, 0);
      scratch.write('bedrock-cost-lint.yaml', '# mine\n');
      const again = await run(['init']);
      assert.equal(again.exitCode, 2);
      assert.equal(readFileSync(file, 'utf8'), '# mine\n');
      assert.equal((await run(['init', 'no/such'])).exitCode, 2);
    });
  });

  describe('lsp', () => {
    it('speaks the protocol on the standard output, and nothing else', async () => {
      const message = (body: object): string => {
        const json = JSON.stringify({ jsonrpc: '2.0', ...body });
        return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
      };
      const input = [
        message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }),
        message({ method: 'initialized', params: {} }),
        message({ id: 2, method: 'shutdown' }),
        message({ method: 'exit' }),
      ].join('');
      const { exitCode, stdout, stderr } = await runCli(['lsp', '--stdio'], {
        cwd: scratch.path,
        input,
        keepsInputOpen: true,
      });
      assert.match(stdout, /^Content-Length: \d+\r\n\r\n\{/);
      assert.match(stdout, /"name":"bedrock-cost-lint"/);
      assert.equal(stderr, '');
      assert.equal(exitCode, 0);
    });
  });
});
