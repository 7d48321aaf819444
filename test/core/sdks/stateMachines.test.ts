/** Tasks of state machines that call models, wherever the machine is written. */
import assert from 'node:assert/strict';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { callsIn, onlyCall, textOf } from './infrastructureCalls.ts';

const NOVA = 'us.amazon.nova-pro-v1:0';
const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';

describe('state machines', () => {
  const MACHINE = JSON.stringify({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::bedrock:invokeModel',
        Parameters: {
          ModelId: '${Model}',
          Body: {
            anthropic_version: 'bedrock-2023-05-31',
            max_tokens: 200,
            messages: [{ role: 'user', 'content.$': "States.Format('Say {}, {}', $.a, 'b')" }],
          },
        },
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Talk',
          States: {
            Talk: {
              Type: 'Task',
              Resource: 'arn:aws:states:::aws-sdk:bedrockruntime:converse',
              Arguments: {
                ModelId: NOVA,
                InferenceConfig: { MaxTokens: 50 },
                Messages: [{ Role: 'user', Content: [{ Text: 'Hi' }] }],
              },
            },
          },
        },
      },
      Other: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { ModelId: NOVA } },
    },
  });

  it('call models in their tasks, with what the template puts in', async () => {
    const calls = await callsIn('machine/ask.asl.json', MACHINE, {
      'template.yaml': `Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machine/ask.asl.json
      DefinitionSubstitutions: { Model: '${HAIKU}' }`,
    });
    assert.deepEqual(
      calls.map(({ operation, model, maxTokens, loop }) => [
        operation,
        knownValue(model),
        knownValue(maxTokens),
        loop.isInLoop,
      ]),
      [
        ['InvokeModel', HAIKU, 200, false],
        ['Converse', NOVA, 50, true],
      ],
    );
    assert.equal(calls[0] && textOf(calls[0], 'user'), 'Say {$.a}, b');
  });

  it('are tasks of CDK', async () => {
    const call = await onlyCall(
      'stack.ts',
      `import { BedrockInvokeModel } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { TaskInput, JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import { FoundationModel, FoundationModelIdentifier } from 'aws-cdk-lib/aws-bedrock';
const model = FoundationModel.fromFoundationModelId(this, 'M', FoundationModelIdentifier.ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0);
new BedrockInvokeModel(this, 'T', {
  model,
  body: TaskInput.fromObject({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 200,
    messages: [{ role: 'user', content: JsonPath.format('Say {}', JsonPath.stringAt('$.a')) }],
  }),
});`,
    );
    assert.equal(call.operation, 'InvokeModel');
    assert.equal(knownValue(call.model), HAIKU);
    assert.equal(knownValue(call.maxTokens), 200);
    assert.equal(textOf(call, 'user'), 'Say {input}');
  });
});

describe('state machines in templates', () => {
  const STATE = `"Ask": {
              "Type": "Task",
              "Resource": "arn:\${AWS::Partition}:states:::bedrock:invokeModel",
              "Parameters": { "ModelId": "\${Model}", "Body": { "inferenceConfig": { "maxTokens": 90 }, "messages": [] } }
            }`;

  for (const [name, head] of [
    ['a text', 'DefinitionString: !Sub |'],
    ['a text of the long form', "DefinitionString:\n        'Fn::Sub': |"],
  ] as const) {
    it(`are read from ${name}`, async () => {
      const text = `Parameters:
  Model: { Type: String, Default: '${NOVA}' }
Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      ${head}
          {
            "StartAt": "Ask",
            "States": {
            ${STATE}
            }
          }
`;
      const call = await onlyCall('template.yaml', text);
      assert.equal(knownValue(call.model), NOVA);
      assert.equal(knownValue(call.maxTokens), 90);
      assert.equal(text.slice(call.range.start, call.range.start + 5), '"Ask"');
    });
  }

  it('take their own substitutions', async () => {
    const call = await onlyCall(
      'template.yaml',
      `Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { Id: '${HAIKU}' }
      Definition:
        StartAt: Ask
        States:
          Ask:
            Type: Task
            Resource: arn:aws:states:::bedrock:invokeModel
            Parameters: { ModelId: '\${Id}', Body: { max_tokens: 10, messages: [], anthropic_version: x } }`,
    );
    assert.equal(knownValue(call.model), HAIKU);
  });

  it('are objects of Terraform that are made JSON', async () => {
    const text = `variable "model" { default = "${HAIKU}" }
resource "aws_sfn_state_machine" "m" {
  definition = jsonencode({
    StartAt = "Ask"
    States = {
      Ask = {
        Type     = "Task"
        Resource = "arn:\${data.aws_partition.p.partition}:states:::bedrock:invokeModel"
        Parameters = {
          ModelId = var.model
          Body    = { anthropic_version = "x", max_tokens = 60, messages = [{ role = "user", "content.$" = "$.question" }] }
        }
      }
    }
  })
}`;
    const call = await onlyCall('main.tf', text);
    assert.equal(call.operation, 'InvokeModel');
    assert.equal(knownValue(call.model), HAIKU);
    assert.equal(knownValue(call.maxTokens), 60);
    assert.equal(textOf(call, 'user'), '{$.question}');
    assert.equal(text.slice(call.range.start, call.range.start + 3), 'Ask');
  });
});
