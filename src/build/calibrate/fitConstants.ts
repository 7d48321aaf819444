import { TOKEN_FAMILIES, type TokenFamily } from '../../core/domain/tokenFamily.ts';
import type { FrameCalibration, TokenRange } from '../../core/tokens/families/familyCalibration.ts';
import { FAMILY_CALIBRATIONS } from '../../core/tokens/families/familyCalibrations.ts';
import { variantPlace } from '../../core/tokens/requestFrame.ts';
import { quantile } from './errors.ts';
import { estimateRecorded, type Frames, type RecordedRequest } from './recordedUsage.ts';

/** A constant of a frame as it was, and as recorded requests have it. */
export interface FittedConstant {
  readonly family: TokenFamily;
  /** Place among `frameByModel`; -1 for the family's own frame. */
  readonly variant: number;
  readonly key: FittedKey;
  readonly requests: number;
  /** Files that the requests are recorded in. */
  readonly sources: number;
  readonly before: TokenRange;
  readonly after: TokenRange;
}

export interface ConstantFit {
  readonly frames: Frames;
  readonly constants: readonly FittedConstant[];
}

/** A constant is fitted from this much. */
export interface Evidence {
  readonly fewestRequests: number;
  readonly fewestSources: number;
  /** The constant as it is counts as so many requests that say the same. */
  readonly trustInShipped: number;
}

const FIT: Evidence = { fewestRequests: 5, fewestSources: 5, trustInShipped: 3 };
const HELD_OUT: Evidence = { fewestRequests: 1, fewestSources: 1, trustInShipped: 0 };

/**
 * Each constant from the requests that show it: what was billed beyond all else, per thing that the constant is for. Likely is
 * the median, low and high are the 15th and the 85th percentile of what the requests' own texts do not explain. Constants that few requests speak of stay as they are,
 * and so do those that a provider documents (Claude's tool prompts).
 */
export function fitConstants(requests: readonly RecordedRequest[], shipped: Frames = SHIPPED): ConstantFit {
  return fit(requests, shipped, FIT);
}

/**
 * Constants for requests of other sources: from these requests alone, and nothing where none of them speaks of it, so that
 * what ships, which was read off the same recordings, does not help.
 */
export function constantsWithout(requests: readonly RecordedRequest[]): Frames {
  return fit(requests, withoutRecorded(SHIPPED), HELD_OUT).frames;
}

export const SHIPPED: Frames = FAMILY_CALIBRATIONS;

/** Of ten values the outermost at either end is left out. */
const LOW_SHARE = 0.15;

type FittedKey = 'oneMessage' | 'perExtraMessage' | 'withTools' | 'perToolResult';

interface Constant {
  readonly key: FittedKey;
  /** How often the constant is in a request that nothing doubtful is in besides; 0 for other requests. */
  readonly timesIn: (request: RecordedRequest) => number;
}

/** In this order: each is what is left when those before it are known. */
const CONSTANTS: readonly Constant[] = [
  { key: 'oneMessage', timesIn: ({ shape }) => (shape.messageCount === 1 && shape.toolCount === 0 ? 1 : 0) },
  { key: 'perExtraMessage', timesIn: ({ shape }) => (shape.toolCount === 0 ? shape.messageCount - 1 : 0) },
  {
    key: 'withTools',
    timesIn: ({ family, shape }) =>
      shape.toolCount > 0 && !isDocumented(family) && (shape.toolResultCount ?? 0) === 0 ? 1 : 0,
  },
  { key: 'perToolResult', timesIn: ({ shape }) => shape.toolResultCount ?? 0 },
];

/** Anthropic publishes the tokens of its tool prompts. */
function isDocumented(family: TokenFamily): boolean {
  return family.startsWith('claude');
}

function fit(requests: readonly RecordedRequest[], start: Frames, evidence: Evidence): ConstantFit {
  let frames = start;
  const constants: FittedConstant[] = [];
  for (const constant of CONSTANTS) {
    const fitted = placesOf(constant, requests, frames).flatMap((place) => fitOne(constant, place, frames, evidence));
    frames = fitted.reduce(withConstant, frames);
    constants.push(...fitted);
  }
  return { frames, constants };
}

/** Requests that one number is for: of a family, or of the models that have their own. */
interface Place {
  readonly family: TokenFamily;
  readonly variant: number;
  readonly requests: readonly RecordedRequest[];
}

function placesOf({ key, timesIn }: Constant, requests: readonly RecordedRequest[], frames: Frames): readonly Place[] {
  const places = new Map<string, Place>();
  for (const request of requests) {
    if (timesIn(request) <= 0 || !isPlain(request, timesIn(request))) continue;
    const { family, shape } = request;
    const variant = variantPlace({ ...shape, family }, frames[family]);
    const own = frames[family].frameByModel?.[variant]?.[key] === undefined ? -1 : variant;
    const known = places.get(`${family} ${own}`);
    places.set(`${family} ${own}`, { family, variant: own, requests: [...(known?.requests ?? []), request] });
  }
  return [...places.values()];
}

/** Half the width of the range of a request's texts, in tokens for each thing around them, up to which they say something of it. */
const SUREST_TOKENS = 10;

/** Nothing but texts that are sure to a few tokens. */
function isPlain(request: RecordedRequest, times: number): boolean {
  return request.images.length === 0 && !request.shape.isThinking && unsureTokens(request) <= SUREST_TOKENS * times;
}

/** Half the width of the range of a request's texts. */
function unsureTokens(request: RecordedRequest): number {
  const { low, high } = estimateRecorded({ ...request, shape: NO_FRAME }, BARE);
  return (high - low) / 2;
}

const NO_FRAME: RecordedRequest['shape'] = { api: '', messageCount: 1, hasSystem: false, toolCount: 0 };

function fitOne(
  { key, timesIn }: Constant,
  { family, variant, requests }: Place,
  frames: Frames,
  { fewestRequests, fewestSources, trustInShipped }: Evidence,
): readonly FittedConstant[] {
  const sources = new Set(requests.map(sourceFile)).size;
  if (requests.length < fewestRequests || sources < fewestSources) return [];
  const before = constantAt(frames, family, variant, key);
  const [, likely = 0] = before;
  const shown = requests.map((request) => {
    const left = request.inputTokens - estimateRecorded(request, frames).likely;
    return { value: likely + left / timesIn(request), unsure: unsureTokens(request) / timesIn(request) };
  });
  const all = [...shown, ...new Array<Shown>(trustInShipped).fill({ value: likely, unsure: 0 })];
  const middle = quantile(
    all.map(({ value }) => value),
    0.5,
  );
  const beyond = all.map((one) => middle + beyondItsError(one, middle));
  const after = [quantile(beyond, LOW_SHARE), middle, quantile(beyond, 1 - LOW_SHARE)].map(
    (value) => Math.round(2 * value) / 2,
  );
  return [{ family, variant, key, requests: requests.length, sources, before, after }];
}

/** What one request says of a constant. */
interface Shown {
  readonly value: number;
  /** Half the width of the range of its texts, for each thing that the constant is for. */
  readonly unsure: number;
}

/** How far a value lies from the middle beyond what its own texts may be off. */
function beyondItsError({ value, unsure }: Shown, middle: number): number {
  return Math.sign(value - middle) * Math.max(0, Math.abs(value - middle) - unsure);
}

/** A file of recordings holds requests of one test, which are alike. */
export function sourceFile({ source }: RecordedRequest): string {
  return source.replace(/#\d+$/, '');
}

function constantAt(frames: Frames, family: TokenFamily, variant: number, key: FittedKey): TokenRange {
  const { frame, frameByModel } = frames[family];
  return frameByModel?.[variant]?.[key] ?? frame[key] ?? [0, 0, 0];
}

function withConstant(frames: Frames, { family, variant, key, after }: FittedConstant): Frames {
  const { frame, frameByModel } = frames[family];
  const changed =
    variant < 0
      ? { frame: { ...frame, [key]: after }, frameByModel }
      : {
          frame,
          frameByModel: frameByModel?.map((own, place) => (place === variant ? { ...own, [key]: after } : own)),
        };
  return { ...frames, [family]: changed };
}

/** All frames without the constants that are fitted. */
function withoutRecorded(frames: Frames): Frames {
  const nothing = { oneMessage: ZERO, perExtraMessage: ZERO, perToolResult: ZERO };
  const without = (family: TokenFamily): FrameCalibration => {
    const { frame, frameByModel } = frames[family];
    const unknown = isDocumented(family) ? nothing : { ...nothing, withTools: ZERO };
    return {
      frame: { ...frame, ...unknown },
      frameByModel: frameByModel?.map((own) => ({
        ...own,
        ...(own.oneMessage && { oneMessage: ZERO }),
        ...(own.perExtraMessage && { perExtraMessage: ZERO }),
        ...(own.perToolResult && { perToolResult: ZERO }),
        ...(own.withTools && !isDocumented(family) && { withTools: ZERO }),
      })),
    };
  };
  return Object.fromEntries(TOKEN_FAMILIES.map((family) => [family, without(family)])) as unknown as Frames;
}

const ZERO: TokenRange = [0, 0, 0];

const BARE: Frames = Object.fromEntries(
  TOKEN_FAMILIES.map((family) => {
    const { method, source } = FAMILY_CALIBRATIONS[family].frame;
    return [family, { frame: { oneMessage: ZERO, perExtraMessage: ZERO, system: ZERO, method, source } }];
  }),
) as unknown as Frames;
