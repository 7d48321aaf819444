import type { CallEstimate } from '../cost/callEstimate.ts';
import type { CallSite, Use } from '../domain/callSite.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import type { LanguageId } from '../domain/languageId.ts';
import type { PromptTemplate } from '../domain/promptTemplate.ts';
import type { TextRange } from '../util/text.ts';

/** Everything that is known of one file. Ranges are offsets in {@link SourceView.text}. */
export interface FileAnalysis {
  readonly uri: string;
  readonly source: SourceView;
  readonly callSites: readonly AnalyzedCallSite[];
  /** Texts of the other files in which calls of this file are used, by uri. */
  readonly usingSources: ReadonlyMap<string, SourceView>;
  /** Uses of calls of other files that stand in this one; of open documents only. */
  readonly foreignUses: readonly ForeignUse[];
  readonly templates: readonly AnalyzedTemplate[];
  /** Without the suppressed ones, in source order. */
  readonly findings: readonly Finding[];
  /** What in the file could not be read, at its place: a broken configuration, front matter, notebook. */
  readonly problems: readonly FileProblem[];
  /** Other files that it depends on, also those that are not there; a change of one makes this analysis stale. */
  readonly dependencies: readonly string[];
}

/** The text that ranges count in: of a notebook, its code cells one below the other. */
export interface SourceView {
  readonly text: string;
  readonly language?: LanguageId;
  readonly cells?: readonly CellView[];
  /** Code of other languages inside of it; offsets are the same. */
  readonly documents?: readonly DocumentView[];
}

/** All code of one language inside of another document; everything else in its text is blank. */
export interface DocumentView {
  readonly language: LanguageId;
  readonly text: string;
  /** Where its pieces stand. */
  readonly ranges: readonly TextRange[];
}

export interface CellView {
  /** Among all cells of the notebook. */
  readonly index: number;
  readonly range: TextRange;
}

/** A call with what it sends as its typical use sends it. */
export interface AnalyzedCallSite {
  readonly callSite: CallSite;
  readonly estimate: CallEstimate;
  /** In the order of the call site's uses; never empty. */
  readonly uses: readonly AnalyzedUse[];
}

/** A use that stands in another file than its call. */
export interface ForeignUse extends AnalyzedUse {
  readonly callSite: CallSite;
}

export interface AnalyzedUse {
  readonly use: Use;
  readonly estimate: CallEstimate;
}

export interface AnalyzedTemplate {
  readonly template: PromptTemplate;
  readonly estimate: CallEstimate;
}

export interface FileProblem {
  readonly message: string;
  readonly severity: Severity;
  readonly range: TextRange;
}

/** Of a file in which nothing was found. */
export function emptyAnalysis(uri: string, source: SourceView): FileAnalysis {
  return {
    uri,
    source,
    callSites: [],
    usingSources: new Map(),
    foreignUses: [],
    templates: [],
    findings: [],
    problems: [],
    dependencies: [],
  };
}
