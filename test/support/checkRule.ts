/** The only place that knows how a rule's cases are run: the whole pipeline over one file. */
import assert from 'node:assert/strict';
import { packCatalog } from '../../src/build/catalogAsset.ts';
import type { Finding } from '../../src/core/domain/finding.ts';
import type { FileAnalysis } from '../../src/core/report/fileAnalysis.ts';
import { Analyzer } from '../../src/core/service/analyzer.ts';
import { writeFix } from '../../src/core/service/writeFix.ts';
import { applyEdits } from '../../src/core/util/text.ts';
import type { TextToAnalyze } from './analyze.ts';
import { analyzeText } from './analyze.ts';
import { inMemoryHost, WORKSPACE } from './inMemoryHost.ts';
import type { Marker } from './markers.ts';
import { markerOf, readMarkers } from './markers.ts';

export interface CheckedFile {
  /** Of one rule. */
  readonly findings: readonly Finding[];
  readonly hasCallSites: boolean;
  /** The text after the first fix of each finding. */
  fixed(): string;
}

export async function checkRule(rule: string, file: TextToAnalyze): Promise<CheckedFile> {
  return checkedFile(rule, file.text, await analyzeText(file));
}

/** The same with the prices and limits that are shipped. */
export async function checkRuleWithRealCatalog(rule: string, file: TextToAnalyze): Promise<CheckedFile> {
  const { path, text, workspaceFiles, configuration = '' } = file;
  const host = inMemoryHost({ ...workspaceFiles, 'bedrock-cost-lint.yaml': configuration, [path]: text });
  realCatalog ??= packCatalog();
  const catalog = await realCatalog;
  const analyzer = new Analyzer({ ...host, readTextAsset: () => Promise.resolve(catalog) });
  return checkedFile(rule, text, await analyzer.analyze(`${WORKSPACE}/${path}`, text));
}

let realCatalog: Promise<string> | undefined;

function checkedFile(rule: string, text: string, analysis: FileAnalysis): CheckedFile {
  const { findings, callSites, templates } = analysis;
  const own = findings.filter((finding) => finding.rule === rule);
  return {
    findings: own,
    hasCallSites: callSites.length + templates.length > 0,
    fixed: () => applyFixes(text, analysis, own),
  };
}

/** Fails with both lists when the findings are not those that the markers of the text expect. */
export function assertMarkers(text: string, findings: readonly Finding[]): void {
  const expected = readMarkers(text);
  const actual = findings.map(({ range, rule, message }) => markerOf(text, range, rule, message));
  const shown = (markers: readonly Marker[]): readonly string[] =>
    markers.map(({ line, start, end, rule, message }) => `${line}:${start}-${end} ${rule}: ${message}`);
  const shortened = actual.map((marker, index) => shortenTo(marker, expected[index]));
  assert.deepEqual(shown(shortened), shown(expected));
}

/** A marker gives the start of a message. */
function shortenTo(marker: Marker, expected: Marker | undefined): Marker {
  return expected !== undefined && marker.message.startsWith(expected.message)
    ? { ...marker, message: expected.message }
    : marker;
}

function applyFixes(text: string, analysis: FileAnalysis, findings: readonly Finding[]): string {
  const edits = findings.flatMap(({ fixes: [fix] }) => {
    if (fix === undefined) return [];
    const written = writeFix(fix, (uri) => (uri === analysis.uri ? analysis.source : undefined));
    assert.ok(written !== undefined, `"${fix.title}" cannot be written: ${JSON.stringify(fix.edits)}`);
    return written.edits;
  });
  return applyEdits(text, edits);
}
