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
