import { FAMILY_CALIBRATIONS } from '../../core/tokens/families/familyCalibrations.ts';
import { quantile } from './errors.ts';
import { estimateRecorded, type RecordedRequest } from './recordedUsage.ts';

/** A constant of a family's frame as it ships, and as recorded requests have it. */
export interface MeasuredConstant {
  readonly what: string;
  readonly count: number;
  /** Low, likely, high. */
  readonly shipped: readonly number[];
  /** 10th percentile, median, 90th percentile. */
  readonly measured: readonly number[];
}

/**
 * Each constant from the requests that differ from simpler ones by it alone: what was billed beyond all else, per thing
 * that the constant is for.
 */
export function measureConstants(requests: readonly RecordedRequest[]): readonly MeasuredConstant[] {
  const families = [...new Set(requests.map(({ family }) => family))].sort();
  return families.flatMap((family) =>
    CONSTANTS.flatMap(({ name, key, timesOf }) => {
      const own = requests.filter((request) => request.family === family && timesOf(request) > 0);
      if (own.length < 2) return [];
      const shipped = FAMILY_CALIBRATIONS[family].frame[key] ?? [0, 0, 0];
      const values = own.map((request) => (shipped[1] ?? 0) + remainder(request) / timesOf(request));
      return [{ what: `${family}: ${name}`, count: own.length, shipped, measured: spread(values) }];
    }),
  );
}

interface Constant {
  readonly name: string;
  readonly key: 'oneMessage' | 'perExtraMessage' | 'perToolResult';
  /** How often the constant is in a request that nothing else makes doubtful; 0 for others. */
  readonly timesOf: (request: RecordedRequest) => number;
}

const CONSTANTS: readonly Constant[] = [
  {
    name: 'one message',
    key: 'oneMessage',
    timesOf: ({ shape }) => (shape.messageCount === 1 && shape.toolCount === 0 && shape.api !== 'InvokeModel' ? 1 : 0),
  },
  {
    name: 'each further message',
    key: 'perExtraMessage',
    timesOf: ({ shape }) => (shape.toolCount === 0 ? shape.messageCount - 1 : 0),
  },
  { name: 'each tool result', key: 'perToolResult', timesOf: ({ shape }) => shape.toolResultCount ?? 0 },
];

function remainder(request: RecordedRequest): number {
  return request.inputTokens - estimateRecorded(request).likely;
}

function spread(values: readonly number[]): readonly number[] {
  return [0.1, 0.5, 0.9].map((share) => quantile(values, share));
}
