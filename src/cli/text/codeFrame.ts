import type { SourceView } from '../../core/report/fileAnalysis.ts';
import { LineIndex } from '../../core/util/lineIndex.ts';
import type { TextRange } from '../../core/util/text.ts';
import { printableLine } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { cutText, textWidth } from './textWidth.ts';

const LINES_BEFORE = 1;
const LINES_AFTER = 1;
/** Columns of a long line that stay visible before its marked part. */
const LEAD = 20;

/** The lines around a range with carets under it, each behind its number and a bar. */
export class CodeFrames {
  readonly #source: SourceView;
  readonly #lines: LineIndex;

  constructor(source: SourceView) {
    this.#source = source;
    this.#lines = new LineIndex(source.text);
  }

  /** @param paint Colours the carets. */
  linesOf(range: TextRange, { colors, width }: Terminal, paint: (text: string) => string): readonly string[] {
    const line = this.#lines.positionAt(range.start).line;
    const [first, last] = this.#limits(range);
    const numberWidth = String(Math.min(last, line + LINES_AFTER) - this.#firstLineOfCell(range) + 1).length;
    const gutter = (text: string): string => colors.blue(`${text.padStart(numberWidth)} │`);
    const room = Math.max(20, width - numberWidth - 3);
    const marked = this.#markedLine(line, range, room);
    const before = Math.max(first, line - LINES_BEFORE);
    const after = Math.min(last, line + LINES_AFTER);
    const number = (at: number): string => String(at - this.#firstLineOfCell(range) + 1);
    const plain = (at: number): string =>
      `${gutter(number(at))} ${colors.dim(cutText(printableLine(this.#text(at)), room, 'end'))}`.trimEnd();
    return [
      gutter(''),
      ...numbersFrom(before, line)
        .filter((at) => this.#text(at).trim() !== '')
        .map(plain),
      `${gutter(number(line))} ${marked.text}`.trimEnd(),
      `${gutter('')} ${marked.lead}${paint(marked.carets)}`,
      ...numbersFrom(line + 1, after + 1)
        .filter((at) => this.#text(at).trim() !== '')
        .map(plain),
      gutter(''),
    ];
  }

  /** The marked line, moved to the left when it is long, with blanks and carets for the line below. */
  #markedLine(line: number, range: TextRange, room: number): MarkedLine {
    const start = this.#lines.lineStart(line);
    const raw = this.#text(line);
    const from = Math.min(raw.length, range.start - start);
    const to = Math.min(raw.trimEnd().length, range.end - start);
    const lead = printableLine(raw.slice(0, from));
    const marked = printableLine(raw.slice(from, Math.max(from, to)));
    const rest = printableLine(raw.slice(Math.max(from, to)));
    const leadWidth = textWidth(lead);
    const isFar = leadWidth + Math.min(textWidth(marked), LEAD) > room;
    const shownLead = isFar ? cutText(lead, LEAD, 'start') : lead;
    return {
      text: cutText(shownLead + marked + rest, room, 'end'),
      lead: ' '.repeat(textWidth(shownLead)),
      carets: '^'.repeat(Math.max(1, Math.min(textWidth(marked), room - textWidth(shownLead)))),
    };
  }

  /** First and last line that belong to the same notebook cell, or to the file. */
  #limits({ start }: TextRange): readonly [number, number] {
    const cell = this.#cellAt(start);
    if (cell === undefined) return [0, this.#lines.lineCount - 1];
    return [this.#lines.positionAt(cell.range.start).line, this.#lines.positionAt(cell.range.end).line];
  }

  #firstLineOfCell({ start }: TextRange): number {
    const cell = this.#cellAt(start);
    return cell === undefined ? 0 : this.#lines.positionAt(cell.range.start).line;
  }

  #cellAt(offset: number) {
    return this.#source.cells?.find(({ range }) => range.start <= offset && offset <= range.end);
  }

  #text(line: number): string {
    const end = line + 1 < this.#lines.lineCount ? this.#lines.lineStart(line + 1) : this.#source.text.length;
    return this.#source.text.slice(this.#lines.lineStart(line), end).replace(/\r?\n$|\r$/, '');
  }
}

interface MarkedLine {
  readonly text: string;
  readonly lead: string;
  readonly carets: string;
}

function numbersFrom(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
