/** `check --format gitlab`: GitLab's code quality report. */
import type { Severity } from '../../domain/finding.ts';
import type { CheckedFile } from '../checkedFile.ts';
import { PlaceIndex } from '../positions.ts';
import { ruleDocsUrl } from '../ruleDocs.ts';
import type { RenderContext } from './renderContext.ts';
import { filePlace } from './renderContext.ts';
import { textHash } from './textHash.ts';

export function renderGitlabCodeQuality(files: readonly CheckedFile[], context: RenderContext): string {
  const taken = new Map<string, number>();
  const entries = files.flatMap(({ analysis, findings }) => {
    const places = new PlaceIndex(analysis.source);
    const path = context.pathOf(analysis.uri);
    const problems = analysis.problems.map(({ severity, message, range }) => ({
      check_name: 'bedrock-cost-lint',
      severity,
      description: message,
      identity: `${path}#${message}`,
      range,
      content: undefined,
    }));
    const found = findings.map(({ finding }) => ({
      check_name: finding.rule,
      severity: finding.severity,
      description: finding.message,
      identity: `${finding.rule}#${finding.callSite ?? path}`,
      range: finding.range,
      content: { body: ruleDocsUrl(finding.rule) },
    }));
    return [...problems, ...found].map(({ identity, range, severity, content, ...entry }) => {
      const place = filePlace(analysis.uri, places.placeOf(range), context);
      return {
        ...entry,
        fingerprint: fingerprint(identity, taken),
        severity: SEVERITIES[severity],
        ...(content && { content }),
        location: { path, lines: { begin: place.start.line, end: place.end.line } },
      };
    });
  });
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

const SEVERITIES: Readonly<Record<Severity, 'critical' | 'major' | 'minor' | 'info'>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** The same finding has the same one while the code around it moves. */
function fingerprint(identity: string, taken: Map<string, number>): string {
  const order = (taken.get(identity) ?? 0) + 1;
  taken.set(identity, order);
  return textHash(`${identity}#${order}`);
}
