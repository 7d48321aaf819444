import { itFinds } from './itFinds.ts';

describe('settings files that name models', () => {
  itFinds('config.yaml', [
    [
      'deployments of the proxy of LiteLLM',
      `model_list:
  - model_name: desk
    litellm_params:
      model: bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0
      aws_region_name: eu-central-1
      max_tokens: 400
  - model_name: night
    litellm_params: { model: bedrock/converse/us-west-2/amazon.nova-lite-v1:0 }
  - model_name: other
    litellm_params:
      model: openai/gpt-4o
  - model_name: any
    litellm_params:
      model: bedrock/*
  - model_name: environment
    litellm_params:
      model: os.environ/MODEL
`,
      `litellm Converse model=eu.anthropic.claude-sonnet-4-5-20250929-v1:0 cap=400 region=eu-central-1 unseen
litellm Converse model=amazon.nova-lite-v1:0 cap=- region=us-west-2 unseen
litellm Converse model=? cap=- region=- unseen`,
    ],
    [
      'a deployment that is being typed',
      `model_list:
  - model_name: half
    litellm_params:
      model: bedrock/
`,
      `litellm Converse model=? cap=- region=- unseen`,
    ],
  ]);
  itFinds('agents.yaml', [
    [
      'agents of a crew',
      `researcher:
  role: >
    Senior researcher of {topic}
  goal: >
    Find news
  backstory: >
    You are seasoned
  llm: bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0
writer:
  role: Writer
  goal: Write
  backstory: Nice
  llm: openai/gpt-4o
`,
      `crewai Converse model=us.anthropic.claude-3-5-sonnet-20241022-v2:0 cap=- region=- unseen
  system: You are Senior researcher of {topic} . You are seasoned Your… (89)`,
    ],
    [
      'anything else with a role',
      `user:
  role: admin
  llm: aws/x
list: 1
`,
      ``,
    ],
  ]);
});
