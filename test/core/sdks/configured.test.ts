import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import { analyzeText } from '../../support/analyze.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';

describe('functions that the configuration declares', () => {
  const GATEWAY = `
callSites:
  - function: gateway.complete
    model: model_name
    system: instructions
    prompt: [prompt, 0]
    maxTokens: max_tokens
`;

  it('are call sites with the arguments that it names', async () => {
    const [call, ...others] = await callsIn(
      `
from company import gateway
NOVA = "amazon.nova-lite-v1:0"
gateway.complete("Say hello.", model_name=NOVA, instructions="Be terse.", max_tokens=300)
other.complete("Not this.")
complete("Nor this.")
`,
      GATEWAY,
    );
    assert.ok(call);
    assert.equal(others.length, 0);
    assert.equal(call.sdk, 'configured');
    assert.equal(call.operation, 'Converse');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 300);
    assert.deepEqual(textsOf(call), [
      ['system', 'Be terse.'],
      ['user', 'Say hello.'],
    ]);
  });

  it('are also found inside objects and under other names', async () => {
    const calls = await callsIn(
      `
from company import gateway as g
from company.gateway import complete as ask
class Bot:
    def __init__(self):
        self.gateway = g
    def answer(self, question):
        return self.gateway.complete(prompt=question)
g.complete("One.")
ask("Two.")
`,
      GATEWAY,
    );
    assert.deepEqual(
      calls.map(({ enclosing }) => enclosing.join('.')),
      ['Bot.answer', ''],
    );
  });

  it('are uses of the call in them where that is found, and say of it what nothing else does', async () => {
    const wrapper = `import boto3
client = boto3.client("bedrock-runtime")
def complete(prompt, tier="small", max_tokens=100):
    return send(prompt, models()[tier], max_tokens)
def send(prompt, model, max_tokens):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": max_tokens})
`;
    const configuration =
      'callSites:\n  - { function: gateway.complete, model: amazon.nova-lite-v1:0, prompt: 0, maxTokens: 7 }\n';
    const caller = 'import gateway\ngateway.complete("One.")\ngateway.complete("Two.", max_tokens=20)\n';
    assert.deepEqual(await callsIn(caller, configuration, { 'gateway.py': wrapper }), []);
    const { callSites } = await analyzeText({
      path: 'gateway.py',
      text: wrapper,
      configuration,
      workspaceFiles: { 'app.py': caller },
    });
    assert.equal(callSites.length, 1);
    const uses = callSites[0]?.callSite.uses ?? [];
    assert.deepEqual(
      uses.map(({ model, maxTokens, segments }) => [
        knownValue(model),
        knownValue(maxTokens),
        segments[0]?.parts.map((part) => (part.kind === 'text' ? part.text : part.name)).join(''),
      ]),
      [
        ['amazon.nova-lite-v1:0', 100, 'One.'],
        ['amazon.nova-lite-v1:0', 20, 'Two.'],
      ],
    );
  });

  it('are told by the module that they come from', async () => {
    const configuration = `
callSites:
  - function: company_llm#summarise
    model: amazon.nova-lite-v1:0
    prompt: 0
    maxTokens: 500
    operation: ConverseStream
  - { function: 'lib.text#shorten', prompt: text, model: model }
`;
    const [known, own, ...others] = await callsIn(
      `
from company_llm import summarise as short
from lib.text import shorten
from elsewhere import summarise
short("A long text.")
summarise("Not this.")
shorten("A text of ours.")
`,
      configuration,
      { 'lib/text.py': 'def shorten(text, model="amazon.nova-pro-v1:0"):\n    return remote(text, model)\n' },
    );
    assert.ok(known && own);
    assert.equal(others.length, 0);
    assert.equal(knownValue(known.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(known.maxTokens), 500);
    assert.equal(known.isStreaming, true);
    assert.equal(knownValue(own.model), 'amazon.nova-pro-v1:0', 'the default that the function declares');
    assert.deepEqual(textsOf(own), [['user', 'A text of ours.']]);
  });

  it('take arguments inside an object, and a name of `models`', async () => {
    const [call] = await callsIn(
      `import { llm } from '@company/llm';
export const answer = (question: string) => llm.ask({ prompt: \`Answer: \${question}\`, limit: 64 });
`,
      `
models: { fast: amazon.nova-lite-v1:0 }
callSites: [{ function: ask, model: fast, prompt: prompt, maxTokens: limit }]
`,
      {},
      'app.ts',
    );
    assert.ok(call);
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.maxTokens), 64);
    assert.deepEqual(textsOf(call), [['user', 'Answer: {question}']]);
  });

  it('leave unknown what they do not say, and nothing is missed of it', async () => {
    const [call] = await callsIn('from x import ask\nask()\n', 'callSites: [{ function: ask }]');
    assert.ok(call);
    assert.equal(call.model.state, 'unknown');
    assert.equal(call.maxTokens.state, 'unknown');
    assert.equal(call.hasUnseenInput, true);
  });

  it('have uses where other functions wrap them', async () => {
    const [call] = await callsIn(
      `
from company import gateway
def ask(text):
    return gateway.complete(text, model_name="amazon.nova-lite-v1:0")
ask("One.")
ask("Two, longer.")
`,
      GATEWAY,
    );
    assert.equal(call?.uses.length, 2);
  });

  it('make files worth a look that have no mark of a library', async () => {
    const host = inMemoryHost({ 'bedrock-cost-lint.yaml': 'callSites: [{ function: lib#ask }]' });
    const worth = (text: string) => new Analyzer(host).worthAnalysing(`${WORKSPACE}/a.py`, text);
    assert.equal((await worth('from lib import ask')).isWorth, true);
    const other = await worth('print("Hello")');
    assert.equal(other.isWorth, false);
    assert.ok(
      other.dependencies.includes(`${WORKSPACE}/bedrock-cost-lint.yaml`),
      'it is looked at anew when that changes',
    );
  });

  it('do not take a call from the library that knows it', async () => {
    const calls = await callsIn(
      `
import boto3
client = boto3.client("bedrock-runtime")
client.converse(modelId="amazon.nova-lite-v1:0", messages=[])
`,
      'callSites: [{ function: converse }]',
    );
    assert.deepEqual(
      calls.map(({ sdk }) => sdk),
      ['boto3'],
    );
  });
});

function textsOf(call: CallSite): readonly (readonly [string, string])[] {
  return call.segments.map(({ role, parts }) => [
    role,
    parts.map((part) => (part.kind === 'text' ? part.text : `{${part.name}}`)).join(''),
  ]);
}

async function callsIn(
  text: string,
  configuration: string,
  workspaceFiles: Readonly<Record<string, string>> = {},
  path = 'app.py',
): Promise<readonly CallSite[]> {
  const { callSites, problems } = await analyzeText({ path, text, configuration, workspaceFiles });
  assert.deepEqual(problems, []);
  return callSites.map(({ callSite }) => callSite);
}
