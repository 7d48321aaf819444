import assert from 'node:assert/strict';
import { isTestFile } from '../../../src/core/rules/testFiles.ts';
import { analyzeText } from '../../support/analyze.ts';

const CALL = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=[])  # bedrock-cost-lint-ignore sizing/use-max-tokens: short
client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=[])
client.converse(
    modelId="us.anthropic.claude-test-1-v1:0", messages=[], inferenceConfig={"maxTokens": 900000}
)
`;

describe('files of tests', () => {
  it('are told by folder and name', () => {
    for (const path of [
      'tests/app.py',
      'src/__tests__/app.ts',
      'a/test_app.py',
      'app_test.py',
      'app.spec.tsx',
      'x.int.test.ts',
    ]) {
      assert.equal(isTestFile(path), true, path);
    }
    for (const path of ['app.py', 'src/testing.py', 'latest/app.py', 'contest.ts', 'src/test.ts', 'testdata.py']) {
      assert.equal(isTestFile(path), false, path);
    }
  });

  it('hear only of what makes a call fail', async () => {
    const rulesAt = async (path: string): Promise<readonly string[]> =>
      (await analyzeText({ path, text: CALL })).findings.map(({ rule }) => rule);
    assert.deepEqual(await rulesAt('src/app.py'), ['sizing/use-max-tokens', 'correctness/no-excess-max-tokens']);
    assert.deepEqual(await rulesAt('tests/app.py'), ['correctness/no-excess-max-tokens']);
  });
});
