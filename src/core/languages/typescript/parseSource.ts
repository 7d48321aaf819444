import type { Comment } from '../../domain/program.ts';
import { isWorthParting, parse, parseParts } from '../../parsing/grammars.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { extensionOf } from '../../util/uris.ts';
import { rangeOf } from '../nodes.ts';

export const TYPESCRIPT_GRAMMAR = 'tree-sitter-typescript.wasm';
export const TSX_GRAMMAR = 'tree-sitter-tsx.wasm';

export interface ParsedSource {
  readonly root: SyntaxNode;
  /** The trees that the root was put together from, which stay the same where nothing changed or moved. */
  readonly parts: readonly SyntaxNode[];
  /** As it was parsed: as long as the source, with unclosed strings closed. */
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
  /** Set where no parser ends with it. */
  readonly isTooHard?: true;
}

/** Parses with the grammar of the file's ending; plain JavaScript may hold JSX, and unclosed strings are closed. */
export function parseSource(uri: string, text: string): ParsedSource {
  const extension = extensionOf(uri);
  const isTsx = extension === '.tsx' || extension === '.jsx';
  const grammar = isTsx ? TSX_GRAMMAR : TYPESCRIPT_GRAMMAR;
  const mayHoldJsx = !isTsx && !/^\.[mc]?ts$/.test(extension) && /<\/|\/>/.test(text);
  return (mayHoldJsx ? undefined : inSoundParts(grammar, text)) ?? parseWhole(grammar, text, mayHoldJsx);
}

function parseWhole(grammar: string, text: string, mayHoldJsx: boolean): ParsedSource {
  const first = attempt(grammar, text);
  if (first.isTooHard || first.brokenLength === 0 || text.length > MAXIMUM_REPAIRED_LENGTH) return first;
  const broken = mayHoldJsx ? better(first, attempt(TSX_GRAMMAR, text)) : first;
  const whole = repaired(broken, (closed) => attempt(broken.grammar, closed));
  if (whole.brokenLength <= NEGLIGIBLE_LENGTH) return whole;
  const parts = attemptParts(whole.grammar, whole.text, topLevelParts(whole.text));
  return better(whole, { ...parts, syntaxErrors: whole.syntaxErrors });
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

function repaired(broken: Attempt, again: (text: string) => Attempt): Attempt {
  let best = broken;
  for (let repairs = 0; repairs < MAXIMUM_REPAIRS && best.openQuote; repairs++) {
    const next = again(withStringClosed(best.text, best.openQuote));
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

/**
 * What begins a top-level declaration; it can also stand inside a template, a comment or brackets. Decorators stay with
 * their class.
 */
const TOP_LEVEL =
  /^(?:@|(?:export|import|async|function|class|abstract|const|let|var|interface|type|enum|namespace)\b)/gm;

function topLevelParts(text: string): readonly number[] {
  const found = [...text.matchAll(TOP_LEVEL)].map(({ index }) => index).filter((index) => index > 0);
  return [0, ...found].filter((_, index, starts) => index === 0 || text[starts[index - 1] ?? 0] !== '@');
}

/** Parses each top-level declaration apart, so that a key press costs one of them; undefined where that is not safe. */
function inSoundParts(grammar: string, text: string): ParsedSource | undefined {
  const starts = soundParts(grammar, text);
  if (starts === undefined) return undefined;
  const again = (closed: string): Attempt => attemptParts(grammar, closed, starts);
  return repaired(again(text), again);
}

/**
 * Where the text can be cut. A cut in the wrong place breaks what is before it and what is behind it; or, where a statement
 * goes on without brackets, what is before it until both are parsed together. So broken neighbours are taken for one part,
 * and the cuts are safe when no other part is broken and the next one does not make that one whole.
 */
function soundParts(grammar: string, text: string): readonly number[] | undefined {
  const starts = topLevelParts(text);
  const isBroken = brokenParts(grammar, text, starts);
  if (isBroken === undefined) return undefined;
  const first = isBroken.indexOf(true);
  const last = isBroken.lastIndexOf(true);
  if (isBroken.slice(first, last).includes(false)) return undefined;
  if (first < 0) return starts;
  const joined = starts.filter((_, index) => index <= first || index > last);
  const isBrokenJoined = brokenParts(grammar, text, joined);
  if (isBrokenJoined?.[first] !== true) return isBrokenJoined && joined;
  const withNext = joined.filter((_, index) => index !== first + 1);
  return brokenParts(grammar, text, withNext)?.[first] === true ? joined : undefined;
}

/** Which parts are broken; undefined where the text is not worth being parsed in these parts. */
function brokenParts(grammar: string, text: string, starts: readonly number[]): readonly boolean[] | undefined {
  if (!isWorthParting(text, starts)) return undefined;
  return parseParts(grammar, text, starts)?.map((root) => surveyed(root, text).brokenLength > 0);
}

function attempt(grammar: string, text: string): Attempt {
  const root = parse(grammar, text);
  if (root === undefined) return tooHardAttempt(grammar, text);
  return { root, parts: [root], text, grammar, ...surveyed(root, text) };
}

function attemptParts(grammar: string, text: string, starts: readonly number[]): Attempt {
  const roots = parseParts(grammar, text, starts);
  if (roots === undefined) return tooHardAttempt(grammar, text);
  const surveys = roots.map((root) => surveyed(root, text));
  const children = roots.flatMap((root) => (root.type === 'ERROR' ? [root] : root.children));
  return {
    root: { ...EMPTY, end: text.length, children },
    parts: roots,
    text,
    grammar,
    comments: surveys.flatMap(({ comments }) => comments),
    syntaxErrors: surveys.flatMap(({ syntaxErrors }) => syntaxErrors),
    brokenLength: surveys.reduce((sum, { brokenLength }) => sum + brokenLength, 0),
    openQuote: surveys.find(({ openQuote }) => openQuote)?.openQuote,
  };
}

function tooHardAttempt(grammar: string, text: string): Attempt {
  const nothing = { root: EMPTY, parts: [], comments: [], syntaxErrors: [], openQuote: undefined };
  return { ...nothing, text, grammar, brokenLength: Infinity, isTooHard: true };
}

type Survey = Pick<Attempt, 'comments' | 'syntaxErrors' | 'brokenLength' | 'openQuote'>;

/** Trees of parts stay the same from one key press to the next. */
const surveys = new WeakMap<SyntaxNode, Survey>();

function surveyed(root: SyntaxNode, text: string): Survey {
  const survey = surveys.get(root) ?? surveyOf(root, text);
  surveys.set(root, survey);
  return survey;
}

/** Goes through all nodes in source order, without recursion. */
function surveyOf(root: SyntaxNode, text: string): Survey {
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  let brokenLength = 0;
  let brokenEnd = 0;
  let openQuote: SyntaxNode | undefined;
  const nodes = [root];
  const parents: (SyntaxNode | undefined)[] = [undefined];
  for (let node = nodes.pop(), parent = parents.pop(); node; node = nodes.pop(), parent = parents.pop()) {
    if (node.type === 'comment') comments.push(commentOf(node, text));
    if (node.isMissing || node.type === 'ERROR') {
      syntaxErrors.push(rangeOf(node));
      brokenLength += Math.max(0, node.end - Math.max(node.start, brokenEnd)) + 1;
      brokenEnd = Math.max(brokenEnd, node.end);
    }
    if (parent?.type === 'ERROR' && (node.type === '"' || node.type === "'")) openQuote ??= node;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child === undefined) continue;
      nodes.push(child);
      parents.push(node);
    }
  }
  return { comments, syntaxErrors, brokenLength, openQuote };
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

function commentOf(node: SyntaxNode, text: string): Comment {
  const whole = text.slice(node.start, node.end);
  const inner = whole.startsWith('/*') ? whole.slice(2).replace(/^\*/, '').replace(/\*\/$/, '') : whole.slice(2);
  return { range: rangeOf(node), text: inner.trim() };
}
