/**
 * The only owner of tree-sitter: loads grammars from bytes, parses, gives plain data. Trees are freed before it returns,
 * but for the last few, which the next parse of nearly the same text builds on.
 */
import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Point, Tree } from 'web-tree-sitter';
import { copyTree, moved } from './copyTree.ts';
import type { CopiedNode, TreeDifference } from './copyTree.ts';
import type { KeptTree } from './keptTrees.ts';
import { KeptTrees, MINIMUM_KEPT_LENGTH } from './keptTrees.ts';
import { MAXIMUM_RECENT_LENGTH, RecentParses } from './recentParses.ts';
import type { SyntaxNode } from './syntaxNode.ts';
import type { TextChange } from './textChange.ts';

/** Reads a file of the host's assets by name, such as `tree-sitter-python.wasm`. */
export type AssetReader = (name: string) => Promise<Uint8Array>;

export interface ParseOptions {
  /** Asked now and then; true stops the parse, which then has no result. */
  readonly shouldStop?: () => boolean;
}

/** File name of the parser itself among the assets; grammars are named by the languages. */
export const PARSER_ASSET = 'tree-sitter.wasm';

let engine: Promise<void> | undefined;
const loading = new Map<string, Promise<void>>();
const parsers = new Map<string, Parser>();
const kept = new KeptTrees();
const recent = new RecentParses();
let parsed = 0;

/** Loads each grammar once in the life of the process. Rejects when an asset is missing or broken. */
export async function loadGrammars(names: Iterable<string>, readAsset: AssetReader): Promise<void> {
  engine ??= loadEngine(readAsset);
  await engine;
  await Promise.all([...names].map((name) => loadGrammar(name, readAsset)));
}

/** True when all of them are loaded. */
export function hasGrammars(names: readonly string[]): boolean {
  return names.every((name) => parsers.has(name));
}

/**
 * The tree of a text; undefined when the parse was stopped. Broken text gives a tree with `ERROR` and missing nodes.
 * The grammar must have been loaded.
 */
export function parse(grammar: string, text: string, options: ParseOptions = {}): SyntaxNode | undefined {
  return text.length < MINIMUM_KEPT_LENGTH ? parsePart(grammar, text, 0, options) : parseKept(grammar, text, options);
}

/**
 * The trees of a text's parts, with their places in the whole text; undefined when a parse was stopped. What is broken in
 * one part spoils no other, and a part that was parsed before, wherever it stood, is not parsed again.
 *
 * @param starts Of the parts, in their order; the first is 0.
 */
export function parseParts(
  grammar: string,
  text: string,
  starts: readonly number[],
  options: ParseOptions = {},
): readonly SyntaxNode[] | undefined {
  const roots: SyntaxNode[] = [];
  for (const [index, start] of starts.entries()) {
    const root = parsePart(grammar, text.slice(start, starts[index + 1]), start, options);
    if (root === undefined) return undefined;
    roots.push(root);
  }
  return roots;
}

/** True when parts of the text stay known, and none is so large that the parser does better with what it knows of the whole. */
export function isWorthParting(text: string, starts: readonly number[]): boolean {
  if (text.length < MINIMUM_KEPT_LENGTH || text.length > MAXIMUM_RECENT_LENGTH / 2) return false;
  return starts.every((start, index) => (starts[index + 1] ?? text.length) - start <= text.length / 2);
}

function parsePart(grammar: string, text: string, start: number, options: ParseOptions): SyntaxNode | undefined {
  const known = recent.get(grammar, text, start);
  if (known !== undefined) return known;
  const root =
    text.length < MINIMUM_KEPT_LENGTH ? parseOnce(grammar, text, options) : parseKept(grammar, text, options);
  if (root === undefined) return undefined;
  const placed = moved(root, start);
  recent.keep(grammar, text, start, placed);
  return placed;
}

/** Builds on the tree of nearly the same text where one is kept. */
function parseKept(grammar: string, text: string, { shouldStop }: ParseOptions): CopiedNode | undefined {
  const parser = parserOf(grammar);
  const near = kept.nearest(grammar, text);
  if (near?.kept.text === text) return near.kept.root;
  parsed++;
  if (near) markChange(near.kept, text, near.change);
  const tree = parser.parse(text, near?.kept.tree ?? null, shouldStop && { progressCallback: () => shouldStop() });
  if (tree === null) {
    parser.reset();
    if (near) kept.drop(near.kept);
    return undefined;
  }
  const root = copyTree(tree, near && differenceFrom(near.kept, near.change, tree));
  kept.keep({ grammar, text, tree, root }, near?.kept);
  return root;
}

function differenceFrom({ root, tree }: KeptTree, change: TextChange, newTree: Tree): TreeDifference {
  return { earlier: root, change, changedRanges: tree.getChangedRanges(newTree) };
}

function parseOnce(grammar: string, text: string, { shouldStop }: ParseOptions): CopiedNode | undefined {
  const parser = parserOf(grammar);
  parsed++;
  const tree = parser.parse(text, null, shouldStop && { progressCallback: () => shouldStop() });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    return copyTree(tree);
  } finally {
    tree.delete();
  }
}

function parserOf(grammar: string): Parser {
  const parser = parsers.get(grammar);
  if (parser === undefined) throw new Error(`grammar ${grammar} was not loaded`);
  return parser;
}

/** Tells a tree what is different in the text that it is to be used for. */
function markChange({ tree, text: oldText }: KeptTree, text: string, { start, oldEnd, newEnd }: TextChange): void {
  tree.edit(
    new Edit({
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition: pointAt(text, start),
      oldEndPosition: pointAt(oldText, oldEnd),
      newEndPosition: pointAt(text, newEnd),
    }),
  );
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', lineStart)) {
    row++;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}

/** Number of parses so far; tests prove caching with it. */
export function parseCount(): number {
  return parsed;
}

async function loadEngine(readAsset: AssetReader): Promise<void> {
  const wasmBinary = await readAsset(PARSER_ASSET);
  await Parser.init({ wasmBinary });
}

function loadGrammar(name: string, readAsset: AssetReader): Promise<void> {
  const known = loading.get(name);
  if (known !== undefined) return known;
  const pending = readAsset(name)
    .then((bytes) => Language.load(bytes))
    .then((language) => void parsers.set(name, new Parser().setLanguage(language)));
  loading.set(name, pending);
  return pending;
}
