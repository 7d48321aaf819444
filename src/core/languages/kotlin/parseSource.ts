import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { unclosedTexts, without } from '../java/unclosedTexts.ts';

export const GRAMMAR = 'tree-sitter-kotlin.wasm';

export interface ParsedSource {
  readonly root: SyntaxNode;
  /** As long as the source; what it leaves out is blank. */
  readonly text: string;
  readonly leftOut: readonly TextRange[];
}

const MAXIMUM_TRIES = 3;

/**
 * The tree of a source. Where something that is half typed takes the parser the rest of the file, it is left out: a text
 * that is not closed, or the line at which the parser gave up.
 */
export function parseSource(text: string): ParsedSource | undefined {
  const leftOut: TextRange[] = [];
  let source = text;
  let root = parse(GRAMMAR, source);
  for (let tries = 0; tries < MAXIMUM_TRIES && root?.type === 'ERROR'; tries++) {
    const unclosed = unclosedTexts(source);
    const line = unclosed.length > 0 ? undefined : lineGivenUpAt(root, source);
    const ranges = line ? [line] : unclosed;
    if (ranges.length === 0) break;
    leftOut.push(...ranges);
    source = without(source, ranges, line ? '' : '_');
    root = parse(GRAMMAR, source);
  }
  return root && { root, text: source, leftOut };
}

/** The line on which the first error within the tree stands, else the last line that became a part of it. */
function lineGivenUpAt(root: SyntaxNode, text: string): TextRange | undefined {
  const at = root.children.find(({ type }) => type === 'ERROR')?.start ?? root.children.at(-1)?.end;
  if (at === undefined) return undefined;
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const next = text.indexOf('\n', at);
  const line = { start, end: next < 0 ? text.length : next };
  return text.slice(line.start, line.end).trim() === '' ? undefined : line;
}
