import assert from 'node:assert/strict';
import { readUsageType } from '../../../../src/core/catalog/priceList/usageType.ts';

/** `direction routing tier context model`, with `-` for what is not named. */
function reading(usageType: string): string {
  const read = readUsageType(usageType);
  if (read.kind === 'unknown') return `unknown: ${read.reason}`;
  if (read.kind === 'other') return 'other';
  const { direction, routing, tier = '-', context, model = '-', isMantle } = read;
  return `${direction} ${routing} ${tier} ${context} ${model}${isMantle ? ' mantle' : ''}`;
}

describe('usage types of the price list', () => {
  const known: readonly (readonly [string, string])[] = [
    ['USE1-NovaPro-input-tokens', 'input regional - default NovaPro'],
    ['USE1-NovaPro-output-tokens-flex', 'output regional flex default NovaPro'],
    ['USE1-NovaPro-input-tokens-priority', 'input regional priority default NovaPro'],
    ['USE1-NovaPro-input-tokens-latency-optimized', 'input regional latency-optimized default NovaPro'],
    ['USE1-NovaPro-cache-read-input-token-count', 'cache-read regional - default NovaPro'],
    ['APN1-NovaPro-cache-write-input-token-count', 'cache-write-5m regional - default NovaPro'],
    ['EU-Llama3-1-405B-output-tokens-batch', 'output regional batch default Llama3-1-405B'],
    ['USE1-Nova2.0Lite-input-tokens-flex-cross-region-global', 'input global flex default Nova2.0Lite'],
    [
      'USE1-openai.gpt-oss-120b-mantle-input-tokens-standard',
      'input regional standard default openai.gpt-oss-120b mantle',
    ],
    [
      'USE1-openai.gpt-5.6-luna-mantle-cache-write-tokens-5m-long-ctx-flex',
      'cache-write-5m regional flex long openai.gpt-5.6-luna mantle',
    ],
    ['USE1-MP:USE1_input_tokens_standard-Units', 'input regional standard default -'],
    ['USE1-MP:USE1_input_tokens_global_standard-Units', 'input global standard default -'],
    ['USE1-MP:USE1_cache_read_tokens_global_standard-Units', 'cache-read global standard default -'],
    ['USE1-MP:USE1_cache_write_tokens_1h_global_standard-Units', 'cache-write-1h global standard default -'],
    ['USE1-MP:USE1_cache_write_tokens_30m_standard-Units', 'cache-write-30m regional standard default -'],
    ['USE1-MP:USE1_input_tokens_global_batch-Units', 'input global batch default -'],
    ['USE1-MP:USE1_input_tokens_long_ctx_global_standard-Units', 'input global standard long -'],
    ['USE1-MP:USE1_InputTokenCount-Units', 'input regional - default -'],
    ['USE1-MP:USE1_InputTokenCount_Global_Batch-Units', 'input global batch default -'],
    ['USE1-MP:USE1_CacheReadInputTokenCount-Units', 'cache-read regional - default -'],
    ['USE1-MP:USE1_CacheWriteInputTokenCount-Units', 'cache-write-5m regional - default -'],
    ['USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units', 'cache-write-1h global - default -'],
    ['USE1-MP:USE1_OutputTokenCount_LatencyOptimized-Units', 'output regional latency-optimized default -'],
    ['USE1-MP:USE1_InputTokenCount_LCtx-Units', 'input regional - long -'],
    ['USE1-MP:USE1_MillionBatchInputTokens-Units', 'input regional batch default -'],
    ['USE1-Claude4Sonnet-input-tokens-cross-region-global', 'input global - default Claude4Sonnet'],
  ];
  for (const [usageType, expected] of known) {
    it(usageType, () => {
      assert.equal(reading(usageType), expected);
    });
  }

  const others = [
    'USE1-MP:USE1_Reserved_1Month_InputTPM_Geo-Units',
    'USE1-MP:USE1_ProvisionedThroughput_1MonthCommit_ModelUnits_Usage-Units',
    'USE1-MP:USE1_search_units-Units',
    'USE1-MP:USE1_created_image-Units',
    'USE1-NovaPro-custom-model-input-tokens',
    'USE1-optimizePrompt-input-tokens',
    'USE1-NovaPro-Model-Customization-input-tokens',
    'USE1-NovaSonic-speech-input-tokens',
    'USE1-Nova2Sonic-speechUnderstanding-input-tokens',
    'USE1-NovaMultimodal-input-image-tokens',
  ];
  for (const usageType of others) {
    it(`${usageType} is no price per token of a call`, () => {
      assert.equal(reading(usageType), 'other');
    });
  }

  it('never guesses', () => {
    assert.equal(reading('USE1-NovaPro-input-tokens-turbo'), 'unknown: has the unknown word "turbo"');
    assert.equal(reading('USE1-NovaPro-input-tokens-batch-flex'), 'unknown: names the tiers batch and flex');
    assert.equal(reading('USE1-MP:USE1_tokens_standard-Units'), 'unknown: names no single direction of tokens');
    assert.equal(reading('USE1-MP:USE1_cache_tokens_standard-Units'), 'unknown: names no single direction of tokens');
    assert.equal(reading('NovaPro'), 'unknown: is written in no known way');
    assert.equal(reading(''), 'unknown: is written in no known way');
  });

  it('answers quickly to hostile text', () => {
    const long = `USE1-${'input-'.repeat(100_000)}`;
    assert.notEqual(readUsageType(long).kind, 'tokens');
  });
});
