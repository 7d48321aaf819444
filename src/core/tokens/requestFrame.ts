import { addRanges, type AmountRange, type EstimateMethod, type TokenEstimate } from '../domain/estimates.ts';
import { FAMILY_CALIBRATIONS } from './families/familyCalibrations.ts';
import { type Frame, type FrameCalibration, type FrameVariant, methodNamed } from './families/familyCalibration.ts';
import type { TokenFamily } from '../domain/tokenFamily.ts';
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
  /** Arguments of all tool uses together. */
  readonly toolInputFieldCount?: number;
  readonly isThinking?: boolean;
  /** Thoughts of earlier turns that are sent again. */
  readonly reasoningCount?: number;
  readonly hasCitations?: boolean;
}

/** A share of the frame, with its name. */
export interface FramePart {
  readonly what: string;
  readonly tokens: TokenEstimate;
}

/**
 * Tokens that the API adds around the texts of a request: frame, roles, tool prompt. The definitions of the tools are
 * not in it: they count as text.
 */
export function frameTokens(
  shape: RequestShape,
  calibration: FrameCalibration = FAMILY_CALIBRATIONS[shape.family],
): TokenEstimate {
  const frame = frameOf(shape, calibration);
  const parts = rangesOf(frame, shape);
  return wholeTokens(addRanges(parts.map(([, range]) => range)), frameMethod(frame));
}

/** The same, one by one; what costs nothing is left out. */
export function frameParts(shape: RequestShape): readonly FramePart[] {
  const frame = frameOf(shape, FAMILY_CALIBRATIONS[shape.family]);
  return rangesOf(frame, shape)
    .filter(([, { low, high }]) => low !== 0 || high !== 0)
    .map(([what, range]) => ({ what, tokens: wholeTokens(range, frameMethod(frame)) }));
}

function rangesOf(frame: Frame, shape: RequestShape): readonly (readonly [what: string, range: AmountRange])[] {
  const isForced = shape.toolChoice === 'any' || shape.toolChoice === 'tool';
  const toolCount = wholeNumber(shape.toolCount);
  const toolPrompt = isForced ? (frame.withForcedTool ?? frame.withTools) : frame.withTools;
  return [
    ['frame of the first message', constantRange(frame.oneMessage, 1)],
    [
      'frame of further messages',
      constantRange(frame.perExtraMessage, Math.max(0, wholeNumber(shape.messageCount) - 1)),
    ],
    ['frame of the system prompt', constantRange(frame.system, shape.hasSystem ? 1 : 0)],
    ['tool prompt', constantRange(toolPrompt, toolCount > 0 ? 1 : 0)],
    ['frame of the tools', constantRange(frame.perTool, toolCount)],
    ['frame of tool results', constantRange(frame.perToolResult, wholeNumber(shape.toolResultCount ?? 0))],
    ['frame of tool arguments', constantRange(frame.perToolInputField, wholeNumber(shape.toolInputFieldCount ?? 0))],
    ['thinking prompt', constantRange(frame.thinking, shape.isThinking === true ? 1 : 0)],
    ['frame of earlier thinking', constantRange(frame.perReasoning, wholeNumber(shape.reasoningCount ?? 0))],
    ['citation prompt', constantRange(frame.citations, shape.hasCitations === true ? 1 : 0)],
  ];
}

/** What is billed as output for an answer beyond the tokens of its text. */
export function outputFrameTokens(family: TokenFamily): TokenEstimate {
  return wholeTokens(constantRange(FAMILY_CALIBRATIONS[family].output.extraTokens, 1), 'calibrated');
}

/** Place in `frameByModel` of what differs for the request; -1 where nothing does. */
export function variantPlace(shape: RequestShape, { frameByModel = [] }: FrameCalibration): number {
  return frameByModel.findIndex((candidate) => fits(candidate, shape));
}

function frameOf(shape: RequestShape, calibration: FrameCalibration): Frame {
  const variant = calibration.frameByModel?.[variantPlace(shape, calibration)];
  return variant === undefined ? calibration.frame : { ...calibration.frame, ...variant };
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
