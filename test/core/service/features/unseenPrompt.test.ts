import assert from 'node:assert/strict';
import { compareModels, comparableModels } from '../../../../src/core/cost/compareModels.ts';
import type { FileAnalysis } from '../../../../src/core/report/fileAnalysis.ts';
import { callHover } from '../../../../src/core/service/features/callHover.ts';
import { callLenses } from '../../../../src/core/service/features/callLenses.ts';
import { fileStatus } from '../../../../src/core/service/features/fileStatus.ts';
import { compareModelsOf } from '../../../../src/core/service/features/modelComparison.ts';
import { analyzeText } from '../../../support/analyze.ts';
import { context, subject } from '../../cost/subjects.ts';

const CONSTRUCTOR = `from langchain_aws import ChatBedrockConverse

llm = ChatBedrockConverse(model="us.anthropic.claude-test-1-v1:0", region_name="us-east-1", max_tokens=500)
`;

/** A constructor names the model; what is asked of it comes later, from elsewhere. */
describe('a call whose prompt is not seen', () => {
  let analysis: FileAnalysis;
  before(async () => {
    analysis = await analyzeText({ path: 'model.py', text: CONSTRUCTOR });
  });

  it('has no tokens and no money in the lens, but the prices of its tokens', () => {
    assert.deepEqual(
      callLenses(analysis).map(({ title }) => title),
      ['prompt not seen here · up to 500 out · $3.30 in, $16.50 out per million tokens'],
    );
  });

  it('says in the hover what is known and where the prices are from', () => {
    const { markdown = '' } = callHover(analysis, CONSTRUCTOR.indexOf('ChatBedrockConverse(')) ?? {};
    assert.match(markdown, /\| \*\*input\*\* \| not seen here \| {2}\| {2}\|/);
    assert.match(markdown, /\| \*\*output\*\* \| cap \| up to 500 \| up to \$0\.00825 \|/);
    assert.match(markdown, /Prices: \$3\.30 in, \$16\.50 out per million tokens/);
    assert.match(markdown, /newer test prices, checked 2026-02-01/);
    assert.doesNotMatch(markdown, /\b0 tokens|\| 0 \||\$0 |per 1,000 calls/);
  });

  it('adds nothing to what the file costs', () => {
    assert.equal(
      fileStatus(analysis)?.text,
      '1 Bedrock call · prompt not seen here · $3.30 in, $16.50 out per million tokens',
    );
  });

  it('has no money in the inventory either', () => {
    const [call] = analysis.callSites;
    assert.equal(call?.estimate.usdPerCall, undefined);
    assert.equal(call?.estimate.unpricedBecause, 'its prompt is not seen here');
    assert.deepEqual(call.estimate.parts, []);
  });

  it('is one in which nothing of a prompt is found, too', async () => {
    const text = `import boto3
client = boto3.client("bedrock-runtime")
client.invoke_model(modelId="us.anthropic.claude-test-1-v1:0", body=make())
client.converse(modelId="us.anthropic.claude-test-1-v1:0")
`;
    for (const { title } of callLenses(await analyzeText({ path: 'odd.py', text }))) {
      assert.match(title, /^prompt not seen here · /);
    }
  });

  it('is compared by the prices of input', async () => {
    const unseen = subject({ segments: [], hasUnseenInput: true });
    const [current, cheapest] = compareModels(unseen, comparableModels(unseen, context()), context());
    assert.equal(current?.share, 1);
    assert.ok((cheapest?.share ?? 1) < 1);
    const without = { fileOf: () => undefined, counterOf: () => Promise.resolve(undefined) };
    const [row] = (await compareModelsOf(unseen, context(), without)).models;
    assert.equal(row?.price, '$3.30 in, $16.50 out per million tokens');
  });
});

describe('a call whose prompt is seen in part', () => {
  it('says that there can be more', async () => {
    const analysis = await analyzeText({ path: 'chat.py', text: PASSED_HISTORY });
    assert.match(callLenses(analysis)[0]?.title ?? '', /^≈ [\d,]+\+ tokens in · /);
    assert.match(fileStatus(analysis)?.text ?? '', /≈ [\d,]+\+ tokens in/);
  });
});

const PASSED_HISTORY = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(history):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=history,
        system=[{"text": "Answer in one sentence."}],
    )
`;
