/** What an environment variable holds where the program is deployed. */
import { itShows } from './evaluateShown.ts';

const READS = 'import os\nshow(os.environ["MODEL_ID"])\n';
const READS_WITH_DEFAULT = 'import os\nshow(os.environ.get("MODEL_ID", "of-code"))\n';

const STACK = `
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as path from 'path';
import { shared } from './shared';
export class Stack extends cdk.Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    BODY
  }
}
`;

function stack(body: string): Readonly<Record<string, string>> {
  return {
    'cdk.json': '{"app": "npx ts-node bin/app.ts"}',
    'lib/stack.ts': STACK.replace('BODY', body),
    'lib/shared.ts': "export const shared = { MODEL_ID: 'of-shared' };",
  };
}

function fn(settings: string): Readonly<Record<string, string>> {
  return stack(`new lambda.Function(this, 'Ask', { ${settings} });`);
}

describe('an environment variable of a deployed program', () => {
  describe('CDK in TypeScript', () => {
    itShows('lambda/ask/index.py', [
      [
        'of the function whose code it is',
        READS,
        '"of-stack"',
        { files: fn(`code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: 'of-stack' }`) },
      ],
      [
        'before the default in code',
        READS_WITH_DEFAULT,
        '"of-stack"',
        { files: fn(`code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: 'of-stack' }`) },
      ],
      [
        'a folder seen from the stack',
        READS,
        '"of-stack"',
        {
          files: fn(
            `code: lambda.Code.fromAsset(path.join(__dirname, '..', 'lambda', 'ask')), environment: { MODEL_ID: 'of-stack' }`,
          ),
        },
      ],
      [
        'of another function, not at all',
        READS_WITH_DEFAULT,
        '"of-code"',
        { files: fn(`code: lambda.Code.fromAsset('lambda/other'), environment: { MODEL_ID: 'of-stack' }`) },
      ],
      [
        'the deepest folder',
        READS,
        '"of-ask"',
        {
          files: stack(`
            new lambda.Function(this, 'All', { code: lambda.Code.fromAsset('lambda'), environment: { MODEL_ID: 'of-all' } });
            new lambda.Function(this, 'Ask', { code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: 'of-ask' } });`),
        },
      ],
      [
        'the function whose handler the file is',
        READS,
        '"of-index"',
        {
          files: stack(`
            new lambda.Function(this, 'One', { code: lambda.Code.fromAsset('lambda/ask'), handler: 'index.handler', environment: { MODEL_ID: 'of-index' } });
            new lambda.Function(this, 'Two', { code: lambda.Code.fromAsset('lambda/ask'), handler: 'other.handler', environment: { MODEL_ID: 'of-other' } });`),
        },
      ],
      [
        'two functions of one folder',
        READS,
        '"of-one" | "of-two"',
        {
          files: stack(`
            new lambda.Function(this, 'One', { code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: 'of-one' } });
            new lambda.Function(this, 'Two', { code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: 'of-two' } });`),
        },
      ],
      [
        'an environment of another file',
        READS,
        '"of-shared"',
        { files: fn(`code: lambda.Code.fromAsset('lambda/ask'), environment: { ...shared, OTHER: 'x' }`) },
      ],
      [
        'added later',
        READS,
        '"of-stack"',
        {
          files: stack(`
            const ask = new lambda.Function(this, 'Ask', { code: lambda.Code.fromAsset('lambda/ask') });
            ask.addEnvironment('MODEL_ID', 'of-stack');`),
        },
      ],
      [
        'a parameter of the stack',
        READS,
        '"of-parameter"',
        {
          files: stack(`
            const model = new cdk.CfnParameter(this, 'Model', { type: 'String', default: 'of-parameter' });
            new lambda.Function(this, 'Ask', { code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: model.valueAsString } });`),
        },
      ],
      [
        'a value that only the deployment knows, not the default',
        READS_WITH_DEFAULT,
        '?',
        { files: fn(`code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: table.tableName }`) },
      ],
      [
        'of code that is not said: one of several possibilities',
        READS_WITH_DEFAULT,
        '"of-code" | "of-stack" | ?',
        { files: fn(`code: lambda.Code.fromBucket(bucket, 'x.zip'), environment: { MODEL_ID: 'of-stack' }`) },
      ],
    ]);

    itShows('lambda/ask.ts', [
      [
        'the entry',
        `show(process.env.MODEL_ID);`,
        '"of-ask"',
        {
          files: stack(`
            new NodejsFunction(this, 'Ask', { entry: 'lambda/ask.ts', environment: { MODEL_ID: 'of-ask' } });
            new NodejsFunction(this, 'Tell', { entry: 'lambda/tell.ts', environment: { MODEL_ID: 'of-tell' } });`),
        },
      ],
    ]);
  });

  describe('stacks that are made elsewhere', () => {
    itShows('lambda/ask/index.py', [
      [
        'with what they are handed',
        READS,
        '"of-bin"',
        {
          files: {
            ...fn(`code: lambda.Code.fromAsset('lambda/ask'), environment: { MODEL_ID: props.model }`),
            'bin/app.ts':
              "import { App } from 'aws-cdk-lib';\nimport { Stack } from '../lib/stack';\nconst app = new App();\nconst model = app.node.tryGetContext('model') || 'of-bin';\nnew Stack(app, 'X', { model });",
          },
        },
      ],
    ]);
  });

  describe('Amplify, SST and Pulumi', () => {
    itShows('amplify/functions/ask/handler.ts', [
      [
        'Amplify',
        'show(process.env.MODEL_ID);',
        '"of-amplify"',
        {
          files: {
            'amplify/functions/ask/resource.ts':
              "import { defineFunction } from '@aws-amplify/backend';\nexport const ask = defineFunction({ name: 'ask', entry: './handler.ts', environment: { MODEL_ID: 'of-amplify' } });",
          },
        },
      ],
    ]);
    itShows('src/ask.ts', [
      [
        'SST',
        'show(process.env.MODEL_ID);',
        '"of-sst"',
        {
          files: {
            'sst.config.ts':
              "export default $config({ async run() { new sst.aws.Function('Ask', { handler: 'src/ask.handler', environment: { MODEL_ID: 'of-sst' } }); } });",
          },
        },
      ],
    ]);
    itShows('ask/index.py', [
      [
        'Pulumi in TypeScript',
        READS,
        '"of-pulumi"',
        {
          files: {
            'Pulumi.yaml': 'name: x\n',
            'index.ts':
              "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';\nnew aws.lambda.Function('ask', { code: new pulumi.asset.AssetArchive({ '.': new pulumi.asset.FileArchive('./ask') }), environment: { variables: { MODEL_ID: 'of-pulumi' } } });",
          },
        },
      ],
      [
        'Pulumi in Python',
        READS,
        '"of-pulumi"',
        {
          files: {
            'Pulumi.yaml': 'name: x\n',
            '__main__.py':
              'import pulumi\nimport pulumi_aws as aws\naws.lambda_.Function("ask", code=pulumi.FileArchive("./ask"), environment=aws.lambda_.FunctionEnvironmentArgs(variables={"MODEL_ID": "of-pulumi"}))\n',
          },
        },
      ],
    ]);
  });

  describe('CloudFormation and SAM', () => {
    const template = (resources: string, rest = ''): Readonly<Record<string, string>> => ({
      'template.yaml': `Transform: AWS::Serverless-2016-10-31\n${rest}Resources:\n${resources}`,
    });
    const fn = (name: string, code: string, model: string, more = ''): string =>
      `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: ${code}\n${more}      Environment:\n        Variables:\n          MODEL_ID: ${model}\n`;
    itShows('src/ask/app.py', [
      ['of the function whose code it is', READS, '"of-sam"', { files: template(fn('Ask', 'src/ask/', 'of-sam')) }],
      ['before the default in code', READS_WITH_DEFAULT, '"of-sam"', { files: template(fn('Ask', 'src/', 'of-sam')) }],
      [
        'a parameter',
        READS,
        '"of-parameter"',
        {
          files: template(
            fn('Ask', 'src/ask', '!Ref Model'),
            'Parameters:\n  Model:\n    Type: String\n    Default: of-parameter\n',
          ),
        },
      ],
      [
        'a parameter that the settings of SAM set, of several environments that of the default',
        READS,
        '"of-settings"',
        {
          files: {
            ...template(
              fn('Ask', 'src/ask', '!Ref Model'),
              'Parameters:\n  Model:\n    Type: String\n    Default: of-parameter\n',
            ),
            'samconfig.toml':
              '[dev.deploy.parameters]\nparameter_overrides = "Model=\\"of-dev\\""\n[default.deploy.parameters]\nparameter_overrides = [\n  "Stage=x",\n  "Model=of-settings",\n]\n',
          },
        },
      ],
      [
        'a text with a parameter in it',
        READS,
        '"us.of-parameter"',
        {
          files: template(
            fn('Ask', 'src/ask', "!Sub 'us.${Model}'"),
            'Parameters:\n  Model:\n    Type: String\n    Default: of-parameter\n',
          ),
        },
      ],
      [
        'a parameter without a default, not the default in code',
        READS_WITH_DEFAULT,
        '?',
        { files: template(fn('Ask', 'src/ask', '!Ref Model'), 'Parameters:\n  Model:\n    Type: String\n') },
      ],
      [
        'a row of a mapping',
        READS,
        '"of-map"',
        {
          files: template(
            fn('Ask', 'src/ask', '!FindInMap [Models, eu, id]'),
            'Mappings:\n  Models:\n    eu:\n      id: of-map\n',
          ),
        },
      ],
      [
        'what all functions have',
        READS,
        '"of-globals"',
        {
          files: template(
            '  Ask:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src/ask\n',
            'Globals:\n  Function:\n    Environment:\n      Variables:\n        MODEL_ID: of-globals\n',
          ),
        },
      ],
      [
        'of another function, not at all',
        READS_WITH_DEFAULT,
        '"of-code"',
        { files: template(fn('Tell', 'src/tell/', 'of-sam')) },
      ],
      [
        'the function whose handler the file is',
        READS,
        '"of-ask"',
        {
          files: template(
            fn('Ask', 'src', 'of-ask', '      Handler: ask.app.handler\n') +
              fn('Tell', 'src', 'of-tell', '      Handler: tell.app.handler\n'),
          ),
        },
      ],
    ]);
  });

  describe('Terraform', () => {
    const files = (main: string, rest: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
      'infra/main.tf': main,
      ...rest,
    });
    const lambda = (model: string, more = ''): string =>
      `data "archive_file" "ask" {\n  type = "zip"\n  source_dir = "\${path.module}/../src/ask"\n  output_path = "ask.zip"\n}\nresource "aws_lambda_function" "ask" {\n  function_name = "ask"\n  filename = data.archive_file.ask.output_path\n${more}  environment {\n    variables = {\n      MODEL_ID = ${model}\n    }\n  }\n}\n`;
    const variable = 'variable "model" {\n  default = "of-variable"\n}\n';
    itShows('src/ask/app.py', [
      ['of the function whose code is packed', READS, '"of-terraform"', { files: files(lambda('"of-terraform"')) }],
      [
        'the default of a variable',
        READS_WITH_DEFAULT,
        '"of-variable"',
        { files: files(lambda('var.model') + variable) },
      ],
      [
        'a file of values',
        READS,
        '"of-values"',
        { files: files(lambda('var.model') + variable, { 'infra/terraform.tfvars': 'model = "of-values"\n' }) },
      ],
      [
        'a local value',
        READS,
        '"us.of-variable"',
        { files: files(`${lambda('local.model')}${variable}locals {\n  model = "us.\${var.model}"\n}\n`) },
      ],
      [
        'what another resource gives, not the default in code',
        READS_WITH_DEFAULT,
        '?',
        { files: files(lambda('aws_bedrock_inference_profile.own.arn')) },
      ],
      [
        'a file of code that is not said: one of several possibilities',
        READS,
        '"of-terraform" | ?',
        { files: files(lambda('"of-terraform"').replace('data.archive_file.ask.output_path', '"../build/ask.zip"')) },
      ],
    ]);
  });

  describe('the Serverless Framework', () => {
    itShows('src/ask.py', [
      [
        'of one function, over what all have',
        READS,
        '"of-ask"',
        {
          files: {
            'serverless.yml':
              'service: x\nprovider:\n  name: aws\n  environment:\n    MODEL_ID: of-all\nfunctions:\n  ask:\n    handler: src/ask.handler\n    environment:\n      MODEL_ID: of-ask\n  tell:\n    handler: src/tell.handler\n',
          },
        },
      ],
      [
        'what all functions have, by the stage',
        READS,
        '"of-dev"',
        {
          files: {
            'serverless.yml':
              "service: x\ncustom:\n  models:\n    dev: of-dev\nprovider:\n  name: aws\n  environment:\n    MODEL_ID: ${self:custom.models.${opt:stage, 'dev'}}\nfunctions:\n  ask:\n    handler: src/ask.handler\n",
          },
        },
      ],
    ]);
  });

  describe('Docker Compose', () => {
    const compose = (environment: string): Readonly<Record<string, string>> => ({
      'docker-compose.yml': `services:\n  web:\n    build: ./app\n${environment}`,
    });
    itShows('app/main.py', [
      ['a map', READS, '"of-compose"', { files: compose('    environment:\n      MODEL_ID: of-compose\n') }],
      ['a list', READS, '"of-compose"', { files: compose('    environment:\n      - MODEL_ID=of-compose\n') }],
      [
        'a default',
        READS_WITH_DEFAULT,
        '"of-compose"',
        { files: compose('    environment:\n      - MODEL_ID=${MODEL:-of-compose}\n') },
      ],
      [
        'a variable of the file beside it',
        READS,
        '"us.of-env"',
        { files: { ...compose('    environment:\n      - MODEL_ID=us.${MODEL}\n'), '.env': 'MODEL=of-env\n' } },
      ],
      [
        'a file of variables',
        READS,
        '"of-file"',
        { files: { ...compose('    env_file: [app.env]\n'), 'app.env': 'MODEL_ID="of-file"\n' } },
      ],
      [
        'another folder',
        READS_WITH_DEFAULT,
        '"of-code"',
        {
          files: {
            'docker-compose.yml':
              'services:\n  other:\n    build: ./other\n    environment:\n      MODEL_ID: of-compose\n',
          },
        },
      ],
    ]);
  });

  describe('files beside the program', () => {
    itShows('app/main.py', [
      ['.env', READS_WITH_DEFAULT, '"of-env"', { files: { '.env': '# model\nexport MODEL_ID=of-env # cheap\n' } }],
      ['the nearest', READS, '"of-app"', { files: { '.env': 'MODEL_ID=of-root', 'app/.env': "MODEL_ID='of-app'" } }],
      [
        'two environments',
        READS,
        '"of-dev" | "of-prod"',
        { files: { '.env.development': 'MODEL_ID=of-dev', '.env.production': 'MODEL_ID=of-prod' } },
      ],
      [
        'an example',
        READS_WITH_DEFAULT,
        '"of-code" | "of-example" | ?',
        { files: { '.env.example': 'MODEL_ID=of-example\n' } },
      ],
      ['an empty value', READS_WITH_DEFAULT, '"of-code"', { files: { '.env': 'MODEL_ID=\n' } }],
      [
        'the image',
        READS_WITH_DEFAULT,
        '"of-image"',
        { files: { Dockerfile: 'FROM python\nENV A=1 \\\n    MODEL_ID="of-image"\n' } },
      ],
    ]);
  });

  describe('manifests that do not say where the program lies', () => {
    itShows('app/main.py', [
      [
        'a Deployment of Kubernetes',
        READS,
        '"of-manifest" | ?',
        {
          files: {
            'k8s/app.yaml':
              'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          env:\n            - name: MODEL_ID\n              value: of-manifest\n',
          },
        },
      ],
      [
        'a ConfigMap',
        READS,
        '"of-map" | ?',
        { files: { 'k8s/map.yaml': 'kind: ConfigMap\nmetadata:\n  name: app\ndata:\n  MODEL_ID: of-map\n' } },
      ],
      [
        'values of a chart',
        READS,
        '"of-values" | ?',
        { files: { 'chart/values.yaml': 'image: x\nenv:\n  MODEL_ID: of-values\n' } },
      ],
      [
        'a workflow',
        READS,
        '"of-workflow" | ?',
        {
          files: {
            '.github/workflows/deploy.yml': 'env:\n  MODEL_ID: of-workflow\njobs:\n  deploy:\n    steps: []\n',
          },
        },
      ],
    ]);
  });
});
