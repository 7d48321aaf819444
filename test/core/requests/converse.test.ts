import { itFinds } from '../sdks/itFinds.ts';

describe('Converse', () => {
  itFinds('app.py', [
    [
      'the output cap in each spelling',
      `
c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": 512, "temperature": 0})
c.converse(modelId="m", messages=[], inferenceConfig={"temperature": 0})
c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": None})
c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": limit})
c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": 512 if short else 4096})
c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": int("512")})
c.converse(modelId="m", messages=[], inferenceConfig=config)
c.converse(modelId="m", messages=[], inferenceConfig={**config, "maxTokens": 9})
c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": 9, **config})
`,
      `
boto3 Converse model=m cap=512 region=?
boto3 Converse model=m cap=- region=?
boto3 Converse model=m cap=- region=?
boto3 Converse model=m cap=? region=?
boto3 Converse model=m cap=512 | 4096 region=?
boto3 Converse model=m cap=512 region=?
boto3 Converse model=m cap=? region=?
boto3 Converse model=m cap=9 region=?
boto3 Converse model=m cap=9 | … region=?
`,
    ],
    [
      'under a key that the API ignores',
      `
c.converse(modelId="m", messages=[], inferenceConfig={"max_tokens": 512})
c.converse(modelId="m", messages=[], inferenceConfiguration={"maxTokens": 512})
c.converse(modelId="m", messages=[], maxTokens=512)
`,
      `
boto3 Converse model=m cap=- region=?
boto3 Converse model=m cap=- region=?
boto3 Converse model=m cap=- region=?
`,
    ],
    [
      'under if',
      `
def ask(cap):
    request = {"modelId": "m", "messages": []}
    if cap:
        request["inferenceConfig"] = {"maxTokens": cap}
    c.converse(**request)
def ask_fixed(short):
    request = {"modelId": "m", "messages": [], "inferenceConfig": {}}
    if short:
        request["inferenceConfig"]["maxTokens"] = 100
    c.converse(**request)
def ask_either(short):
    config = {"temperature": 0}
    if short:
        config["maxTokens"] = 100
    else:
        config["maxTokens"] = 200
    c.converse(modelId="m", messages=[], inferenceConfig=config)
def ask_maybe(config):
    c.converse(modelId="m", messages=[], **({"inferenceConfig": {"maxTokens": 5}} if config else {}))
`,
      `
boto3 Converse model=m cap=? region=?
boto3 Converse model=m cap=100 | … region=?
boto3 Converse model=m cap=100 | 200 region=?
boto3 Converse model=m cap=5 | … region=?
`,
    ],
    [
      'by a function that fills the request',
      `
def add_limits(request):
    request["inferenceConfig"] = {"maxTokens": 300}
request = {"modelId": "m", "messages": []}
add_limits(request)
c.converse(**request)
`,
      `
boto3 Converse model=m cap=300 region=?
`,
    ],
    [
      'of a managed prompt',
      `
c.converse(modelId="arn:aws:bedrock:us-east-1:111122223333:prompt/ABC:1", promptVariables={"q": {"text": "x"}})
`,
      `
boto3 Converse model=arn:aws:bedrock:us-east-1:111122223333:prompt/ABC:1 cap=? region=?
`,
    ],
    [
      'the model',
      `
MODELS = {"small": "a", "large": "b"}
c.converse(modelId=MODELS["small"], messages=[])
c.converse(modelId=MODELS[size], messages=[])
c.converse(modelId=f"us.{base}", messages=[])
c.converse(modelId=model or "d", messages=[])
c.converse(modelId="", messages=[])
c.converse(modelId="us." + "", messages=[])
c.converse(modelId=None, messages=[])
c.converse(modelId=5, messages=[])
`,
      `
boto3 Converse model=a cap=- region=?
boto3 Converse model=a | b cap=- region=?
boto3 Converse model=? cap=- region=?
boto3 Converse model=d | … cap=- region=?
boto3 Converse model=? cap=- region=?
boto3 Converse model=? cap=- region=?
boto3 Converse model=? cap=- region=?
boto3 Converse model=? cap=- region=?
`,
    ],
    [
      'roles and their order',
      `
c.converse(
    messages=[
        {"role": "user", "content": [{"text": "one"}]},
        {"role": "assistant", "content": [{"text": "two"}]},
        {"role": "user", "content": [{"text": f"three {x}"}, {"image": {"format": "png"}}, {"document": {"name": "d"}}]},
    ],
    system=[{"text": "first"}, {"text": "second"}],
    toolConfig={"tools": [{"toolSpec": {"name": "t"}}]},
    modelId="m",
)
`,
      `
boto3 Converse model=m cap=- region=? 1 tools
  tools: [{"toolSpec": {"name": "t"}}]
  system: first
  system: second
  user: one
  assistant: two
  user: three {x}
  image: {image}
  document: {document}
`,
    ],
    [
      'checkpoints',
      `
c.converse(
    modelId="m",
    toolConfig={"tools": [{"toolSpec": {"name": "t"}}, {"toolSpec": {"name": "u"}}, {"cachePoint": {"type": "default"}}]},
    system=[{"text": "first"}, {"cachePoint": {"type": "default", "ttl": "1h"}}],
    messages=[{"role": "user", "content": [{"text": "long"}, {"cachePoint": {"type": "default", "ttl": "5m"}}, {"text": q}]}],
)
`,
      `
boto3 Converse model=m cap=- region=? 2 tools
  tools: [{"toolSpec": {"name": "t"}}, {"toolSpec": {"name": "u"}}] *
  system: first *3600
  user: long *300
  user: {q}
`,
    ],
    [
      'messages that are put together',
      `
messages = [{"role": "user", "content": [{"text": "Hi"}]}]
messages.append({"role": "assistant", "content": [{"text": "Hello"}]})
c.converse(modelId="m", messages=messages)
def chat(history, q):
    c.converse(modelId="m", messages=history + [{"role": "user", "content": [{"text": q}]}])
    c.converse(modelId="m", messages=[*history, {"role": "user", "content": [{"text": q}]}])
    c.converse(modelId="m", messages=history)
`,
      `
boto3 Converse model=m cap=- region=?
  user: Hi
  assistant: Hello
boto3 Converse model=m cap=- region=? unseen
  user: {q}
  user: {further messages}
boto3 Converse model=m cap=- region=? unseen
  user: {q}
  user: {further messages}
boto3 Converse model=m cap=- region=? unseen
  user: {history}
`,
    ],
    [
      'a history that grows in a loop',
      `
messages = []
while True:
    messages.append({"role": "user", "content": [{"text": input()}]})
    response = c.converse(modelId="m", messages=messages, inferenceConfig={"maxTokens": 5})
    messages.append(response["output"]["message"])
`,
      `
boto3 Converse model=m cap=5 region=? loop unseen
  user: {input}
  user: {response.output.message}
  user: {further messages}
`,
    ],
    [
      'a history that an object keeps',
      `
class Chat:
    def __init__(self):
        self.messages = []
    def ask(self, q):
        self.messages.append({"role": "user", "content": [{"text": q}]})
        return c.converse(modelId="m", messages=self.messages)
`,
      `
boto3 Converse model=m cap=- region=? unseen
  user: {q}
  user: {further messages}
`,
    ],
    [
      'pieces that are not known',
      `
c.converse(modelId="m", messages=build(q), system=system_prompts, toolConfig=tools)
c.converse(modelId="m", messages=[{"role": "user", "content": content}], system=[{"text": SYSTEM}])
c.converse(modelId="m", messages=[message])
`,
      `
boto3 Converse model=m cap=- region=? unseen
  system: {system_prompts}
  user: {messages}
boto3 Converse model=m cap=- region=?
  system: {SYSTEM}
  user: {content}
boto3 Converse model=m cap=- region=? unseen
  user: {message}
`,
    ],
    [
      'a service tier',
      `
c.converse(modelId="m", messages=[], serviceTier={"type": "flex"})
c.converse(modelId="m", messages=[], performanceConfig={"latency": "optimized"})
`,
      `
boto3 Converse model=m cap=- region=? tier=flex
boto3 Converse model=m cap=- region=? tier=optimized
`,
    ],
    [
      'wrong kinds of values',
      `
c.converse(modelId="m", messages="Hi", system="Be kind.", inferenceConfig=[1], toolConfig="x")
c.converse(modelId="m", messages=None, system=None, inferenceConfig=None, toolConfig=None)
c.converse(modelId="m", messages={"role": "user"}, system={"text": "x"}, toolConfig={"tools": {}})
c.converse(modelId="m", messages=[None, 5, "Hi", [], {}], system=[None, 5, "x", {}])
`,
      `
boto3 Converse model=m cap=? region=? unseen
  system: Be kind.
  user: Hi
boto3 Converse model=m cap=- region=?
boto3 Converse model=m cap=- region=? unseen
  tools: {tools}
  system: {"text": "x"}
  user: {messages}
boto3 Converse model=m cap=- region=? unseen
  system: {block}
  system: {block}
  system: x
  system: {}
  user: {message}
  user: {message}
  user: {message}
  user: {message}
  user: {content}
`,
    ],
  ]);
});
