import { itFinds } from './itFinds.ts';

describe('boto3: the call', () => {
  itFinds('app.py', [
    [
      'a method that is handed over with its arguments',
      `
import boto3, functools
c = boto3.client("bedrock-runtime")
params = {"modelId": "a", "messages": [], "inferenceConfig": {"maxTokens": 5}}
def helper(client, send, request):
    return send(**request)
helper(c, c.converse, params)
retry(3, c.converse, modelId="b", messages=[])
retry(c.converse, {"modelId": "c", "messages": []})
sync_to_async(c.converse)(modelId="d", messages=[])
functools.partial(c.converse, modelId="e")
class Model:
    def ask(self, headers):
        request = {"modelId": "f", "messages": []}
        client = self.client
        return call(client, client.converse, request, headers)
    def log(self, text):
        print(text, self.client.converse)
print("about to call", c.converse)
`,
      `
boto3 Converse model=a cap=5 region=-
boto3 Converse model=b cap=- region=-
boto3 Converse model=c cap=- region=-
boto3 Converse model=d cap=- region=-
boto3 Converse model=e cap=- region=-
boto3 Converse model=f cap=- region=?
`,
    ],
    [
      'a method that is run elsewhere',
      `
import asyncio, boto3, functools
c = boto3.client("bedrock-runtime")
kw = {"modelId": "a", "messages": [], "inferenceConfig": {"maxTokens": 5}}
async def f(loop, executor):
    loop.run_in_executor(None, functools.partial(c.converse, **kw))
    await asyncio.to_thread(c.converse, modelId="b", messages=[])
    executor.submit(c.converse, modelId="c", messages=[])
    executor.submit(c.converse, **kw)
    loop.run_in_executor(None, lambda: c.converse(modelId="d", messages=[]))
    send = functools.partial(c.converse, modelId="e", inferenceConfig={"maxTokens": 7})
    loop.run_in_executor(executor, send)
    functools.partial(c.converse, modelId="f")(messages=[])
    Thread(target=c.converse, kwargs=kw).start()
`,
      `
boto3 Converse model=a cap=5 region=-
boto3 Converse model=b cap=- region=-
boto3 Converse model=c cap=- region=-
boto3 Converse model=a cap=5 region=-
boto3 Converse model=d cap=- region=-
boto3 Converse model=e cap=7 region=-
boto3 Converse model=f cap=- region=-
boto3 Converse model=a cap=5 region=-
`,
    ],
    [
      'a method under another name',
      `
import boto3
c = boto3.client("bedrock-runtime")
send = c.converse
send(modelId="a", messages=[])
class Chat:
    def __init__(self, client):
        self.send = client.converse
    def ask(self):
        return self.send(modelId="b", messages=[])
Chat(c)
other = boto3.client("lex")
ask = other.converse
ask(modelId="no")
`,
      `
boto3 Converse model=a cap=- region=-
boto3 Converse model=b cap=- region=-
`,
    ],
    [
      'a cap that is empty here and may be set elsewhere',
      `
import boto3
c = boto3.client("bedrock-runtime")
class Chat:
    max_tokens = None
    def ask(self, free):
        return c.converse(modelId="a", messages=[], inferenceConfig={"maxTokens": None if free else self.max_tokens})
`,
      `
boto3 Converse model=a cap=? region=-
`,
    ],
    [
      'a client of this file',
      `
import boto3
client = boto3.client("bedrock-runtime", region_name="us-east-1")
client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": 512})
`,
      `
boto3 Converse model=m cap=512 region=us-east-1
  user: Hi
`,
    ],
    [
      'each operation',
      `
import boto3
client = boto3.client("bedrock-runtime")
client.converse(modelId="a", messages=[])
client.converse_stream(modelId="b", messages=[])
client.invoke_model(modelId="anthropic.claude-test-1-v1:0", body="{}")
client.invoke_model_with_response_stream(modelId="anthropic.claude-test-1-v1:0", body="{}")
`,
      `
boto3 Converse model=a cap=- region=-
boto3 ConverseStream model=b cap=- region=- streaming
boto3 InvokeModel model=anthropic.claude-test-1-v1:0 cap=- region=-
boto3 InvokeModelWithResponseStream model=anthropic.claude-test-1-v1:0 cap=- region=- streaming
`,
    ],
    [
      'a Region by position',
      `
import boto3
boto3.client("bedrock-runtime", "eu-west-1").converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=eu-west-1
`,
    ],
    [
      'a Region of the session',
      `
import boto3
session = boto3.Session(region_name="eu-west-1")
session.client("bedrock-runtime").converse(modelId="m", messages=[])
session.client("bedrock-runtime", region_name="us-east-1").converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=eu-west-1
boto3 Converse model=m cap=- region=us-east-1
`,
    ],
    [
      'a Region from the environment',
      `
import boto3, os
boto3.client("bedrock-runtime", region_name=os.environ.get("AWS_REGION", "us-west-2")).converse(modelId="m", messages=[])
boto3.client("bedrock-runtime", region_name=os.environ["AWS_REGION"]).converse(modelId="m", messages=[])
boto3.client("bedrock-runtime", **settings).converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=us-west-2
boto3 Converse model=m cap=- region=?
boto3 Converse model=m cap=- region=?
`,
    ],
    [
      'a client by keyword',
      `
import boto3
boto3.client(service_name="bedrock-runtime").converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=-
`,
    ],
    [
      'a client of a helper in another file',
      `
from clients import get_client
client = get_client()
client.converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=us-east-1
`,
      {
        workspaceFiles: {
          'clients.py': `import boto3
def get_client():
    return boto3.client("bedrock-runtime", region_name="us-east-1")
`,
        },
      },
    ],
    [
      'a client of a helper that is not in sight',
      `
from nowhere import get_client
get_client().converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=?
`,
    ],
    [
      'a client as an attribute',
      `
import boto3
class Chat:
    def __init__(self, client=None):
        self.client = client or boto3.client("bedrock-runtime", region_name="us-east-1")
    def ask(self, q):
        return self.client.converse(modelId="m", messages=[{"role": "user", "content": [{"text": q}]}])
`,
      `
boto3 Converse model=m cap=- region=us-east-1
  user: {q}
`,
    ],
    [
      'a client as a parameter',
      `
def ask(client, q):
    return client.converse(modelId="m", messages=q)
`,
      `
boto3 Converse model=m cap=- region=? unseen
  user: {q}
`,
    ],
    [
      'a client that is declared',
      `
from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
def ask(client: BedrockRuntimeClient, q):
    return client.converse(**q)
`,
      `
boto3 Converse model=? cap=? region=? tier=? unseen
`,
    ],
    [
      'an asynchronous client',
      `
import aioboto3
async def ask():
    session = aioboto3.Session()
    async with session.client("bedrock-runtime", region_name="us-east-1") as client:
        await client.converse(modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=us-east-1
`,
    ],
    [
      'a method that is handed over',
      `
import asyncio, boto3
client = boto3.client("bedrock-runtime")
async def ask(request):
    await asyncio.to_thread(client.converse, modelId="m", messages=[])
`,
      `
boto3 Converse model=m cap=- region=-
`,
    ],
    [
      'in a lambda',
      `
import boto3
client = boto3.client("bedrock-runtime")
run(lambda: client.converse(modelId="m", messages=[]))
`,
      `
boto3 Converse model=m cap=- region=-
`,
    ],
    [
      'over several lines',
      `
import boto3
client = boto3.client("bedrock-runtime")
response = (
    client
    .converse(
        modelId="m",  # the model
        messages=[],
    )
)
`,
      `
boto3 Converse model=m cap=- region=-
`,
    ],
    [
      'all of it in one variable',
      `
import boto3
client = boto3.client("bedrock-runtime")
request = {"modelId": "m", "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}
request["inferenceConfig"] = {"maxTokens": 100}
client.converse(**request)
`,
      `
boto3 Converse model=m cap=100 region=-
  user: Hi
`,
    ],
    [
      'what a helper makes',
      `
import boto3
client = boto3.client("bedrock-runtime")
def request(model, text):
    return {"modelId": model, "messages": [{"role": "user", "content": [{"text": text}]}]}
client.converse(**request("m", "Hi"))
`,
      `
boto3 Converse model=m cap=- region=-
  user: Hi
`,
    ],
    [
      'a request of which nothing is known',
      `
import boto3
client = boto3.client("bedrock-runtime")
def ask(request):
    client.converse(**request)
`,
      `
boto3 Converse model=? cap=? region=- tier=? unseen
`,
    ],
  ]);
});

describe('boto3: where it runs', () => {
  itFinds('app.py', [
    [
      'in loops',
      `
import boto3
client = boto3.client("bedrock-runtime")
for m in ["a", "b"]:
    client.converse(modelId=m, messages=[])
while True:
    client.converse(modelId="c", messages=[])
[client.converse(modelId="d", messages=[]) for x in xs]
`,
      `
boto3 Converse model=a | b cap=- region=- loop
boto3 Converse model=c cap=- region=- loop
boto3 Converse model=d cap=- region=- loop
`,
    ],
    [
      'in the head of a loop',
      `
import boto3
client = boto3.client("bedrock-runtime")
for event in client.converse_stream(modelId="a", messages=[])["stream"]:
    print(event)
`,
      `
boto3 ConverseStream model=a cap=- region=- streaming
`,
    ],
    [
      'in a function that a loop calls',
      `
import boto3
client = boto3.client("bedrock-runtime")
def ask(m):
    client.converse(modelId=m, messages=[])
for m in ["a", "b"]:
    ask(m)
`,
      `
boto3 Converse model=a | b cap=- region=- loop
`,
    ],
    [
      'in handlers',
      `
import boto3
client = boto3.client("bedrock-runtime")
def lambda_handler(event, context):
    client.converse(modelId="a", messages=event["messages"])
@app.post("/chat")
def chat(body):
    client.converse(modelId="b", messages=[])
`,
      `
boto3 Converse model=a cap=- region=- handler unseen
  user: {event.messages}
boto3 Converse model=b cap=- region=- handler
`,
    ],
  ]);
});

describe('boto3: what is no call of it', () => {
  itFinds('app.py', [
    [
      'wrapper methods of the same name',
      `
class Chat:
    def converse(self, messages):
        return self.converse(messages)
    def run(self, provider, messages):
        provider.converse(messages, tools)
        self.provider.converse(messages)
`,
      '',
    ],
    [
      'other services of boto3',
      `
import boto3
boto3.client("lex-runtime").converse(modelId="m", messages=[])
boto3.client("sagemaker-runtime").invoke_model(modelId="m", body="{}")
boto3.client("bedrock").converse(modelId="m")
boto3.client("kendra").retrieve(knowledgeBaseId="k", retrievalQuery={})
`,
      '',
    ],
    [
      'mocks',
      `
client.converse.return_value = {"output": {}}
client.converse.side_effect = [1, 2]
client.converse.assert_called_once_with(modelId="m", messages=[])
mock.patch.object(client, "converse")
`,
      '',
    ],
    [
      'comments and texts',
      `
# client.converse(modelId="m", messages=[])
"""
client.converse(modelId="m", messages=[])
"""
CODE = 'client.converse(modelId="m", messages=[])'
`,
      '',
    ],
    [
      'definitions',
      `
def converse(modelId, messages): ...
class FakeClient:
    def converse(self, modelId, messages): ...
    def invoke_model(self, modelId, body): ...
`,
      '',
    ],
    [
      'instances of a class of the workspace',
      `
class Wrapper:
    def converse(self, modelId, messages): ...
Wrapper().converse(modelId="m", messages=[])
`,
      '',
    ],
    [
      'positional arguments',
      `
agent.converse("Hi")
model.invoke_model(prompt)
`,
      '',
    ],
  ]);
});
