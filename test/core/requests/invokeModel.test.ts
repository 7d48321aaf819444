import { itFinds } from '../sdks/itFinds.ts';

describe('InvokeModel', () => {
  itFinds('app.py', [
    [
      'a body for each family',
      `
import json
c.invoke_model(modelId="anthropic.claude-test-1-v1:0", body=json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 10, "system": "Be kind.", "messages": [{"role": "user", "content": "Hi"}]}))
c.invoke_model(modelId="anthropic.claude-v2", body=json.dumps({"prompt": "\\n\\nHuman: Hi", "max_tokens_to_sample": 20}))
c.invoke_model(modelId="amazon.nova-test-v1:0", body=json.dumps({"system": [{"text": "s"}], "messages": [{"role": "user", "content": [{"text": "Hi"}]}], "inferenceConfig": {"maxTokens": 30}}))
c.invoke_model(modelId="us.amazon.nova-test-v1:0", body=json.dumps({"messages": [], "inferenceConfig": {"max_new_tokens": 31}}))
c.invoke_model(modelId="amazon.titan-text-express-v1", body=json.dumps({"inputText": "Hi", "textGenerationConfig": {"maxTokenCount": 40}}))
c.invoke_model(modelId="meta.llama-test-8b-v1:0", body=json.dumps({"prompt": "Hi", "max_gen_len": 50}))
c.invoke_model(modelId="mistral.mistral-large", body=json.dumps({"prompt": "<s>[INST] Hi [/INST]", "max_tokens": 60}))
c.invoke_model(modelId="cohere.command-r-v1:0", body=json.dumps({"message": "Hi", "max_tokens": 70}))
c.invoke_model(modelId="ai21.j2-ultra-v1", body=json.dumps({"prompt": "Hi", "maxTokens": 80}))
c.invoke_model(modelId="openai.gpt-test", body=json.dumps({"messages": [{"role": "user", "content": "Hi"}], "max_completion_tokens": 90}))
`,
      `
boto3 InvokeModel model=anthropic.claude-test-1-v1:0 cap=10 region=?
  system: Be kind.
  user: Hi
boto3 InvokeModel model=anthropic.claude-v2 cap=20 region=?
  user:  Human: Hi
boto3 InvokeModel model=amazon.nova-test-v1:0 cap=30 region=?
  system: s
  user: Hi
boto3 InvokeModel model=us.amazon.nova-test-v1:0 cap=31 region=?
boto3 InvokeModel model=amazon.titan-text-express-v1 cap=40 region=?
  user: Hi
boto3 InvokeModel model=meta.llama-test-8b-v1:0 cap=50 region=?
  user: Hi
boto3 InvokeModel model=mistral.mistral-large cap=60 region=?
  user: <s>[INST] Hi [/INST]
boto3 InvokeModel model=cohere.command-r-v1:0 cap=70 region=?
  user: Hi
boto3 InvokeModel model=ai21.j2-ultra-v1 cap=80 region=?
  user: Hi
boto3 InvokeModel model=openai.gpt-test cap=90 region=?
  user: Hi
`,
    ],
    [
      'a service tier',
      `
c.invoke_model(modelId="ai21.j2-ultra-v1", body='{"prompt": "Hi", "maxTokens": 80}', serviceTier="priority")
c.invoke_model(modelId="ai21.j2-ultra-v1", body='{"prompt": "Hi", "maxTokens": 80}', performanceConfigLatency="optimized")
`,
      `
boto3 InvokeModel model=ai21.j2-ultra-v1 cap=80 region=? tier=priority
  user: Hi
boto3 InvokeModel model=ai21.j2-ultra-v1 cap=80 region=? tier=optimized
  user: Hi
`,
    ],
    [
      'the wrong field for the family',
      `
import json
c.invoke_model(modelId="meta.llama-test-8b-v1:0", body=json.dumps({"prompt": "Hi", "max_tokens": 50}))
c.invoke_model(modelId="anthropic.claude-test-1-v1:0", body=json.dumps({"maxTokens": 50, "messages": []}))
`,
      `
boto3 InvokeModel model=meta.llama-test-8b-v1:0 cap=- region=?
  user: Hi
boto3 InvokeModel model=anthropic.claude-test-1-v1:0 cap=- region=?
`,
    ],
    [
      'bodies without an answer of text',
      `
import json
c.invoke_model(modelId="amazon.titan-embed-test-v1", body=json.dumps({"inputText": "Hi"}))
c.invoke_model(modelId="cohere.embed-english-v3", body=json.dumps({"texts": ["a", "b"], "input_type": "search_query"}))
c.invoke_model(modelId="cohere.rerank-v3-5:0", body=json.dumps({"query": "q", "documents": ["d"]}))
c.invoke_model(modelId="amazon.nova-canvas-v1:0", body=json.dumps({"taskType": "TEXT_IMAGE", "textToImageParams": {"text": "a cat"}}))
c.invoke_model(modelId="stability.sd3-5-large-v1:0", body=json.dumps({"prompt": "a cat"}))
`,
      `
boto3 InvokeModel model=amazon.titan-embed-test-v1 cap=n/a region=?
  user: Hi
boto3 InvokeModel model=cohere.embed-english-v3 cap=n/a region=?
  user: ["a", "b"]
boto3 InvokeModel model=cohere.rerank-v3-5:0 cap=n/a region=?
  user: q
boto3 InvokeModel model=amazon.nova-canvas-v1:0 cap=n/a region=?
  user: a cat
boto3 InvokeModel model=stability.sd3-5-large-v1:0 cap=n/a region=?
`,
    ],
    [
      'profiles and ARNs',
      `
import json
c.invoke_model(modelId="eu.anthropic.claude-test-1-v1:0", body=json.dumps({"messages": []}))
c.invoke_model(modelId="arn:aws:bedrock:us-east-1::foundation-model/meta.llama-test-8b-v1:0", body=json.dumps({"prompt": "Hi", "max_gen_len": 5}))
c.invoke_model(modelId="arn:aws:bedrock:us-east-1:1:application-inference-profile/abc", body=json.dumps({"anthropic_version": "x", "max_tokens": 5, "messages": []}))
`,
      `
boto3 InvokeModel model=eu.anthropic.claude-test-1-v1:0 cap=- region=?
boto3 InvokeModel model=arn:aws:bedrock:us-east-1::foundation-model/meta.llama-test-8b-v1:0 cap=5 region=?
  user: Hi
boto3 InvokeModel model=arn:aws:bedrock:us-east-1:1:application-inference-profile/abc cap=5 region=?
`,
    ],
    [
      'the family told by the body',
      `
import json
c.invoke_model(modelId=model, body=json.dumps({"anthropic_version": "x", "messages": []}))
c.invoke_model(modelId=model, body=json.dumps({"prompt": "Hi", "max_gen_len": 5}))
c.invoke_model(modelId=model, body=json.dumps({"prompt": "Hi"}))
c.invoke_model(modelId=model, body=json.dumps({"what": "ever"}))
`,
      `
boto3 InvokeModel model=? cap=- region=?
boto3 InvokeModel model=? cap=5 region=?
  user: Hi
boto3 InvokeModel model=? cap=? region=?
  user: Hi
boto3 InvokeModel model=? cap=? region=? unseen
`,
    ],
    [
      'how the body is written',
      `
import json
c.invoke_model(modelId="anthropic.claude-v2", body='{"prompt": "Hi", "max_tokens_to_sample": 300}')
c.invoke_model(modelId="anthropic.claude-v2", body=b'{"prompt": "Hi", "max_tokens_to_sample": 301}')
c.invoke_model(modelId="anthropic.claude-v2", body='{"prompt": "' + prompt + '", "max_tokens_to_sample": 302}')
c.invoke_model(modelId="anthropic.claude-v2", body=f'{{"prompt": {json.dumps(prompt)}, "max_tokens_to_sample": {n}}}')
c.invoke_model(modelId="anthropic.claude-v2", body=json.dumps({"prompt": prompt, "max_tokens_to_sample": 303}).encode("utf-8"))
c.invoke_model(modelId="anthropic.claude-v2", body=bytes(json.dumps({"prompt": prompt, "max_tokens_to_sample": 304}), "utf-8"))
c.invoke_model(modelId="anthropic.claude-v2", body=io.BytesIO(data))
c.invoke_model(modelId="anthropic.claude-v2", body='{"prompt": ')
c.invoke_model(modelId="anthropic.claude-v2", body="no JSON")
c.invoke_model(modelId="anthropic.claude-v2")
`,
      `
boto3 InvokeModel model=anthropic.claude-v2 cap=300 region=?
  user: Hi
boto3 InvokeModel model=anthropic.claude-v2 cap=301 region=?
  user: Hi
boto3 InvokeModel model=anthropic.claude-v2 cap=302 region=?
  user: {prompt}
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=?
  user: {prompt}
boto3 InvokeModel model=anthropic.claude-v2 cap=303 region=?
  user: {prompt}
boto3 InvokeModel model=anthropic.claude-v2 cap=304 region=?
  user: {prompt}
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=? unseen
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=?
  user: {prompt}
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=? unseen
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=? unseen
`,
    ],
    [
      'a body that is put together',
      `
import json
body = {"anthropic_version": "x", "messages": []}
if system:
    body["system"] = system
body["max_tokens"] = 99
c.invoke_model(modelId="anthropic.claude-test-1-v1:0", body=json.dumps(body))
native = {"prompt": p}
c.invoke_model(modelId="meta.llama-test-8b-v1:0", body=json.dumps({**native, **options}))
def invoke(body):
    c.invoke_model(modelId="meta.llama-test-8b-v1:0", body=json.dumps(body))
`,
      `
boto3 InvokeModel model=anthropic.claude-test-1-v1:0 cap=99 region=?
  system: {system}
boto3 InvokeModel model=meta.llama-test-8b-v1:0 cap=? region=?
  user: {prompt}
boto3 InvokeModel model=meta.llama-test-8b-v1:0 cap=? region=? unseen
`,
    ],
    [
      'checkpoints of Claude',
      `
import json
c.invoke_model(modelId="anthropic.claude-test-1-v1:0", body=json.dumps({
    "system": [{"type": "text", "text": "long", "cache_control": {"type": "ephemeral", "ttl": "1h"}}],
    "tools": [{"name": "a"}, {"name": "b", "cache_control": {"type": "ephemeral"}}],
    "messages": [{"role": "user", "content": [{"type": "text", "text": "doc", "cache_control": {"type": "ephemeral"}}, {"type": "image", "source": {}}]}],
    "max_tokens": 5,
}))
`,
      `
boto3 InvokeModel model=anthropic.claude-test-1-v1:0 cap=5 region=? 2 tools
  tools: [{"name": "a"}, {"name": "b", "cache_control": {"type": "eph… (70) *
  system: long *3600
  user: doc *
  image: {image}
`,
    ],
    [
      'hostile bodies',
      `
c.invoke_model(modelId="anthropic.claude-v2", body='{"a": {"a": {"a": {"a": 1}}}, "max_tokens_to_sample": 5, "__proto__": 1, "constructor": 2}')
c.invoke_model(modelId="anthropic.claude-v2", body='{"max_tokens_to_sample": 1e999}')
c.invoke_model(modelId="anthropic.claude-v2", body='{"max_tokens_to_sample": -5, "prompt": null}')
c.invoke_model(modelId="anthropic.claude-v2", body='[1, 2]')
`,
      `
boto3 InvokeModel model=anthropic.claude-v2 cap=5 region=?
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=?
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=?
  user: {prompt}
boto3 InvokeModel model=anthropic.claude-v2 cap=? region=? unseen
`,
    ],
  ]);
});
