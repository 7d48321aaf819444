/** A check of many files shows one cause once: a settings line that many files use, and the copies of a folder. */
import type { Finding } from '../domain/finding.ts';
import type { TextRange } from '../util/text.ts';
import { rangeContains } from '../util/text.ts';
import { mergeRelated } from '../rules/relatedFindings.ts';
import type { FileAnalysis } from './fileAnalysis.ts';

/** The analyses with each cause at the first of its files, and the places in the others related to it. */
export function oneFindingOfEachCause(analyses: readonly FileAnalysis[]): readonly FileAnalysis[] {
  const groups = new Map<string, Finding[]>();
  for (const analysis of analyses) {
    for (const finding of analysis.findings) {
      const key = keyOf(finding, analysis);
      groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
  }
  const merged = new Map<Finding, Finding>();
  for (const [first, ...others] of groups.values())
    if (first !== undefined) merged.set(first, withOthers(first, others));
  return analyses.map((analysis) => ({
    ...analysis,
    findings: analysis.findings.flatMap((finding) => merged.get(finding) ?? []),
  }));
}

/** The same value of another file, or the same code in a file of the same name. */
function keyOf({ rule, message, cause, range }: Finding, { uri, source, callSites }: FileAnalysis): string {
  if (cause !== undefined) return JSON.stringify([rule, message, cause]);
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const call = callSites.find(({ callSite }) => rangeContains(callSite.range, range))?.callSite.range;
  return JSON.stringify([rule, message, name, surroundings(source.text, call ?? range)]);
}

const LINES_AROUND = 2;

/** With the lines around it, however they are indented: one short line alone can be the same by chance. */
function surroundings(text: string, { start, end }: TextRange): string {
  let from = start;
  let to = end;
  for (let line = 0; line <= LINES_AROUND; line++) {
    from = from <= 0 ? 0 : text.lastIndexOf('\n', from - 1);
    const next = text.indexOf('\n', to + 1);
    to = next < 0 ? text.length : next;
  }
  return text.slice(Math.max(0, from), to).replace(/\s+/g, ' ');
}

function withOthers(first: Finding, others: readonly Finding[]): Finding {
  if (others.length === 0) return first;
  const places = others.flatMap(({ uri, range, related = [] }) => [
    { uri, range, message: 'The same stands here.' },
    ...related,
  ]);
  return { ...first, related: mergeRelated(first, [...(first.related ?? []), ...places]) };
}
