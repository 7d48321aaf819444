import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';

const BODIES: readonly (readonly [title: string, body: string, cap: number | 'none'])[] = [
  ['an embedding of Titan', '{"inputText": x}', 'none'],
  ['embeddings of Cohere', '{"texts": [x]}', 'none'],
  ['an embedding of Nova', '{"taskType": "SINGLE_EMBEDDING", "singleEmbeddingParams": {}}', 'none'],
  ['a ranking', '{"query": x, "documents": []}', 'none'],
  ['an image of Nova', '{"taskType": "TEXT_IMAGE", "textToImageParams": {"text": x}}', 'none'],
  ['an image of Stability', '{"prompt": x, "aspect_ratio": "1:1"}', 'none'],
  ['a text of Titan', '{"inputText": x, "textGenerationConfig": {"maxTokenCount": 5}}', 5],
  ['a text with documents', '{"message": x, "documents": [], "max_tokens": 5}', 5],
];

describe('the cap of a body whose model is not known', () => {
  for (const [title, body, cap] of BODIES) {
    it(`${title}: ${cap}`, async () => {
      const text = `import boto3, json
c = boto3.client("bedrock-runtime")
def f(m, x):
    c.invoke_model(modelId=m, body=json.dumps(${body}))`;
      const { callSites } = await analyzeText({ path: 'app.py', text });
      const { takesMaxTokens, maxTokens } = callSites[0]?.callSite ?? {};
      assert.equal(takesMaxTokens, cap !== 'none');
      if (cap !== 'none') assert.equal(maxTokens?.state === 'known' && maxTokens.value, cap);
      else assert.equal(maxTokens?.state, 'absent');
    });
  }
});
