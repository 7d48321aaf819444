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

  it('has what is known in the lens, and the price of what is not', () => {
    const title = callLenses(analysis)[0]?.title ?? '';
    assert.match(title, /^prompt not seen here · .* out · ≈ \$[\d.]+ per 1,000 calls \(/);
    assert.match(title, / one answer at the cap \$0\.0083\) \+ \{prompt\} at \$3\.30 per million tokens$/);
  });

  it('says in the hover what is known and where the prices are from', () => {
    const { markdown = '' } = callHover(analysis, CONSTRUCTOR.indexOf('ChatBedrockConverse(')) ?? {};
    assert.match(markdown, /\| \*\*input\*\* \| not seen here \| {2}\| {2}\|/);
    assert.match(markdown, /\| \*\*longest answer\*\* \| the cap \| 500 \| \$0\.0083 \|/);
    assert.match(markdown, /\\\+ \\\{prompt\\\} at \$3\.30 per million tokens/);
    assert.match(markdown, /newer test prices, checked 2026-02-01/);
    assert.doesNotMatch(markdown, /\b0 tokens|\| 0 \||\$0 /);
  });

  it('never looks like a whole price in the status bar', () => {
    assert.match(
      fileStatus(analysis)?.text ?? '',
      /^1 Bedrock call · prompt not seen here · ≈ \$[\d.]+ per 1,000 calls \+ \{prompt\}$/,
    );
  });

  it('is named in the inventory as what has no size', () => {
    const [call] = analysis.callSites;
    assert.deepEqual(call?.estimate.unsized, [{ name: 'prompt', role: 'user', usdPerMillionTokens: 3.3 }]);
    assert.match(call.estimate.assumptions.join(' '), /not seen here, so its tokens are not in the money/);
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
    assert.match(row?.price ?? '', /\{prompt\}/);
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
