import assert from 'node:assert/strict';
import type { Use } from '../../../src/core/domain/callSite.ts';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = `
import boto3
client = boto3.client("bedrock-runtime")
MODEL = "us.anthropic.claude-test-1-v1:0"
`;

describe('conversations', () => {
  it('are told from messages that outlive the call and grow', async () => {
    const use = await useOf(`
def call(messages):
    return client.converse(modelId=MODEL, messages=messages, toolConfig={"tools": TOOLS})
def run(task):
    messages = [task]
    while True:
        reply = call(messages)
        messages.append(reply)
        if reply["stopReason"] != "tool_use":
            return reply
`);
    assert.equal(use.history?.driver, 'model');
    assert.equal(use.steps?.limit.state, 'absent');
  });

  it('have an end where something is counted, compared or gone through', async () => {
    for (const [head, test] of [
      ['for _ in range(5):', 'pass'],
      ['while True:', 'if rounds > 9: break'],
      ['while time.time() < end:', 'pass'],
    ] as const) {
      const use = await useOf(`
def run(task, rounds, end):
    messages = [task]
    ${head}
        reply = client.converse(modelId=MODEL, messages=messages, toolConfig={"tools": TOOLS})
        messages.append(reply)
        ${test}
`);
      assert.notEqual(use.steps?.limit.state, 'absent', head);
    }
  });

  it('are bounded where something is taken away, or left out', async () => {
    for (const bounding of ['self.messages = self.messages[-9:]', 'self.messages.pop(0)', 'self._trim_messages()']) {
      const use = await useOf(`
class Chat:
    def __init__(self):
        self.messages = []
    def say(self, text):
        self.messages.append(text)
        ${bounding}
        return client.converse(modelId=MODEL, messages=self.messages)
`);
      assert.equal(use.history?.isBounded, true, bounding);
    }
  });

  it('are none where the messages are made anew', async () => {
    const use = await useOf(`
def label(items):
    for item in items:
        messages = []
        messages.append(item)
        client.converse(modelId=MODEL, messages=messages)
`);
    assert.equal(use.history, undefined);
  });
});

describe('what else the program does with a call', () => {
  it('is read: only the usage of the answer', async () => {
    const only = await useOf(
      'def f(m):\n    r = client.converse(modelId=MODEL, messages=m)\n    return r["usage"]["inputTokens"]\n',
    );
    assert.equal(only.readsOnlyUsage, true);
    const more = await useOf(
      'def f(m):\n    r = client.converse(modelId=MODEL, messages=m)\n    print(r["usage"])\n    return r\n',
    );
    assert.equal(more.readsOnlyUsage, undefined);
  });

  it('is tried again: decorators and loops around a try', async () => {
    const decorated = await useOf(
      'from tenacity import retry\n@retry\ndef f(m):\n    return client.converse(modelId=MODEL, messages=m)\n',
    );
    assert.equal(decorated.retries?.limit.state, 'absent');
    const own = await useOf(
      'from helpers import retry\n@retry\ndef f(m):\n    return client.converse(modelId=MODEL, messages=m)\n',
    );
    assert.equal(own.retries, undefined);
  });
});

async function useOf(text: string): Promise<Use> {
  const { callSites } = await analyzeText({ path: 'app.py', text: HEAD + text });
  const use = callSites[0]?.callSite.uses[0];
  assert.ok(use, 'no call was found');
  return use;
}
