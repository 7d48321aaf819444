import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';

const BOOK = 'It often rains in Bergen. '.repeat(300);

function program(...models: readonly string[]): string {
  const calls = models.map(
    (model) =>
      `client.converse(modelId="${model}", messages=[{"role": "user", "content": [{"text": BOOK}]}], **SETTINGS)`,
  );
  return [
    'import boto3',
    'client = boto3.client("bedrock-runtime", region_name="us-east-1")',
    `BOOK = "${BOOK}"`,
    'SETTINGS = {"inferenceConfig": {"maxTokens": 300000}}',
    ...calls,
  ].join('\n');
}

const CLAUDE = 'us.anthropic.claude-test-1-v1:0';
const NOVA = 'us.amazon.nova-test-v1:0';

describe('findings on one document or value', () => {
  const messages = async (rule: string, ...models: readonly string[]): Promise<readonly string[]> => {
    const { findings } = await analyzeText({
      path: 'app.py',
      text: program(...models),
      configuration: 'budgets: { inputTokens: 500 }\n',
    });
    return findings.filter((finding) => finding.rule === rule).map(({ message }) => message);
  };

  it('do not hide that it costs more at another call', async () => {
    const found = await messages('sizing/no-oversized-context', NOVA, CLAUDE);
    assert.equal(found.length, 2);
    assert.notEqual(found[0], found[1]);
  });

  it('are one where they say the same of the same value', async () => {
    assert.equal((await messages('correctness/no-excess-max-tokens', CLAUDE, CLAUDE)).length, 1);
    assert.equal((await messages('correctness/no-excess-max-tokens', CLAUDE, NOVA)).length, 2);
  });

  it('say where a longer input costs more for every token', async () => {
    const [message = ''] = await messages('sizing/no-oversized-context', 'us.openai.gpt-test');
    assert.match(message, /Above 1,000 tokens .* costs more for every token: 1,000 would cost ≈ \$0\.002\./);
  });
});
