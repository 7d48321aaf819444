/**
 * Comments that silence rules: `bedrock-cost-lint-ignore group/rule[, group/rule]: reason` for the line below or, behind
 * code, for its own line, and for the call or statement that the line belongs to; `bedrock-cost-lint-ignore-file …` for the
 * whole file.
 */
import type { Comment } from '../domain/program.ts';
import type { Finding } from '../domain/finding.ts';
import { LineIndex } from '../util/lineIndex.ts';
import type { TextRange } from '../util/text.ts';

const MARK = 'bedrock-cost-lint-ignore';

export interface Suppression {
  /** The whole comment with its delimiters. */
  readonly comment: TextRange;
  readonly scope: 'file' | 'line';
  /** Zero-based line that it is for. */
  readonly line: number;
  readonly names: readonly SuppressedName[];
  /** Words of the list that are no rule's name. */
  readonly otherWords: readonly string[];
  readonly reason: string;
}

export interface SuppressedName {
  readonly name: string;
  /** Of the name itself. */
  readonly range: TextRange;
}

/** A finding with what it is about: a comment anywhere at a call is for all of it. */
export interface FoundAt {
  readonly finding: Pick<Finding, 'rule' | 'range'>;
  /** The call or template; absent where that is the finding's range. */
  readonly about?: TextRange;
  /** Around the call. */
  readonly statement?: TextRange;
}

/** The text of a comment that silences a rule, for a language to put its delimiters around. */
export function suppressionText(rule: string, reason: string): string {
  return `${MARK} ${rule}: ${reason}`;
}

/** The same for a whole file. */
export function fileSuppressionText(rule: string, reason: string): string {
  return `${MARK}-file ${rule}: ${reason}`;
}

export function parseSuppressions(text: string, comments: readonly Comment[]): readonly Suppression[] {
  const marked = comments.filter((comment) => comment.text.startsWith(MARK));
  if (marked.length === 0) return [];
  const lines = new LineIndex(text);
  const commentLines = linesOfCommentsOnly(text, lines, comments);
  return marked.flatMap((comment) => parseSuppression(text, comment, lines, commentLines) ?? []);
}

/** Tells which findings are silenced and remembers which names have silenced any. */
export class SuppressionSet {
  readonly #suppressions: readonly Suppression[];
  readonly #used = new Set<SuppressedName>();
  readonly #lines: LineIndex;

  constructor(text: string, comments: readonly Comment[]) {
    this.#suppressions = parseSuppressions(text, comments);
    this.#lines = new LineIndex(this.#suppressions.length === 0 ? '' : text);
  }

  get isEmpty(): boolean {
    return this.#suppressions.length === 0;
  }

  /** Those of all findings of the file that a comment is for. */
  silenced<Found extends FoundAt>(found: readonly Found[]): ReadonlySet<Found> {
    const silenced = new Set<Found>();
    for (const suppression of this.#suppressions) {
      for (const name of suppression.names) {
        const ofRule = found.filter(({ finding }) => finding.rule === name.name);
        const meant = suppression.scope === 'file' ? ofRule : this.#nearest(suppression.line, ofRule);
        if (meant.length > 0) this.#used.add(name);
        for (const one of meant) silenced.add(one);
      }
    }
    return silenced;
  }

  /** True for a comment that stands where it is for one of these calls. */
  standsAtAny({ scope, line }: Suppression, calls: readonly Omit<FoundAt, 'finding'>[]): boolean {
    const found = calls.flatMap(({ about, statement }) =>
      about === undefined ? [] : [{ finding: { rule: '', range: about }, about, ...(statement && { statement }) }],
    );
    return scope === 'line' && this.#nearest(line, found).length > 0;
  }

  /**
   * What a line is the line of: findings and calls that begin there; else statements that do; else the smallest call, then
   * the smallest statement, that goes over it.
   */
  #nearest<Found extends FoundAt>(line: number, found: readonly Found[]): readonly Found[] {
    const begins = ({ start }: TextRange): boolean => this.#lines.positionAt(start).line === line;
    const exact = found.filter(({ finding, about }) => begins(finding.range) || (about !== undefined && begins(about)));
    if (exact.length > 0) return exact;
    const ofStatement = found.filter(({ statement }) => statement !== undefined && begins(statement));
    if (ofStatement.length > 0) return ofStatement;
    const around = this.#smallestOver(line, found, ({ about }) => about);
    return around.length > 0 ? around : this.#smallestOver(line, found, ({ statement }) => statement);
  }

  #smallestOver<Found>(
    line: number,
    found: readonly Found[],
    rangeOf: (one: Found) => TextRange | undefined,
  ): readonly Found[] {
    const over = found.flatMap((one) => {
      const range = rangeOf(one);
      const isOver =
        range !== undefined &&
        this.#lines.positionAt(range.start).line <= line &&
        line <= this.#lines.positionAt(range.end).line;
      return isOver ? [{ one, length: range.end - range.start }] : [];
    });
    const smallest = Math.min(...over.map(({ length }) => length));
    return over.filter(({ length }) => length === smallest).map(({ one }) => one);
  }

  /** Comments with names that have silenced nothing so far, and comments without any name. */
  unused(): readonly UnusedSuppression[] {
    return this.#suppressions
      .map((suppression) => ({ suppression, names: suppression.names.filter((name) => !this.#used.has(name)) }))
      .filter(({ suppression, names }) => names.length > 0 || suppression.names.length === 0);
  }
}

export interface UnusedSuppression {
  readonly suppression: Suppression;
  /** Those of the comment's names that silence nothing; empty when it has no names at all. */
  readonly names: readonly SuppressedName[];
}

/** What to cut so that only the used names stay: the whole comment when there are none. */
export function rangesOfUnused({ suppression, names }: UnusedSuppression): readonly TextRange[] {
  if (names.length === suppression.names.length) return [suppression.comment];
  const firstUsed = suppression.names.findIndex((name) => !names.includes(name));
  return names.map((name) => {
    const index = suppression.names.indexOf(name);
    // A comma goes with the name behind it, but in front of the first used name with the name before it.
    if (index < firstUsed)
      return { start: name.range.start, end: suppression.names[index + 1]?.range.start ?? name.range.end };
    return { start: suppression.names[index - 1]?.range.end ?? name.range.start, end: name.range.end };
  });
}

function parseSuppression(
  text: string,
  comment: Comment,
  lines: LineIndex,
  commentLines: ReadonlySet<number>,
): Suppression | undefined {
  const start = text.indexOf(MARK, comment.range.start);
  if (start < 0 || start >= comment.range.end) return undefined;
  const isFile = text.startsWith('-file', start + MARK.length);
  const listStart = start + MARK.length + (isFile ? '-file'.length : 0);
  // `bedrock-cost-lint-ignored`, `bedrock-cost-lint-ignore-next`: other words.
  if (/[\w-]/.test(text.charAt(listStart)) && listStart < comment.range.end) return undefined;

  const body = text.slice(listStart, comment.range.end);
  const colon = body.indexOf(':');
  const list = colon < 0 ? body : body.slice(0, colon);
  const written = comment.text.indexOf(':');
  return {
    comment: comment.range,
    scope: isFile ? 'file' : 'line',
    line: targetLine(comment, lines, commentLines),
    names: namesIn(list, listStart),
    otherWords: [...list.matchAll(/[^\s,]+/g)].map(([word]) => word).filter((word) => !RULE_NAME.test(word)),
    reason: written < 0 ? '' : comment.text.slice(written + 1).trim(),
  };
}

const RULE_NAME = /^[a-z][a-z-]{0,40}\/[a-z][a-z0-9-]{0,60}$/;

function namesIn(list: string, offset: number): readonly SuppressedName[] {
  return [...list.matchAll(/[^\s,]+/g)]
    .filter(([word]) => RULE_NAME.test(word))
    .map((match) => ({
      name: match[0],
      range: { start: offset + match.index, end: offset + match.index + match[0].length },
    }));
}

/** A comment behind code is for its line; one on lines of its own is for the next line that is not all comment. */
function targetLine(comment: Comment, lines: LineIndex, commentLines: ReadonlySet<number>): number {
  const own = lines.positionAt(comment.range.start).line;
  if (!commentLines.has(own)) return own;
  let line = lines.positionAt(comment.range.end).line + 1;
  while (commentLines.has(line)) line++;
  return line;
}

function linesOfCommentsOnly(text: string, lines: LineIndex, comments: readonly Comment[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { range } of comments) {
    const first = lines.positionAt(range.start).line;
    // Some grammars count the line break as the comment's.
    const end = range.end > range.start && /[\r\n]/.test(text.charAt(range.end - 1)) ? range.end - 1 : range.end;
    const last = lines.positionAt(end).line;
    const before = text.slice(lines.lineStart(first), range.start);
    const after = text.slice(end, lines.lineStart(last + 1));
    if (before.trim() !== '' || after.trim() !== '') continue;
    for (let line = first; line <= last; line++) found.add(line);
  }
  return found;
}
