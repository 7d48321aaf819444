/** Hand-made call sites and a counter of whole words, so that every figure of a test can be worked out on paper. */
import type { EstimateSubject } from '../../../src/core/cost/callEstimate.ts';
import { LISTED_PRICES } from '../../../src/core/configuration/configuration.ts';
import type { PlaceholderSetting, PriceSettings, Workload } from '../../../src/core/configuration/configuration.ts';
import type { CostConfiguration, EstimateContext, TokenCounter } from '../../../src/core/cost/estimateContext.ts';
import type { TokenEstimate } from '../../../src/core/domain/estimates.ts';
import type { Known } from '../../../src/core/domain/resolved.ts';
import { ABSENT, unknown } from '../../../src/core/domain/resolved.ts';
import type { Segment, SegmentRole } from '../../../src/core/domain/segment.ts';
import type { PlaceholderPart, StaticTextPart, TextPart } from '../../../src/core/domain/value.ts';
import { testCatalog } from '../../support/testCatalog.ts';

export const URI = 'file:///app.py';
const RANGE = { start: 0, end: 1 };

export function known<T>(value: T, ...alternatives: readonly T[]): Known<T> {
  const several = alternatives.length === 0 ? {} : { alternatives: [value, ...alternatives] };
  return { state: 'known', value, from: 'literal', uri: URI, range: RANGE, ...several };
}

/** Static text of so many tokens. */
export function words(count: number): StaticTextPart {
  return { kind: 'text', text: 'word '.repeat(count), uri: URI, range: RANGE };
}

export function text(content: string): StaticTextPart {
  return { kind: 'text', text: content, uri: URI, range: RANGE };
}

export function hole(name: string, volatility: PlaceholderPart['volatility'] = 'input'): PlaceholderPart {
  return { kind: 'placeholder', name, uri: URI, range: RANGE, volatility };
}

export function segment(role: SegmentRole, parts: readonly TextPart[], more: Partial<Segment> = {}): Segment {
  return { role, parts, ...more };
}

export const CHECKPOINT = { uri: URI, range: RANGE };

export const CLAUDE = 'us.anthropic.claude-test-1-v1:0';

/** A Converse call of a Claude model with a fixed user message of 1,000 tokens and a cap of 100. */
export function subject(overrides: Partial<EstimateSubject> = {}): EstimateSubject {
  return {
    uri: URI,
    operation: 'Converse',
    model: known(CLAUDE),
    region: known('us-east-1'),
    serviceTier: ABSENT,
    maxTokens: known(100),
    takesMaxTokens: true,
    segments: [segment('user', [words(1000)])],
    messageCount: 1,
    toolCount: 0,
    hasUnseenInput: false,
    loop: { isInLoop: false, isInHandler: false },
    ...overrides,
  };
}

export const NO_MODEL = unknown('parameter `model` has no default');

/** One token a word, exactly; nothing around them. */
export const WORD_COUNTER: TokenCounter = {
  estimateText: (counted) => exactly(wordCount(counted)),
  estimateFrame: () => exactly(0),
  estimateImage: () => ({ low: 100, likely: 1000, high: 4000, method: 'assumed' }),
};

/** A word is one token, give or take a tenth; ten tokens a message around them. */
export const VAGUE_COUNTER: TokenCounter = {
  ...WORD_COUNTER,
  estimateText: (counted) => vaguely(wordCount(counted)),
  estimateFrame: ({ messageCount, toolCount }) => exactly(10 * messageCount + 100 * toolCount),
};

export interface Settings {
  readonly region?: string;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly placeholders?: Readonly<Record<string, PlaceholderSetting>>;
  readonly workload?: Workload;
  readonly prices?: Partial<PriceSettings>;
}

/** A workload whose answers are empty: all money is the input's. */
export const NO_OUTPUT: Settings = { workload: { outputTokens: { low: 0, likely: 0, high: 0 } } };

export function configuration({ region, aliases, placeholders, workload, prices }: Settings = {}): CostConfiguration {
  return {
    region,
    modelAlias: (written) => aliases?.[written],
    resolveModelAlias: (written) => {
      const model = aliases?.[written];
      return model === undefined ? undefined : { model, uri: URI, range: RANGE };
    },
    placeholder: (name) => placeholders?.[name],
    workload: () => workload,
    prices: { ...LISTED_PRICES, ...prices },
  };
}

export function context(settings: Settings = {}, tokens: TokenCounter = WORD_COUNTER): EstimateContext {
  return { catalog: testCatalog(), tokens, configuration: configuration(settings), date: '2026-06-01' };
}

function wordCount(counted: string): number {
  return counted.split(/\s+/).filter((word) => word !== '').length;
}

function exactly(count: number): TokenEstimate {
  return { low: count, likely: count, high: count, method: 'exact' };
}

function vaguely(count: number): TokenEstimate {
  return { low: Math.round(count * 0.9), likely: count, high: Math.round(count * 1.1), method: 'calibrated' };
}
