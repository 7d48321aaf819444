import assert from 'node:assert/strict';
import { callHover } from '../../../../src/core/service/features/callHover.ts';
import { analyzeText } from '../../../support/analyze.ts';

const MANUAL = 'Say it again. '.repeat(2000);

const CALL = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
client.converse(
    modelId="us.anthropic.claude-test-1-v1:0",
    system=[{"text": "${MANUAL}"}],
    messages=[{"role": "user", "content": [{"text": "Hello"}]}],
)
`;

const CHECKPOINT = CALL.replace('"}],\n    messages', '"}, {"cachePoint": {"type": "default"}}],\n    messages');

describe('the hover over a call', () => {
  const rows = async (text: string): Promise<readonly string[]> => {
    const analysis = await analyzeText({ path: 'ask.py', text });
    const { markdown = '' } = callHover(analysis, text.indexOf('converse(')) ?? {};
    return markdown.split('\n').filter((line) => line.startsWith('| '));
  };
  const namesOf = (lines: readonly string[]): readonly string[] =>
    lines.map((line) => line.split('|')[1]?.trim() ?? '');

  it('has the tokens of each piece with their range, and the money per call and per 1,000 calls', async () => {
    const lines = await rows(CALL);
    assert.match(
      lines.find((line) => line.startsWith('| system')) ?? '',
      /^\| system \| fixed \| ≈ [\d,]+ \([\d,]+ to [\d,]+\) \| \$[\d.]+ \|$/,
    );
    const written = lines.find((line) => line.includes('as written'));
    assert.match(written ?? '', /^\| \*\*as written\*\* \| ≈ \$[\d.]+ \| ≈ \$[\d.]+ \(\$[\d.]+ to \$[\d,.]+\) \|$/);
  });

  it('says what caching would make of it', async () => {
    assert.deepEqual(namesOf(await rows(CALL)).slice(1, 4), [
      '**as written**',
      'if cached: first call, fills the cache',
      'if cached: later call within 5 minutes',
    ]);
  });

  it('says what it costs without the cache that it has, and no amount twice', async () => {
    const lines = (await rows(CHECKPOINT)).slice(1, 4);
    assert.deepEqual(namesOf(lines), ['**as written**', 'first call, fills the cache', 'later call within 5 minutes']);
    assert.equal(new Set(lines.map((line) => line.split('|').slice(2).join('|'))).size, 3);
  });
});
