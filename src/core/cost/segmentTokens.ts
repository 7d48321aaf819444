import type { TokenFamily } from '../domain/tokenFamily.ts';
import type { AmountRange, TokenEstimate } from '../domain/estimates.ts';
import { addTokens, productOf } from '../domain/estimates.ts';
import { partsOfMarked } from '../domain/holes.ts';
import type { Segment } from '../domain/segment.ts';
import { isVolatileSegment } from '../domain/segment.ts';
import type { PlaceholderPart, TextPart } from '../domain/value.ts';
import type { RequestPiece } from '../tokens/requestTokens.ts';
import type { PlaceholderEstimate, SegmentEstimate } from './callEstimate.ts';
import type { EstimateContext } from './estimateContext.ts';
import { estimatePlaceholder } from './placeholderSize.ts';

/** A segment's tokens, and how many of them stand before its first placeholder. */
export interface CountedSegment extends SegmentEstimate {
  readonly leadingTokens: TokenEstimate;
  readonly staticTokens: TokenEstimate;
}

/** Tokens of all the times that a hole is filled in one request. */
export function placeholderTokens({ tokens, repeat }: PlaceholderEstimate): AmountRange {
  return repeat === undefined ? tokens : productOf(tokens, repeat);
}

/** Counts the pieces that a segment is sent as; marks in their texts stand for `holes`. */
export function countPieces(
  segment: Segment,
  pieces: readonly Pick<RequestPiece, 'texts' | 'otherTokens'>[],
  holes: readonly TextPart[],
  family: TokenFamily,
  context: EstimateContext,
): CountedSegment {
  const count = new SegmentCount();
  for (const { texts, otherTokens } of pieces) {
    for (const text of texts) {
      for (const run of withBlanksAtValues(runsOf(partsOfMarked(text, holes, NOWHERE)))) {
        if (run.kind === 'text')
          count.addText(repeated(context.tokens.estimateText(run.text, family), run.repeat), run);
        else {
          const placeholder = estimatePlaceholder(run, segment.role, family, context, run.blankBefore);
          count.addPlaceholder(withLowEnd(placeholder, run, family, context), run);
        }
      }
    }
    count.addFixed(otherTokens);
  }
  return count.result(segment);
}

/** What stands in a hole for want of something else is the least that does, unless the configuration says its size. */
function withLowEnd(
  placeholder: PlaceholderEstimate,
  { otherwise }: PlaceholderPart,
  family: TokenFamily,
  context: EstimateContext,
): PlaceholderEstimate {
  const { tokens, basis } = placeholder;
  if (otherwise === undefined || basis === 'configuration' || basis === 'sample') return placeholder;
  const low = otherwise === '' ? 0 : context.tokens.estimateText(otherwise, family).low;
  return low >= tokens.low ? placeholder : { ...placeholder, tokens: { ...tokens, low } };
}

/** Runs are counted, and no longer have a place. */
const NOWHERE = { uri: '', range: { start: 0, end: 0 } };

class SegmentCount {
  readonly #placeholders: PlaceholderEstimate[] = [];
  readonly #counted: TokenEstimate[] = [];
  readonly #fixed: TokenEstimate[] = [];
  readonly #leading: TokenEstimate[] = [];
  #isLeading = true;

  addText(tokens: TokenEstimate, { repeat }: Pick<Run, 'repeat'>): void {
    if (!isVariable(repeat)) return this.addFixed(tokens);
    this.#isLeading = false;
    this.#counted.push(tokens);
  }

  addPlaceholder(placeholder: PlaceholderEstimate, { repeat }: Pick<Run, 'repeat'>): void {
    this.#isLeading = false;
    this.#placeholders.push(repeat === undefined ? placeholder : { ...placeholder, repeat });
    if (placeholder.isUnsized && placeholder.tokens.high === 0) return;
    this.#counted.push(repeated({ ...placeholder.tokens, method: placeholder.method }, repeat));
  }

  addFixed(tokens: TokenEstimate): void {
    this.#counted.push(tokens);
    this.#fixed.push(tokens);
    if (this.#isLeading) this.#leading.push(tokens);
  }

  result(segment: Segment): CountedSegment {
    const { repeat } = segment;
    const nothing = addTokens([]);
    return {
      role: segment.role,
      tokens: repeated(addTokens(this.#counted), repeat),
      isVolatile: isVolatileSegment(segment),
      placeholders: this.#placeholders,
      leadingTokens: repeat ? nothing : addTokens(this.#leading),
      staticTokens: repeat ? nothing : addTokens(this.#fixed),
    };
  }
}

/** Text, or a hole, that is sent as often as `repeat` says; once without it. */
type Run = { readonly kind: 'text'; readonly text: string; readonly repeat?: AmountRange } | HoleRun;

interface HoleRun extends PlaceholderPart {
  readonly blankBefore?: ' ';
}

/** Adjacent texts that are sent equally often are joined, since that is how the model's tokenizer sees them. */
function runsOf(parts: readonly TextPart[]): readonly Run[] {
  const runs: Run[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (part.kind === 'placeholder') runs.push(part);
    else if (part.text === '') continue;
    else if (last?.kind === 'text' && isEquallyOften(last.repeat, part.repeat))
      runs[runs.length - 1] = { ...last, text: last.text + part.text };
    else runs.push({ kind: 'text', text: part.text, ...(part.repeat && { repeat: part.repeat }) });
  }
  return runs;
}

/**
 * A blank before a hole goes with the value, since a model's token for a word has its blank in front: counted behind the
 * text it would be a token of its own.
 */
function withBlanksAtValues(runs: readonly Run[]): readonly Run[] {
  return runs.flatMap((run, index): readonly Run[] => {
    if (run.kind === 'placeholder') {
      const before = runs[index - 1];
      return [before?.kind === 'text' && before.text.endsWith(' ') ? { ...run, blankBefore: ' ' } : run];
    }
    if (runs[index + 1]?.kind !== 'placeholder' || !run.text.endsWith(' ')) return [run];
    const text = run.text.slice(0, -1);
    return text === '' ? [] : [{ ...run, text }];
  });
}

function isEquallyOften(a: AmountRange | undefined, b: AmountRange | undefined): boolean {
  return a?.low === b?.low && a?.likely === b?.likely && a?.high === b?.high;
}

function isVariable(repeat: AmountRange | undefined): boolean {
  return repeat !== undefined && repeat.low !== repeat.high;
}

/** What is sent a number of times that is not known is an assumption, however exact the count of one is. */
function repeated(tokens: TokenEstimate, repeat: AmountRange | undefined): TokenEstimate {
  if (repeat === undefined) return tokens;
  return { ...productOf(tokens, repeat), method: isVariable(repeat) ? 'assumed' : tokens.method };
}
