import type { RequestContent } from './content.ts';
import type { TextPart } from '../domain/value.ts';
import { placeholder } from '../domain/valueOperations.ts';

/**
 * The parts with what stands for each variable that a service fills in.
 *
 * @param pattern With its name in the first group, and the flag `g`.
 */
export function partsWithHoles(
  parts: readonly TextPart[],
  pattern: RegExp,
  hole: (name: string) => readonly TextPart[],
): readonly TextPart[] {
  return parts.flatMap((part): readonly TextPart[] => {
    if (part.kind !== 'text') return [part];
    const pieces: TextPart[] = [];
    let end = 0;
    for (const match of part.text.matchAll(pattern)) {
      if (match.index > end) pieces.push({ ...part, text: part.text.slice(end, match.index) });
      pieces.push(...hole(match[1] ?? ''));
      end = match.index + match[0].length;
    }
    if (end === 0) return [part];
    return end < part.text.length ? [...pieces, { ...part, text: part.text.slice(end) }] : pieces;
  });
}

/** Variables of Bedrock's managed prompts: `{{name}}`. */
export function withVariables(content: RequestContent): RequestContent {
  const segments = content.segments.map((segment) => {
    const { uri, range } = segment.place ?? { uri: '', range: { start: 0, end: 0 } };
    const hole = (name: string): readonly TextPart[] => [placeholder(name, { uri, range }, 'input')];
    return { ...segment, parts: partsWithHoles(segment.parts, /\{\{\s{0,4}([\w.-]{1,100})\s{0,4}\}\}/g, hole) };
  });
  return { ...content, segments };
}
