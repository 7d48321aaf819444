import assert from 'node:assert/strict';
import { shownUses } from './shownUses.ts';

const PYTHON = `import json
import boto3
client = boto3.client("bedrock-runtime")
def send(text):
    return client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": text}]}])
`;

const TYPESCRIPT = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const send = (text: string) =>
  client.send(new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text }] }] }));
`;

async function promptsOf(path: string, text: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const uses = await shownUses(path, text, files);
  return uses.split('\n').flatMap((line) => / \/ user: (.*)$/.exec(line)?.[1] ?? []);
}

describe('prompts that are kept elsewhere', () => {
  it('are what a function gives back for the name that it is passed', async () => {
    const text = `${PYTHON}def get_prompt(name, is_short=False):
    if name == "title":
        return "Write a title"
    elif name in ("sum", "summary"):
        return "Sum up" if is_short else "Sum up at length"
    return TABLE[name]
TABLE = {"translate": "Translate"}
send(get_prompt("title"))
send(get_prompt("summary"))
send(get_prompt("sum", is_short=True))
send(get_prompt("translate"))
`;
    assert.deepEqual(await promptsOf('app.py', text), ['Write a title', 'Sum up at length', 'Sum up', 'Translate']);
    const typeScript = `${TYPESCRIPT}function getPrompt(name: string) {
  switch (name) {
    case 'title':
      return 'Write a title';
    case 'sum':
      return 'Sum up';
    default:
      return 'Translate';
  }
}
send(getPrompt('title'));
send(getPrompt('sum'));
send(getPrompt('other'));
`;
    assert.deepEqual(await promptsOf('app.ts', typeScript), ['Write a title', 'Sum up', 'Translate']);
  });

  it('can be any where the name is not known, or something else may be passed', async () => {
    const text = `${PYTHON}import os
def get_prompt(name, is_short=False):
    if name == "title":
        return "Write a title, please"
    return "Sum up" if is_short else "Sum up at length"
send(get_prompt(os.environ.get("PROMPT", "title")))
send(get_prompt("sum", **settings))
`;
    assert.deepEqual(await promptsOf('app.py', text), ['Write a title, please', 'Sum up']);
  });

  it('are read once and kept by the module', async () => {
    const text = `${PYTHON}_prompts = None
_by_name = {}
def prompts():
    global _prompts
    if _prompts is None:
        _prompts = json.load(open("prompts.json"))
    return _prompts
def by_name():
    global _by_name
    if not _by_name:
        _by_name = json.load(open("prompts.json"))
    return _by_name
send(prompts()["judge"]["prompt"])
send(by_name()["judge"]["prompt"])
`;
    const files = { 'prompts.json': '{"judge": {"prompt": "Judge this"}}' };
    assert.deepEqual(await promptsOf('app.py', text, files), ['Judge this', 'Judge this']);
  });
});
