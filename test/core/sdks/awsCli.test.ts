import assert from 'node:assert/strict';
import type { CallSite } from '../../../src/core/domain/callSite.ts';
import type { EditIntent } from '../../../src/core/domain/edit.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { shell } from '../../../src/core/languages/shell/shell.ts';
import { applyEdits } from '../../../src/core/util/text.ts';
import { analyzeText } from '../../support/analyze.ts';

describe('AWS CLI', () => {
  it('reads options of any notation, behind options of the command itself', async () => {
    const [call] = await callsIn(`
      MODEL_ID="\${MODEL_ID:-amazon.nova-lite-v1:0}"
      aws --region eu-west-1 --no-cli-pager bedrock-runtime converse \\
        --model-id "$MODEL_ID" \\
        --system 'text=Be terse.' \\
        --messages role=user,content=[{text="Explain $1"}] \\
        --inference-config maxTokens=512,temperature=0.5`);
    assert.ok(call);
    assert.equal(call.sdk, 'aws-cli');
    assert.equal(call.operation, 'Converse');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.region), 'eu-west-1');
    assert.equal(knownValue(call.maxTokens), 512);
    assert.deepEqual(
      call.segments.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.equal(textOf(call, 0), 'Be terse.');
    assert.match(textOf(call, 1), /^Explain ‹/);
  });

  it('reads bodies that are made by jq, written to files and read from them', async () => {
    const calls = await callsIn(`
      BODY=$(jq -n --arg text "$(cat article.txt)" '{anthropic_version: "x", max_tokens: 300, messages: [{role: "user", content: ("Sum up: " + $text)}]}')
      for model in anthropic.claude-3-haiku-20240307-v1:0 anthropic.claude-3-sonnet-20240229-v1:0; do
        time aws bedrock-runtime invoke-model --model-id $model --body "$BODY" out.json
      done
      cat > /tmp/body.json <<EOF
      {"prompt": "Human: $QUESTION Assistant:", "max_tokens_to_sample": 200}
EOF
      aws bedrock-runtime invoke-model --model-id=anthropic.claude-v2 --body "file:///tmp/body.json" out.json`);
    const [many, one] = calls;
    assert.ok(many && one);
    assert.equal(calls.length, 2);
    assert.ok(many.loop);
    assert.equal(knownValue(many.maxTokens), 300);
    assert.match(textOf(many, 0), /^Sum up: ‹/);
    assert.equal(knownValue(one.model), 'anthropic.claude-v2');
    assert.equal(knownValue(one.maxTokens), 200);
    assert.equal(textOf(one, 0), 'Human: ‹QUESTION› Assistant:');
  });

  it('finds commands in functions, arrays and variables, and follows their callers', async () => {
    const calls = await callsIn(`
      retry() { "$@" || "$@"; }
      ask() { retry aws bedrock-runtime converse --model-id "$1" --messages "$2" | jq -r .output; }
      ask amazon.nova-pro-v1:0 '[{"role": "user", "content": [{"text": "Hi"}]}]'
      AWS="aws --profile me"
      $AWS bedrock-agent-runtime retrieve-and-generate --input text=Hello
      COMMAND=(aws bedrock create-model-invocation-job --model-id amazon.nova-micro-v1:0)
      "\${COMMAND[@]}"`);
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ['Converse', 'RetrieveAndGenerate', 'CreateModelInvocationJob'],
    );
    const [ask] = calls;
    assert.ok(ask);
    assert.deepEqual(
      ask.uses.map(({ model }) => knownValue(model)),
      ['amazon.nova-pro-v1:0'],
    );
  });

  it('takes nothing for a call that is not run, or makes no model work', async () => {
    const calls = await callsIn(`
      echo "aws bedrock-runtime converse --model-id amazon.nova-pro-v1:0"
      # aws bedrock-runtime converse --model-id amazon.nova-pro-v1:0
      cat <<EOF
      aws bedrock-runtime converse --model-id amazon.nova-pro-v1:0
EOF
      aws bedrock list-foundation-models
      aws bedrock-runtime help
      aws bedrock-runtime converse --generate-cli-skeleton
      aws bedrock-agent create-agent-alias --agent-id A
      other bedrock-runtime converse --model-id amazon.nova-pro-v1:0
      aws s3 cp bedrock-runtime converse`);
    assert.deepEqual(calls, []);
  });

  it('reads requests that curl sends', async () => {
    const [call] = await callsIn(`
      curl -s "https://bedrock-runtime.us-west-2.amazonaws.com/model/amazon.nova-lite-v1%3A0/converse" \\
        -H "Authorization: Bearer $KEY" -d @- <<< '{"messages": [{"role": "user", "content": [{"text": "Hi"}]}], "inferenceConfig": {"maxTokens": 9}}'
      curl https://example.com/bedrock -d '{"a": 1}'`);
    assert.ok(call);
    assert.equal(call.sdk, 'http');
    assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
    assert.equal(knownValue(call.region), 'us-west-2');
    assert.equal(knownValue(call.maxTokens), 9);
  });

  it('writes a cap behind the other options', async () => {
    const source = `aws bedrock-runtime converse \\
  --model-id amazon.nova-lite-v1:0 \\
  --messages "$MESSAGES"
`;
    const [call] = await callsIn(source);
    assert.equal(
      edited(source, call?.setMaxTokens?.(400)),
      `aws bedrock-runtime converse \\
  --model-id amazon.nova-lite-v1:0 \\
  --messages "$MESSAGES" \\
  --inference-config maxTokens=400
`,
    );
    const short = 'aws bedrock-runtime converse --model-id amazon.nova-lite-v1:0 | jq .\n';
    const [inLine] = await callsIn(short);
    assert.equal(
      edited(short, inLine?.setMaxTokens?.(400)),
      'aws bedrock-runtime converse --model-id amazon.nova-lite-v1:0 --inference-config maxTokens=400 | jq .\n',
    );
  });
});

async function callsIn(text: string): Promise<readonly CallSite[]> {
  const { callSites } = await analyzeText({ path: 'ask.sh', text });
  return callSites.map(({ callSite }) => callSite);
}

function edited(text: string, edits: readonly EditIntent[] | undefined): string {
  assert.ok(edits);
  const written = edits.map((edit) => shell.writeEdit({ uri: 'file:///ask.sh', text }, edit));
  return applyEdits(
    text,
    written.flatMap((some) => some ?? assert.fail('no place for the edit')),
  );
}

function textOf(call: CallSite, index: number): string {
  const parts = call.segments[index]?.parts ?? [];
  return parts.map((part) => (part.kind === 'text' ? part.text : `‹${part.name}›`)).join('');
}
