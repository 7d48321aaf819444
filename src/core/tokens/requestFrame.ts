import { addRanges, type AmountRange, type EstimateMethod, type TokenEstimate } from '../domain/estimates.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { type Frame, type FrameVariant, methodNamed } from './families/familyCalibration.ts';
import type { TokenFamily } from './tokenFamily.ts';
import { constantRange, wholeTokens } from './tokenRange.ts';

/** What a request is made of, besides its texts. */
export interface RequestShape {
  readonly family: TokenFamily;
  /** Makes the constants more exact where models of a family differ; profile prefixes do not matter. */
  readonly baseModelId?: string;
  /** Operation as in a call site; the streaming ones count like the others. */
  readonly api: string;
  readonly messageCount: number;
  readonly hasSystem: boolean;
  readonly toolCount: number;
  /** Absent: `auto`. */
  readonly toolChoice?: 'auto' | 'none' | 'any' | 'tool';
  readonly toolResultCount?: number;
  readonly isThinking?: boolean;
}

/**
 * Tokens that the API adds around the texts of a request: frame, roles, tool prompt. The definitions of the tools are
 * not in it: they count as text.
 */
export function frameTokens(shape: RequestShape): TokenEstimate {
  const frame = frameOf(shape);
  const isForced = shape.toolChoice === 'any' || shape.toolChoice === 'tool';
  const toolCount = wholeNumber(shape.toolCount);
  const parts: AmountRange[] = [
    constantRange(frame.oneMessage, 1),
    constantRange(frame.perExtraMessage, Math.max(0, wholeNumber(shape.messageCount) - 1)),
    constantRange(frame.system, shape.hasSystem ? 1 : 0),
    constantRange(isForced ? (frame.withForcedTool ?? frame.withTools) : frame.withTools, toolCount > 0 ? 1 : 0),
    constantRange(frame.perTool, toolCount),
    constantRange(frame.perToolResult, wholeNumber(shape.toolResultCount ?? 0)),
    constantRange(frame.thinking, shape.isThinking === true ? 1 : 0),
  ];
  return wholeTokens(addRanges(parts), frameMethod(frame));
}

/** What is billed as output for an answer beyond the tokens of its text. */
export function outputFrameTokens(family: TokenFamily): TokenEstimate {
  return wholeTokens(constantRange(FAMILY_CALIBRATIONS[family].output.extraTokens, 1), 'calibrated');
}

function frameOf(shape: RequestShape): Frame {
  const { frame, frameByModel } = FAMILY_CALIBRATIONS[shape.family];
  const variant = frameByModel?.find((candidate) => fits(candidate, shape));
  return variant === undefined ? frame : { ...frame, ...variant };
}

function fits(variant: FrameVariant, shape: RequestShape): boolean {
  const api = shape.api.replace(/(?:WithResponse)?Stream$/, '');
  const model = shape.baseModelId ?? '';
  return (variant.apis?.includes(api) ?? true) && (variant.models?.some((part) => model.includes(part)) ?? true);
}

function frameMethod(frame: Frame): EstimateMethod {
  const method = methodNamed(frame.method);
  return method === 'exact' ? 'calibrated' : method;
}

function wholeNumber(count: number): number {
  return Number.isFinite(count) && count > 0 ? Math.round(count) : 0;
}
