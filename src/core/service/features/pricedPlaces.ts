import type { CallEstimate, EstimateSubject } from '../../cost/callEstimate.ts';
import { subjectOfTemplate, subjectOfUse } from '../../cost/callEstimate.ts';
import { plural } from '../../cost/format.ts';
import type { AnalyzedCallSite, FileAnalysis, ForeignUse } from '../../report/fileAnalysis.ts';
import type { TextRange } from '../../util/text.ts';

/** A place of a file at which money is shown. */
export interface PricedPlace {
  readonly range: TextRange;
  readonly subject: EstimateSubject;
  readonly estimate: CallEstimate;
  /** `Converse call`, `Use of a Converse call`, `Prompt template: answer`. */
  readonly title: string;
  /** `3 uses`; undefined where the place is itself the only use. */
  readonly usesText: string | undefined;
}

/** Calls, each use of one, also of calls in other files, and templates. */
export function pricedPlaces(analysis: FileAnalysis): readonly PricedPlace[] {
  return [
    ...analysis.callSites.flatMap((analyzed) => [placeOfCall(analyzed), ...placesOfUses(analyzed, analysis.uri)]),
    ...analysis.foreignUses.map(placeOfForeignUse),
    ...analysis.templates.map(({ template, estimate }) => ({
      range: template.range,
      subject: subjectOfTemplate(template),
      estimate,
      title: `Prompt template: ${template.name ?? 'this prompt'}`,
      usesText: undefined,
    })),
  ];
}

function placeOfCall({ callSite, estimate, uses }: AnalyzedCallSite): PricedPlace {
  const { range, operation } = callSite;
  const usesText = uses.length > 1 ? plural(uses.length, 'use') : undefined;
  return { range, subject: callSite, estimate, title: `${operation} call`, usesText };
}

function placesOfUses({ callSite, uses }: AnalyzedCallSite, uri: string): readonly PricedPlace[] {
  const elsewhere = uses.filter(({ use }) => use.uri === uri && use.range.start !== callSite.range.start);
  return elsewhere.map(({ use, estimate }) => placeOfForeignUse({ callSite, use, estimate }));
}

function placeOfForeignUse({ callSite, use, estimate }: ForeignUse): PricedPlace {
  const { range, operation } = use;
  const title = `Use of a ${operation} call`;
  return { range, subject: subjectOfUse(callSite, use), estimate, title, usesText: undefined };
}
