import assert from 'node:assert/strict';
import { readRequestBody } from '../../../src/core/requests/readRequestBody.ts';
import { requestTokens } from '../../../src/core/tokens/requestTokens.ts';
import { createTokenEstimator } from '../../../src/core/tokens/tokenEstimator.ts';
import { analyzeText } from '../../support/analyze.ts';
import { readAsset } from '../../support/inMemoryHost.ts';
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
  document: d
boto3 InvokeModel model=amazon.nova-canvas-v1:0 cap=n/a region=?
  user: a cat
boto3 InvokeModel model=stability.sd3-5-large-v1:0 cap=n/a region=?
  user: a cat
`,
    ],
    [
      'all texts of a chat with Cohere',
      `
import json
c.invoke_model(modelId="cohere.command-r-v1:0", body=json.dumps({
    "preamble": "Be kind.",
    "chat_history": [{"role": "USER", "message": "Hi"}, {"role": "CHATBOT", "message": f"Hello {name}"}],
    "documents": [{"title": "Rain", "snippet": text}],
    "tools": [{"name": "weather", "description": "Tells it.", "parameter_definitions": {"city": {"type": "str"}}}],
    "tool_results": [{"call": {"name": "weather", "parameters": {"city": "Bergen"}}, "outputs": [{"text": "rain"}]}],
    "message": "Why?",
    "max_tokens": 70,
}))
c.invoke_model(modelId="cohere.command-r-v1:0", body=json.dumps({"message": "Hi", "chat_history": history, "documents": found}))
c.invoke_model(modelId="cohere.command-r-v1:0", body=json.dumps({"message": "<|START|>Hi", "raw_prompting": True}))
`,
      `
boto3 InvokeModel model=cohere.command-r-v1:0 cap=70 region=? 1 tools
  tools: [{"name": "weather", "description": "Tells it.", "parameter_… (101)
  system: Be kind.
  user: Hi
  assistant: Hello {name}
  user: {"call": {"name": "weather", "parameters": {"city": "Bergen"… (94)
  document: {"title": "Rain", "snippet": {snippet}}
  user: Why?
boto3 InvokeModel model=cohere.command-r-v1:0 cap=- region=? unseen
  user: {history}
  document: {documents}
  user: Hi
boto3 InvokeModel model=cohere.command-r-v1:0 cap=- region=?
  user: <|START|>Hi
`,
    ],
    [
      'texts to embed and to rank, wherever they stand',
      `
import json
c.invoke_model(modelId="cohere.embed-v4:0", body=json.dumps({"input_type": "search_document", "inputs": [{"content": [{"type": "text", "text": "a cat"}]}]}))
c.invoke_model(modelId="amazon.nova-2-multimodal-embeddings-v1:0", body=json.dumps({"taskType": "SINGLE_EMBEDDING", "singleEmbeddingParams": {"text": {"truncationMode": "END", "value": "a dog"}}}))
c.invoke_model(modelId="twelvelabs.marengo-embed-3-0-v1:0", body=json.dumps({"inputType": "text", "text": {"inputText": "a bird"}}))
c.invoke_model(modelId="cohere.rerank-v3-5:0", body=json.dumps({"query": "q", "documents": ["d", {"text": "e"}]}))
c.invoke_model(modelId="twelvelabs.pegasus-1-2-v1:0", body=json.dumps({"inputPrompt": "What is seen?", "mediaSource": {"s3Location": {"uri": uri}}, "maxOutputTokens": 9}))
`,
      `
boto3 InvokeModel model=cohere.embed-v4:0 cap=n/a region=?
  user: a cat
boto3 InvokeModel model=amazon.nova-2-multimodal-embeddings-v1:0 cap=n/a region=?
  user: a dog
boto3 InvokeModel model=twelvelabs.marengo-embed-3-0-v1:0 cap=n/a region=?
  user: a bird
boto3 InvokeModel model=cohere.rerank-v3-5:0 cap=n/a region=?
  user: q
  document: d
  document: {"text": "e"}
boto3 InvokeModel model=twelvelabs.pegasus-1-2-v1:0 cap=9 region=?
  user: What is seen?
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

  const bodies: Readonly<Record<string, object>> = {
    'a chat with Cohere': {
      preamble: 'Be kind.',
      chat_history: [
        { role: 'USER', message: 'Hi' },
        { role: 'CHATBOT', message: 'Hello there' },
      ],
      documents: [{ title: 'Rain', snippet: 'It rains in Bergen on most days of the year.' }],
      tools: [{ name: 'weather', description: 'Tells it.', parameter_definitions: { city: { type: 'str' } } }],
      tool_results: [{ call: { name: 'weather', parameters: { city: 'Bergen' } }, outputs: [{ text: 'rain' }] }],
      message: 'Why is that so?',
    },
    'a chat with Mistral': {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Rain?' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Bergen"}' } }],
        },
        { role: 'tool', content: 'It rains.' },
      ],
      tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }],
    },
  };
  for (const [what, body] of Object.entries(bodies)) {
    it(`counts ${what} alike in code and as JSON`, async () => {
      const model = 'chat_history' in body ? 'cohere.command-r-v1:0' : 'mistral.mistral-large';
      const text = `import json\nc.invoke_model(modelId="${model}", body=json.dumps(${JSON.stringify(body)}))\n`;
      const { callSites } = await analyzeText({ path: 'app.py', text });
      const read = readRequestBody(body);
      assert.ok(read);
      const tokens = createTokenEstimator(await readAsset('o200k_base.bin'));
      const { inputTokens } = requestTokens(read, { tokens, family: 'other' });
      assert.equal(callSites[0]?.estimate.inputTokens.likely, inputTokens.likely);
      assert.ok(inputTokens.likely > 30);
    });
  }
});
