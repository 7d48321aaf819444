/** What the code chooses by the model: bodies, caps and prompts belong to the model that they are made for. */
import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';
import { itFinds } from './itFinds.ts';

const PYTHON = 'import boto3, json, os\nc = boto3.client("bedrock-runtime", region_name="us-east-1")\n';
const SCRIPT = `import { BedrockRuntimeClient, InvokeModelCommand, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const c = new BedrockRuntimeClient({});
`;
const CLAUDE = 'us.anthropic.claude-test-1-v1:0';
const NOVA = 'us.amazon.nova-test-v1:0';

/** Caps by model, as far as the call says other ones for each; and the most that any may write. */
async function capsOf(path: string, text: string): Promise<readonly string[]> {
  const { callSites } = await analyzeText({ path, text });
  return callSites.map(({ callSite, estimate }) => {
    const variants = callSite.variants ?? [];
    const caps = variants.map(({ modelId, maxTokens }) => {
      const cap = maxTokens.state === 'known' ? String(maxTokens.value) : maxTokens.state;
      return `${modelId}=${cap}`;
    });
    const most = Math.max(...estimate.candidates.map(({ outputCeiling }) => outputCeiling?.tokens ?? Infinity));
    return [...caps, `at most ${most}`].join(' ');
  });
}

describe('what a call is with each of its models', () => {
  it('has the body of the branch of its model', async () => {
    const text = `${SCRIPT}
const modelId = process.env.MODEL || "${NOVA}";
let body;
if (modelId.includes("nova")) {
  body = JSON.stringify({ messages: [], inferenceConfig: { max_new_tokens: 100 } });
} else {
  body = JSON.stringify({ anthropic_version: "bedrock-2023-05-31", max_tokens: 200, messages: [] });
}
await c.send(new InvokeModelCommand({ modelId, body }));`;
    assert.deepEqual(await capsOf('app.js', text), ['at most 100']);
  });

  it('has the cap of a function of its model', async () => {
    const text = `${PYTHON}
def limit(model):
    if model.startswith("us.anthropic"):
        return 300
    return 700
def f(big):
    model = "${CLAUDE}" if big else "${NOVA}"
    c.converse(modelId=model, messages=[], inferenceConfig={"maxTokens": limit(model)})`;
    assert.deepEqual(await capsOf('app.py', text), [`${CLAUDE}=300 ${NOVA}=700 at most 700`]);
  });

  it('has what stands beside its id in a table', async () => {
    const text = `${PYTHON}
M = {"a": {"id": "${CLAUDE}", "cap": 300}, "b": {"id": "${NOVA}", "cap": 700}}
def f(name):
    m = M[name]
    c.converse(modelId=m["id"], messages=[], inferenceConfig={"maxTokens": m["cap"]})`;
    assert.deepEqual(await capsOf('app.py', text), [`${CLAUDE}=300 ${NOVA}=700 at most 700`]);
  });

  it('has what a switch on its provider chooses', async () => {
    const text = `${SCRIPT}
async function f(big: boolean) {
  const modelId = big ? "anthropic.claude-test-1-v1:0" : "amazon.nova-test-v1:0";
  const provider = modelId.split(".")[0];
  let maxTokens;
  switch (provider) {
    case "anthropic":
      maxTokens = 300;
      break;
    case "amazon":
      maxTokens = 700;
      break;
    default:
      throw new Error(provider);
  }
  await c.send(new ConverseCommand({ modelId, messages: [], inferenceConfig: { maxTokens } }));
}`;
    assert.deepEqual(await capsOf('app.ts', text), [
      'anthropic.claude-test-1-v1:0=300 amazon.nova-test-v1:0=700 at most 700',
    ]);
  });

  it('has what a match on its id chooses', async () => {
    const text = `${PYTHON}
def f(big):
    model = "${CLAUDE}" if big else "${NOVA}"
    match model:
        case "${CLAUDE}":
            cap = 300
        case "${NOVA}" | "x":
            cap = 700
    c.converse(modelId=model, messages=[], inferenceConfig={"maxTokens": cap})`;
    assert.deepEqual(await capsOf('app.py', text), [`${CLAUDE}=300 ${NOVA}=700 at most 700`]);
  });

  it('has what is written into its body for it', async () => {
    const text = `${PYTHON}
def f(big):
    model = "${CLAUDE}" if big else "${NOVA}"
    body = {"messages": []}
    is_claude = "claude" in model
    if is_claude:
        body["anthropic_version"] = "bedrock-2023-05-31"
        body["max_tokens"] = 300
    else:
        body["inferenceConfig"] = {"maxTokens": 700}
    c.invoke_model(modelId=model, body=json.dumps(body))`;
    assert.deepEqual(await capsOf('app.py', text), [`${CLAUDE}=300 ${NOVA}=700 at most 700`]);
  });

  it('has what Go chooses by it', async () => {
    const text = `package main
import (
	"context"
	"strings"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
)
func f(c *bedrockruntime.Client, big bool) {
	model := "${CLAUDE}"
	if big {
		model = "${NOVA}"
	}
	limit := int32(300)
	if strings.Contains(model, "nova") {
		limit = 700
	}
	c.Converse(context.TODO(), &bedrockruntime.ConverseInput{ModelId: aws.String(model), InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(limit)}})
}`;
    assert.deepEqual(await capsOf('main.go', text), [`${CLAUDE}=300 ${NOVA}=700 at most 700`]);
  });

  it('tells of a table that is looked up with a model nobody passes which settings go with which', async () => {
    const registry = `
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const A = { inferenceConfig: { maxTokens: 8192 } };
const B = { inferenceConfig: { maxTokens: 3000 } };
const build = (model, p) => ({ modelId: model, messages: [], inferenceConfig: p.inferenceConfig });
const MODELS = { '${CLAUDE}': { defaults: A, make: build }, '${NOVA}': { defaults: B, make: build } };
const client = new BedrockRuntimeClient({});
export function go(model) {
  const m = MODELS[model];
  return client.send(new ConverseCommand(m.make(model, m.defaults)));
}`;
    assert.deepEqual(await capsOf('app.ts', registry), [`${CLAUDE}=8192 ${NOVA}=3000 at most 8192`]);
    const get = `${PYTHON}
CAPS = {"${CLAUDE}": {"cap": 100}, "${NOVA}": {"cap": 200}}
def ask(model):
    limit = CAPS.get(model)["cap"]
    return c.converse(modelId=model, messages=[], inferenceConfig={"maxTokens": limit})`;
    assert.deepEqual(await capsOf('app.py', get), [`${CLAUDE}=100 ${NOVA}=200 at most 200`]);
  });

  itFinds('app.py', [
    [
      'calls in the branches of their models',
      `${PYTHON}
def f(big):
    model = "${CLAUDE}" if big else "${NOVA}"
    if "nova" in model:
        return c.invoke_model(modelId=model, body=json.dumps({"messages": [], "inferenceConfig": {"maxTokens": 1}}))
    elif not model.startswith("us.anthropic"):
        c.converse(modelId=model, messages=[])
    return c.invoke_model(modelId=model, body=json.dumps({"messages": [], "anthropic_version": "", "max_tokens": 2}))`,
      `
boto3 InvokeModel model=${NOVA} cap=1 region=us-east-1
boto3 Converse model=${CLAUDE} | ${NOVA} cap=- region=us-east-1
boto3 InvokeModel model=${CLAUDE} cap=2 region=us-east-1
`,
    ],
    [
      'a table whose keys are no models tells nothing of its key',
      `${PYTHON}
CAPS = {"short": 100, "long": 200}
def ask(name):
    return c.converse(modelId=name, messages=[], inferenceConfig={"maxTokens": CAPS[name]})`,
      `boto3 Converse model=? cap=100 | 200 region=us-east-1`,
    ],
    [
      'what the key can be is left open, and a caller in sight counts more',
      `${PYTHON}
PRICES = {"${CLAUDE}": 1, "${NOVA}": 2}
def open_ask(model):
    print(PRICES[model])
    return c.converse(modelId=model, messages=[])
def ask(model):
    print(PRICES[model])
    return c.converse(modelId=model, messages=[])
ask("${NOVA}")`,
      `
boto3 Converse model=${CLAUDE} | ${NOVA} | … cap=- region=us-east-1
boto3 Converse model=${NOVA} cap=- region=us-east-1
`,
    ],
    [
      'tests of other things decide nothing',
      `${PYTHON}
def f(mode="a", big=True):
    model = "${CLAUDE}" if big else "${NOVA}"
    cap = 1 if mode == "a" else 2
    c.converse(modelId=model, messages=[], inferenceConfig={"maxTokens": cap})`,
      `boto3 Converse model=${CLAUDE} | ${NOVA} cap=1 | 2 region=us-east-1`,
    ],
    [
      'a body of another family than its model',
      `${PYTHON}c.invoke_model(modelId="${NOVA}", body=json.dumps({"messages": [], "anthropic_version": "", "max_tokens": 2}))`,
      `boto3 InvokeModel model=${NOVA} cap=2 region=us-east-1`,
    ],
  ]);

  it('writes no cap of one family into a body of another', async () => {
    const text = `${PYTHON}c.invoke_model(modelId="${NOVA}", body=json.dumps({"messages": [], "anthropic_version": ""}))`;
    const { callSites } = await analyzeText({ path: 'app.py', text });
    assert.equal(callSites[0]?.callSite.setMaxTokens, undefined);
  });
});
