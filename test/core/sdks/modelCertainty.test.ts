/** Which models a call can have: known ones, open ones, ids of which only a part is known, and other APIs' names. */
import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';
import { itFinds } from './itFinds.ts';

const PYTHON = 'import boto3\nc = boto3.client("bedrock-runtime", region_name="us-east-1")\n';
const SCRIPT = `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const c = new BedrockRuntimeClient({});
`;

describe('the models that a call can have', () => {
  itFinds('app.py', [
    [
      'an ARN whose account is not known names its profile',
      `${PYTHON}account = boto3.client("sts").get_caller_identity()["Account"]
c.converse(modelId=f"arn:aws:bedrock:us-east-1:{account}:inference-profile/us.anthropic.claude-test-1-v1:0")`,
      'boto3 Converse model=arn:aws:bedrock:us-east-1:{account}:inference-profile/us.anthropic.claude-test-1-v1:0 cap=- region=us-east-1',
    ],
    [
      'an ARN of a profile that is not known is not known',
      `${PYTHON}def f(p):\n    c.converse(modelId=f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/{p}")`,
      'boto3 Converse model=? cap=- region=us-east-1',
    ],
    [
      'a geography that is not known can be each that there is where the call is made',
      `${PYTHON}def f(geo):\n    c.converse(modelId=f"{geo}.anthropic.claude-test-1-v1:0")`,
      'boto3 Converse model=us.anthropic.claude-test-1-v1:0 | global.anthropic.claude-test-1-v1:0 | … cap=- region=us-east-1',
    ],
    [
      'a geography of a model that has none is not known',
      `${PYTHON}def f(geo):\n    c.converse(modelId=f"{geo}.anthropic.claude-none-v1:0")`,
      'boto3 Converse model=? cap=- region=us-east-1',
    ],
    [
      'names of other APIs are none of its models',
      `${PYTHON}M = {"a": "gpt-4.1", "b": "us.anthropic.claude-test-1-v1:0", "c": "claude-test-1-20240620", "d": "gemini-1.5-pro"}
def f(name):
    c.converse(modelId=M[name])`,
      'boto3 Converse model=us.anthropic.claude-test-1-v1:0 cap=- region=us-east-1',
    ],
    [
      'names are kept where no id of Bedrock is among them',
      `${PYTHON}M = {"a": "fast", "b": "good"}\ndef f(name):\n    c.converse(modelId=M[name])`,
      'boto3 Converse model=fast | good cap=- region=us-east-1',
    ],
    [
      'a map that gives back what it does not hold is open',
      `${PYTHON}M = {"a": "us.amazon.nova-test-v1:0"}\ndef f(name):\n    c.converse(modelId=M.get(name, name))`,
      'boto3 Converse model=us.amazon.nova-test-v1:0 | … cap=- region=us-east-1',
    ],
  ]);

  it('says which file is not there', async () => {
    const text = `${SCRIPT}import { MODEL } from "./env.js";\nawait c.send(new ConverseCommand({ modelId: MODEL, messages: [] }));`;
    const { callSites } = await analyzeText({ path: 'app.js', text });
    const model = callSites[0]?.callSite.model;
    assert.equal(model?.state === 'unknown' && model.reason, 'the file `./env.js` does not exist');
  });

  it('says which name a file does not explain', async () => {
    const text = `${SCRIPT}import { MODEL } from "./env.js";\nawait c.send(new ConverseCommand({ modelId: MODEL, messages: [] }));`;
    const { callSites } = await analyzeText({
      path: 'app.js',
      text,
      workspaceFiles: { 'env.js': 'export const A = 1;' },
    });
    const model = callSites[0]?.callSite.model;
    assert.equal(model?.state === 'unknown' && model.reason, '`./env.js` does not say what `MODEL` is');
  });
});

describe('the prompts that a call can have', () => {
  it('spans exclusive prompts, and sums none of them', async () => {
    const long = 'Answer in detail. '.repeat(200);
    const short = 'Answer in short. '.repeat(60);
    const text = `${PYTHON}def f(ok):
    prompt = """${long}""" if ok else """${short}"""
    c.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}])`;
    const { callSites } = await analyzeText({ path: 'app.py', text });
    const { low, likely, high } = callSites[0]?.estimate.inputTokens ?? { low: 0, likely: 0, high: 0 };
    assert.ok(low < likely * 0.35 && low > likely * 0.2, `${low} of ${likely}`);
    assert.ok(high < likely * 1.2, `${high} of ${likely}`);
  });

  it('counts a fallback as the low end', async () => {
    const text = `${PYTHON}def f(question):
    c.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=[{"role": "user", "content": [{"text": f"Read {question or ''} now"}]}])`;
    const { callSites } = await analyzeText({ path: 'app.py', text });
    const { low, likely, high } = callSites[0]?.estimate.inputTokens ?? { low: 0, likely: 0, high: 0 };
    assert.ok(low < 20 && likely > low + 40 && high > likely + 100, `${low} ${likely} ${high}`);
  });
});
