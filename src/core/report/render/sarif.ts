/** `check --format sarif`: SARIF 2.1.0, as code scanning services read it. */
import type { Severity } from '../../domain/finding.ts';
import { findRule, RULES } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { defaultSeverity } from '../../rules/ruleName.ts';
import type { CheckedFile, CheckedFinding, FileEdit, WrittenFix, WrittenPlace } from '../checkedFile.ts';
import { PlaceIndex } from '../positions.ts';
import { ruleDocsUrl } from '../ruleDocs.ts';
import type { FilePlace, RenderContext, SkippedFile } from './renderContext.ts';
import { filePlace } from './renderContext.ts';
import { jsonText } from './jsonText.ts';

/** Pages of the rules in Markdown, by name. */
export type RulePages = ReadonlyMap<string, string>;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://github.com/bedrock-cost-lint/bedrock-cost-lint';
/** Paths are relative to where the tool was started. */
const BASE = 'SRCROOT';

export function renderSarif(
  files: readonly CheckedFile[],
  skipped: readonly SkippedFile[],
  context: RenderContext,
  pages: RulePages,
): string {
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'bedrock-cost-lint',
            fullName: 'Bedrock Cost Lint',
            version: context.version,
            semanticVersion: context.version,
            informationUri: HOME,
            rules: RULES.map((rule) => ruleSarif(rule, pages)),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolConfigurationNotifications: files.flatMap((file) => problemNotifications(file, context)),
            toolExecutionNotifications: skipped.map(skippedNotification),
          },
        ],
        originalUriBaseIds: { [BASE]: { description: { text: 'The folder in which the check ran.' } } },
        columnKind: 'utf16CodeUnits',
        properties: { pricesAsOf: context.pricesAsOf },
        results: files.flatMap((file) => resultsOf(file, context)),
      },
    ],
  };
  return jsonText(log);
}

function ruleSarif({ meta }: Rule, pages: RulePages): object {
  const page = pages.get(meta.name);
  const severity = defaultSeverity(meta.name);
  return {
    id: meta.name,
    name: pascalCase(meta.name),
    shortDescription: { text: meta.summary },
    fullDescription: { text: meta.summary },
    helpUri: ruleDocsUrl(meta.name),
    help: { text: page ?? meta.summary, ...(page !== undefined && { markdown: page }) },
    defaultConfiguration:
      severity === 'off' ? { enabled: false, level: 'note' } : { enabled: true, level: LEVELS[severity] },
    properties: { tags: ['cost', 'amazon-bedrock', meta.name.slice(0, meta.name.indexOf('/'))], since: meta.since },
  };
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function resultsOf({ analysis, findings }: CheckedFile, context: RenderContext): readonly object[] {
  const places = new PlaceIndex(analysis.source);
  const taken = new Map<string, number>();
  return findings.map((finding) => resultSarif(finding, places, context, taken));
}

function resultSarif(
  { finding, fixes, related }: CheckedFinding,
  places: PlaceIndex,
  context: RenderContext,
  taken: Map<string, number>,
): object {
  const { rule, severity, message, uri, range, callSite, savings } = finding;
  const identity = `${rule}:${callSite ?? context.pathOf(uri)}`;
  const order = (taken.get(identity) ?? 0) + 1;
  taken.set(identity, order);
  const written = fixes.filter(hasExactRegions).map((fix) => fixSarif(fix, context));
  return {
    ruleId: rule,
    ruleIndex: RULES.findIndex((candidate) => candidate === findRule(rule)),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      { physicalLocation: locationSarif(context.pathOf(uri), filePlace(uri, places.placeOf(range), context)) },
    ],
    ...(related.length > 0 && { relatedLocations: related.map((other, id) => relatedSarif(other, id, context)) }),
    partialFingerprints: { 'bedrockCostLint/v1': `${identity}:${order}` },
    ...(written.length > 0 && { fixes: written }),
    properties: { severity, ...(callSite !== undefined && { callSite }), ...(savings && { savings }) },
  };
}

/** Of a notebook's cells a SARIF reader cannot be told exact regions, so their fixes are left out. */
function hasExactRegions({ edits }: WrittenFix): boolean {
  return edits.every(({ place }) => place.cell === undefined);
}

function fixSarif({ title, edits }: WrittenFix, context: RenderContext): object {
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of edits) byFile.set(edit.uri, [...(byFile.get(edit.uri) ?? []), edit]);
  return {
    description: { text: title },
    artifactChanges: [...byFile].map(([uri, own]) => ({
      artifactLocation: artifact(context.pathOf(uri)),
      replacements: own.map(({ place, newText }) => ({
        deletedRegion: regionSarif(place),
        insertedContent: { text: newText },
      })),
    })),
  };
}

function relatedSarif({ uri, place, message }: WrittenPlace, id: number, context: RenderContext): object {
  const physicalLocation = locationSarif(context.pathOf(uri), filePlace(uri, place, context));
  return { id, physicalLocation, message: { text: message } };
}

function locationSarif(path: string, place: FilePlace): object {
  return { artifactLocation: artifact(path), region: regionSarif(place) };
}

function regionSarif({ start, end }: FilePlace): object {
  if (start.column === undefined || end.column === undefined) return { startLine: start.line, endLine: end.line };
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifact(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

function problemNotifications({ analysis }: CheckedFile, context: RenderContext): readonly object[] {
  const places = new PlaceIndex(analysis.source);
  return analysis.problems.map(({ message, severity, range }) => ({
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: locationSarif(
          context.pathOf(analysis.uri),
          filePlace(analysis.uri, places.placeOf(range), context),
        ),
      },
    ],
  }));
}

function skippedNotification({ path, reason }: SkippedFile): object {
  return {
    level: 'note',
    message: { text: `Not read: it ${reason}.` },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  };
}

function pascalCase(name: string): string {
  return name
    .split(/[/-]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
