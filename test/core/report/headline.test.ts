import assert from 'node:assert/strict';
import { renderInventoryText } from '../../../src/cli/text/inventoryText.ts';
import { renderWorkloadText } from '../../../src/cli/text/workloadText.ts';
import { terminalFor } from '../../../src/cli/text/terminal.ts';
import type { CallEstimate } from '../../../src/core/cost/callEstimate.ts';
import { formatUsd } from '../../../src/core/cost/format.ts';
import { headline, headlineParts } from '../../../src/core/cost/headline.ts';
import { renderInventoryJson } from '../../../src/core/report/render/inventoryJson.ts';
import { renderWorkloadJson } from '../../../src/core/report/render/workloadJson.ts';
import { renderWorkloadMarkdown } from '../../../src/core/report/render/workloadMarkdown.ts';
import { renderReportPage } from '../../../src/core/report/render/workloadHtml.ts';
import { buildWorkloadReport } from '../../../src/core/report/workloadReport.ts';
import { callHover } from '../../../src/core/service/features/callHover.ts';
import { callLenses } from '../../../src/core/service/features/callLenses.ts';
import { fileStatus } from '../../../src/core/service/features/fileStatus.ts';
import { assertContract } from '../../support/contract.ts';
import { analyzed, CONTEXT } from './workspace.ts';

const CLIENT = 'import boto3\n\nclient = boto3.client("bedrock-runtime", region_name="us-east-1")\n';
const CLAUDE = 'us.anthropic.claude-test-1-v1:0';
const MANUAL = 'Say it again. '.repeat(2000);

interface Written {
  readonly model?: string;
  readonly system?: string;
  readonly text?: string;
  readonly rest?: string;
}

function converse({ model = `"${CLAUDE}"`, system, text = '"Say yes."', rest = '' }: Written): string {
  const first = system === undefined ? '' : `system=[${system}], `;
  const message = `messages=[{"role": "user", "content": [{"text": ${text}}]}]`;
  return `${CLIENT}\ndef ask(question, history, flag):\n    return client.converse(modelId=${model}, ${first}${message}${rest})\n`;
}

const CAP = ', inferenceConfig={"maxTokens": 300}';
const CACHED = `{"text": "${MANUAL}"}, {"cachePoint": {"type": "default"}}`;

/** Programs with one call each. */
const CALLS: Readonly<Record<string, string>> = {
  capped: converse({ rest: CAP }),
  'without a cap': converse({}),
  'with a typed question': converse({ text: 'f"Answer: {question}"', rest: CAP }),
  'with a history of no known size': converse({ text: 'f"Go on: {history}"', rest: CAP }),
  'whose prompt is not seen': `from langchain_aws import ChatBedrockConverse\n\nllm = ChatBedrockConverse(model="${CLAUDE}", region_name="us-east-1", max_tokens=500)\n`,
  'of one of two models': converse({ model: `"${CLAUDE}" if flag else "us.amazon.nova-test-v1:0"`, rest: CAP }),
  'of a model without a price, or one with': converse({ model: `"foo.bar" if flag else "${CLAUDE}"`, rest: CAP }),
  'of a model without a price': converse({ model: '"foo.bar"', rest: CAP }),
  'with a cache': converse({ system: CACHED, rest: CAP }),
  'with a checkpoint that does nothing': converse({ system: '{"text": "Hi."}, {"cachePoint": {"type": "default"}}' }),
  'in a lower tier': converse({ model: '"us.amazon.nova-test-v1:0"', rest: `${CAP}, serviceTier={"type": "flex"}` }),
  'with a guardrail': converse({ rest: `${CAP}, guardrailConfig={"guardrailIdentifier": "gr1"}` }),
};

describe('the money of a call', () => {
  for (const [name, text] of Object.entries(CALLS)) {
    it(`is the same everywhere for a call ${name}`, async () => {
      const { estimate, shown } = await show(text);
      const { amount, range, ceiling, missing } = headlineParts(estimate);
      const whole = headline(estimate);
      assert.ok(shown.lens.endsWith(` · ${whole}`), shown.lens);
      assert.ok(shown.hover.includes(`**${whole}**`), shown.hover);
      assert.ok(shown.statusDetails.endsWith(whole), shown.statusDetails);
      if (amount === undefined) {
        for (const place of Object.values(shown)) assert.doesNotMatch(place, /\$[\d.]+ per 1,000/);
        return;
      }
      assert.ok(shown.status.includes(`${amount} per 1,000 calls`), shown.status);
      const tables = [shown.scan, shown.report, shown.markdown, shown.html];
      for (const table of tables) assert.ok(table.includes(amount), `${amount} in ${table}`);
      for (const table of tables) assert.ok(range === undefined || table.includes(range), `${range} in ${table}`);
      const longest = ceiling && /\$[\d.,]+$/.exec(ceiling)?.[0];
      for (const table of tables) assert.ok(longest === undefined || table.includes(longest), `${longest} in ${table}`);
      for (const part of missing) {
        const [named = ''] = part.split(' at ');
        for (const place of [
          shown.lens,
          shown.hover,
          shown.status,
          shown.scan,
          shown.report,
          shown.markdown,
          shown.html,
        ])
          assert.ok(place.includes(`+ ${named}`), `${named} in ${place}`);
      }
      const sums = [shown.report, shown.markdown, shown.html];
      for (const sum of sums) assert.equal(sum.includes('+ what is not sized'), missing.length > 0);
    });

    it(`is the same in JSON for a call ${name}`, async () => {
      const { estimate, inventory, workload } = await show(text);
      for (const shown of [inventory, workload]) {
        assert.deepEqual(shown.usdPerCall?.likely, rounded(estimate.usdPerCall?.likely));
        assert.equal(shown.usdCeilingPerCall ?? undefined, rounded(estimate.usdCeilingPerCall));
        assert.deepEqual(
          shown.unsized,
          estimate.unsized.map(({ name: of, usdPerMillionTokens = null }) => ({ name: of, usdPerMillionTokens })),
        );
        assert.deepEqual(
          shown.unpriced ?? [],
          estimate.unpriced.map(({ modelId }) => modelId),
        );
      }
    });
  }

  it('names what is in no figure, with its price', async () => {
    const line = async (name: string): Promise<string> => headline((await show(CALLS[name] ?? '')).estimate);
    assert.match(await line('with a history of no known size'), / \+ \{history\} at \$3\.30 per million tokens$/);
    assert.match(await line('whose prompt is not seen'), / \+ \{prompt\} at \$3\.30 per million tokens$/);
    assert.match(await line('with a guardrail'), / \+ the guardrail$/);
    assert.match(await line('of a model without a price, or one with'), /; no price for foo\.bar$/);
    assert.match(await line('with a typed question'), /^≈ \$[\d.]+ per 1,000 calls \([^+]*\)$/);
    assert.match(await line('of a model without a price'), /^no price: foo\.bar is not in the catalogue/);
  });

  it('of the longest answer is that of the finding on a missing cap', async () => {
    const { estimate, findings } = await show(CALLS['without a cap'] ?? '');
    const usd = estimate.outputCeiling?.usd ?? 0;
    assert.ok(headline(estimate).includes(`one answer at the model's maximum ${formatUsd(usd)}`));
    assert.ok(
      findings.some((message) => message.includes(`tokens (${formatUsd(usd)})`)),
      findings.join('\n'),
    );
  });

  it('of a cached call goes from the filled cache to the first call, and is never ranked above the uncached one', async () => {
    const { files, analyses } = await analyzed({
      'a_cached.py': CALLS['with a cache'] ?? '',
      'b_uncached.py': converse({ system: `{"text": "${MANUAL}"}`, rest: CAP }),
    });
    const [cached, uncached] = analyses.map(({ callSites }) => callSites[0]?.estimate);
    const { firstCall, laterCall } = cached?.caching?.usd ?? {};
    assert.equal(cached?.usdPerCall?.low, laterCall?.low);
    assert.equal(cached?.usdPerCall?.high, firstCall?.high);
    assert.ok((cached?.usdPerCall?.likely ?? Infinity) <= (uncached?.usdPerCall?.likely ?? 0));
    const { calls } = buildWorkloadReport(files, [], CONTEXT);
    assert.deepEqual(
      calls.map(({ path }) => path),
      ['b_uncached.py', 'a_cached.py'],
    );
  });
});

interface ShownJson {
  readonly usdPerCall: { readonly likely: number } | null;
  readonly usdCeilingPerCall: number | null;
  readonly unsized: readonly object[];
  readonly unpriced?: readonly string[];
}

async function show(text: string) {
  const { files, analyses } = await analyzed({ 'app.py': text });
  const [analysis] = analyses;
  const call = analysis?.callSites[0];
  assert.ok(analysis && call);
  const report = buildWorkloadReport(files, [], CONTEXT);
  const status = fileStatus(analysis);
  const inventory = assertContract('inventory', renderInventoryJson(analyses, [], CONTEXT)) as {
    readonly callSites: readonly { readonly estimate: ShownJson }[];
  };
  const workload = assertContract('workload', renderWorkloadJson(report)) as { readonly calls: readonly ShownJson[] };
  const [counted, reported] = [inventory.callSites[0]?.estimate, workload.calls[0]];
  assert.ok(counted && reported);
  return {
    estimate: call.estimate satisfies CallEstimate,
    findings: analysis.findings.map(({ message }) => message),
    inventory: counted,
    workload: reported,
    shown: {
      lens: callLenses(analysis)[0]?.title ?? '',
      hover: unescaped(callHover(analysis, call.callSite.range.start)?.markdown ?? ''),
      status: status?.text ?? '',
      statusDetails: status?.details[0] ?? '',
      scan: renderInventoryText(files, [], CONTEXT, TERMINAL, { fileCount: 1 }),
      report: renderWorkloadText(report, 1, TERMINAL),
      markdown: unescaped(renderWorkloadMarkdown(report)),
      html: renderReportPage(report),
    },
  };
}

function unescaped(markdown: string): string {
  return markdown.replace(/\\(.)/g, '$1');
}

/** As JSON shows amounts. */
function rounded(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : Number(amount.toPrecision(12));
}

const TERMINAL = terminalFor({}, { color: false, isScreen: false }, { COLUMNS: '160' });
