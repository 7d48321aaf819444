import assert from 'node:assert/strict';
import type { Resolved } from '../../../src/core/domain/resolved.ts';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

const STORED = 'amazon.nova-pro-v1:0';

async function modelOf(
  path: string,
  lines: readonly string[],
  workspaceFiles: Readonly<Record<string, string>>,
): Promise<Resolved<string>> {
  const { callSites } = await analyzeText({ path, text: lines.join('\n'), workspaceFiles });
  const [model] = callSites.map(({ callSite }) => callSite.model);
  assert.ok(model);
  return model;
}

function inPython(name: string): readonly string[] {
  return [
    'import boto3',
    'ssm = boto3.client("ssm")',
    `model = ssm.get_parameter(Name="${name}", WithDecryption=True)["Parameter"]["Value"]`,
    'boto3.client("bedrock-runtime").converse(modelId=model, inferenceConfig={"maxTokens": 9})',
    '',
  ];
}

const IN_TYPESCRIPT = [
  "import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';",
  "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';",
  'const ssm = new SSMClient({});',
  'const client = new BedrockRuntimeClient({});',
  'export async function ask() {',
  "  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/app/model' }));",
  '  return client.send(new ConverseCommand({ modelId: Parameter?.Value, inferenceConfig: { maxTokens: 9 } }));',
  '}',
  '',
];

const STORES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Terraform: {
    'infra/main.tf': [
      'variable "model" {',
      `  default = "${STORED}"`,
      '}',
      'resource "aws_ssm_parameter" "model" {',
      '  name  = "/app/model"',
      '  value = var.model',
      '}',
      '',
    ].join('\n'),
  },
  CloudFormation: {
    'infra/template.yaml': [
      'Resources:',
      '  Model:',
      '    Type: AWS::SSM::Parameter',
      '    Properties:',
      '      Name: /app/model',
      `      Value: ${STORED}`,
      '',
    ].join('\n'),
  },
  'the CDK': {
    'cdk.json': '{}',
    'infra/stack.ts': [
      "import * as ssm from 'aws-cdk-lib/aws-ssm';",
      `new ssm.StringParameter(this, 'x', { parameterName: '/app/model', stringValue: '${STORED}' });`,
      '',
    ].join('\n'),
  },
};

describe('a parameter of Systems Manager', () => {
  for (const [tool, files] of Object.entries(STORES)) {
    it(`is what ${tool} stores under its name`, async () => {
      assert.equal(knownValue(await modelOf('src/ask.py', inPython('/app/model'), files)), STORED);
      assert.equal(knownValue(await modelOf('src/ask.ts', IN_TYPESCRIPT, files)), STORED);
    });
  }

  it('of another name, or that nothing stores, is not known', async () => {
    for (const files of [{}, ...Object.values(STORES)]) {
      const model = await modelOf('src/ask.py', inPython('/other/model'), files);
      assert.equal(model.state, 'unknown');
      assert.match(JSON.stringify(model), /\/other\/model/);
    }
  });

  it('is handed to what a stack makes', async () => {
    const stack = [
      "import * as bedrock from 'aws-cdk-lib/aws-bedrock';",
      "import * as ssm from 'aws-cdk-lib/aws-ssm';",
      "import * as sfn from 'aws-cdk-lib/aws-stepfunctions';",
      "import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';",
      "const id = ssm.StringParameter.valueForStringParameter(this, '/app/model');",
      "const model = bedrock.FoundationModel.fromFoundationModelId(this, 'm', new bedrock.FoundationModelIdentifier(id));",
      "new tasks.BedrockInvokeModel(this, 'Ask', { model, body: sfn.TaskInput.fromObject({ inputText: 'x' }) });",
      '',
    ];
    assert.equal(knownValue(await modelOf('lib/tasks.ts', stack, STORES['Terraform'] ?? {})), STORED);
  });
});
