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
