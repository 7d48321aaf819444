import type { Workload } from '../../configuration/configuration.ts';
import type { CallEstimate, EstimateSubject } from '../../cost/callEstimate.ts';
import { THINKING } from '../../cost/output/answerSizes.ts';
import { formatCount } from '../../cost/format.ts';
import { asksForThoughts, statedOutputLimit } from './statedLimit.ts';

/** A cap, and what it rests on as it ends "Cap it at 256 tokens: ". */
export interface SuggestedCap {
  readonly maxTokens: number;
  readonly because: string;
}

export interface CapQuestion {
  readonly request: EstimateSubject;
  readonly estimate: CallEstimate;
}

/**
 * A cap that leaves room for the longest usual answers, of the strongest evidence there is: the configuration, a length that the
 * prompt asks for, the answer's schema or the shape of the task. Undefined where nothing says how long answers are.
 *
 * @param asked The call, and whatever is sent through it: the cap must do for all of them.
 */
export function suggestedCap(
  asked: readonly CapQuestion[],
  workload: Workload | undefined,
  defaultCap: number | undefined,
): SuggestedCap | undefined {
  const thinking = Math.max(0, ...asked.map(({ request }) => request.thinkingTokens ?? 0));
  const configured = workload?.outputTokens;
  if (configured !== undefined && configured.high > 0) {
    const maxTokens = Math.ceil(Math.max(configured.high, configured.likely * ROOM_ABOVE_AVERAGE));
    return {
      maxTokens: Math.max(maxTokens, LEAST_CONFIGURED, thinking + 1),
      because: 'twice the output size of the configuration',
    };
  }
  const otherwise = defaultCap === undefined ? undefined : { maxTokens: defaultCap, because: 'your default' };
  const caps = asked.map((question) => capOf(question, otherwise) ?? otherwise);
  const [first] = caps;
  if (first === undefined || !caps.every((cap) => cap !== undefined)) return undefined;
  const largest = caps.reduce((a, b) => (b.maxTokens > a.maxTokens ? b : a), first);
  if (thinking === 0) return largest;
  return { maxTokens: thinking + largest.maxTokens, because: `${largest.because}, on top of the thinking budget` };
}

/** Twice an average leaves room for the longer half of the answers. */
const ROOM_ABOVE_AVERAGE = 2;
/** Fewer cut off an answer of a word with a full stop. */
const LEAST_CONFIGURED = 32;
/** Of the length that nine of ten answers stay below: an answer that is cut off costs more than the cap saves. */
const ROOM_ABOVE_USUAL = 3;

/** @param byHabit Goes before what is only how models write unasked. */
function capOf({ request, estimate }: CapQuestion, byHabit: SuggestedCap | undefined): SuggestedCap | undefined {
  if (isAgent(request)) return { maxTokens: STEP_OF_AGENT, because: 'room for the longest step of an agent' };
  const stated = statedOutputLimit(request.segments);
  if (stated !== undefined) return { maxTokens: stated, because: 'by the length that the prompt asks for' };
  const { evidence, high: whole } = estimate.outputTokens;
  const high = whole - Math.min(request.thinkingTokens ?? 0, THINKING.high);
  // How long a conversation that is handed in makes its answers is not known; nor is a rewritten text's length without the text.
  if (isUnseen(request, estimate) || (AS_LONG.has(evidence.name ?? '') && hasOpenHole(estimate))) return undefined;
  if (evidence.kind === 'habit' && byHabit !== undefined) return byHabit;
  const ofKind = LEAST[evidence.name ?? ''] ?? LEAST_CAP;
  const least = asksForThoughts(request.segments) ? Math.max(ofKind, LEAST_WITH_THOUGHTS) : ofKind;
  const because = becauseOf(evidence, whole);
  if (least <= high * ROOM_ABOVE_USUAL) return { maxTokens: roundedUp(high * ROOM_ABOVE_USUAL), because };
  return { maxTokens: roundedUp(least), because: `${because}, and the few longer ones are not cut off` };
}

/** What is to be translated or written anew may be of any length. */
function hasOpenHole({ segments }: CallEstimate): boolean {
  return segments.some(({ placeholders }) => placeholders.some(({ basis }) => basis === 'default'));
}

const CONVERSATION = /messages|histor|conversation|payload|body|request|input|params|kwargs|args|contents/i;

/** Nothing that is asked is written here: the messages are handed in. */
function isUnseen({ hasUnseenInput, segments }: EstimateSubject, { seenInput }: CallEstimate): boolean {
  if (seenInput === 'none') return true;
  const texts = segments.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'text' ? part.text.trim() : [])),
  );
  const holes = segments.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'placeholder' ? part.name : [])),
  );
  return hasUnseenInput && texts.every((text) => text === '') && holes.every((name) => CONVERSATION.test(name));
}

function becauseOf({ kind, text }: CallEstimate['outputTokens']['evidence'], high: number): string {
  const usual = `nine of ten such answers stay below ${formatCount(high)}`;
  return kind === 'habit' ? usual : `${text}, and ${usual}`;
}

/** Frameworks give up when a step is cut off: Strands raises `MaxTokensReachedException`. A step can write a whole file. */
const STEP_OF_AGENT = 8192;

function isAgent({ steps, history, toolCount, segments, settings }: EstimateSubject): boolean {
  if (steps !== undefined || history?.driver === 'model') return true;
  const hasTools = toolCount > 0 || segments.some(({ role }) => role === 'tools');
  // A tool that must be called is the form of the answer.
  return hasTools && settings?.toolChoice !== 'any' && settings?.toolChoice !== 'tool';
}

/** Smaller caps save next to nothing, and cut off the model that says "Sure:" first. */
const LEAST_CAP = 128;

const LEAST_WITH_THOUGHTS = 2048;

/** Tokens below which answers of a kind are cut off too often: those of a person's free questions, lists of what was found. */
const LEAST: Readonly<Record<string, number>> = {
  habit: 4096,
  chat: 4096,
  extract: 2048,
  format: 2048,
  schema: 2048,
  'forced-tool': 2048,
};

const AS_LONG: ReadonlySet<string> = new Set(['translate', 'rewrite']);

const STEPS = [128, 256, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 12_288, 16_384, 24_576, 32_768];

/** To a number that people write. */
function roundedUp(tokens: number): number {
  return STEPS.find((step) => step >= tokens) ?? Math.ceil(tokens / 1024) * 1024;
}
