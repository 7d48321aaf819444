import assert from 'node:assert/strict';
import type { CodeLens, Hover } from 'vscode-languageserver';
import type { ExactCountPlan, PlanExactCountResult } from '../../src/server/protocol.ts';
import { TODAY } from '../support/inMemoryHost.ts';
import { TestClient } from './inMemoryClient.ts';

const CALL = `import boto3

client = boto3.client("bedrock-runtime", region_name="eu-central-1")

client.converse(
    modelId="us.anthropic.claude-test-1-v1:0",
    system=[{"text": "Be short."}],
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 10},
)
`;
const POSITION = { line: 5, character: 10 };

describe('exact counts in the language server', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.stop());

  const planOf = (uri: string, position: object = POSITION): Promise<PlanExactCountResult> =>
    client.connection.sendRequest('bedrockCostLint/planExactCount', { uri, position });

  async function planned(text: string): Promise<{ readonly uri: string; readonly plan: ExactCountPlan }> {
    const uri = await client.open('ask.py', text);
    const plan = await planOf(uri);
    assert.ok(plan !== null && 'request' in plan, JSON.stringify(plan));
    return { uri, plan };
  }

  const keep = (plan: ExactCountPlan, tokens: number): Promise<unknown> =>
    client.connection.sendRequest('bedrockCostLint/keepExactCount', { request: plan.request, tokens });

  async function lensOf(uri: string): Promise<string> {
    const [lens] = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return lens?.command?.title ?? '';
  }

  async function hoverOf(uri: string): Promise<string> {
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: POSITION,
    });
    return JSON.stringify(hover.contents);
  }

  it('are planned for the base model, with the whole request, in the Region of the code', async () => {
    const { plan } = await planned(CALL);
    assert.deepEqual(plan.request, {
      endpoint: 'bedrock-runtime',
      modelId: 'anthropic.claude-test-1-v1:0',
      input: {
        kind: 'converse',
        request: {
          messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
          system: [{ text: 'Be short.' }],
        },
      },
    });
    assert.equal(plan.region, 'eu-central-1');
    assert.deepEqual(plan.leftOut, []);
    assert.equal(plan.characters, JSON.stringify(plan.request.input.request).length);
  });

  it('show over the call with their date until its text changes', async () => {
    const { uri, plan } = await planned(CALL);
    assert.match(await lensOf(uri), /^≈ \d+ tokens in · /);
    await keep(plan, 23);
    assert.match(await lensOf(uri), new RegExp(`^23 tokens in \\(exact, ${TODAY}\\) · `));
    assert.match(
      await hoverOf(uri),
      new RegExp(`Counted by Bedrock on ${TODAY}: \\*\\*23 tokens\\*\\* for the whole request, exact`),
    );
    await client.replace(uri, 'maxTokens": 10', 'maxTokens": 20');
    assert.match(await lensOf(uri), /^23 tokens in \(exact/);
    await client.replace(uri, 'Why is', 'Why was');
    assert.match(await lensOf(uri), /^≈ \d+ tokens in · /);
  });

  it('of a part of a call say what is missing, and leave the estimate of the whole', async () => {
    const { uri, plan } = await planned(CALL.replace('"Why is the sky blue?"', 'f"Why is {thing} blue?"'));
    assert.deepEqual(plan.leftOut, ['`thing`']);
    assert.match(JSON.stringify(plan.request.input.request), /Why is {2}blue\?/);
    await keep(plan, 21);
    assert.match(await lensOf(uri), /^≈ \d+\+ tokens in · /);
    assert.match(await hoverOf(uri), /\*\*21 tokens\*\* without `thing`, exact/);
  });

  it('correct what is estimated of other texts, and say so', async () => {
    const long = CALL.replace(
      'Be short.',
      'Answer in plain words that a curious child of nine years would follow. '.repeat(12),
    );
    const { plan } = await planned(long);
    const other = await client.open('other.py', long.replace('Why is the sky blue?', 'Why do cats purr?'));
    const before = Number(/^≈ (\d+) tokens/.exec(await lensOf(other))?.[1]);
    for (const round of [1, 2, 3]) await keep(plan, Math.round(plan.estimatedTokens * 1.15) + (round % 2));
    const after = Number(/^≈ (\d+) tokens/.exec(await lensOf(other))?.[1]);
    assert.ok(after > before * 1.1 && after < before * 1.16, `${before} ${after}`);
    assert.match(
      await hoverOf(other),
      /Tokens of texts are corrected by [^.]*\+1\d % [^.]*±\d %[^.]* after 3 exact counts of this workspace\./,
    );
    // What they are compared with next is the estimate without the correction.
    const again = await planOf(other);
    assert.ok(again !== null && 'request' in again && again.estimatedTokens > before * 1.1);
  });

  it('say why they cannot be had', async () => {
    const problemOf = async (name: string, text: string): Promise<string> => {
      const plan = await planOf(await client.open(name, text));
      return plan !== null && 'problem' in plan ? plan.problem : JSON.stringify(plan);
    };
    const model = (id: string): string => CALL.replace('us.anthropic.claude-test-1-v1:0', id);
    assert.match(await problemOf('a.py', model('acme.model-1')), /The catalogue does not know acme\.model-1/);
    assert.match(
      await problemOf('b.py', CALL.replace('"us.anthropic.claude-test-1-v1:0"', 'model')),
      /The model of this call is not known/,
    );
    assert.equal(await planOf(await client.open('c.py', 'print(1)\n'), { line: 0, character: 0 }), null);
  });
});
