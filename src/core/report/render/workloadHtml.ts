/** `report --format html`, and the body of the editor's report view. No scripts, no styles on elements, nothing from elsewhere. */
import type { MoneyFormat } from '../../cost/format.ts';
import { formatCount, moneyFormat, plural } from '../../cost/format.ts';
import type { ReportedBudget } from '../workload.ts';
import { groupFindings } from '../findingGroups.ts';
import { missingConfiguration } from '../missingFacts.ts';
import type { MoneySum } from '../moneySum.ts';
import { ruleDocsUrl } from '../ruleDocs.ts';
import type {
  ReportedCall,
  ReportedFinding,
  ReportedPlace,
  ReportedTemplate,
  WorkloadGroup,
  WorkloadReport,
} from '../workload.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { REPORT_STYLES, REPORT_STYLES_SHA256 } from './reportStyles.ts';
import {
  amountText,
  budgetText,
  groupAmountText,
  longestAnswerText,
  besideText,
  modelText,
  moneylessText,
  rangeText,
  shareText,
  tokensText,
  totalAmounts,
  totalRemarks,
} from './workloadWords.ts';

export interface ReportBodyOptions {
  /** `places`: links with `data-uri`, `data-line`, `data-column` for a host that opens them; `none`: plain text. */
  readonly links: 'places' | 'none';
}

/** A whole page of its own. */
export function renderReportPage(report: WorkloadReport): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${REPORT_STYLES_SHA256}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Bedrock workload report</title>
<style>${REPORT_STYLES}</style>
</head>
<body class="bcl-page">
${renderReportBody(report, { links: 'none' })}
</body>
</html>
`;
}

/** One element with the whole report, to be styled by {@link REPORT_STYLES}; all text in it is escaped. */
export function renderReportBody(report: WorkloadReport, options: ReportBodyOptions): string {
  const { totals, templates } = report;
  const money = moneyFormat(report.currency);
  const body = html`<main class="bcl">
    <h1>Bedrock workload report</h1>
    <p class="quiet">
      ${plural(totals.calls, 'call')} and ${plural(templates.length, 'prompt')} · prices as of ${report.pricesAsOf} ·
      Bedrock Cost Lint ${report.version}
    </p>
    ${totalsList(report)} ${budgetTable(report.budgets, money)} ${groupTable('Model', report.byModel, totals, money)}
    ${groupTable('File', report.byFile, totals, money)} ${groupTable('Project', report.byProject, totals, money)}
    ${callTable(report.calls, options, money)} ${findingList(report.findings, options, money)}
    ${templateTable(templates, options)} ${assumptionList(report)} ${missingBlock(report)} ${skippedList(report)}
  </main>`;
  return body.markup;
}

function totalsList(report: WorkloadReport): Html {
  const cards = totalAmounts(report).map(({ amount, what }) => html`<li><strong>${amount}</strong>${what}</li>`);
  const remarks = totalRemarks(report).map((text) => html`<p class="quiet">${text}</p>`);
  return html`<ul class="totals">
      ${cards}
    </ul>
    ${remarks}`;
}

function budgetTable(budgets: readonly ReportedBudget[], money: MoneyFormat): Html | undefined {
  const rows = budgets.map((budget) => {
    const { files, usdPerMonth, spentUsdPerMonth, state } = budget;
    const share = usdPerMonth === 0 ? Number(state === 'over') : spentUsdPerMonth.likely / usdPerMonth;
    return html`<tr>
      <th scope="row">${files.length === 0 ? 'whole workspace' : files.join(', ')}</th>
      <td class="bar">${bar(share, `fill-${state}`)}</td>
      ${numberCell(money.amount(spentUsdPerMonth.likely), spentUsdPerMonth.likely)}${numberCell(money.amount(usdPerMonth), usdPerMonth)}
      <td class="${state}">${budgetText(budget)}</td>
    </tr>`;
  });
  return table('Budgets', ['Files', '', '#Spent a month', '#Limit a month', ''], rows);
}

function groupTable(
  by: string,
  groups: readonly WorkloadGroup[],
  totals: MoneySum,
  money: MoneyFormat,
): Html | undefined {
  const isMonthly = totals.usdPerMonth !== undefined;
  const amountOf = (sum: MoneySum): number | undefined =>
    (isMonthly ? sum.usdPerMonth : sum.usdPerThousandCalls)?.likely;
  const whole = amountOf(totals) ?? 0;
  const rows = groups.map(({ name, sum }) => {
    const amount = amountOf(sum);
    const share = amount === undefined || whole === 0 ? undefined : amount / whole;
    const missing = sum.callsWithoutPrice === sum.calls ? 'not priced' : 'no volume';
    return html`<tr>
      <th scope="row">${breakable(name)}</th>
      <td class="bar">${share !== undefined && bar(share, 'fill')}</td>
      ${numberCell(share === undefined ? '' : shareText(share), share ?? -1)}${numberCell(formatCount(sum.calls), sum.calls)}
      ${numberCell(amount === undefined ? missing : groupAmountText(money.amount(amount), sum), amount ?? -1)}
    </tr>`;
  });
  const columns = [by, '', '#Share', '#Calls', isMonthly ? `#${money.unit} a month` : `#${money.unit} per 1,000 calls`];
  return table(`By ${by.toLowerCase()}`, columns, rows);
}

function bar(share: number, fill: string): Html {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="track" width="100" height="8" />
    <rect class="${fill}" width="${width}" height="8" />
  </svg>`;
}

function callTable(
  calls: readonly ReportedCall[],
  options: ReportBodyOptions,
  { unit }: MoneyFormat,
): Html | undefined {
  const rows = calls.map(
    (call) =>
      html`<tr>
        <th scope="row">${placeLink(call, options)}</th>
        <td class="detail">${call.operation}</td>
        <td>
          ${modelText(call.model)}${(call.usdPerCall === undefined || besideText(call) !== undefined) && html`<span class="why">${besideText(call) ?? moneylessText(call)}</span>`}
        </td>
        ${numberCell(tokensText(call), call.seenInput === 'none' ? -1 : call.inputTokens.likely)}
        ${numberCell(amountText(call.usdPerCall, call, 1000), call.usdPerCall?.likely ?? -1)}
        ${numberCell(rangeText(call.usdPerCall, call, 1000), call.usdPerCall?.high ?? -1)}
        ${numberCell(longestAnswerText(call) ?? '–', call.outputCeiling?.usd ?? -1)}
        ${numberCell(call.callsPerMonth === undefined ? '–' : formatCount(call.callsPerMonth), call.callsPerMonth ?? -1)}
        ${numberCell(amountText(call.usdPerMonth, call, 1), call.usdPerMonth?.likely ?? -1)}
      </tr>`,
  );
  const columns = [
    'Call',
    '~Operation',
    'Model',
    '#Tokens in',
    `#${unit} per 1,000 calls`,
    '#Range',
    `#${unit} of the longest answer`,
    '#Calls a month',
    `#${unit} a month`,
  ];
  return table('Calls, dearest first', columns, rows);
}

function templateTable(templates: readonly ReportedTemplate[], options: ReportBodyOptions): Html | undefined {
  const rows = templates.map(
    (template) =>
      html`<tr>
        <th scope="row">${placeLink(template, options)}${template.name !== undefined && ` ${template.name}`}</th>
        <td>${template.format}</td>
        <td>${template.model.name === undefined ? '–' : modelText(template.model)}</td>
        ${numberCell(tokensText(template), template.inputTokens.likely)}
        <td>${template.placeholders.join(', ')}</td>
      </tr>`,
  );
  return table('Prompts', ['Prompt', 'Format', 'Model', '#Tokens', 'Placeholders'], rows);
}

function findingList(
  findings: readonly ReportedFinding[],
  options: ReportBodyOptions,
  money: MoneyFormat,
): Html | undefined {
  if (findings.length === 0) return undefined;
  const items = groupFindings(findings).map(({ rule, message, savings, fixTitles, places }) => {
    const saved = [
      savings?.usdPerMonth && `${money.amount(savings.usdPerMonth.likely)} a month`,
      savings?.usdPerThousandCalls && `${money.amount(savings.usdPerThousandCalls.likely)} per 1,000 calls`,
    ].filter((amount) => amount !== undefined);
    return html`<li>
      <p>
        <a href="${ruleDocsUrl(rule)}">${rule}</a> ·
        ${places.map((place, index) => html`${index > 0 && ', '}${placeLink(place, options)}`)}${saved.length > 0 && html` · <strong>saves ≈ ${saved.join(', ')}</strong>`}
      </p>
      <p>${message}</p>
      ${fixTitles.map((title) => html`<p class="quiet">Fix: ${title}</p>`)}
    </li>`;
  });
  return html`<h2>What to do, most saving first</h2>
    <ul class="findings">
      ${items}
    </ul>`;
}

function assumptionList({ assumptions }: WorkloadReport): Html | undefined {
  if (assumptions.length === 0) return undefined;
  const items = assumptions.map(
    ({ text, calls }) => html`<li>${text}${calls > 1 && ` (${plural(calls, 'call')})`}</li>`,
  );
  return html`<h2>Assumed</h2>
    <ul>
      ${items}
    </ul>`;
}

function missingBlock({ missing }: WorkloadReport): Html | undefined {
  if (missing.length === 0) return undefined;
  const yaml = missingConfiguration(missing).join('\n');
  return html`<h2>To know more</h2>
    <p>Write in <code>bedrock-cost-lint.yaml</code>:</p>
    <pre><code>${yaml}</code></pre>`;
}

function skippedList({ skipped }: WorkloadReport): Html | undefined {
  if (skipped.length === 0) return undefined;
  const items = skipped.map(({ path, reason }) => html`<li><code>${path}</code> ${reason}</li>`);
  return html`<h2>Not read</h2>
    <ul>
      ${items}
    </ul>`;
}

/** @param titles With `#` in front for columns of numbers, `~` for those that a narrow page leaves out. */
function table(caption: string, titles: readonly string[], rows: readonly Html[]): Html | undefined {
  if (rows.length === 0) return undefined;
  const heads = titles.map((title) => {
    if (title === '') return html`<td></td>`;
    if (title.startsWith('~')) return html`<th scope="col" class="detail" data-sort="text">${title.slice(1)}</th>`;
    return title.startsWith('#')
      ? html`<th scope="col" class="number" data-sort="number">${title.slice(1)}</th>`
      : html`<th scope="col" data-sort="text">${title}</th>`;
  });
  return html`<h2>${caption}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${caption}">
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** The value is what a host sorts by. */
function numberCell(text: string, value: number): Html {
  return html`<td class="number" data-value="${value}">${text}</td>`;
}

function placeLink({ uri, path, place }: ReportedPlace, { links }: ReportBodyOptions): Html {
  const { cell, start } = place;
  const text = `${path}${cell === undefined ? '' : `:cell ${cell + 1}`}:${start.line}`;
  if (links === 'none') return html`<code>${breakable(text)}</code>`;
  const cellData = cell === undefined ? undefined : html` data-cell="${cell}"`;
  return html`<a href="#" data-uri="${uri}" data-line="${start.line}" data-column="${start.column}" ${cellData}
    >${breakable(text)}</a
  >`;
}

/** A long path goes on in the next line behind one of its folders. */
function breakable(path: string): Html {
  const pieces = path.split(/(?<=[/_])|(?=:[a-z])/);
  return html`${pieces.map((piece, index) => html`${index > 0 && html`<wbr />`}${piece}`)}`;
}
