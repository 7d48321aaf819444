/** What infrastructure declares of Bedrock: the same resources in every language that declares them. */
import assert from 'node:assert/strict';
import { knownValue, knownValues } from '../../../src/core/domain/resolved.ts';
import { callsIn, onlyCall, textOf } from './infrastructureCalls.ts';

const NOVA = 'us.amazon.nova-pro-v1:0';
const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';

describe('resources of Bedrock', () => {
  const agents: readonly (readonly [string, string, string])[] = [
    [
      'main.tf',
      'aws_bedrockagent_agent',
      `variable "model" { default = "${NOVA}" }
resource "aws_bedrockagent_agent" "a" {
  foundation_model = var.model
  instruction      = "Be kind."
  prompt_override_configuration {
    prompt_configurations {
      prompt_type = "ORCHESTRATION"
      inference_configuration { max_length = 700 }
    }
  }
}`,
    ],
    [
      'template.yaml',
      'AWS::Bedrock::Agent',
      `Parameters:
  Model: { Type: String, Default: '${NOVA}' }
Resources:
  A:
    Type: AWS::Bedrock::Agent
    Properties:
      FoundationModel: !Ref Model
      Instruction: Be kind.
      PromptOverrideConfiguration:
        PromptConfigurations:
          - { PromptType: ORCHESTRATION, InferenceConfiguration: { MaximumLength: 700 } }`,
    ],
    [
      'stack.ts',
      'AWS::Bedrock::Agent',
      `import * as bedrock from 'aws-cdk-lib/aws-bedrock';
const model = '${NOVA}';
new bedrock.CfnAgent(this, 'A', {
  foundationModel: model,
  instruction: 'Be kind.',
  promptOverrideConfiguration: {
    promptConfigurations: [{ promptType: 'ORCHESTRATION', inferenceConfiguration: { maximumLength: 700 } }],
  },
});`,
    ],
    [
      'stack.py',
      'AWS::Bedrock::Agent',
      `from aws_cdk import aws_bedrock as bedrock
bedrock.CfnAgent(
    self, "A",
    foundation_model="${NOVA}",
    instruction="Be kind.",
    prompt_override_configuration=bedrock.CfnAgent.PromptOverrideConfigurationProperty(
        prompt_configurations=[bedrock.CfnAgent.PromptConfigurationProperty(
            prompt_type="ORCHESTRATION",
            inference_configuration=bedrock.CfnAgent.InferenceConfigurationProperty(maximum_length=700),
        )],
    ),
)`,
    ],
    [
      'index.ts',
      'aws.bedrock.AgentAgent',
      `import * as aws from '@pulumi/aws';
new aws.bedrock.AgentAgent('a', {
  foundationModel: '${NOVA}',
  instruction: 'Be kind.',
  promptOverrideConfigurations: [],
  promptOverrideConfiguration: {
    promptConfigurations: [{ promptType: 'ORCHESTRATION', inferenceConfigurations: [], inferenceConfiguration: { maxLength: 700 } }],
  },
});`,
    ],
  ];
  for (const [path, operation, text] of agents) {
    it(`reads an agent of ${path}`, async () => {
      const call = await onlyCall(path, text);
      assert.equal(call.operation, operation);
      assert.equal(knownValue(call.model), NOVA);
      assert.equal(knownValue(call.maxTokens), 700);
      assert.equal(textOf(call, 'system'), 'Be kind.');
      assert.match(call.unpricedBecause ?? '', /each call of it is paid for/);
    });
  }

  it('reads the variants of a prompt, whose blocks are a list of one', async () => {
    const call = await onlyCall(
      'main.tf',
      `resource "aws_bedrockagent_prompt" "p" {
  variant {
    name     = "one"
    model_id = "${HAIKU}"
    inference_configuration { text { max_tokens = 300 } }
    template_configuration { text { text = "Sort {{ticket}}." } }
  }
}`,
    );
    assert.equal(knownValue(call.model), HAIKU);
    assert.equal(knownValue(call.maxTokens), 300);
    assert.equal(textOf(call, 'user'), 'Sort {ticket}.');
  });

  it('takes the model of a profile for that of what names it', async () => {
    const calls = await callsIn(
      'main.tf',
      `data "aws_bedrock_foundation_model" "m" { model_id = "${HAIKU}" }
resource "aws_bedrock_inference_profile" "p" {
  model_source { copy_from = data.aws_bedrock_foundation_model.m.model_arn }
}
resource "aws_bedrockagent_agent" "a" { foundation_model = aws_bedrock_inference_profile.p.arn }`,
    );
    assert.deepEqual(
      calls.map(({ model }) => knownValue(model)),
      [HAIKU, HAIKU],
    );
  });

  it('takes no resource without a model of its own for one', async () => {
    const text = `resource "aws_bedrockagent_agent_alias" "a" { agent_id = "x" }
resource "aws_bedrock_guardrail" "g" { name = "aws_bedrockagent_agent" }
resource "aws_bedrockagent_data_source" "d" {
  vector_ingestion_configuration { chunking_configuration { fixed_size_chunking_configuration { max_tokens = 300 } } }
}
resource "aws_bedrockagent_knowledge_base" "k" {
  knowledge_base_configuration { type = "KENDRA" }
}
resource "aws_iam_policy" "p" { policy = jsonencode({ Action = "bedrock:InvokeModel" }) }`;
    assert.deepEqual(await callsIn('main.tf', text), []);
  });

  it('is no flow of another service', async () => {
    const text = `import * as mediaconnect from 'aws-cdk-lib/aws-mediaconnect';
new mediaconnect.CfnFlow(this, 'F', { name: 'x' });`;
    assert.deepEqual(await callsIn('stack.ts', text), []);
  });
});

describe('modules of Terraform', () => {
  const MODULE = 'variable "model" {}\nresource "aws_bedrockagent_agent" "a" { foundation_model = var.model }';

  it('have the parameters that their users give them', async () => {
    const call = await onlyCall('modules/agent/main.tf', MODULE, {
      'main.tf': `locals { model = "${NOVA}" }\nmodule "m" {\n  source = "./modules/agent"\n  model  = local.model\n}`,
      'other/main.tf': `module "m" {\n  source = "../modules/agent"\n  model  = "${HAIKU}"\n}`,
    });
    assert.deepEqual([...knownValues(call.model)].sort(), [HAIKU, NOVA].sort());
  });

  it('are found where a path leads nowhere but upwards', async () => {
    const call = await onlyCall('main.tf', MODULE, {
      'examples/one/main.tf': `module "m" {\n  source = "../.."\n  model  = "${NOVA}"\n}`,
    });
    assert.equal(knownValue(call.model), NOVA);
  });

  it('take values of files before defaults', async () => {
    const text = `variable "model" { default = "${HAIKU}" }\nresource "aws_bedrockagent_agent" "a" { foundation_model = var.model }`;
    const loaded = await onlyCall('main.tf', text, { 'terraform.tfvars': `model = "${NOVA}"\n` });
    assert.deepEqual(knownValues(loaded.model), [NOVA]);
    const named = await onlyCall('main.tf', text, {
      'dev.tfvars': `model = "${HAIKU}"\n`,
      'env/prod.tfvars': `model = "${NOVA}"\n`,
    });
    assert.deepEqual([...knownValues(named.model)].sort(), [HAIKU, NOVA].sort());
  });

  it('are all the files of a folder, and what they give out', async () => {
    const call = await onlyCall(
      'main.tf',
      `module "ids" { source = "./ids" }
resource "aws_bedrockagent_agent" "a" {
  foundation_model = module.ids.model
  instruction      = file("\${path.module}/prompts/agent.txt")
}`,
      {
        'ids/outputs.tf': `output "model" { value = local.model }`,
        'ids/locals.tf': `locals { model = "${NOVA}" }`,
        'prompts/agent.txt': 'Be brief.',
      },
    );
    assert.equal(knownValue(call.model), NOVA);
    assert.equal(textOf(call, 'system'), 'Be brief.');
  });

  it('say nothing of a variable that nobody sets', async () => {
    const call = await onlyCall('main.tf', MODULE);
    assert.equal(call.model.state, 'unknown');
  });

  it('make as many resources as they iterate over', async () => {
    const call = await onlyCall(
      'main.tf',
      `locals { prompts = { a = { model = "${NOVA}", cap = 200 }, b = { model = "${HAIKU}", cap = 200 } } }
resource "awscc_bedrock_prompt" "p" {
  for_each = local.prompts
  variants = [{
    model_id                = each.value.model
    inference_configuration = { text = { max_tokens = each.value.cap } }
  }]
}`,
    );
    assert.deepEqual(knownValues(call.model), [NOVA, HAIKU]);
    assert.equal(knownValue(call.maxTokens), 200);
    assert.equal(call.loop.isInLoop, false);
  });
});

describe('templates of CloudFormation', () => {
  it('follow conditions, maps and texts that are put together', async () => {
    const call = await onlyCall(
      'template.json',
      JSON.stringify({
        Mappings: { Models: { prod: { id: NOVA } } },
        Resources: {
          K: {
            Type: 'AWS::Bedrock::KnowledgeBase',
            Properties: {
              KnowledgeBaseConfiguration: {
                VectorKnowledgeBaseConfiguration: {
                  EmbeddingModelArn: {
                    'Fn::Sub': 'arn:aws:bedrock:${AWS::Region}::foundation-model/amazon.titan-embed-text-v2:0',
                  },
                },
              },
            },
          },
        },
      }),
    );
    assert.match(knownValue(call.model) ?? '', /foundation-model\/amazon\.titan-embed-text-v2:0$/);
  });

  it('leave out what has no value', async () => {
    const call = await onlyCall(
      'template.yaml',
      `Resources:
  P:
    Type: AWS::Bedrock::Prompt
    Properties:
      Variants:
        - ModelId: !FindInMap [Models, prod, id]
          InferenceConfiguration: { Text: { MaxTokens: !Ref AWS::NoValue } }
          TemplateConfiguration: { Text: { Text: Hello } }
Mappings:
  Models: { prod: { id: '${NOVA}' } }`,
    );
    assert.equal(knownValue(call.model), NOVA);
    assert.equal(call.maxTokens.state, 'absent');
  });

  it('are read on behind a text that is indented in its own way', async () => {
    const call = await onlyCall(
      'template.yaml',
      `Resources:
  A:
    Type: AWS::Bedrock::Agent
    Properties:
      Instruction: "Be kind.
      Be brief."
      FoundationModel: ${NOVA}`,
    );
    assert.equal(knownValue(call.model), NOVA);
  });

  it('stand in the configuration of the Serverless Framework', async () => {
    const call = await onlyCall(
      'serverless.yml',
      `service: x
custom:
  models: { dev: '${HAIKU}', prod: '${NOVA}' }
provider: { name: aws, stage: "\${opt:stage, 'prod'}" }
resources:
  Resources:
    A:
      Type: AWS::Bedrock::Agent
      Properties:
        FoundationModel: \${self:custom.models.\${self:provider.stage}}
        Instruction: Be kind.`,
    );
    assert.equal(knownValue(call.model), NOVA);
  });

  it('are no calls where no resource is of Bedrock', async () => {
    const text = `Resources:
  R:
    Type: AWS::IAM::Role
    Properties: { Action: 'bedrock:InvokeModel', Note: 'AWS::Bedrock::Agent' }`;
    assert.deepEqual(await callsIn('template.yaml', text), []);
  });
});

describe('constructs of CDK', () => {
  it('know the models of their constants and of profiles across Regions', async () => {
    const calls = await callsIn(
      'stack.ts',
      `import { bedrock } from '@cdklabs/generative-ai-cdk-constructs';
const kb = new bedrock.VectorKnowledgeBase(this, 'K', { embeddingsModel: bedrock.BedrockFoundationModel.TITAN_EMBED_TEXT_V2_1024 });
const profile = bedrock.CrossRegionInferenceProfile.fromConfig({
  geoRegion: bedrock.CrossRegionInferenceProfileRegion.US,
  model: bedrock.BedrockFoundationModel.ANTHROPIC_CLAUDE_3_5_SONNET_V2_0,
});
new bedrock.Agent(this, 'A', { foundationModel: profile, instruction: 'Be kind.' });
new bedrock.Agent(this, 'B', { foundationModel: new bedrock.BedrockFoundationModel('${NOVA}'), instruction: 'x' });`,
    );
    assert.deepEqual(
      calls.map(({ operation, model }) => [operation, knownValue(model)]),
      [
        ['AWS::Bedrock::KnowledgeBase', 'amazon.titan-embed-text-v2:0'],
        ['AWS::Bedrock::Agent', 'us.anthropic.claude-3-5-sonnet-20241022-v2:0'],
        ['AWS::Bedrock::Agent', NOVA],
      ],
    );
  });

  it('ask an object of the program for its model', async () => {
    const call = await onlyCall(
      'stack.py',
      `from aws_cdk import aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks
class Profile:
    def __init__(self, scope, id, profile_id):
        self._id = profile_id
    @property
    def model_id(self):
        return self._id
tasks.BedrockInvokeModel(self, "T", model=Profile(self, "P", "${NOVA}"), body=sfn.TaskInput.from_object({"inferenceConfig": {"maxTokens": 100}, "messages": []}))`,
    );
    assert.equal(knownValue(call.model), NOVA);
    assert.equal(knownValue(call.maxTokens), 100);
  });
});
