/**
 * A made-up catalogue for tests of money and rules: what real prices do must not change what a test expects. Built
 * through the same parser as the real one.
 */
import type { Catalog } from '../../src/core/catalog/catalog.ts';
import { formatProblems, parseCatalog } from '../../src/core/catalog/parseCatalog.ts';

/**
 * Models: `anthropic.claude-test-1-v1:0` (caching, batch, `us.`/`eu.`/`global.` profiles), `amazon.nova-test-v1:0`
 * (dearer in eu-central-1, flex and priority), `meta.llama-test-8b-v1:0` (no caching), `anthropic.claude-old-v1`
 * (retired), `amazon.titan-embed-test-v1` (embedding), `openai.gpt-test` (long context above 1,000 tokens). Prices of
 * 2026-01-01; 2026-02-01 for Claude.
 */
export function testCatalog(): Catalog {
  cached ??= build();
  return cached;
}

let cached: Catalog | undefined;

function build(): Catalog {
  const { catalog, problems } = parseCatalog(FILES);
  if (catalog === undefined) throw new Error(formatProblems(problems));
  return catalog;
}

const FILES: ReadonlyMap<string, string> = new Map([
  [
    'regions.yaml',
    `
profilePrefixes: { us: United States, eu: Europe, global: everywhere }
groups: { us: us-east-1 us-west-2, eu: eu-central-1 eu-west-1 }
regions:
  - { id: us-east-1, geoPrefixes: [us] }
  - { id: us-west-2, geoPrefixes: [us] }
  - { id: eu-central-1, geoPrefixes: [eu] }
  - { id: eu-west-1, geoPrefixes: [eu] }
`,
  ],
  [
    'sources.yaml',
    `
test: { title: test prices, checked: '2026-01-01' }
newer: { title: newer test prices, checked: '2026-02-01' }
`,
  ],
  [
    'charges.yaml',
    `
- { id: guardrail-content-filter, name: Guardrails content filters, usd: 0.15, unit: '1,000 text units', source: test }
- { id: prompt-routing, name: Intelligent Prompt Routing, unit: request }
`,
  ],
  [
    'anthropic/test.yaml',
    `
provider: anthropic
shared:
  family: claude-v3
  invokeCap: { fields: [max_tokens], isRequired: true, source: test }
models:
  - id: anthropic.claude-test-1-v1:0
    name: Claude Test 1
    aliases: [claude-test]
    contextWindow: { tokens: 200000, source: test }
    maxOutputTokens: { tokens: 64000, source: test }
    caching:
      minimumTokens: 1024
      maximumCheckpoints: 4
      ttlSeconds: [300, 3600]
      fields: [system, messages, tools]
      isImplicit: false
      hasCachePoint: true
      source: test
    quotaBurndown: { outputMultiplier: 5, source: test }
    lifecycle: { state: active, source: test }
    countTokens: { runtime: true, source: test }
    profiles: { us: us, eu: eu, global: us eu }
    inRegion: us-east-1
    tiers: { batch: { multiplier: 0.5, routing: [in-region, geo, global] } }
    priceSource: newer
    prices:
      - { regions: us eu, input: 3.3, output: 16.5, cacheRead: 0.33, cacheWrite5m: 4.125, cacheWrite1h: 6.6 }
      - { regions: us eu, routing: global, input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6 }
  - id: anthropic.claude-old-v1
    name: Claude Old
    contextWindow: { tokens: 100000, source: test }
    maxOutputTokens: { tokens: 4096, source: test }
    lifecycle:
      { state: retired, endOfLife: '2025-07-01', successor: 'anthropic.claude-test-1-v1:0', source: test }
    priceSource: test
    prices:
      - { regions: us, input: 8, output: 24 }
`,
  ],
  [
    'anthropic/lines.yaml',
    `
provider: anthropic
shared:
  family: claude-v3
  modality: text
  contextWindow: { tokens: 200000, source: test }
  maxOutputTokens: { tokens: 64000, source: test }
  invokeCap: { fields: [max_tokens], isRequired: true, source: test }
  lifecycle: { state: active, source: test }
  profiles: { us: us, eu: eu, global: us eu }
  inRegion: ''
  priceSource: test
models:
  - id: anthropic.claude-opus-test-7
    name: Claude Opus 7
    prices:
      - { regions: us eu, input: 16.5, output: 82.5 }
      - { regions: us eu, routing: global, input: 15, output: 75 }
  - id: anthropic.claude-opus-test-8
    name: Claude Opus 8
    prices:
      - { regions: us eu, input: 5.5, output: 27.5 }
      - { regions: us eu, routing: global, input: 5, output: 25 }
  - id: anthropic.claude-haiku-test-8
    name: Claude Haiku 8
    prices:
      - { regions: us eu, input: 1.1, output: 5.5 }
      - { regions: us eu, routing: global, input: 1, output: 5 }
`,
  ],
  [
    'amazon/test.yaml',
    `
provider: amazon
models:
  - id: amazon.nova-test-v1:0
    name: Nova Test
    family: nova-1
    contextWindow: { tokens: 300000, source: test }
    maxOutputTokens: { tokens: 10000, source: test }
    caching:
      minimumTokens: 1000
      maximumCheckpoints: 4
      maximumCachedTokens: 20000
      ttlSeconds: [300]
      fields: [system, messages]
      isImplicit: false
      hasCachePoint: true
      source: test
    invokeCap: { fields: [inferenceConfig.maxTokens], source: test }
    lifecycle: { state: active, source: test }
    profiles: { us: us, eu: eu }
    inRegion: us-east-1
    tiers: { batch: { multiplier: 0.5 }, flex: { multiplier: 0.5, cacheMultiplier: 0.5 }, priority: { multiplier: 1.75, cacheMultiplier: 1.75 } }
    cacheMultipliers: { cacheRead: 0.25, cacheWrite5m: 0 }
    priceSource: test
    prices:
      - { regions: us, input: 0.8, output: 3.2, cacheRead: 0.2, cacheWrite5m: 0 }
      - { regions: eu-central-1, input: 1.05, output: 4.2 }
  - id: amazon.nova-2-test-v1:0
    isIdUncertain: true
    name: Nova 2 Test
    family: nova-2
    contextWindow: { tokens: 300000, source: test }
    maxOutputTokens: { tokens: 64000, source: test }
    lifecycle: { state: active, source: test }
    profiles: { us: us }
    inRegion: ''
    prices: []
    unpricedBecause: 'it is there for rules that look at no price'
  - id: amazon.titan-embed-test-v1
    name: Titan Embed Test
    family: titan
    modality: embedding
    contextWindow: { tokens: 8192, source: test }
    lifecycle: { state: active, source: test }
    inRegion: us eu
    priceSource: test
    prices:
      - { regions: us eu, input: 0.1 }
`,
  ],
  [
    'meta/test.yaml',
    `
provider: meta
models:
  - id: meta.llama-test-8b-v1:0
    name: Llama Test 8B
    family: llama-3
    contextWindow: { tokens: 128000, source: test }
    maxOutputTokens: { tokens: 4096, source: test }
    invokeCap: { fields: [max_gen_len], defaultTokens: 512, source: test }
    lifecycle: { state: legacy, endOfLife: '2027-03-30', source: test }
    profiles: { us: us }
    inRegion: us
    tiers: { batch: { multiplier: 0.5 } }
    priceSource: test
    prices:
      - { regions: us, input: 0.22, output: 0.22 }
`,
  ],
  [
    'openai/test.yaml',
    `
provider: openai
models:
  - id: openai.gpt-test
    name: GPT Test
    family: gpt-oss
    contextWindow: { tokens: 4000, source: test }
    maxOutputTokens: { tokens: 2000, source: test }
    caching: { minimumTokens: 512, ttlSeconds: [1800], fields: [system, messages], isImplicit: true, hasCachePoint: false, source: test }
    lifecycle: { state: active, source: test }
    profiles: { us: us }
    longContext: { aboveTokens: 1000, source: test }
    priceSource: test
    prices:
      - { regions: us, input: 2, output: 10, cacheRead: 0.2, cacheWrite30m: 2.5 }
      - { regions: us, context: long, input: 4, output: 15, cacheRead: 0.4, cacheWrite30m: 5 }
`,
  ],
]);
