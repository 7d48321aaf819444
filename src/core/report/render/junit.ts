/** `check --format junit`: one suite a file, one case a finding; a file without findings passes. */
import type { CheckedFile } from '../checkedFile.ts';
import type { SourcePlace } from '../positions.ts';
import { PlaceIndex } from '../positions.ts';
import { escapeMarkup } from './escapeMarkup.ts';
import type { RenderContext } from './renderContext.ts';

export function renderJunit(files: readonly CheckedFile[], context: RenderContext): string {
  const suites = files.map((file) => suiteOf(file, context));
  const tests = suites.reduce((sum, suite) => sum + suite.cases.length, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="bedrock-cost-lint" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.flatMap(({ path, cases, failures: own }) => [
      `  <testsuite name="${escapeMarkup(path)}" tests="${cases.length}" failures="${own}" errors="0">`,
      ...cases.map((text) => `    ${text}`),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly path: string;
  readonly cases: readonly string[];
  readonly failures: number;
}

function suiteOf({ analysis, findings }: CheckedFile, context: RenderContext): Suite {
  const places = new PlaceIndex(analysis.source);
  const path = context.pathOf(analysis.uri);
  const failed = [
    ...analysis.problems.map((problem) => ({ rule: 'bedrock-cost-lint', ...problem })),
    ...findings.map(({ finding }) => finding),
  ].map(({ rule, severity, message, range }) => failedCase(path, places.placeOf(range), rule, severity, message));
  return {
    path,
    cases: failed.length > 0 ? failed : [`<testcase name="bedrock-cost-lint" classname="${escapeMarkup(path)}"/>`],
    failures: failed.length,
  };
}

function failedCase(
  path: string,
  { cell, start }: SourcePlace,
  rule: string,
  severity: string,
  message: string,
): string {
  const where = `${cell === undefined ? '' : `cell ${cell + 1}, `}line ${start.line}, column ${start.column}`;
  const name = `name="${escapeMarkup(`${rule} at ${where}`)}" classname="${escapeMarkup(path)}"`;
  const place = cell === undefined ? ` file="${escapeMarkup(path)}" line="${start.line}"` : '';
  const text = escapeMarkup(message);
  return `<testcase ${name}${place}><failure message="${text}" type="${severity}">${text}</failure></testcase>`;
}
