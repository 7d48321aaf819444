import type { TextEdit, TextRange } from '../../util/text.ts';
import { applyEdits, rangeContains } from '../../util/text.ts';
import type { EditableText } from './textEdits.ts';
import { lineEndOf } from './textEdits.ts';

/** Stands where the user says why. */
export const PLACEHOLDER_REASON = 'say why';

/**
 * A comment for the line of a finding, or of the call that it is about: on a line of its own above, where that would
 * not be a comment (in a text, behind a backslash) at the end of the line. Undefined when neither is one.
 */
export function commentForLine(
  file: EditableText,
  text: string,
  finding: TextRange,
  call: TextRange | undefined,
): TextEdit | undefined {
  const isInCall = call !== undefined && rangeContains(call, finding);
  const offset = isInCall ? call.start : finding.start;
  return [above(file, text, offset), behind(file, text, offset)].find((edit) => isComment(file, text, edit));
}

/** A comment above everything but what must come first; in a notebook, above the cell of `offset`. */
export function commentAtTop(file: EditableText, text: string, offset: number): TextEdit | undefined {
  const cell = file.view.cells?.find(({ range }) => range.start <= offset && offset <= range.end);
  const start = cell?.range.start ?? 0;
  const rest = file.text.slice(start, cell?.range.end ?? file.text.length);
  const at = start + headLength(rest);
  const edit = insertion(at, `${comment(file, text)}${lineEndOf(file.text)}`);
  return isComment(file, text, edit) ? edit : undefined;
}

function above(file: EditableText, text: string, offset: number): TextEdit {
  const start = lineStart(file.text, offset);
  const indentation = /^[ \t]*/.exec(file.text.slice(start, offset))?.[0] ?? '';
  return insertion(start, `${indentation}${comment(file, text)}${lineEndOf(file.text)}`);
}

function behind(file: EditableText, text: string, offset: number): TextEdit {
  const end = /[\r\n]|$/g;
  end.lastIndex = offset;
  const at = end.exec(file.text)?.index ?? file.text.length;
  return insertion(at, `  ${comment(file, text)}`);
}

function comment({ language }: EditableText, text: string): string {
  return language?.lineComment(text) ?? text;
}

/** Whether the text is one comment more, and nothing else breaks, when the edit is applied. */
function isComment({ uri, text, language }: EditableText, written: string, edit: TextEdit): boolean {
  if (language === undefined) return false;
  const { newText, range } = edit;
  const edited = language.lower({ uri, text: applyEdits(text, [edit]) });
  const start = range.start + newText.indexOf(written);
  const isThere = edited.comments.some(
    (found) => found.text === written && found.range.start <= start && start < found.range.end,
  );
  return isThere && edited.syntaxErrors.length <= language.lower({ uri, text }).syntaxErrors.length;
}

/** Of a byte order mark, interpreter line, encoding and cell magic, which count only on the first lines. */
function headLength(text: string): number {
  return (
    /^(?:\uFEFF)?(?:#!.*(?:\r\n|\n|\r|$))?(?:#.*coding[:=].*(?:\r\n|\n|\r|$))?(?:%%.*(?:\r\n|\n|\r|$))?/.exec(text)?.[0]
      .length ?? 0
  );
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}
