import assert from 'node:assert/strict';
import { shownUses } from './shownUses.ts';

const HEAD = `import boto3
client = boto3.client("bedrock-runtime")
`;

describe('uses of a wrapper', () => {
  it('keep together what each caller brings', async () => {
    const text = `${HEAD}def ask(prompt, model="m0", cap=100):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": cap})
ask("First", model="m1", cap=10)
ask("Second", "m2")
ask("Third")
`;
    assert.equal(
      await shownUses('app.py', text),
      `call 4
  5 m1 10 / user: First
  6 m2 100 / user: Second
  7 m0 100 / user: Third`,
    );
  });

  it('are found through levels and files, with the loop on the way', async () => {
    const text = `${HEAD}def send(model, prompt):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}])
def classify(text):
    return send("small", f"Classify: {text}")
`;
    const jobs = `from llm.client import classify as sort_out, send
def run(rows):
    for row in rows:
        sort_out("a mail")
send("large", "Write a poem")
`;
    assert.equal(
      await shownUses('llm/client.py', text, { 'jobs.py': jobs }),
      `call 4
  jobs.py:4 small absent / loop / user: Classify: a mail
  jobs.py:5 large absent / user: Write a poem`,
    );
  });

  it('are found through functions that only hand on what they are passed', async () => {
    const text = `${HEAD}def send(prompt):
    return client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": prompt}]}])
def ask(prompt, model=None):
    if model:
        return None
    return send(prompt)
`;
    const jobs = `from llm.client import ask
ask("First")
def f(text):
    ask(text)
`;
    assert.equal(
      await shownUses('llm/client.py', text, { 'jobs.py': jobs }),
      `call 4
  jobs.py:2 m absent / user: First
  jobs.py:4 m absent / user: {prompt}`,
    );
  });

  it('are found where a class leaves it open in the same file', async () => {
    const text = `${HEAD}class Base:
    def send(self, prompt):
        raise NotImplementedError()
    def classify(self):
        return self.send("Classify it")
class Own(Base):
    def send(self, prompt):
        return client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": prompt}]}])
`;
    assert.equal(
      await shownUses('app.py', text),
      `call 10
  7 m absent / user: Classify it`,
    );
  });

  it('bring what they name to a function that takes all names', async () => {
    const text = `${HEAD}from concurrent.futures import ThreadPoolExecutor
executor = ThreadPoolExecutor()
def timed(client, **kwargs):
    return executor.submit(client.converse, **kwargs).result()
def ask(client, model, prompt, cap=100):
    messages = [{"role": "user", "content": [{"text": prompt}]}]
    return timed(client, modelId=model, messages=messages, inferenceConfig={"maxTokens": cap})
`;
    const jobs = `import boto3
from llm.client import ask
ask(boto3.client("bedrock-runtime"), "m1", "First")
`;
    assert.equal(
      await shownUses('llm/client.py', text, { 'jobs.py': jobs }),
      `call 6
  jobs.py:3 m1 100 / user: First`,
    );
  });

  it('are found in a folder of the name of a package of another language', async () => {
    const text = `${HEAD}def ask(prompt, model="m0"):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}])
`;
    const app = 'from ai.feedback import ask\nask("Through a folder that the AI SDK is called as", "m1")\n';
    assert.equal(
      await shownUses('ai/feedback.py', text, { 'app.py': app }),
      'call 4\n  app.py:2 m1 absent / user: Through a folder that the AI SDK is called as',
    );
  });

  it('are found behind files that only pass it on, and in other packages of the workspace', async () => {
    const python = `${HEAD}def ask(prompt, model="m0"):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}])
`;
    assert.equal(
      await shownUses('llm/client.py', python, {
        'llm/__init__.py': 'from .client import ask\n',
        'app.py': 'from llm import ask\nask("Through the folder", "m1")\n',
      }),
      'call 4\n  app.py:2 m1 absent / user: Through the folder',
    );
    const typeScript = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
export const ask = (text: string) =>
  new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text }] }] }));
`;
    assert.equal(
      await shownUses('packages/llm/src/client.ts', typeScript, {
        'package.json': '{"workspaces": ["packages/*"]}',
        'packages/llm/package.json': '{"name": "@acme/llm", "main": "dist/index.js"}',
        'packages/llm/src/index.ts': "export * from './client';\n",
        'packages/app/src/main.ts': "import { ask } from '@acme/llm';\nask('From another package');\n",
      }),
      'call 3\n  packages/app/src/main.ts:2 m absent / user: From another package',
    );
  });

  it('are found where a pool or a queue runs the wrapper', async () => {
    const text = `${HEAD}def ask(prompt, model="m0"):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}])
def run(pool, texts):
    pool.starmap(ask, [("One", "m1")])
    list(itertools.starmap(ask, [("Two " + text, "m2") for text in texts]))
    pool.apply_async(ask, ("Three", "m3"))
    pool.apply_async(ask, args=("Four",), kwds={"model": "m4"})
    ask.delay("Five", model="m5")
    ask.apply_async(args=["Six"])
    for text in texts:
        ask.delay("Seven " + text)
    frame.texts.apply(ask)
    pool.map(lambda text: ask("Eight " + text), texts)
    other.delay("Not this one")
`;
    assert.equal(
      await shownUses('app.py', text),
      `call 4
  6 m1 absent / loop / user: One
  7 m2 absent / loop / user: Two {text}
  8 m3 absent / user: Three
  9 m4 absent / user: Four
  10 m5 absent / user: Five
  11 m0 absent / user: Six
  13 m0 absent / loop / user: Seven {text}
  14 m0 absent / loop / user: {prompt}
  15 m0 absent / loop / user: Eight {text}`,
    );
  });

  it('are found where a library limits how many run at a time', async () => {
    const text = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import pLimit from 'p-limit';
import pMap from 'p-map';
const client = new BedrockRuntimeClient({});
const limit = pLimit(3);
const ask = (text: string) =>
  client.send(new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text }] }] }));
export async function run(rows: string[]) {
  await Promise.all(rows.map((row) => limit(() => ask('One ' + row))));
  await pMap(rows, (row) => ask('Two ' + row));
  await pMap(['Three'], ask);
}
`;
    assert.equal(
      await shownUses('app.ts', text),
      `call 7
  9 m absent / loop / user: One {row}
  10 m absent / loop / user: Two {row}
  11 m absent / loop / user: Three`,
    );
  });

  it('are found where another function is handed the wrapper', async () => {
    const text = `${HEAD}def ask(prompt, model="m0", cap=100):
    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": cap})
async def run(loop, executor, pool, texts):
    executor.submit(ask, "One", model="m1")
    await asyncio.to_thread(ask, "Two", cap=20)
    loop.run_in_executor(None, ask, "Three", "m3")
    loop.run_in_executor(None, functools.partial(ask, "Four", cap=4))
    Thread(target=ask, args=("Five",), kwargs={"model": "m5"}).start()
    pool.map(ask, ["Six"])
    asyncio.gather(*[ask("Seven " + x) for x in texts])
    register(ask, "Not passed on")
    executor.submit(other, "Not this one")
`;
    assert.equal(
      await shownUses('app.py', text),
      `call 4
  6 m1 100 / user: One
  7 m0 20 / user: Two
  8 m3 100 / user: Three
  9 m0 4 / user: Four
  10 m5 100 / user: Five
  11 m0 100 / loop / user: Six
  12 m0 100 / loop / user: Seven {x}`,
    );
  });

  it('are found where a list is mapped with the wrapper', async () => {
    const text = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const ask = (prompt) => client.send(new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text: prompt }] }] }));
await Promise.all(['One'].map(ask));
`;
    assert.equal(await shownUses('app.ts', text), `call 3\n  4 m absent / loop / user: One`);
  });

  it('go with the object that a method is called on', async () => {
    const text = `${HEAD}class Client:
    def __init__(self, model, cap=50):
        self.model = model
        self.cap = cap
    def ask(self, prompt):
        return client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": self.cap})
Client("small").ask("One")
Client("large", cap=900).ask("Two")
`;
    assert.equal(
      await shownUses('app.py', text),
      `call 8
  9 small 50 / user: One
  10 large 900 / user: Two`,
    );
  });

  it('stay with the call where callers say nothing, but for their loop', async () => {
    const text = `${HEAD}def ask(prompt):
    return client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": prompt}]}])
def main(rows):
    for row in rows:
        ask(row)
`;
    assert.equal(await shownUses('app.py', text), 'call 4\n  4 m absent / loop / user: {prompt}');
  });

  it('end where wrappers call each other, and say when there are too many', async () => {
    const text = `${HEAD}def a(prompt, n):
    if n: return b("x" + prompt, n - 1)
    return client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": prompt}]}])
def b(prompt, n):
    return a("y" + prompt, n - 1)
${Array.from({ length: 300 }, (_, i) => `a("text ${i}", 3)`).join('\n')}
`;
    const shown = await shownUses('app.py', text);
    assert.ok(shown.split('\n').length <= 70);
  });

  it('are those of methods of a typed member in TypeScript', async () => {
    const service = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export class Llm {
  async ask(prompt: string, model = 'm0') {
    return client.send(new ConverseCommand({ modelId: model, messages: [{ role: 'user', content: [{ text: prompt }] }] }));
  }
}
`;
    const user = `import { Llm } from './llm';
export class Mail {
  constructor(private readonly llm: Llm) {}
  sort(mail: string) {
    return this.llm.ask(\`Sort: \${mail}\`, 'm1');
  }
}
`;
    assert.equal(
      await shownUses('src/llm.ts', service, { 'src/mail.ts': user }),
      'call 5\n  src/mail.ts:5 m1 absent / user: Sort: {mail}',
    );
  });
});
