import assert from 'node:assert/strict';
import type { CallEstimate } from '../../../src/core/cost/callEstimate.ts';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import type { FoundFiles } from '../../../src/core/service/languageService.ts';
import { createLanguageService } from '../../../src/core/service/languageService.ts';
import type { InMemoryHost } from '../../support/inMemoryHost.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';
import { bpeFile } from '../tokens/tokenizerFiles.ts';

const CONFIGURATION = `${WORKSPACE}/bedrock-cost-lint.yaml`;
const TOKENIZER = `${WORKSPACE}/tokenizers/own.json`;
const CALL = `${WORKSPACE}/ask.py`;

function program(model: string): string {
  return `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
client.converse(modelId="${model}", messages=[{"role": "user", "content": [{"text": "low lower low"}]}])
`;
}

const MODEL = 'us.anthropic.claude-test-1-v1:0';

function hostWith(tokenizers: string, model = MODEL): InMemoryHost {
  return inMemoryHost({
    'bedrock-cost-lint.yaml': `version: 1\n${tokenizers}`,
    'tokenizers/own.json': bpeFile(),
    'ask.py': program(model),
  });
}

async function segmentOf(host: InMemoryHost, analyzer = new Analyzer(host)): Promise<object | undefined> {
  const { callSites } = await analyzer.analyze(CALL, host.files.get(CALL) ?? '');
  return callSites[0]?.estimate.segments[0]?.tokens;
}

const EXACT = { low: 4, likely: 4, high: 4, method: 'exact' };

describe('tokenizers of a configuration', () => {
  const names: Readonly<Record<string, readonly [key: string, model?: string]>> = {
    'the id that is called': [`'${MODEL}'`],
    "the model's own id": ['anthropic.claude-test-1-v1:0'],
    'a glob': ["'*claude-test-*'"],
    'a model that the catalogue does not know': ['acme.words-1:0', 'acme.words-1:0'],
    'an imported model': [
      "'arn:aws:bedrock:*:imported-model/*'",
      'arn:aws:bedrock:us-east-1:111122223333:imported-model/abc123',
    ],
  };
  for (const [what, [key, model]] of Object.entries(names)) {
    it(`count static text exactly, by ${what}`, async () => {
      assert.deepEqual(await segmentOf(hostWith(`tokenizers:\n  ${key}: tokenizers/own.json\n`, model)), EXACT);
    });
  }

  it('leave the frame as it was, so that the sum says its own method', async () => {
    const estimateWith = async (tokenizers: string): Promise<CallEstimate | undefined> => {
      const host = hostWith(tokenizers);
      const { callSites } = await new Analyzer(host).analyze(CALL, host.files.get(CALL) ?? '');
      return callSites[0]?.estimate;
    };
    const own = await estimateWith(`tokenizers:\n  '*': tokenizers/own.json\n`);
    const estimated = await estimateWith('');
    assert.ok(own && estimated);
    assert.ok(own.frameTokens.likely > 0);
    assert.deepEqual(own.frameTokens, estimated.frameTokens);
    assert.equal(own.inputTokens.likely, own.frameTokens.likely + 4);
    assert.equal(own.inputTokens.method, own.frameTokens.method);
  });

  it('are not read where no call needs them, and once where several do', async () => {
    const host = hostWith(`tokenizers:\n  meta.llama3-8b: tokenizers/own.json\n`);
    assert.notDeepEqual(await segmentOf(host), EXACT);
    assert.ok(!host.reads.includes(TOKENIZER));
    const shared = hostWith(`tokenizers:\n  '*': tokenizers/own.json\n`);
    const analyzer = new Analyzer(shared);
    await segmentOf(shared, analyzer);
    await segmentOf(shared, analyzer);
    assert.equal(shared.reads.filter((uri) => uri === TOKENIZER).length, 1);
  });

  it('count for each model that a call is compared with', async () => {
    const usdOf = async (tokenizers: string, modelId: string): Promise<number> => {
      const host = hostWith(tokenizers);
      const findFiles = (): Promise<FoundFiles> => Promise.resolve({ uris: [], skipped: [] });
      const service = createLanguageService({ ...host, findFiles, pause: () => Promise.resolve() });
      const text = program(MODEL).replace('low lower low', 'unmerged letters '.repeat(500));
      service.setDocument({ uri: CALL, languageId: 'python', version: 1, text });
      const compared = await service.compareModels(CALL, text.indexOf('converse'));
      const reads = host.reads.filter((uri) => uri === TOKENIZER).length;
      assert.equal(reads, tokenizers === '' ? 0 : 1);
      return compared?.models.find((model) => model.modelId === modelId)?.usdPerThousandCalls ?? NaN;
    };
    const [nova, llama] = ['us.amazon.nova-test-v1:0', 'us.meta.llama-test-8b-v1:0'];
    const ofNova = `tokenizers:\n  amazon.nova-test-v1:0: tokenizers/own.json\n`;
    // A letter is a token of this file, and words are of the estimate.
    assert.ok((await usdOf(ofNova, nova)) > 2 * (await usdOf('', nova)));
    assert.equal(await usdOf(ofNova, llama), await usdOf('', llama));
    assert.ok((await usdOf(`tokenizers:\n  '*': tokenizers/own.json\n`, MODEL)) > 2 * (await usdOf('', MODEL)));
  });

  it('are read again when they change, and the estimate steps in while they are broken', async () => {
    const host = hostWith(`tokenizers:\n  '*': tokenizers/own.json\n`);
    const analyzer = new Analyzer(host);
    const { dependencies } = await analyzer.analyze(CALL, host.files.get(CALL) ?? '');
    assert.ok(dependencies.includes(TOKENIZER));
    host.files.set(TOKENIZER, '{');
    analyzer.forget(TOKENIZER);
    assert.notDeepEqual(await segmentOf(host, analyzer), EXACT);
    host.files.set(TOKENIZER, bpeFile());
    analyzer.forget(TOKENIZER);
    assert.deepEqual(await segmentOf(host, analyzer), EXACT);
  });

  it('are a problem at the line that names them when they are missing or wrong', async () => {
    const host = hostWith(`tokenizers:\n  a: none.json\n  b: ask.py\n  c: tokenizers/own.json\n`);
    const text = host.files.get(CONFIGURATION) ?? '';
    const { problems } = await new Analyzer(host).analyze(CONFIGURATION, text);
    assert.deepEqual(
      problems.map(({ message, range, severity }) => [text.slice(range.start, range.end), message, severity]),
      [
        ['none.json', 'There is no such file in the workspace. Tokens are estimated instead.', 'error'],
        ['ask.py', 'The file is no tokenizer.json: it holds no JSON object. Tokens are estimated instead.', 'error'],
      ],
    );
  });

  it('must be a path relative to the configuration', async () => {
    const host = hostWith(`tokenizers:\n  a: /etc/tokenizer.json\n  b: https://example.com/tokenizer.json\n`);
    const { problems } = await new Analyzer(host).analyze(CONFIGURATION, host.files.get(CONFIGURATION) ?? '');
    assert.equal(problems.length, 2);
    for (const { message } of problems) assert.match(message, /must be a path relative to the folder of this file/);
  });
});
