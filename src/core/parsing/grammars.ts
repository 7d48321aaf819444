/**
 * The only owner of tree-sitter: loads grammars from bytes, parses, gives plain data. Trees are freed before it returns,
 * but for the last few, which the next parse of nearly the same text builds on.
 */
import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Point, Tree } from 'web-tree-sitter';
import { copyTree, moved } from './copyTree.ts';
import type { CopiedNode, TreeDifference } from './copyTree.ts';
import { startEngine, startWork } from './engine.ts';
import type { KeptTree } from './keptTrees.ts';
import { KeptTrees, MINIMUM_KEPT_LENGTH } from './keptTrees.ts';
import { ParseBudget } from './parseBudget.ts';
import { MAXIMUM_RECENT_LENGTH, RecentParses } from './recentParses.ts';
import type { SyntaxNode } from './syntaxNode.ts';
import type { TextChange } from './textChange.ts';

/** Reads a file of the host's assets by name, such as `tree-sitter-python.wasm`. */
export type AssetReader = (name: string) => Promise<Uint8Array>;

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
 * The tree of a text; undefined when the text is too hard to parse, which hostile text is and no other ({@link ParseBudget}).
 * Broken text gives a tree with `ERROR` and missing nodes. The grammar must have been loaded.
 */
export function parse(grammar: string, text: string): SyntaxNode | undefined {
  if (isTooDeep(text)) return undefined;
  const budget = new ParseBudget();
  return text.length < MINIMUM_KEPT_LENGTH ? parsePart(grammar, text, 0, budget) : parseKept(grammar, text, budget);
}

/**
 * The trees of a text's parts, with their places in the whole text; undefined when they are too hard to
 * parse together. What is broken in one part spoils no other, and a part that was parsed before, wherever it stood, is not parsed again.
 *
 * @param starts Of the parts, in their order; the first is 0.
 */
export function parseParts(
  grammar: string,
  text: string,
  starts: readonly number[],
): readonly SyntaxNode[] | undefined {
  if (isTooDeep(text)) return undefined;
  const budget = new ParseBudget();
  const roots: SyntaxNode[] = [];
  for (const [index, start] of starts.entries()) {
    const root = parsePart(grammar, text.slice(start, starts[index + 1]), start, budget);
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

function parsePart(grammar: string, text: string, start: number, budget: ParseBudget): SyntaxNode | undefined {
  const known = recent.get(grammar, text, start);
  if (known !== undefined) return known;
  const root = text.length < MINIMUM_KEPT_LENGTH ? parseOnce(grammar, text, budget) : parseKept(grammar, text, budget);
  if (root === undefined) return undefined;
  const placed = moved(root, start);
  recent.keep(grammar, text, start, placed);
  return placed;
}

/** Builds on the tree of nearly the same text where one is kept. */
function parseKept(grammar: string, text: string, budget: ParseBudget): CopiedNode | undefined {
  const near = kept.nearest(grammar, text);
  if (near?.kept.text === text) return near.kept.root;
  if (near) markChange(near.kept, text, near.change);
  const tree = treeOf(grammar, text, budget, near?.kept.tree);
  if (tree === undefined) {
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

function parseOnce(grammar: string, text: string, budget: ParseBudget): CopiedNode | undefined {
  const tree = treeOf(grammar, text, budget);
  if (tree === undefined) return undefined;
  try {
    return copyTree(tree);
  } finally {
    tree.delete();
  }
}

/** Undefined when it costs more than the budget, or overflows the parser's stack. */
function treeOf(grammar: string, text: string, budget: ParseBudget, earlier?: Tree): Tree | undefined {
  const parser = parserOf(grammar);
  parsed++;
  startWork();
  try {
    const tree = parser.parse((at) => budget.read(text, at), earlier, { progressCallback: () => budget.isSpent });
    if (tree !== null && !budget.isSpent) return tree;
    tree?.delete();
    parser.reset();
  } catch {
    replaceParser(grammar, parser);
  } finally {
    budget.keepWork();
  }
  return undefined;
}

/** Parsers that an overflow left as they were: to free one would overflow again, also when the collector does it. */
const abandoned: Parser[] = [];

function replaceParser(grammar: string, parser: Parser): void {
  abandoned.push(parser);
  startWork();
  try {
    parsers.set(grammar, new Parser().setLanguage(parser.language));
  } catch {
    // Nothing can be parsed any more: every further text is too hard.
  }
}

/** Types within types take some parsers quadratic memory in one step, which no budget ends; nobody writes so many. */
const MOST_OPEN_TYPES = 1_000;

function isTooDeep(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length && open <= MOST_OPEN_TYPES; at++) {
    const character = text[at];
    if ((character === '<' || character === '[') && isOfName(text.charCodeAt(at - 1))) open++;
    else if (character === '>' || character === ']') open = 0;
  }
  return open > MOST_OPEN_TYPES;
}

/** An ASCII letter, which names of types end with. */
function isOfName(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
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
  await startEngine(await readAsset(PARSER_ASSET));
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
