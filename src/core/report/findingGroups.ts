import type { ReportedFinding, ReportedPlace } from './workload.ts';

/** One thing to do, at every place that it is said of. */
export interface FindingGroup extends Omit<ReportedFinding, keyof ReportedPlace | 'callSite'> {
  /** In the order of the findings; at least one. */
  readonly places: readonly ReportedPlace[];
}

/** Findings of the same words are one; not those that save money, since each place saves its own. */
export function groupFindings(findings: readonly ReportedFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup & { readonly places: ReportedPlace[] }>();
  findings.forEach(({ uri, path, place, rule, severity, message, savings, fixTitles }, index) => {
    const key = savings === undefined ? JSON.stringify([rule, severity, message, fixTitles]) : String(index);
    const known = groups.get(key);
    if (known === undefined)
      groups.set(key, { places: [{ uri, path, place }], rule, severity, message, savings, fixTitles });
    else known.places.push({ uri, path, place });
  });
  return [...groups.values()];
}
