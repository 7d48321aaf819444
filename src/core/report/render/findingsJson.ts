/** `check --format json`, as `contract/findings.schema.json` promises it. */
import type { Savings } from '../../domain/finding.ts';
import type { CheckedFile, CheckedFinding, WrittenFix } from '../checkedFile.ts';
import type { FileProblem } from '../fileAnalysis.ts';
import type { SourcePlace } from '../positions.ts';
import { PlaceIndex } from '../positions.ts';
import { ruleDocsUrl } from '../ruleDocs.ts';
import type { RenderContext, SkippedFile } from './renderContext.ts';
import { toolHeader } from './renderContext.ts';
import { jsonText } from './jsonText.ts';

export function renderFindingsJson(
  files: readonly CheckedFile[],
  skipped: readonly SkippedFile[],
  context: RenderContext,
): string {
  const findings = {
    schema: 'bedrock-cost-lint/findings@1',
    tool: toolHeader(context),
    findings: files.flatMap((file) => findingsOf(file, context)),
    problems: files.flatMap((file) => problemsOf(file, context)),
    skipped,
  };
  return jsonText(findings);
}

function findingsOf({ analysis, findings }: CheckedFile, context: RenderContext): readonly object[] {
  const places = new PlaceIndex(analysis.source);
  return findings.map((finding) => findingJson(finding, places, context));
}

function findingJson({ finding, fixes, related }: CheckedFinding, places: PlaceIndex, context: RenderContext): object {
  const { rule, severity, message, uri, range, callSite, savings } = finding;
  return {
    rule,
    severity,
    message,
    path: context.pathOf(uri),
    ...placeJson(places.placeOf(range)),
    ...(callSite !== undefined && { callSite }),
    docs: ruleDocsUrl(rule),
    ...(savings && { savings: savingsJson(savings) }),
    fixes: fixes.map((fix) => fixJson(fix, context)),
    ...(related.length > 0 && {
      related: related.map((other) => ({
        message: other.message,
        path: context.pathOf(other.uri),
        ...placeJson(other.place),
      })),
    }),
  };
}

function fixJson({ title, safety, edits }: WrittenFix, context: RenderContext): object {
  return {
    title,
    safety,
    edits: edits.map(({ uri, place, newText }) => ({ path: context.pathOf(uri), ...placeJson(place), newText })),
  };
}

function savingsJson({ usdPerThousandCalls, usdPerMonth, assumptions }: Savings): object {
  return { ...(usdPerThousandCalls && { usdPerThousandCalls }), ...(usdPerMonth && { usdPerMonth }), assumptions };
}

/** What in a file could not be read: a mistake in a configuration, front matter, a notebook. */
function problemsOf({ analysis }: CheckedFile, context: RenderContext): readonly object[] {
  const places = new PlaceIndex(analysis.source);
  return analysis.problems.map((problem) => problemJson(problem, analysis.uri, places, context));
}

function problemJson(
  { message, severity, range }: FileProblem,
  uri: string,
  places: PlaceIndex,
  context: RenderContext,
): object {
  return { severity, message, path: context.pathOf(uri), ...placeJson(places.placeOf(range)) };
}

function placeJson({ cell, start, end }: SourcePlace): object {
  return { ...(cell !== undefined && { cell }), range: { start, end } };
}
