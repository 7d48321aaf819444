import assert from 'node:assert/strict';
import { missingConfiguration } from '../../../src/core/report/missingFacts.ts';
import type { WorkloadReport } from '../../../src/core/report/workload.ts';
import { buildWorkloadReport } from '../../../src/core/report/workloadReport.ts';
import { analyzed, ASK, CONFIGURATION, CONTEXT, mixedWorkspace, TEMPLATE, UNKNOWN_MODEL } from './workspace.ts';

async function report(texts: Readonly<Record<string, string>>): Promise<WorkloadReport> {
  return buildWorkloadReport((await analyzed(texts)).files, [], CONTEXT);
}

describe('buildWorkloadReport', () => {
  it('multiplies the money of a call by its volume', async () => {
    const { calls, totals } = await report({ 'bedrock-cost-lint.yaml': CONFIGURATION, 'ask.py': ASK });
    const [call] = calls;
    assert.ok(call?.usdPerCall && totals.usdPerMonth);
    assert.equal(call.callsPerMonth, 1000);
    assert.equal(call.usdPerMonth?.likely, call.usdPerCall.likely * 1000);
    assert.equal(totals.usdPerMonth.likely, call.usdPerCall.likely * 1000);
    assert.equal(totals.callsPerMonth, 1000);
  });

  it('adds no call without a volume to a month', async () => {
    const { totals } = await report({ 'bedrock-cost-lint.yaml': CONFIGURATION, 'ask.py': ASK, 'other.py': ASK });
    assert.equal(totals.callsPerMonth, 1000);
    assert.deepEqual([totals.calls, totals.callsWithVolume, totals.callsWithoutVolume], [2, 1, 1]);
    assert.ok((totals.usdPerThousandCalls?.likely ?? 0) > 0);
  });

  it('has no month at all when no volume is known', async () => {
    const { totals, byModel } = await report({ 'ask.py': ASK });
    assert.equal(totals.usdPerMonth, undefined);
    assert.equal(byModel[0]?.sum.usdPerMonth, undefined);
  });

  it('counts a call without a price, and never as $0', async () => {
    const { totals, calls, byModel } = await report({ 'unknown.py': UNKNOWN_MODEL });
    assert.equal(totals.callsWithoutPrice, 1);
    assert.equal(totals.usdPerThousandCalls, undefined);
    assert.equal(calls[0]?.usdPerCall, undefined);
    assert.match(calls[0]?.unpricedBecause ?? '', /CHAT_MODEL/);
    assert.deepEqual(
      byModel.map(({ name }) => name),
      ['model not known'],
    );
  });

  it('puts the dearest call first and those without a price last', async () => {
    const dear = ASK.replace('Say yes.', 'Say yes. '.repeat(500));
    const { calls } = await report({ 'a.py': UNKNOWN_MODEL, 'b.py': ASK, 'c.py': dear });
    assert.deepEqual(
      calls.map(({ path }) => path),
      ['c.py', 'b.py', 'a.py'],
    );
  });

  it('names the calls that send a template, and leaves the template out of the sums', async () => {
    const code = `import boto3
from pathlib import Path

client = boto3.client("bedrock-runtime", region_name="us-east-1")
PROMPT = Path(__file__).parent.joinpath("prompts", "rules.md").read_text()


def ask():
    return client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=[{"role": "user", "content": [{"text": PROMPT}]}])
`;
    const { templates, totals } = await report({ 'ask.py': code, 'prompts/rules.md': 'Be brief.' });
    assert.deepEqual(templates[0]?.usedBy, ['ask.py#ask#Converse']);
    assert.equal(totals.calls, 1);
  });

  it('holds months against their budgets', async () => {
    const cases = [
      ['usdPerMonth: 1000000', 'under'],
      ['usdPerMonth: 0.000001', 'over'],
      ['overrides: [{ files: other/**, usdPerMonth: 1 }]', 'unknown'],
    ] as const;
    for (const [budget, state] of cases) {
      const configuration = CONFIGURATION.replace('usdPerMonth: 5', budget);
      const { budgets } = await report({ 'bedrock-cost-lint.yaml': configuration, 'ask.py': ASK });
      assert.deepEqual(
        budgets.map((each) => each.state),
        [state],
        budget,
      );
    }
  });

  it('says of a budget which calls it could not count', async () => {
    const texts = { 'bedrock-cost-lint.yaml': CONFIGURATION, 'ask.py': ASK, 'unknown.py': UNKNOWN_MODEL };
    const { budgets } = await report(texts);
    assert.equal(budgets[0]?.uncountedCalls, 1);
  });

  it('asks for what would make the figures whole', async () => {
    const { missing } = await report({
      'ask.py': ASK,
      'unknown.py': UNKNOWN_MODEL.replaceAll('question', 'passages').replace(
        '"text": passages',
        '"text": f"{passages}"',
      ),
    });
    const yaml = missingConfiguration(missing).join('\n');
    assert.match(yaml, /^models:$/m);
    assert.match(yaml, /^ {2}CHAT_MODEL: … +# the model of 1 call$/m);
    assert.match(yaml, /^ {2}- files: ask\.py +# 1 call\n {4}callsPerMonth: …\n {4}outputTokens: …$/m);
    assert.match(yaml, /^placeholders:\n {2}passages: … +# not in the money of 1 call/m);
  });

  it('asks for nothing when everything is known', async () => {
    const { missing } = await report({ 'bedrock-cost-lint.yaml': CONFIGURATION, 'ask.py': ASK });
    assert.deepEqual(missing, []);
  });

  it('takes a call whose input is not seen as one that costs more than is counted', async () => {
    const code = `from langchain_aws import ChatBedrockConverse

llm = ChatBedrockConverse(model="us.anthropic.claude-test-1-v1:0", region_name="us-east-1", max_tokens=100)
`;
    const { calls, totals } = await report({ 'chain.py': code });
    assert.equal(calls.length, 1);
    assert.deepEqual(calls[0]?.unsized, [{ name: 'prompt', role: 'user', usdPerMillionTokens: 3.3 }]);
    assert.equal(totals.callsPartlyPriced, 1);
    assert.equal(totals.callsWithoutPrice, 0);
  });

  it('gives the same report twice', async () => {
    const first = buildWorkloadReport((await mixedWorkspace()).files, [], CONTEXT);
    const second = buildWorkloadReport((await mixedWorkspace()).files, [], CONTEXT);
    assert.equal(JSON.stringify(first), JSON.stringify(second));
  });

  it('names placeholders of a template once each', async () => {
    const { templates } = await report({ 'a.prompt': `${TEMPLATE}Again {{sentence}} and {{language}}.\n` });
    assert.deepEqual(templates[0]?.placeholders, ['sentence', 'language']);
  });
});
