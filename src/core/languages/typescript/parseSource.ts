import type { Comment } from '../../domain/program.ts';
import { parse } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { extensionOf } from '../../util/uris.ts';
import { rangeOf } from './nodes.ts';

export const TYPESCRIPT_GRAMMAR = 'tree-sitter-typescript.wasm';
export const TSX_GRAMMAR = 'tree-sitter-tsx.wasm';

export interface ParsedSource {
  readonly root: SyntaxNode;
  /** As it was parsed: as long as the source, with unclosed strings closed. */
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

/** Parses with the grammar of the file's ending; plain JavaScript may hold JSX, and unclosed strings are closed. */
export function parseSource(uri: string, text: string): ParsedSource {
  const extension = extensionOf(uri);
  const isTsx = extension === '.tsx' || extension === '.jsx';
  const first = attempt(isTsx ? TSX_GRAMMAR : TYPESCRIPT_GRAMMAR, text);
  if (first.brokenLength === 0 || text.length > MAXIMUM_REPAIRED_LENGTH) return first;
  const mayHoldJsx = !isTsx && !/^\.[mc]?ts$/.test(extension) && /<\/|\/>/.test(text);
  const whole = repaired(mayHoldJsx ? better(first, attempt(TSX_GRAMMAR, text)) : first);
  return whole.brokenLength > NEGLIGIBLE_LENGTH ? better(whole, inParts(whole)) : whole;
}

interface Attempt extends ParsedSource {
  readonly grammar: string;
  /** UTF-16 units that stand in errors, and missing tokens. */
  readonly brokenLength: number;
  /** Quote of the first string that is not closed on its line. */
  readonly openQuote: SyntaxNode | undefined;
}

const MAXIMUM_REPAIRS = 3;
/** What one missing bracket or name amounts to. */
const NEGLIGIBLE_LENGTH = 3;
/** Longer files are parsed once, broken or not: nobody types in them. */
const MAXIMUM_REPAIRED_LENGTH = 300_000;

function repaired(broken: Attempt): Attempt {
  let best = broken;
  for (let repairs = 0; repairs < MAXIMUM_REPAIRS && best.openQuote; repairs++) {
    const next = attempt(best.grammar, withStringClosed(best.text, best.openQuote));
    if (better(best, next) === best) break;
    best = { ...next, syntaxErrors: [rangeOf(best.openQuote), ...next.syntaxErrors] };
  }
  return best;
}

function better(first: Attempt, second: Attempt): Attempt {
  return second.brokenLength < first.brokenLength ? second : first;
}

/**
 * Puts the missing quote in place of a blank before the closing brackets of the line, else of the first bracket, else
 * of the line's end, which moves into the next line's indentation: all offsets stay.
 */
function withStringClosed(text: string, quote: SyntaxNode): string {
  const lineEnd = endOfLine(text, quote.end);
  let end = lineEnd;
  while (end > quote.end && ' \t)]},;'.includes(text.charAt(end - 1))) end--;
  if (end === text.length) return text;
  const isIndented = end === lineEnd && text[end] === '\n' && /[ \t]/.test(text.charAt(end + 1));
  return text.slice(0, end) + quote.type + (isIndented ? '\n' : '') + text.slice(end + (isIndented ? 2 : 1));
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

const TOP_LEVEL = /^(?:export|import|async|function|class|abstract|const|let|var|interface|type|enum|namespace)\b/gm;

/** Parses each top-level declaration apart, so that a broken one does not spoil those after it. */
function inParts({ grammar, text, syntaxErrors }: Attempt): Attempt {
  const starts = [0, ...[...text.matchAll(TOP_LEVEL)].map(({ index }) => index).filter((index) => index > 0)];
  const parts = starts.map((start, index) => {
    const part = parse(grammar, text.slice(start, starts[index + 1])) ?? EMPTY;
    const root = shifted(part, start);
    return root.type === 'ERROR' ? [root] : root.children;
  });
  const root: SyntaxNode = { ...EMPTY, end: text.length, children: parts.flat() };
  return { ...surveyed(root, grammar, text), syntaxErrors };
}

/** The same tree further down in the text; without recursion. */
function shifted(root: SyntaxNode, offset: number): SyntaxNode {
  const copy = (node: SyntaxNode): OpenNode => ({
    ...node,
    start: node.start + offset,
    end: node.end + offset,
    children: [],
  });
  const result = copy(root);
  const open: [SyntaxNode, OpenNode][] = [[root, result]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [source, target] = pair;
    for (const child of source.children) {
      const moved = copy(child);
      target.children.push(moved);
      if (child.children.length > 0) open.push([child, moved]);
    }
  }
  return result;
}

interface OpenNode extends SyntaxNode {
  readonly children: SyntaxNode[];
}

function attempt(grammar: string, text: string): Attempt {
  return surveyed(parse(grammar, text) ?? EMPTY, grammar, text);
}

function surveyed(root: SyntaxNode, grammar: string, text: string): Attempt {
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  let brokenLength = 0;
  let brokenEnd = 0;
  let openQuote: SyntaxNode | undefined;
  for (const { node, parent } of nodesOf(root)) {
    if (node.type === 'comment') comments.push(commentOf(node, text));
    if (node.isMissing || node.type === 'ERROR') {
      syntaxErrors.push(rangeOf(node));
      brokenLength += Math.max(0, node.end - Math.max(node.start, brokenEnd)) + 1;
      brokenEnd = Math.max(brokenEnd, node.end);
    }
    if (parent?.type === 'ERROR' && (node.type === '"' || node.type === "'")) openQuote ??= node;
  }
  return { root, text, comments, syntaxErrors, grammar, brokenLength, openQuote };
}

const EMPTY: SyntaxNode = {
  type: 'program',
  field: undefined,
  isNamed: true,
  isMissing: false,
  start: 0,
  end: 0,
  children: [],
};

interface Visit {
  readonly node: SyntaxNode;
  readonly parent: SyntaxNode | undefined;
}

/** All nodes in source order, without recursion. */
function* nodesOf(root: SyntaxNode): Generator<Visit> {
  const open: Visit[] = [{ node: root, parent: undefined }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    yield visit;
    const { children } = visit.node;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) open.push({ node: child, parent: visit.node });
    }
  }
}

function commentOf(node: SyntaxNode, text: string): Comment {
  const whole = text.slice(node.start, node.end);
  const inner = whole.startsWith('/*') ? whole.slice(2).replace(/^\*/, '').replace(/\*\/$/, '') : whole.slice(2);
  return { range: rangeOf(node), text: inner.trim() };
}
