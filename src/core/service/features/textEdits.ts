import type { Language } from '../../domain/language.ts';
import type { SourceView } from '../../report/fileAnalysis.ts';
import type { TextEdit, TextRange } from '../../util/text.ts';

/** A file that edits are written for. */
export interface EditableText {
  readonly uri: string;
  /** That the ranges of edits count in; of a notebook, its cells one below the other. */
  readonly text: string;
  readonly view: SourceView;
  /** Absent for templates and configurations. */
  readonly language?: Language;
  /** It is not there yet, and the edit makes it. */
  readonly isNew?: true;
}

/** Edits of one file that do not overlap. */
export interface TextEdits {
  readonly file: EditableText;
  readonly edits: readonly TextEdit[];
}

interface Change {
  readonly edits: readonly TextEdits[];
}

/**
 * Puts changes together. One that touches what an earlier one writes is left out whole, since two edits at one place
 * can each be right and wrong together; the same edit asked for twice is written once.
 */
export function withoutConflicts<T extends Change>(
  changes: readonly T[],
): { readonly applied: readonly T[]; readonly edits: readonly TextEdits[] } {
  const byFile = new Map<string, { readonly file: EditableText; readonly edits: TextEdit[] }>();
  const applied = changes.filter((change) => {
    const fits = change.edits.every(({ file, edits }) => {
      const others = byFile.get(file.uri)?.edits ?? [];
      return edits.every((edit) => others.every((other) => isSame(edit, other) || !touch(edit.range, other.range)));
    });
    if (!fits) return false;
    for (const { file, edits } of change.edits) {
      const collected = byFile.get(file.uri) ?? { file, edits: [] };
      byFile.set(file.uri, collected);
      const others = [...collected.edits];
      collected.edits.push(...edits.filter((edit) => !others.some((other) => isSame(edit, other))));
    }
    return true;
  });
  return { applied, edits: [...byFile.values()] };
}

/** `\r\n` in a text that has it. */
export function lineEndOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text.charAt(first - 1) === '\r' ? '\r\n' : '\n';
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.newText === b.newText && a.range.start === b.range.start && a.range.end === b.range.end;
}

function touch(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
