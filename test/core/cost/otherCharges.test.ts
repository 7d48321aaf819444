import assert from 'node:assert/strict';
import { estimateCall } from '../../../src/core/cost/estimateCall.ts';
import { chargePrice, otherCharges } from '../../../src/core/cost/otherCharges.ts';
import { analyzeText } from '../../support/analyze.ts';
import { realCatalog } from '../catalog/realCatalog.ts';
import { context, known, subject } from './subjects.ts';

describe('what a call pays for besides tokens', () => {
  const shown = (operation: string, model?: string): readonly string[] =>
    otherCharges({ operation }, model, realCatalog()).map((charge) => `${charge.name}: ${chargePrice(charge)}`);

  it('is priced where a fact exists, and said not to be where none does', () => {
    assert.deepEqual(shown('InvokeFlow'), ['Flows: $0.035 per 1,000 node transitions']);
    assert.deepEqual(shown('InvokeAgent'), ['Bedrock Agents: not priced']);
    assert.deepEqual(shown('RetrieveAndGenerate'), ['Knowledge Base retrieval and its vector store: not priced']);
    const guardrails = shown('ApplyGuardrail');
    assert.ok(
      guardrails.includes('Guardrails content filters (text): $0.15 per 1,000 text units of up to 1,000 characters'),
    );
    assert.ok(guardrails.includes('Guardrails word filters and custom regular expressions: free'));
    assert.ok(guardrails.includes('Guardrails contextual grounding: not priced'));
  });

  it('goes by the kind of resource, too', () => {
    const arn = (resource: string): string => `arn:aws:bedrock:us-east-1:111122223333:${resource}`;
    assert.deepEqual(shown('Converse', arn('prompt-router/x')), ['Intelligent Prompt Routing: not priced']);
    assert.deepEqual(shown('Converse', arn('provisioned-model/x')), ['Provisioned Throughput: not priced']);
    assert.equal(shown('InvokeModel', arn('imported-model/x')).length, 2);
    assert.deepEqual(shown('InvokeModel', 'cohere.rerank-v3-5:0'), ['Cohere Rerank 3.5: $0.002 per search unit']);
    assert.deepEqual(shown('Converse', 'amazon.nova-pro-v1:0'), []);
  });

  it('stands among the assumptions of an estimate, outside its money', () => {
    const settings = { ...context(), catalog: realCatalog(), date: '2026-11-21' };
    const model = known('us.anthropic.claude-sonnet-4-6');
    const agent = estimateCall(subject({ model, operation: 'InvokeAgent' }), settings);
    assert.ok(agent.assumptions.includes('Not counted, besides tokens: Bedrock Agents (not priced).'));
    assert.equal(agent.usdPerCall?.likely, estimateCall(subject({ model }), settings).usdPerCall?.likely);
  });

  it('has those of a guardrail that a request names', async () => {
    const text = (request: string): string =>
      'import boto3\nclient = boto3.client("bedrock-runtime", region_name="us-east-1")\n' + `client.${request}\n`;
    const converse = 'converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[], GUARDRAIL)';
    const invoke = 'invoke_model(modelId="us.anthropic.claude-sonnet-4-6", body="{}", GUARDRAIL)';
    const calls: readonly (readonly [string, true | undefined])[] = [
      [converse.replace('GUARDRAIL', 'guardrailConfig={"guardrailIdentifier": "gr1"}'), true],
      [invoke.replace('GUARDRAIL', 'guardrailIdentifier="gr1"'), true],
      [converse.replace(', GUARDRAIL', ''), undefined],
    ];
    for (const [request, hasGuardrail] of calls) {
      const { callSites } = await analyzeText({ path: 'app.py', text: text(request) });
      assert.equal(callSites[0]?.callSite.hasGuardrail, hasGuardrail, request);
    }
    const charges = otherCharges({ operation: 'Converse', hasGuardrail: true }, undefined, realCatalog());
    assert.deepEqual(
      charges.map(({ id }) => id),
      otherCharges({ operation: 'ApplyGuardrail' }, undefined, realCatalog()).map(({ id }) => id),
    );
  });

  it('names charges that the catalogue has', () => {
    const ids = new Set(realCatalog().charges.map(({ id }) => id));
    assert.equal(ids.size, realCatalog().charges.length);
    for (const operation of [
      'ApplyGuardrail',
      'InvokeFlow',
      'Retrieve',
      'OptimizePrompt',
      'CreateModelCustomizationJob',
    ])
      assert.ok(shown(operation).length > 0, operation);
  });
});
