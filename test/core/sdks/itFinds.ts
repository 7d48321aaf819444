import assert from 'node:assert/strict';
import type { TextToAnalyze } from '../../support/analyze.ts';
import { analyzeText } from '../../support/analyze.ts';
import { showCallSite } from './showCallSite.ts';

/** What it is about, code, and the call sites that it has to hold; an empty text is none. */
export type Row = readonly [
  title: string,
  code: string,
  expected: string,
  rest?: Pick<TextToAnalyze, 'workspaceFiles'>,
];

export function itFinds(path: string, rows: readonly Row[]): void {
  for (const [title, code, expected, rest] of rows) {
    it(title, async () => {
      const { callSites } = await analyzeText({ path, text: code, ...rest });
      assert.equal(callSites.map(({ callSite }) => showCallSite(callSite)).join('\n'), expected.trim());
    });
  }
}
