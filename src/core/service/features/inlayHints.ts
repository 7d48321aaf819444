import { formatTokens } from '../../cost/format.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';

export interface InlayHint {
  readonly offset: number;
  readonly text: string;
}

/** Smaller pieces are not worth the space on the line. */
const MINIMUM_TOKENS = 50;

/** Tokens at the end of each prompt text that a call sends. */
export function inlayHints(analysis: FileAnalysis): readonly InlayHint[] {
  const hints = new Map<number, InlayHint>();
  for (const { use, estimate } of [...analysis.callSites.flatMap(({ uses }) => uses), ...analysis.foreignUses]) {
    use.segments.forEach(({ place }, index) => {
      const tokens = estimate.segments[index]?.tokens;
      if (place?.uri !== analysis.uri || tokens === undefined) return;
      if (tokens.likely < MINIMUM_TOKENS || hints.has(place.range.end)) return;
      hints.set(place.range.end, { offset: place.range.end, text: formatTokens(tokens) });
    });
  }
  return [...hints.values()].sort((a, b) => a.offset - b.offset);
}
