import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

describe('Strands Agents', () => {
  it('reads the settings of a model', async () => {
    const [call, ...others] = await callsIn(`
from strands import Agent
from strands.models.bedrock import BedrockModel
model = BedrockModel(model_id="amazon.nova-lite-v1:0", max_tokens=2000, region_name="us-west-2",
                     service_tier="flex", streaming=False)
agent = Agent(model=model, system_prompt="Be terse.")
`);
    assert.ok(call);
    assert.equal(others.length, 0, 'the agent is not counted beside its model');
    assert.equal(call.sdk, 'strands');
    assert.equal(call.operation, 'Converse');
    assert.equal(call.isStreaming, false);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 2000);
    assert.equal(knownValue(call.region), 'us-west-2');
    assert.equal(knownValue(call.serviceTier), 'flex');
  });

  it('streams by default, has no cap by default, and takes the Region of its session', async () => {
    const [call] = await callsIn(`
import boto3
from strands.models import BedrockModel
BedrockModel(model_id="amazon.nova-lite-v1:0", boto_session=boto3.Session(region_name="eu-west-1"))
`);
    assert.ok(call);
    assert.equal(call.operation, 'ConverseStream');
    assert.equal(call.isStreaming, true);
    assert.equal(call.maxTokens.state, 'absent');
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.deepEqual(
      (call.setMaxTokens?.(512) ?? []).map((edit) => edit.kind === 'set-field' && edit.path),
      [['max_tokens']],
    );
  });

  it('says that a default model is not known', async () => {
    const calls = await callsIn(`
import strands
from strands.models import BedrockModel
BedrockModel(temperature=0.2)
BedrockModel(**settings)
strands.Agent(tools=[a, b], system_prompt="Be terse.")
`);
    assert.deepEqual(
      calls.map(({ model, maxTokens }) => [model.state, maxTokens.state]),
      [
        ['unknown', 'absent'],
        ['unknown', 'unknown'],
        ['unknown', 'absent'],
      ],
    );
    const agent = calls.at(-1);
    assert.equal(agent?.toolCount, 2);
    assert.equal(agent.segments.find(({ role }) => role === 'system')?.role, 'system');
  });

  it('takes an agent with the id of a model for a call', async () => {
    const [call] = await callsIn(`
from strands import Agent
MODEL = "amazon.nova-lite-v1:0"
agent = Agent(MODEL)
`);
    assert.ok(call);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(call.setMaxTokens, undefined, 'an agent takes no cap');
  });

  it("reads where the model is told to cache, and sends an agent's system prompt once", async () => {
    const [cached, own] = await callsIn(`
from strands import Agent
from strands.models import BedrockModel
model = BedrockModel(model_id="us.anthropic.claude-test-1-v1:0", cache_tools="default", cache_prompt=None)
Agent(model=model, system_prompt="Be brief.", tools=[search])("Why?")
Agent(model="us.anthropic.claude-test-1-v1:0", system_prompt="Be brief.")("Why?")
`);
    const marked = cached?.uses[0]?.segments.filter(({ checkpoint }) => checkpoint !== undefined);
    assert.deepEqual(
      marked?.map(({ role }) => role),
      ['tools'],
    );
    assert.equal(own?.uses[0]?.segments.filter(({ role }) => role === 'system').length, 1);
    assert.equal(own.steps?.by, 'framework');
  });

  it('leaves other models and other agents alone', async () => {
    const calls = await callsIn(`
from strands import Agent
from strands.models.anthropic import AnthropicModel
from agents import Agent as OtherAgent
def make(model):
    return Agent(model=model)
Agent(model=AnthropicModel(model_id="claude-x", max_tokens=5))
Agent(**settings)
OtherAgent(model="gpt-x")
`);
    assert.deepEqual(calls, []);
  });
});

async function callsIn(text: string): Promise<readonly CallSite[]> {
  return (await analyzeText({ path: 'agent.py', text })).callSites.map(({ callSite }) => callSite);
}
