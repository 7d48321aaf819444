import assert from 'node:assert/strict';
import { join } from 'node:path';
import { BedrockStandIn, KEYS } from '../support/bedrockStandIn.ts';
import { buildCli, runCli, Scratch } from '../support/cli.ts';
import type { Outcome } from '../support/cli.ts';
import { assertContract } from '../support/contract.ts';

const RUNTIME_MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const MANTLE_MODEL = 'eu.anthropic.claude-opus-4-7';

describe('bedrock-cost-lint count --exact', function () {
  this.timeout(120_000);
  let scratch: Scratch;
  let bedrock: BedrockStandIn;
  before(buildCli);
  beforeEach(async () => {
    scratch = new Scratch({ 'prompt.txt': 'You answer questions.' });
    bedrock = new BedrockStandIn();
    await bedrock.start();
  });
  afterEach(() => {
    bedrock.stop();
    scratch.remove();
  });

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
    runCli(['count', ...args], {
      cwd: scratch.path,
      env: {
        AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
        AWS_ENDPOINT_URL_BEDROCK_MANTLE: bedrock.url,
        AWS_REGION: 'us-east-1',
        // No profile of whoever runs the tests.
        HOME: scratch.path,
        ...env,
      },
    });

  it('sends a text as the only message, for the base model, and says so before', async () => {
    bedrock.tokens = 12;
    const { exitCode, stdout, stderr } = await run(['prompt.txt', '--model', RUNTIME_MODEL, '--exact']);
    assert.equal(exitCode, 0, stderr);
    assert.match(
      stderr,
      /^Sending \d+ characters to 127\.0\.0\.1:\d+ to be counted for anthropic\.claude-haiku-4-5-20251001-v1:0; Bedrock counts at no charge\.\n$/,
    );
    assert.match(stdout, /^12 tokens of a Converse request for Claude Haiku 4\.5 \(exact\)$/m);
    assert.match(stdout, /^Counted by CountTokens of Amazon Bedrock in us-east-1\. The estimate is \d+, /m);
    assert.equal(bedrock.received[0]?.path, '/model/anthropic.claude-haiku-4-5-20251001-v1%3A0/count-tokens');
    assert.equal(bedrock.received[0].authorization, 'us-east-1/bedrock');
    const content = [{ text: 'You answer questions.' }];
    assert.deepEqual(bedrock.received[0].body, { input: { converse: { messages: [{ role: 'user', content }] } } });
  });

  it('keeps the counts, which correct what is estimated here and nowhere else', async () => {
    const cache = { XDG_CACHE_HOME: scratch.path, LOCALAPPDATA: scratch.path };
    const text = 'Answer in plain words that a curious child of nine years would follow. ';
    const names = ['one', 'two', 'three'];
    for (const [index, name] of names.entries())
      scratch.write(`shop/${name}.txt`, `${name} ${text.repeat(20 + index)}`);
    scratch.write('shop/.git/HEAD', 'ref: refs/heads/main\n');
    scratch.write('shop/api/other.txt', text.repeat(30));
    scratch.write('elsewhere/other.txt', text.repeat(30));
    const inFolder = async (folder: string, args: readonly string[]): Promise<string> => {
      const env = {
        AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
        AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
        AWS_REGION: 'us-east-1',
        HOME: scratch.path,
        ...cache,
      };
      const command = ['count', ...args, '--model', RUNTIME_MODEL, '--format', 'json'];
      const { stdout, stderr, exitCode } = await runCli(command, { cwd: join(scratch.path, folder), env });
      assert.equal(exitCode, 0, stderr);
      return stdout;
    };
    const likelyOf = (json: string): number =>
      (JSON.parse(json) as { inputTokens: { likely: number } }).inputTokens.likely;
    const before = likelyOf(await inFolder('shop/api', ['other.txt']));
    const estimates = await Promise.all(names.map((name) => inFolder('shop', [`${name}.txt`])));
    for (const [index, name] of names.entries()) {
      bedrock.tokens = Math.round(likelyOf(estimates[index]!) * 1.12) + 7;
      await inFolder('shop', [`${name}.txt`, '--exact']);
    }
    const after = await inFolder('shop/api', ['other.txt']);
    assert.ok(likelyOf(after) > before * 1.1 && likelyOf(after) < before * 1.13, after);
    assert.match(after, /corrected by \+1\d(?:\.\d)? % \(±\d(?:\.\d)? %\) after 3 exact counts of this workspace/);
    assert.equal(likelyOf(await inFolder('elsewhere', ['other.txt'])), before);
  });

  it('asks bedrock-mantle for newer models, in Anthropic’s form', async () => {
    scratch.write(
      'request.json',
      JSON.stringify({
        modelId: MANTLE_MODEL,
        system: [{ text: 'Be short.' }, { cachePoint: { type: 'default' } }],
        messages: [
          { role: 'user', content: [{ text: 'Weather?' }, { image: { format: 'png', source: { bytes: 'AAAA' } } }] },
          { role: 'assistant', content: [{ toolUse: { toolUseId: 't1', name: 'weather', input: { city: 'Ulm' } } }] },
          { role: 'user', content: [{ toolResult: { toolUseId: 't1', content: [{ json: { celsius: 7 } }] } }] },
        ],
        toolConfig: {
          tools: [{ toolSpec: { name: 'weather', description: 'Says it', inputSchema: { json: { type: 'object' } } } }],
          toolChoice: { any: {} },
        },
        inferenceConfig: { maxTokens: 5 },
      }),
    );
    const args = ['--request', 'request.json', '--model', MANTLE_MODEL, '--exact', '--region', 'eu-west-1'];
    const { exitCode, stdout, stderr } = await run([...args, '--format', 'json']);
    assert.equal(exitCode, 0, stderr);
    const counted = assertContract('count', stdout) as Record<string, unknown>;
    assert.deepEqual(counted['inputTokens'], { low: 1234, likely: 1234, high: 1234 });
    assert.equal(counted['method'], 'exact');
    assert.equal(counted['basis'], 'count_tokens of bedrock-mantle in eu-west-1');
    assert.ok((counted['estimate'] as { readonly likely: number }).likely > 0);
    assert.equal(bedrock.received[0]?.authorization, 'eu-west-1/bedrock-mantle');
    assert.deepEqual(bedrock.received[0].body, {
      model: 'anthropic.claude-opus-4-7',
      system: [{ type: 'text', text: 'Be short.' }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Weather?' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
          ],
        },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'weather', input: { city: 'Ulm' } }] },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: '{"celsius":7}' }] }],
        },
      ],
      tools: [{ name: 'weather', description: 'Says it', input_schema: { type: 'object' } }],
      tool_choice: { type: 'any' },
    });
  });

  it('sends a body of Messages as it is, but for what InvokeModel refuses', async () => {
    const body = {
      model: 'x',
      stream: true,
      max_tokens: 9,
      system: 'Be short.',
      messages: [{ role: 'user', content: 'Hi' }],
    };
    scratch.write('request.json', JSON.stringify(body));
    const { stderr, exitCode } = await run(['--request', 'request.json', '--model', RUNTIME_MODEL, '--exact']);
    assert.equal(exitCode, 0, stderr);
    const { input } = bedrock.received[0]?.body as {
      readonly input: { readonly invokeModel: { readonly body: string } };
    };
    assert.deepEqual(JSON.parse(Buffer.from(input.invokeModel.body, 'base64').toString()), {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 9,
      system: 'Be short.',
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('asks in the Region of the option, else of the configuration, else of the environment', async () => {
    scratch.write('bedrock-cost-lint.yaml', 'region: eu-central-1\n');
    await run(['prompt.txt', '--model', RUNTIME_MODEL, '--exact', '--region', 'eu-west-3']);
    await run(['prompt.txt', '--model', RUNTIME_MODEL, '--exact']);
    scratch.write('bedrock-cost-lint.yaml', '');
    await run(['prompt.txt', '--model', RUNTIME_MODEL, '--exact']);
    assert.deepEqual(
      bedrock.received.map(({ authorization }) => authorization),
      ['eu-west-3/bedrock', 'eu-central-1/bedrock', 'us-east-1/bedrock'],
    );
  });

  const refused: readonly [string, readonly string[], RegExp][] = [
    [
      'a model that nobody counts',
      ['--model', 'amazon.nova-lite-v1:0'],
      /tokens of Nova Lite: AWS offers it for Claude models/,
    ],
    ['an unknown model', ['--model', 'acme.model-1'], /The catalogue does not know acme\.model-1/],
    [
      'a Region that is none',
      ['--model', RUNTIME_MODEL, '--region', 'evil.example/'],
      /"evil\.example\/" is no AWS Region/,
    ],
    ['an explanation', ['--model', RUNTIME_MODEL, '--explain'], /--exact counts a request as a whole/],
  ];
  for (const [what, args, message] of refused) {
    it(`sends nothing for ${what}`, async () => {
      const { exitCode, stderr } = await run(['prompt.txt', '--exact', ...args]);
      assert.equal(exitCode, 2);
      assert.match(stderr, message);
      assert.equal(bedrock.received.length, 0);
    });
  }

  it('sends nothing without --exact', async () => {
    const { exitCode } = await run(['prompt.txt', '--model', RUNTIME_MODEL]);
    assert.equal(exitCode, 0);
    assert.equal(bedrock.received.length, 0);
    const misplaced = await run(['prompt.txt', '--model', RUNTIME_MODEL, '--region', 'us-east-1']);
    assert.match(misplaced.stderr, /--region says where --exact counts/);
  });

  it('says in one line what went wrong, and what to do', async () => {
    bedrock.answers.push({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: { message: 'no\u001b[31m' },
    });
    const denied = await run(['prompt.txt', '--model', RUNTIME_MODEL, '--exact']);
    assert.equal(denied.exitCode, 2);
    assert.match(
      denied.stderr,
      /\nerror: Not allowed to count tokens: the IAM identity needs the action bedrock:CountTokens [^\n]*\n$/,
    );
    assert.ok(!denied.stderr.includes('\u001b'));
    const keys = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };
    const none = await run(['prompt.txt', '--model', RUNTIME_MODEL, '--exact'], keys);
    assert.equal(none.exitCode, 2);
    assert.match(none.stderr, /\nerror: No AWS credentials\. Sign in with `aws sso login`[^\n]*\n$/);
  });
});
