import assert from 'node:assert/strict';
import { frameTokens, outputFrameTokens, type RequestShape } from '../../../src/core/tokens/requestFrame.ts';
import { TOKEN_FAMILIES } from '../../../src/core/domain/tokenFamily.ts';

const ONE_MESSAGE: RequestShape = {
  family: 'claude-v3',
  api: 'Converse',
  messageCount: 1,
  hasSystem: false,
  toolCount: 0,
};

describe('request frame', () => {
  it('is 7 tokens for one message to Claude, and 3 for each further one', () => {
    assert.deepEqual(frameTokens(ONE_MESSAGE), { low: 6, likely: 7, high: 7, method: 'calibrated' });
    assert.equal(frameTokens({ ...ONE_MESSAGE, messageCount: 3 }).likely, 13);
    assert.equal(frameTokens({ ...ONE_MESSAGE, messageCount: 5, hasSystem: true }).likely, 19);
  });

  it('holds the tool prompt of the model, which depends on the tool choice', () => {
    const tools = { ...ONE_MESSAGE, toolCount: 1, baseModelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0' };
    assert.equal(frameTokens(tools).likely, 7 + 496 + 2);
    assert.equal(frameTokens({ ...tools, toolChoice: 'any' }).likely, 7 + 588 + 2);
    const others: readonly (readonly [string, number])[] = [
      ['anthropic.claude-sonnet-4-20250514-v1:0', 313],
      ['anthropic.claude-opus-4-1-20250805-v1:0', 313],
      ['anthropic.claude-opus-4-6-v1', 497],
      ['anthropic.claude-3-5-haiku-20241022-v1:0', 264],
      ['anthropic.claude-3-5-sonnet-20240620-v1:0', 294],
      ['anthropic.claude-3-5-sonnet-20241022-v2:0', 346],
      ['anthropic.claude-3-sonnet-20240229-v1:0', 159],
      ['anthropic.claude-3-opus-20240229-v1:0', 530],
    ];
    for (const [baseModelId, toolPrompt] of others) {
      assert.equal(frameTokens({ ...tools, baseModelId }).likely, 7 + toolPrompt + 2, baseModelId);
    }
  });

  it('of Nova is nothing without tools and a long prompt with them', () => {
    assert.equal(frameTokens({ ...ONE_MESSAGE, family: 'nova-1' }).likely, 0);
    assert.equal(frameTokens({ ...ONE_MESSAGE, family: 'nova-1', toolCount: 2 }).likely, 343);
    assert.equal(frameTokens({ ...ONE_MESSAGE, family: 'nova-2', toolCount: 1 }).likely, 856);
  });

  it('is nothing where the prompt is sent as it is', () => {
    const raw = { ...ONE_MESSAGE, family: 'llama-3', baseModelId: 'meta.llama3-1-8b-instruct-v1:0' } as const;
    assert.equal(frameTokens({ ...raw, api: 'InvokeModel' }).likely, 0);
    assert.equal(frameTokens({ ...raw, api: 'InvokeModelWithResponseStream' }).likely, 0);
    assert.equal(frameTokens({ ...raw, api: 'ConverseStream' }).likely, 35);
    assert.equal(frameTokens({ ...raw, baseModelId: 'meta.llama3-8b-instruct-v1:0' }).likely, 14);
  });

  it('is a range of whole numbers for every family, whatever it is given', () => {
    for (const family of TOKEN_FAMILIES) {
      for (const count of [0, 1, 7, -3, Number.NaN, Infinity]) {
        const shape = {
          ...ONE_MESSAGE,
          family,
          messageCount: count,
          toolCount: count,
          toolResultCount: count,
          isThinking: true,
        };
        const { low, likely, high, method } = frameTokens({ ...shape, hasSystem: true, api: '' });
        assert.ok([low, likely, high].every(Number.isInteger) && 0 <= low && low <= likely && likely <= high, family);
        assert.notEqual(method, 'exact');
      }
      assert.ok(outputFrameTokens(family).likely <= 3);
    }
    assert.equal(outputFrameTokens('claude-v3').likely, 3);
  });
});
