/**
 * Expectations that stand in the source: a comment line below the code with carets under the exact range, then the rule
 * and how its message starts.
 *
 *     client.converse(modelId=MODEL, messages=m)
 *     #^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap
 *
 * A range of several lines is marked to the end of its first line.
 */
import { LineIndex } from '../../src/core/util/lineIndex.ts';
import type { TextRange } from '../../src/core/util/text.ts';

export interface Marker {
  /** One-based line of the marked code. */
  readonly line: number;
  /** Zero-based columns. */
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly message: string;
}

const MARKER = /^[ ]*(?:(?:#|\/\/)[ ]*)?(\^+)[ ]([a-z]+\/[a-z-]+)(?::(.*))?$/;

export function readMarkers(text: string): readonly Marker[] {
  const markers: Marker[] = [];
  let codeLine = 0;
  text.split(/\r\n|\r|\n/).forEach((lineText, index) => {
    const match = MARKER.exec(lineText);
    if (match === null) {
      codeLine = index + 1;
      return;
    }
    const [, carets = '', rule = '', message = ''] = match;
    const start = lineText.indexOf('^');
    markers.push({ line: codeLine, start, end: start + carets.length, rule, message: message.trim() });
  });
  return markers;
}

/** The text without its marker lines. */
export function withoutMarkers(text: string): string {
  return text
    .split('\n')
    .filter((line) => !MARKER.test(line.replace(/\r$/, '')))
    .join('\n');
}

/** What a marker for this range would say. */
export function markerOf(text: string, range: TextRange, rule: string, message: string): Marker {
  const lines = new LineIndex(text);
  const { line, character } = lines.positionAt(range.start);
  const lineText = text.slice(lines.lineStart(line), lines.lineStart(line + 1)).trimEnd();
  const last = lines.positionAt(range.end);
  const end = last.line === line ? last.character : lineText.length;
  return { line: line + 1, start: character, end, rule, message };
}
