/**
 * Bills worked out by hand, each with its sum written beside it, from the prices that AWS publishes (price lists of
 * 2026-10-06 and 2026-10-08, model cards of the same week). The amounts must agree to the last digit.
 */
import assert from 'node:assert/strict';
import type { EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import { ABSENT } from '../../../src/core/domain/resolved.ts';
import type { Segment } from '../../../src/core/domain/segment.ts';
import { realCatalog } from '../catalog/realCatalog.ts';
import { CHECKPOINT, context, known, segment, subject, words } from './subjects.ts';

interface Bill {
  readonly model: string;
  readonly region: string;
  /** As the request says it; `batch` for a batch job. */
  readonly tier?: 'flex' | 'priority' | 'batch' | 'optimized';
  /** Tokens behind which a checkpoint stands, each with its TTL in seconds; without one, the model's usual. */
  readonly cached?: readonly (readonly [tokens: number, ttlSeconds?: number])[];
  readonly isCacheFilled?: boolean;
  /** Tokens of the rest of the input. */
  readonly input: number;
  readonly output?: number;
  readonly reasoning?: number;
  readonly date?: string;
  readonly usd: number;
}

const BILLS: readonly Bill[] = [
  // Claude Opus 5.5: us. 4.4 / 22, global. 4 / 20, GovCloud 4.8 / 24.
  // 10,000 × 4.4 = 44,000; 1,000 × 22 = 22,000.
  { model: 'us.anthropic.claude-opus-5-5', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.066 },
  // 10,000 × 4 = 40,000; 1,000 × 20 = 20,000: 9.1 % less than above.
  { model: 'global.anthropic.claude-opus-5-5', region: 'eu-central-1', input: 10_000, output: 1_000, usd: 0.06 },
  // 10,000 × 4.8 = 48,000; 1,000 × 24 = 24,000.
  { model: 'us-gov.anthropic.claude-opus-5-5', region: 'us-gov-west-1', input: 10_000, output: 1_000, usd: 0.072 },
  // Write for 5 minutes 1.25 × 4.4 = 5.5: 8,000 × 5.5 = 44,000; 2,000 × 4.4 = 8,800; 22,000.
  {
    model: 'us.anthropic.claude-opus-5-5',
    region: 'us-east-1',
    cached: [[8_000]],
    input: 2_000,
    output: 1_000,
    usd: 0.0748,
  },
  // Write for an hour 2 × 4.4 = 8.8: 8,000 × 8.8 = 70,400; 8,800; 22,000.
  {
    model: 'us.anthropic.claude-opus-5-5',
    region: 'us-east-1',
    cached: [[8_000, 3600]],
    input: 2_000,
    output: 1_000,
    usd: 0.1012,
  },
  // Read 0.05 × 4.4 = 0.22: 8,000 × 0.22 = 1,760; 8,800; 22,000.
  {
    model: 'us.anthropic.claude-opus-5-5',
    region: 'us-east-1',
    cached: [[8_000]],
    isCacheFilled: true,
    input: 2_000,
    output: 1_000,
    usd: 0.03256,
  },

  // Claude Sonnet 4.6: us. 3.3 / 16.5; writes 4.125 and 6.6, read 0.33.
  // 4,000 × 6.6 = 26,400; 3,000 × 4.125 = 12,375; 1,000 × 3.3 = 3,300; 500 × 16.5 = 8,250.
  {
    model: 'us.anthropic.claude-sonnet-4-6',
    region: 'us-west-2',
    cached: [
      [4_000, 3600],
      [3_000, 300],
    ],
    input: 1_000,
    output: 500,
    usd: 0.050325,
  },
  // 7,000 × 0.33 = 2,310; 3,300; 8,250.
  {
    model: 'us.anthropic.claude-sonnet-4-6',
    region: 'us-west-2',
    cached: [
      [4_000, 3600],
      [3_000, 300],
    ],
    isCacheFilled: true,
    input: 1_000,
    output: 500,
    usd: 0.01386,
  },
  // An hour behind five minutes is refused, so nothing is cached: 8,000 × 3.3 = 26,400; 8,250.
  {
    model: 'us.anthropic.claude-sonnet-4-6',
    region: 'us-west-2',
    cached: [
      [4_000, 300],
      [3_000, 3600],
    ],
    input: 1_000,
    output: 500,
    usd: 0.03465,
  },
  // 300 tokens of answer and 2,000 of thinking: 1,000 × 3 = 3,000; 2,300 × 15 = 34,500.
  {
    model: 'global.anthropic.claude-sonnet-4-6',
    region: 'ap-south-1',
    input: 1_000,
    output: 300,
    reasoning: 2_000,
    usd: 0.0375,
  },
  // Flat to a million tokens: 500,000 × 3.3 = 1,650,000.
  { model: 'us.anthropic.claude-sonnet-4-6', region: 'us-east-1', input: 500_000, usd: 1.65 },

  // Claude Haiku 4.5: us. 1.1 / 5.5, global. 1 / 5; batch half; caches from 4,096 tokens.
  // 100,000 × 1.1 = 110,000; 10,000 × 5.5 = 55,000.
  {
    model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    region: 'us-east-1',
    input: 100_000,
    output: 10_000,
    usd: 0.165,
  },
  // 100,000 × 0.5 = 50,000; 10,000 × 2.5 = 25,000.
  {
    model: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
    region: 'us-east-1',
    tier: 'batch',
    input: 100_000,
    output: 10_000,
    usd: 0.075,
  },
  // A batch job does not cache: 100,000 × 0.55 = 55,000; 10,000 × 2.75 = 27,500.
  {
    model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    region: 'us-east-1',
    tier: 'batch',
    cached: [[90_000]],
    isCacheFilled: true,
    input: 10_000,
    output: 10_000,
    usd: 0.0825,
  },
  // 4,095 tokens are too short for its cache: 5,000 × 1.1 = 5,500.
  {
    model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    region: 'us-east-1',
    cached: [[4_095]],
    isCacheFilled: true,
    input: 905,
    usd: 0.0055,
  },
  // 4,096 are enough: 4,096 × 0.11 = 450.56; 904 × 1.1 = 994.4.
  {
    model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    region: 'us-east-1',
    cached: [[4_096]],
    isCacheFilled: true,
    input: 904,
    usd: 0.00144496,
  },

  // Claude Haiku 5.5: 0.11 / 0.55 up to 100,000 prompt tokens, five times that for the whole request above.
  // 100,000 × 0.11 = 11,000; 1,000 × 0.55 = 550.
  { model: 'us.anthropic.claude-haiku-5-5', region: 'us-east-1', input: 100_000, output: 1_000, usd: 0.01155 },
  // 100,001 × 0.55 = 55,000.55; 1,000 × 2.75 = 2,750.
  { model: 'us.anthropic.claude-haiku-5-5', region: 'us-east-1', input: 100_001, output: 1_000, usd: 0.05775055 },
  // What is read from the cache counts: 120,000 × 0.05 = 6,000; 1,000 × 0.5 = 500; 1,000 × 2.5 = 2,500.
  {
    model: 'global.anthropic.claude-haiku-5-5',
    region: 'eu-west-1',
    cached: [[120_000]],
    isCacheFilled: true,
    input: 1_000,
    output: 1_000,
    usd: 0.009,
  },
  // 120,000 × 0.6875 = 82,500; 1,000 × 0.55 = 550; 1,000 × 2.75 = 2,750.
  {
    model: 'us.anthropic.claude-haiku-5-5',
    region: 'us-east-1',
    cached: [[120_000]],
    input: 1_000,
    output: 1_000,
    usd: 0.0858,
  },

  // Claude Fable 5.1 reads at 0.025 × 11 = 0.275: 100,000 × 0.275 = 27,500; 1,000 × 11 = 11,000; 100 × 55 = 5,500.
  {
    model: 'us.anthropic.claude-fable-5-1',
    region: 'us-east-1',
    cached: [[100_000]],
    isCacheFilled: true,
    input: 1_000,
    output: 100,
    usd: 0.044,
  },
  // Claude Sonnet 5.5, price of reading cut on 2026-10-07: 10,000 × 0.2 = 2,000; 1,000 × 2 = 2,000.
  {
    model: 'global.anthropic.claude-sonnet-5-5',
    region: 'us-east-1',
    cached: [[10_000]],
    isCacheFilled: true,
    input: 1_000,
    date: '2026-10-06',
    usd: 0.004,
  },
  // 10,000 × 0.1 = 1,000; 2,000.
  {
    model: 'global.anthropic.claude-sonnet-5-5',
    region: 'us-east-1',
    cached: [[10_000]],
    isCacheFilled: true,
    input: 1_000,
    date: '2026-10-07',
    usd: 0.003,
  },
  // Claude Opus 4.1 has one price: 2,000 × 15 = 30,000; 400 × 75 = 30,000.
  { model: 'us.anthropic.claude-opus-4-1-20250805-v1:0', region: 'us-west-2', input: 2_000, output: 400, usd: 0.06 },
  // Claude Sonnet 4 costs the same through global.: 2,000 × 3 = 6,000; 400 × 15 = 6,000.
  {
    model: 'global.anthropic.claude-sonnet-4-20250514-v1:0',
    region: 'us-west-2',
    input: 2_000,
    output: 400,
    usd: 0.012,
  },
  // Retired ones have a price too. 10,000 × 0.25 = 2,500; 1,000 × 1.25 = 1,250.
  { model: 'anthropic.claude-3-haiku-20240307-v1:0', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.00375 },
  // 10,000 × 3.6 = 36,000; 1,000 × 18 = 18,000.
  {
    model: 'anthropic.claude-3-5-sonnet-20240620-v1:0',
    region: 'us-gov-west-1',
    input: 10_000,
    output: 1_000,
    usd: 0.054,
  },

  // Nova Pro: us-east-1 0.8 / 3.2, priority 1.4 / 5.6, flex and batch 0.4 / 1.6, low latency 1 / 4.
  // 10,000 × 0.8 = 8,000; 1,000 × 3.2 = 3,200.
  { model: 'amazon.nova-pro-v1:0', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.0112 },
  // The profile costs what its source Region does: 10,000 × 1.05 = 10,500; 1,000 × 4.2 = 4,200.
  { model: 'eu.amazon.nova-pro-v1:0', region: 'eu-central-1', input: 10_000, output: 1_000, usd: 0.0147 },
  // 10,000 × 0.92 = 9,200; 1,000 × 3.68 = 3,680.
  { model: 'eu.amazon.nova-pro-v1:0', region: 'eu-west-1', input: 10_000, output: 1_000, usd: 0.01288 },
  // 10,000 × 1.4 = 14,000; 1,000 × 5.6 = 5,600.
  {
    model: 'us.amazon.nova-pro-v1:0',
    region: 'us-east-1',
    tier: 'priority',
    input: 10_000,
    output: 1_000,
    usd: 0.0196,
  },
  // 10,000 × 0.4 = 4,000; 1,000 × 1.6 = 1,600.
  { model: 'us.amazon.nova-pro-v1:0', region: 'us-west-2', tier: 'flex', input: 10_000, output: 1_000, usd: 0.0056 },
  { model: 'us.amazon.nova-pro-v1:0', region: 'us-east-1', tier: 'batch', input: 10_000, output: 1_000, usd: 0.0056 },
  // 10,000 × 1 = 10,000; 1,000 × 4 = 4,000.
  {
    model: 'us.amazon.nova-pro-v1:0',
    region: 'us-east-2',
    tier: 'optimized',
    input: 10_000,
    output: 1_000,
    usd: 0.014,
  },
  // Writing is free: 5,000 × 0; 1,000 × 0.8 = 800; 100 × 3.2 = 320.
  { model: 'us.amazon.nova-pro-v1:0', region: 'us-east-1', cached: [[5_000]], input: 1_000, output: 100, usd: 0.00112 },
  // At most 20,000 tokens are cached: 20,000 × 0.2 = 4,000; 11,000 × 0.8 = 8,800.
  {
    model: 'us.amazon.nova-pro-v1:0',
    region: 'us-east-1',
    cached: [[30_000]],
    isCacheFilled: true,
    input: 1_000,
    usd: 0.0128,
  },
  // The tier counts for reading: 5,000 × 0.1 = 500; 1,000 × 0.4 = 400.
  {
    model: 'us.amazon.nova-pro-v1:0',
    region: 'us-east-1',
    tier: 'flex',
    cached: [[5_000]],
    isCacheFilled: true,
    input: 1_000,
    usd: 0.0009,
  },
  // Nova Micro: 10,000 × 0.035 = 350; 1,000 × 0.14 = 140.
  { model: 'amazon.nova-micro-v1:0', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.00049 },

  // Nova 2 Lite differs by Region, also through global.: 10,000 × 0.39 = 3,900; 1,000 × 3.27 = 3,270.
  { model: 'global.amazon.nova-2-lite-v1:0', region: 'eu-central-1', input: 10_000, output: 1_000, usd: 0.00717 },
  // 10,000 × 0.3 = 3,000; 1,000 × 2.5 = 2,500.
  { model: 'global.amazon.nova-2-lite-v1:0', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.0055 },
  // 10,000 × 0.429 = 4,290; 1,000 × 3.597 = 3,597.
  { model: 'eu.amazon.nova-2-lite-v1:0', region: 'eu-central-1', input: 10_000, output: 1_000, usd: 0.007887 },
  // The list's own batch row, not the half of 3.597: 10,000 × 0.2145 = 2,145; 1,000 × 1.9785 = 1,978.5.
  {
    model: 'eu.amazon.nova-2-lite-v1:0',
    region: 'eu-central-1',
    tier: 'batch',
    input: 10_000,
    output: 1_000,
    usd: 0.0041235,
  },
  // 10,000 × 0.5775 = 5,775; 1,000 × 4.8125 = 4,812.5.
  {
    model: 'us.amazon.nova-2-lite-v1:0',
    region: 'us-east-1',
    tier: 'priority',
    input: 10_000,
    output: 1_000,
    usd: 0.0105875,
  },
  // 10,000 × 0.0825 = 825; 1,000 × 0.33 = 330.
  {
    model: 'us.amazon.nova-2-lite-v1:0',
    region: 'us-east-1',
    cached: [[10_000]],
    isCacheFilled: true,
    input: 1_000,
    usd: 0.001155,
  },

  // GPT-6 Astra: us. 11 / 55, above 272,000 tokens 22 / 82.5 for the whole request; flex half, priority double.
  // 272,000 × 11 = 2,992,000; 1,000 × 55 = 55,000.
  { model: 'us.openai.gpt-6-astra', region: 'us-east-1', input: 272_000, output: 1_000, usd: 3.047 },
  // 272,001 × 22 = 5,984,022; 1,000 × 82.5 = 82,500.
  { model: 'us.openai.gpt-6-astra', region: 'us-east-1', input: 272_001, output: 1_000, usd: 6.066522 },
  // 300,000 × 11 = 3,300,000; 1,000 × 41.25 = 41,250.
  { model: 'us.openai.gpt-6-astra', region: 'us-east-1', tier: 'flex', input: 300_000, output: 1_000, usd: 3.34125 },
  // 10,000 × 22 = 220,000; 1,000 × 110 = 110,000.
  { model: 'us.openai.gpt-6-astra', region: 'us-east-1', tier: 'priority', input: 10_000, output: 1_000, usd: 0.33 },
  // Kept for 30 minutes: 8,000 × 13.75 = 110,000; 2,000 × 11 = 22,000; 100 × 55 = 5,500.
  { model: 'us.openai.gpt-6-astra', region: 'us-east-1', cached: [[8_000]], input: 2_000, output: 100, usd: 0.1375 },
  // 8,000 × 1.1 = 8,800; 22,000; 5,500.
  {
    model: 'us.openai.gpt-6-astra',
    region: 'us-east-1',
    cached: [[8_000]],
    isCacheFilled: true,
    input: 2_000,
    output: 100,
    usd: 0.0363,
  },
  // GPT-5.5 has no price for filling the cache, which is then billed as input: 10,000 × 5.5 = 55,000; 100 × 33 = 3,300.
  { model: 'us.openai.gpt-5.5', region: 'us-east-1', cached: [[8_000]], input: 2_000, output: 100, usd: 0.0583 },
  // 8,000 × 0.55 = 4,400; 2,000 × 5.5 = 11,000; 3,300.
  {
    model: 'us.openai.gpt-5.5',
    region: 'us-east-1',
    cached: [[8_000]],
    isCacheFilled: true,
    input: 2_000,
    output: 100,
    usd: 0.0187,
  },
  // Priority is 2.5 times: 10,000 × 13.75 = 137,500; 1,000 × 82.5 = 82,500.
  { model: 'us.openai.gpt-5.5', region: 'us-east-1', tier: 'priority', input: 10_000, output: 1_000, usd: 0.22 },
  // GPT-5.6 Sol before and after the cut of 2026-08-21. 10,000 × 5.5 = 55,000; 1,000 × 33 = 33,000.
  { model: 'us.openai.gpt-5.6-sol', region: 'us-east-1', input: 10_000, output: 1_000, date: '2026-08-20', usd: 0.088 },
  // 10,000 × 4.4 = 44,000; 1,000 × 22 = 22,000.
  { model: 'us.openai.gpt-5.6-sol', region: 'us-east-1', input: 10_000, output: 1_000, date: '2026-08-21', usd: 0.066 },
  // GPT-6.1 Sol reads at 0.05 × 2 = 0.1: 8,000 × 0.1 = 800; 2,000 × 2 = 4,000.
  {
    model: 'global.openai.gpt-6.1-sol',
    region: 'us-east-1',
    cached: [[8_000]],
    isCacheFilled: true,
    input: 2_000,
    usd: 0.0048,
  },
  // gpt-oss 120B: 10,000 × 0.15 = 1,500; 1,000 × 0.6 = 600. Priority: 10,000 × 0.2625 = 2,625; 1,000 × 1.05 = 1,050.
  { model: 'openai.gpt-oss-120b-1:0', region: 'us-west-2', input: 10_000, output: 1_000, usd: 0.0021 },
  {
    model: 'openai.gpt-oss-120b-1:0',
    region: 'us-west-2',
    tier: 'priority',
    input: 10_000,
    output: 1_000,
    usd: 0.003675,
  },

  // Kimi K3: us. 3.3 / 16.5, read 0.33, 30 minutes 4.125. 10,000 × 4.125 = 41,250; 1,000 × 3.3 = 3,300.
  { model: 'us.moonshotai.kimi-k3', region: 'us-east-1', cached: [[10_000]], input: 1_000, usd: 0.04455 },
  // GLM-5.3: 10,000 × 1.68 = 16,800; 1,000 × 5.28 = 5,280.
  { model: 'global.zai.glm-5.3', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.02208 },
  // Grok 4.7, flex: 10,000 × 1.1 = 11,000; 1,000 × 3.3 = 3,300.
  { model: 'us.xai.grok-4.7', region: 'us-east-1', tier: 'flex', input: 10_000, output: 1_000, usd: 0.0143 },
  // Mistral Large 2407: batch is three quarters. 10,000 × 1.5 = 15,000; 1,000 × 4.5 = 4,500.
  {
    model: 'mistral.mistral-large-2407-v1:0',
    region: 'us-west-2',
    tier: 'batch',
    input: 10_000,
    output: 1_000,
    usd: 0.0195,
  },
  // Llama 3.3 70B: 10,000 × 0.72 = 7,200; 1,000 × 0.72 = 720. Llama 3.1 405B, low latency: 10,000 × 3; 1,000 × 3.
  { model: 'us.meta.llama3-3-70b-instruct-v1:0', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.00792 },
  {
    model: 'us.meta.llama3-1-405b-instruct-v1:0',
    region: 'us-east-2',
    tier: 'optimized',
    input: 10_000,
    output: 1_000,
    usd: 0.033,
  },
  // DeepSeek R1: 10,000 × 1.35 = 13,500; 1,000 × 5.4 = 5,400.
  { model: 'us.deepseek.r1-v1:0', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.0189 },
  // Qwen3 Coder Next: 10,000 × 0.5 = 5,000; 1,000 × 1.2 = 1,200.
  { model: 'qwen.qwen3-coder-next', region: 'us-east-1', input: 10_000, output: 1_000, usd: 0.0062 },
  // Jurassic-2 Ultra: 1,000 × 18.8 = 18,800; 100 × 18.8 = 1,880.
  { model: 'ai21.j2-ultra-v1', region: 'us-east-1', input: 1_000, output: 100, usd: 0.02068 },

  // Embeddings have no output. 8,000 × 0.02 = 160; in Frankfurt 8,000 × 0.2 = 1,600; 500 × 0.1 = 50.
  { model: 'amazon.titan-embed-text-v2:0', region: 'us-east-1', input: 8_000, usd: 0.00016 },
  { model: 'amazon.titan-embed-text-v2:0', region: 'eu-central-1', input: 8_000, usd: 0.0016 },
  { model: 'cohere.embed-english-v3', region: 'us-east-1', input: 500, usd: 0.00005 },
];

describe('worked bills', () => {
  for (const bill of BILLS) {
    const { model, region, tier = 'standard', input, output = 0, usd } = bill;
    it(`${model} from ${region}, ${tier}, ${input} in, ${output} out: $${usd}`, () => {
      const { usdPerCall, unpricedBecause } = estimateCall(subjectOf(bill), settingsOf(bill));
      assert.ok(usdPerCall !== undefined, unpricedBecause);
      assert.equal(Number(usdPerCall.likely.toPrecision(12)), usd);
      assert.ok(usdPerCall.low <= usdPerCall.likely && usdPerCall.likely <= usdPerCall.high);
    });
  }

  it('do not exist for a tier, a Region or a unit that has no price', () => {
    const reason = (bill: Omit<Bill, 'usd' | 'input'>): string =>
      estimateCall(subjectOf({ ...bill, input: 1, usd: 0 }), settingsOf({ ...bill, input: 1, usd: 0 }))
        .unpricedBecause ?? '';
    const opus = 'us.anthropic.claude-opus-5-5';
    assert.match(reason({ model: opus, region: 'us-east-1', tier: 'flex' }), /not offered in the flex tier/);
    assert.match(reason({ model: opus, region: 'eu-west-1' }), /us\. profiles cannot be called from eu-west-1/);
    assert.match(reason({ model: 'us.anthropic.claude-sonnet-5-5', region: 'us-east-1', tier: 'batch' }), /batch/);
    assert.match(reason({ model: 'amazon.nova-canvas-v1:0', region: 'us-east-1' }), /billed by images/);
    assert.match(reason({ model: 'amazon.nova-pro-v1:0', region: 'cn-north-1' }), /no input price/);
  });
});

function subjectOf({ model, region, tier, cached = [], input }: Bill): EstimateSubject {
  const prefix = cached.map(([tokens, ttlSeconds]): Segment =>
    segment('system', [words(tokens)], {
      checkpoint: ttlSeconds === undefined ? CHECKPOINT : { ...CHECKPOINT, ttlSeconds },
    }),
  );
  return subject({
    operation: tier === 'batch' ? 'CreateModelInvocationJob' : 'Converse',
    serviceTier: tier === undefined || tier === 'batch' ? ABSENT : known(tier),
    model: known(model),
    region: known(region),
    maxTokens: ABSENT,
    segments: [...prefix, segment('user', [words(input)])],
  });
}

function settingsOf({ isCacheFilled, output = 0, reasoning, date = '2026-11-21' }: Bill) {
  const workload = {
    outputTokens: exactly(output),
    ...(reasoning !== undefined && { reasoningTokens: exactly(reasoning) }),
    cacheHitRate: isCacheFilled === true ? 1 : 0,
  };
  return { ...context({ workload }), catalog: realCatalog(), date };
}

function exactly(tokens: number) {
  return { low: tokens, likely: tokens, high: tokens };
}
