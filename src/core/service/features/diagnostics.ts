import type { Finding, RelatedPlace, Severity } from '../../domain/finding.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import type { TextRange } from '../../util/text.ts';

export interface Diagnostic {
  /** Tells a finding from the others of its document; a problem of the file itself has none. */
  readonly id?: string;
  readonly rule?: string;
  readonly severity: Severity;
  readonly range: TextRange;
  readonly message: string;
  readonly related?: readonly PlaceInDocument[];
}

export interface PlaceInDocument extends RelatedPlace {
  /** Of the document that `uri` names, in which the range is. */
  readonly text: string;
}

/** Undefined for a place that is in no document. */
export type DocumentLookup = (place: RelatedPlace) => PlaceInDocument | undefined;

/** Findings, and what of the file could not be read, in the order of their places. */
export function diagnosticsOf(analysis: FileAnalysis, inDocument: DocumentLookup): readonly Diagnostic[] {
  const problems = analysis.problems.map(({ message, severity, range }) => ({ message, severity, range }));
  const findings = analysis.findings.map((finding) => ({
    id: findingId(finding),
    rule: finding.rule,
    severity: finding.severity,
    range: finding.range,
    message: finding.message,
    ...(finding.related && { related: finding.related.flatMap((place) => inDocument(place) ?? []) }),
  }));
  return [...problems, ...findings].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** A rule reports a place at most once, see `checkFile`. */
export function findingId({ rule, range }: Finding): string {
  return `${rule}@${range.start}-${range.end}`;
}
