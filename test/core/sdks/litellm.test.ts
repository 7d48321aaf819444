import { itFinds } from './itFinds.ts';

describe('LiteLLM', () => {
  itFinds('app.py', [
    [
      'models by the provider before their id, with Region and API',
      `
import litellm
from litellm import acompletion as ask
litellm.completion("bedrock/us.anthropic.claude-test-1-v1:0", [{"role": "user", "content": "Hi"}], max_tokens=10)
litellm.completion(model="bedrock/converse/anthropic.claude-test-1-v1:0", messages=[], max_completion_tokens=20, stream=True)
litellm.completion(model="bedrock/us-west-2/amazon.nova-test-v1:0", messages=[], service_tier="flex")
async def f(region, id):
    await ask(model=f"bedrock/{region}/amazon.nova-test-v1:0", messages=[], aws_region_name="eu-west-1")
    await ask(model=f"bedrock/{id}", messages=[], aws_region_name="eu-west-1")
    await ask(model="bedrock/invoke/us.anthropic.claude-test-1-v1:0", messages=[], **f)
litellm.completion(model="amazon.nova-test-v1:0", messages=[])
litellm.completion(model="my-profile", messages=[], custom_llm_provider="bedrock")
`,
      `
litellm Converse model=us.anthropic.claude-test-1-v1:0 cap=10 region=-
  user: Hi
litellm ConverseStream model=anthropic.claude-test-1-v1:0 cap=20 region=- streaming
litellm Converse model=amazon.nova-test-v1:0 cap=- region=us-west-2 tier=flex
litellm Converse model=amazon.nova-test-v1:0 cap=- region=?
litellm Converse model=? cap=- region=eu-west-1
litellm InvokeModel model=us.anthropic.claude-test-1-v1:0 cap=? region=? tier=? unseen
litellm Converse model=amazon.nova-test-v1:0 cap=- region=-
litellm Converse model=my-profile cap=- region=-
`,
    ],
    [
      'other kinds of models',
      `
from litellm import embedding, text_completion, image_generation, rerank, responses
embedding(model="bedrock/amazon.titan-embed-test-v1", input=["one", "two"])
text_completion("Once", "bedrock/amazon.nova-test-v1:0", max_tokens=5)
image_generation(prompt="A cat", model="bedrock/amazon.titan-image-test")
rerank(model="bedrock/cohere.rerank-test", query="q", documents=["d"])
responses(model="bedrock/amazon.nova-test-v1:0", input="Hi", max_output_tokens=7)
`,
      `
litellm InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=-
  user: one
  user: two
litellm Converse model=amazon.nova-test-v1:0 cap=5 region=-
  user: Once
litellm InvokeModel model=amazon.titan-image-test cap=n/a region=-
  user: A cat
litellm Rerank model=cohere.rerank-test cap=n/a region=-
  user: q
  user: d
litellm Converse model=amazon.nova-test-v1:0 cap=7 region=-
  user: Hi
`,
    ],
    [
      'a router, by the names of its deployments',
      `
from litellm import Router
router = Router(model_list=[
  {"model_name": "fast", "litellm_params": {"model": "bedrock/amazon.nova-test-v1:0", "aws_region_name": "us-east-1", "max_tokens": 9}},
  {"model_name": "fast", "litellm_params": {"model": "gpt-4o"}},
  {"model_name": "other", "litellm_params": {"model": "azure/gpt-4o"}},
])
class Service:
    def __init__(self):
        self.router = router
    async def ask(self, messages):
        await self.router.acompletion(model="fast", messages=messages)
        await self.router.acompletion(model="other", messages=messages)
`,
      `
litellm Converse model=amazon.nova-test-v1:0 cap=9 region=us-east-1 unseen
  user: {messages}
`,
    ],
    [
      'checkpoints of blocks, of messages, of tools, and those that are put in',
      `
import litellm
M = "bedrock/us.anthropic.claude-test-1-v1:0"
litellm.completion(model=M, messages=[
  {"role": "system", "content": [{"type": "text", "text": "Long.", "cache_control": {"type": "ephemeral", "ttl": "1h"}}]},
  {"role": "user", "content": "Hi", "cache_control": {"type": "ephemeral"}},
])
litellm.completion(model=M, messages=[{"role": "system", "content": "Long."}, {"role": "user", "content": "Hi"}],
  cache_control_injection_points=[{"location": "message", "role": "system"}])
litellm.completion(model=M, messages=[{"role": "system", "content": "Long."}, {"role": "user", "content": "Hi"}],
  cache_control_injection_points=[{"location": "message", "index": -1}])
`,
      `
litellm Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=-
  system: Long. *3600
  user: Hi *
litellm Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=-
  system: Long. *
  user: Hi
litellm Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=-
  system: Long.
  user: Hi *
`,
    ],
    [
      'one provider of several, and a wrapper',
      `
import os, litellm
MODELS = {"a": "gpt-4o", "b": "bedrock/amazon.nova-test-v1:0"}
def ask(name, text):
    return litellm.completion(model=MODELS[name], messages=[{"role": "user", "content": text}])
litellm.completion(model=os.environ.get("MODEL", "bedrock/amazon.nova-test-v1:0"), messages=[])
`,
      `
litellm Converse model=amazon.nova-test-v1:0 cap=- region=- unseen
  user: {text}
litellm Converse model=amazon.nova-test-v1:0 cap=- region=-
`,
    ],
    [
      'other providers, what is not known, and canned answers',
      `
import litellm
from litellm import completion, Router
from other import completion as other
completion(model="gpt-4o", messages=[])
completion(model="anthropic/claude-3-5-sonnet-20241022", messages=[])
completion(model="vertex_ai/claude-3", messages=[])
completion(model="litellm_proxy/bedrock-claude", messages=[])
completion(model="bedrock/agentcore/arn:aws:bedrock-agentcore:us-west-2:1:runtime/x", messages=[])
other(model="bedrock/amazon.nova-test-v1:0", messages=[])
def f(model, **kwargs):
    completion(model=model, messages=[])
    completion(**kwargs)
    Router(model_list=kwargs["list"]).completion(model="x", messages=[])
completion(model="bedrock/amazon.nova-test-v1:0", messages=[], mock_response="Hi")
completion(model="bedrock/
`,
      '',
    ],
  ]);
});
