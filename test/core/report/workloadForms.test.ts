import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { REPORT_STYLES, REPORT_STYLES_SHA256 } from '../../../src/core/report/render/reportStyles.ts';
import { renderWorkloadCsv } from '../../../src/core/report/render/workloadCsv.ts';
import { renderReportBody, renderReportPage } from '../../../src/core/report/render/workloadHtml.ts';
import { renderWorkloadJson } from '../../../src/core/report/render/workloadJson.ts';
import { renderWorkloadMarkdown } from '../../../src/core/report/render/workloadMarkdown.ts';
import type { WorkloadReport } from '../../../src/core/report/workload.ts';
import { buildWorkloadReport } from '../../../src/core/report/workloadReport.ts';
import { assertContract } from '../../support/contract.ts';
import { analyzed, ASK, CONTEXT, HOSTILE_PATH, mixedWorkspace } from './workspace.ts';

const SKIPPED = [{ path: '<img src=x>.py', reason: 'is binary' }];

describe('forms of the workload report', () => {
  let report: WorkloadReport;
  before(async () => {
    report = buildWorkloadReport((await mixedWorkspace()).files, SKIPPED, CONTEXT);
  });

  it('are JSON as the contract says', () => {
    const { calls, budgets } = assertContract('workload', renderWorkloadJson(report)) as Record<string, unknown[]>;
    assert.equal(calls?.length, 3);
    assert.equal(budgets?.length, 1);
  });

  describe('CSV', () => {
    it('has as many cells in every row, quoted where needed', () => {
      const rows = parseCsv(renderWorkloadCsv(report));
      assert.equal(rows.length, 4);
      assert.deepEqual(new Set(rows.map((row) => row.length)).size, 1);
      assert.ok(rows.some((row) => row[0] === HOSTILE_PATH));
    });

    it('has nothing that a spreadsheet would run', async () => {
      const { files } = await analyzed({ '=cmd|calc.py': ASK });
      const [, row] = parseCsv(renderWorkloadCsv(buildWorkloadReport(files, [], CONTEXT)));
      assert.equal(row?.[0], "'=cmd|calc.py");
    });

    it('leaves empty what is not known', () => {
      const [titles = [], ...rows] = parseCsv(renderWorkloadCsv(report));
      const unknown = rows.find((row) => row[0] === 'unknown.py');
      assert.ok(unknown);
      assert.equal(unknown[titles.indexOf('usd_per_call_likely')], '');
      assert.match(unknown[titles.indexOf('unpriced_because')] ?? '', /CHAT_MODEL/);
    });
  });

  describe('HTML', () => {
    it('lets nothing of the workspace become markup', () => {
      const page = renderReportPage(report);
      assert.doesNotMatch(page, /<script|<img|onerror|javascript:/i);
      assert.match(page, /a &lt;script&gt;alert\(1\)&lt;\/script&gt;\|, &quot;b&quot;&#96;%0A=1&amp;\.py/);
      assert.match(page, /&lt;img src=x&gt;\.py/);
    });

    it('forbids everything but its own styles', () => {
      assert.equal(createHash('sha256').update(REPORT_STYLES).digest('base64'), REPORT_STYLES_SHA256);
      const page = renderReportPage(report);
      assert.ok(page.includes(`default-src 'none'; style-src 'sha256-${REPORT_STYLES_SHA256}'`));
      assert.doesNotMatch(page, / style=| on\w+=|<link|@import|url\(/);
    });

    it('links places with data for the host, or not at all', () => {
      const linked = renderReportBody(report, { links: 'places' });
      assert.match(linked, /data-uri="file:\/\/\/workspace\/ask\.py" data-line="7" data-column="12"/);
      assert.doesNotMatch(renderReportBody(report, { links: 'none' }), /data-uri/);
    });

    it('says why there is no money in a column of text: a sentence would crush the columns of numbers', () => {
      const body = renderReportBody(report, { links: 'none' });
      assert.match(body, /<span class="why">no price: the model is not known/);
      for (const [, text = ''] of body.matchAll(/<td class="number"[^>]*>([^<]*)<\/td>/g)) {
        assert.ok(text.trim().length <= 24, text);
      }
    });

    it('scrolls by keyboard what is wider than the page', () => {
      const body = renderReportBody(report, { links: 'none' });
      const scrolled = [...body.matchAll(/<div class="scroll" tabindex="0" role="region" aria-label="[^"]+">/g)];
      assert.equal(scrolled.length, [...body.matchAll(/<table>/g)].length);
    });

    it('has tables with captions and heads', () => {
      const body = renderReportBody(report, { links: 'none' });
      const count = (pattern: RegExp): number => [...body.matchAll(pattern)].length;
      assert.ok(count(/<table>/g) >= 4);
      assert.equal(count(/<table>/g), count(/<caption>/g));
      assert.ok(count(/<th scope="row">/g) >= count(/<tr><th scope="row">/g));
      assert.equal(count(/<th [^>]*>\s*<\/th>/g), 0, 'no head is empty');
      assert.equal(count(/<svg /g), count(/aria-hidden="true" focusable="false"/g));
    });
  });

  describe('Markdown', () => {
    it('lets nothing of the workspace become markup', () => {
      const markdown = renderWorkloadMarkdown(report);
      const outsideCode = markdown.replace(/```yaml\n[^]*?\n```/, '');
      assert.doesNotMatch(outsideCode, /(?<!\\)<(?:script|img)/);
      const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
      assert.ok(rows.length > 10);
      const cells = (row: string): number => row.split(/(?<!\\)\|/).length;
      for (const [index, row] of rows.entries()) {
        const isTitle = rows[index + 1]?.startsWith('| -');
        if (!isTitle && index > 0) assert.equal(cells(row), cells(rows[index - 1] ?? ''), row);
      }
    });

    it('says what would make it whole', () => {
      assert.match(renderWorkloadMarkdown(report), /```yaml\nmodels:\n {2}CHAT_MODEL: …/);
    });
  });

  it('say so when there is nothing', async () => {
    const { files } = await analyzed({});
    const empty = buildWorkloadReport(files, [], CONTEXT);
    assert.match(renderReportPage(empty), /No calls of Bedrock models were found\./);
    assert.match(renderWorkloadMarkdown(empty), /No calls of Bedrock models were found\./);
    assertContract('workload', renderWorkloadJson(empty));
  });
});

function parseCsv(text: string): readonly (readonly string[])[] {
  assert.ok(text.endsWith('\r\n'));
  return text
    .slice(0, -2)
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}
