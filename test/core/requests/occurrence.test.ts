import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = 'import boto3\nc = boto3.client("bedrock-runtime")\n';
const IMAGE = '{"image": {"format": "png", "source": {"bytes": image}}}';
const DOCUMENT = '{"document": {"format": "pdf", "name": "d", "source": {"bytes": pdf}}}';
const SEND = 'c.converse(modelId="m", messages=[{"role": "user", "content": content}])';

/** Each segment as its role, with `?` where it may be missing, `/` where it only stands for another, nothing where it is sure. */
const CASES: Readonly<Record<string, readonly [code: string, is: string]>> = {
  'appended behind an if': [
    `content = [{"text": "q"}]\nif image:\n    content.append(${IMAGE})\n${SEND}`,
    'user image?',
  ],
  'inserted behind an if': [
    `content = [{"text": "q"}]\nif image:\n    content.insert(0, ${IMAGE})\n${SEND}`,
    'image? user',
  ],
  'added with an if': [`content = [{"text": "q"}] + ([${IMAGE}] if image else [])\n${SEND}`, 'user image?'],
  'appended in a loop': [
    `content = [{"text": "q"}]\nfor image in images:\n    content.append(${IMAGE})\n${SEND}`,
    'user image? user',
  ],
  'one of two': [
    `content = [{"text": "q"}]\nif image:\n    content.append(${IMAGE})\nelif pdf:\n    content.append(${DOCUMENT})\n${SEND}`,
    'user image? document/',
  ],
  'one of two that is sure': [
    `content = []\nif image:\n    content.append(${IMAGE})\nelse:\n    content.append({"text": "none"})\n${SEND}`,
    'image user/',
  ],
  'in one of two contents': [
    `if image:\n    content = [{"text": "q"}, ${IMAGE}]\nelse:\n    content = [{"text": "q"}]\n${SEND}`,
    'user image?',
  ],
  'in the less likely content': [
    `content = [{"text": "q"}]\nif image:\n    content = [{"text": "q"}, ${IMAGE}]\n${SEND}`,
    'user image/',
  ],
  'a block that is one or another': [
    `block = ${IMAGE} if image else {"text": "none"}\ncontent = [{"text": "q"}, block]\n${SEND}`,
    'user image?',
  ],
  'in a message that may be missing': [
    `messages = [{"role": "user", "content": [{"text": "q"}]}]\nif image:\n    messages.append({"role": "user", "content": [${IMAGE}]})\nc.converse(modelId="m", messages=messages)`,
    'user image?',
  ],
  'in every call': [`content = [{"text": "q"}, ${IMAGE}]\n${SEND}`, 'user image'],
};

describe('an image that only some calls send is one that may be missing', () => {
  for (const [name, [code, expected]] of Object.entries(CASES)) {
    it(name, async () => {
      const body = code.replace(/^/gm, '    ');
      const text = `${HEAD}def f(image=None, pdf=None, images=()):\n${body}\n`;
      const { callSites } = await analyzeText({ path: 'app.py', text });
      const { segments } = callSites[0]?.callSite ?? assert.fail('no call');
      const shown = segments.map(({ role, repeat }) => `${role}${repeat ? (repeat.likely === 0 ? '/' : '?') : ''}`);
      assert.equal(shown.join(' '), expected);
    });
  }

  it('so that its tokens are none at the low end', async () => {
    const [code] = CASES['appended behind an if'] ?? assert.fail();
    const text = `${HEAD}def f(image=None):\n${code.replace(/^/gm, '    ')}\n`.replace(
      '"m"',
      '"anthropic.claude-test-1-v1:0"',
    );
    const { callSites } = await analyzeText({ path: 'app.py', text });
    const { inputTokens } = callSites[0]?.estimate ?? assert.fail('no call');
    assert.ok(inputTokens.low < 20 && inputTokens.likely > 100, JSON.stringify(inputTokens));
  });
});
