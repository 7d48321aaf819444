import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { without } from '../java/unclosedTexts.ts';
import { readableMacros } from './macroText.ts';
import type { RewrittenText } from './macroText.ts';
import { unclosedParts } from './unclosed.ts';

export const GRAMMAR = 'tree-sitter-rust.wasm';

export interface ParsedSource extends RewrittenText {
  readonly root: SyntaxNode;
  /** What is half typed in a way that would take the parser the rest of the file. */
  readonly leftOut: readonly TextRange[];
}

/**
 * The tree of a source. To the grammar, what is handed to a macro is no more than tokens; the usual macros are written as
 * calls and lists of the same length, so that it reads their arguments too. What it cannot read so stays as it was.
 */
export function parseSource(source: string): ParsedSource | undefined {
  const whole = parse(GRAMMAR, source);
  if (whole === undefined) return undefined;
  const leftOut = brokenPlaces(whole).length > 0 ? unclosedParts(source) : [];
  const text = leftOut.length > 0 ? without(source, leftOut, ' ') : source;
  const root = leftOut.length > 0 ? parse(GRAMMAR, text) : whole;
  return root && { ...withMacros(root, text), leftOut };
}

function withMacros(root: SyntaxNode, text: string): Omit<ParsedSource, 'leftOut'> {
  const plain = { root, text, macros: NOTHING, objects: NOTHING };
  const first = readableMacros(root, text, () => true);
  if (first.text === text) return plain;
  const rewritten = parse(GRAMMAR, first.text);
  if (rewritten === undefined) return plain;
  const broken = brokenPlaces(rewritten).filter((place) => !isBrokenIn(root, place));
  if (broken.length === 0) return { ...first, root: rewritten };
  const second = readableMacros(root, text, ({ start, end }) => {
    return !broken.some((place) => start <= place && place <= end);
  });
  const again = second.text === text ? undefined : parse(GRAMMAR, second.text);
  return again ? { ...second, root: again } : plain;
}

const NOTHING: ReadonlySet<number> = new Set();

function brokenPlaces(root: SyntaxNode): readonly number[] {
  const places: number[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'ERROR' || node.isMissing) places.push(node.start);
    else for (const child of node.children) open.push(child);
  }
  return places;
}

/** Errors that stand there however the macros are written. */
function isBrokenIn(root: SyntaxNode, place: number): boolean {
  for (let node: SyntaxNode | undefined = root; node;) {
    if (node.type === 'ERROR') return true;
    node = node.children.find(({ start, end }) => start <= place && place < end);
  }
  return false;
}
