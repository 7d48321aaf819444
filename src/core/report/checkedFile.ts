import type { FixSafety } from '../domain/edit.ts';
import type { Finding, RelatedPlace } from '../domain/finding.ts';
import type { TextEdit } from '../util/text.ts';
import type { FileAnalysis } from './fileAnalysis.ts';
import type { SourcePlace } from './positions.ts';

/** A file's findings with their fixes written as text: what a check shows. */
export interface CheckedFile {
  readonly analysis: FileAnalysis;
  /** In source order. */
  readonly findings: readonly CheckedFinding[];
}

export interface CheckedFinding {
  readonly finding: Finding;
  /** Those that could be written, in the rule's order. */
  readonly fixes: readonly WrittenFix[];
  /** Other places of the same cause; those of files that are not at hand are left out. */
  readonly related: readonly WrittenPlace[];
}

export interface WrittenPlace extends RelatedPlace {
  readonly place: SourcePlace;
}

export interface WrittenFix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly FileEdit[];
}

/** Ranges are offsets in the text of the file's `SourceView`. */
export interface FileEdit extends TextEdit {
  readonly uri: string;
  readonly place: SourcePlace;
}
