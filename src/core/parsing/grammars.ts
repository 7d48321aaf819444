/**
 * The only owner of tree-sitter: loads grammars from bytes, parses, gives plain data. Trees are freed before it returns,
 * but for the last few, which the next parse of nearly the same text builds on.
 */
import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Point, Tree } from 'web-tree-sitter';
import { copyTree } from './copyTree.ts';
import type { TreeDifference } from './copyTree.ts';
import type { KeptTree } from './keptTrees.ts';
import { KeptTrees, MINIMUM_KEPT_LENGTH } from './keptTrees.ts';
import { RecentParses } from './recentParses.ts';
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

/**
 * The tree of a text; undefined when the parse was stopped. Broken text gives a tree with `ERROR` and missing nodes.
 * The grammar must have been loaded.
 */
export function parse(grammar: string, text: string, options: ParseOptions = {}): SyntaxNode | undefined {
  const parser = parsers.get(grammar);
  if (parser === undefined) throw new Error(`grammar ${grammar} was not loaded`);
  if (text.length < MINIMUM_KEPT_LENGTH) return parseSmall(parser, grammar, text, options);
  const near = kept.nearest(grammar, text);
  if (near?.kept.text === text) return near.kept.root;
  parsed++;
  if (near) markChange(near.kept, text, near.change);
  const { shouldStop } = options;
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

function parseSmall(
  parser: Parser,
  grammar: string,
  text: string,
  { shouldStop }: ParseOptions,
): SyntaxNode | undefined {
  const known = recent.get(grammar, text);
  if (known !== undefined) return known;
  parsed++;
  const tree = parser.parse(text, null, shouldStop && { progressCallback: () => shouldStop() });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    const root = copyTree(tree);
    recent.keep(grammar, text, root);
    return root;
  } finally {
    tree.delete();
  }
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
