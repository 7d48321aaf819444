import assert from 'node:assert/strict';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import type { TextToAnalyze } from '../../support/analyze.ts';
import { analyzeText } from '../../support/analyze.ts';

const OTHER = 'amazon.nova-pro-v1:0';
const OWN = 'amazon.nova-lite-v1:0';

async function modelsOf(file: TextToAnalyze): Promise<readonly (string | undefined)[]> {
  const { callSites } = await analyzeText(file);
  return callSites.map(({ callSite }) => knownValue(callSite.model));
}

/** A handler that asks with what it reads. */
function handler(model: string): readonly string[] {
  return [
    'import boto3, os',
    'client = boto3.client("bedrock-runtime")',
    'def handler(event, context):',
    `    return client.converse(modelId=${model}, inferenceConfig={"maxTokens": 64})`,
  ];
}

const FROM_ENVIRONMENT = handler('os.environ["MODEL_ID"]');

function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

function lambdaOf(name: string, variable: string, code: readonly string[], tag = ''): readonly string[] {
  return [
    `  ${name}:`,
    '    Type: AWS::Lambda::Function',
    '    Properties:',
    '      Handler: index.handler',
    '      Environment:',
    '        Variables:',
    `          MODEL_ID: ${variable}`,
    '      Code:',
    `        ZipFile: ${tag}|`,
    ...indented(code, 10),
  ];
}

const PARAMETER = ['Parameters:', '  ModelId:', '    Type: String', `    Default: ${OWN}`];

describe('a program that stands in what deploys it', () => {
  it('has the variables of its own function of a template, which may come from a parameter', async () => {
    const text = [
      ...PARAMETER,
      'Resources:',
      ...lambdaOf('Other', OTHER, ['import os', 'print(os.name)']),
      ...lambdaOf('Ask', '!Ref ModelId', FROM_ENVIRONMENT),
      '',
    ].join('\n');
    assert.deepEqual(await modelsOf({ path: 'template.yaml', text }), [OWN]);
  });

  it('has what the template fills in', async () => {
    const code = handler('"${ModelId}"');
    const text = [...PARAMETER, 'Resources:', ...lambdaOf('Ask', OTHER, code, '!Sub '), ''].join('\n');
    assert.deepEqual(await modelsOf({ path: 'template.yaml', text }), [OWN]);
    // Without `!Sub` the text is what it says.
    const plain = text.replace('!Sub |', '|');
    assert.notDeepEqual(await modelsOf({ path: 'template.yaml', text: plain }), [OWN]);
  });

  it('has the variables of what runs the image that the file makes', async () => {
    const text = [
      ...PARAMETER,
      'Resources:',
      '  Image:',
      '    Type: AWS::CodeBuild::Project',
      '    Properties:',
      '      Source:',
      '        BuildSpec: |',
      '          phases:',
      '            build:',
      '              commands:',
      '                - |',
      "                  cat > agent.py << 'EOF'",
      ...indented(FROM_ENVIRONMENT, 18),
      '                  EOF',
      '  Runtime:',
      '    Type: AWS::BedrockAgentCore::Runtime',
      '    Properties:',
      '      EnvironmentVariables:',
      '        MODEL_ID: !Ref ModelId',
      '',
    ].join('\n');
    const { callSites } = await analyzeText({ path: 'template.yaml', text });
    const [model] = callSites.map(({ callSite }) => callSite.model);
    assert.ok(model);
    assert.match(JSON.stringify(model), new RegExp(OWN));
  });

  it('is read in a stack of the CDK', async () => {
    const inTypeScript = [
      "import * as lambda from 'aws-cdk-lib/aws-lambda';",
      "new lambda.Function(this, 'Ask', {",
      "  handler: 'index.handler',",
      `  environment: { MODEL_ID: '${OWN}' },`,
      '  code: lambda.Code.fromInline(`',
      ...FROM_ENVIRONMENT,
      '`),',
      '});',
      '',
    ].join('\n');
    const workspaceFiles = { 'cdk.json': '{}' };
    assert.deepEqual(await modelsOf({ path: 'lib/stack.ts', text: inTypeScript, workspaceFiles }), [OWN]);
    const inPython = [
      'from aws_cdk import aws_lambda as _lambda',
      `_lambda.Function(self, "Ask", handler="index.handler", environment={"MODEL_ID": "${OWN}"},`,
      '  code=_lambda.Code.from_inline("""',
      ...FROM_ENVIRONMENT.map((line) => line.replaceAll('"', "'")),
      '"""))',
      '',
    ].join('\n');
    assert.deepEqual(await modelsOf({ path: 'stack.py', text: inPython, workspaceFiles }), [OWN]);
  });

  it('is read in a here-document of Terraform', async () => {
    const archive = (code: readonly string[]): string =>
      [
        'variable "model_id" {',
        `  default = "${OTHER}"`,
        '}',
        'data "archive_file" "code" {',
        '  source {',
        '    filename = "index.py"',
        '    content  = <<-EOF',
        ...indented(code, 6),
        '    EOF',
        '  }',
        '}',
        'resource "aws_lambda_function" "ask" {',
        '  filename = data.archive_file.code.output_path',
        '  handler  = "index.handler"',
        '  environment {',
        `    variables = { MODEL_ID = "${OWN}" }`,
        '  }',
        '}',
        '',
      ].join('\n');
    assert.deepEqual(await modelsOf({ path: 'main.tf', text: archive(FROM_ENVIRONMENT) }), [OWN]);
    assert.deepEqual(await modelsOf({ path: 'main.tf', text: archive(handler('"${var.model_id}"')) }), [OTHER]);
  });
});
