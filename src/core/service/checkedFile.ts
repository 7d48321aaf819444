import type { RelatedPlace } from '../domain/finding.ts';
import type { CheckedFile, WrittenPlace } from '../report/checkedFile.ts';
import type { FileAnalysis, SourceView } from '../report/fileAnalysis.ts';
import type { Analyzer } from './analyzer.ts';
import { readSource } from './sourceView.ts';
import type { SourceLookup } from './writeFix.ts';
import { placesOf, writeFix } from './writeFix.ts';

/** Each fix is written into the whole text; a file with more findings was made by a program, and is not fixed one by one. */
const MAXIMUM_FIXED_FINDINGS = 300;

/** The findings of an analysis with those of their fixes that can be written. */
export function checkedFile(analysis: FileAnalysis, analyzer: Analyzer): CheckedFile {
  const sourceOf = sourceLookup(analysis, analyzer);
  return {
    analysis,
    findings: analysis.findings.map((finding, index) => ({
      finding,
      fixes: index < MAXIMUM_FIXED_FINDINGS ? finding.fixes.flatMap((fix) => writeFix(fix, sourceOf) ?? []) : [],
      related: (finding.related ?? []).flatMap((related) => writtenPlace(related, sourceOf)),
    })),
  };
}

function writtenPlace(related: RelatedPlace, sourceOf: SourceLookup): readonly WrittenPlace[] {
  const source = sourceOf(related.uri);
  return source === undefined ? [] : [{ ...related, place: placesOf(source).placeOf(related.range) }];
}

/** Edits go to the file itself or to one that its values were read from, which is loaded then. */
export function sourceLookup(analysis: FileAnalysis, analyzer: Analyzer): SourceLookup {
  const others = new Map<string, SourceView>();
  return (uri) => {
    if (uri === analysis.uri) return analysis.source;
    const known = others.get(uri);
    const text = known === undefined ? analyzer.files.loadedText(uri) : undefined;
    if (text === undefined) return known;
    const { view } = readSource(uri, text);
    others.set(uri, view);
    return view;
  };
}
