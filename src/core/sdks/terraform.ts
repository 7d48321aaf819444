import { ABSENT } from '../domain/resolved.ts';
import type { Sdk } from '../domain/sdk.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readResource } from '../requests/infrastructure.ts';
import type { ResourceKind } from '../requests/infrastructure.ts';

/** Resources of the providers aws and awscc. Source: their documentation in the Terraform registry. */
const RESOURCES: ReadonlyMap<string, ResourceKind> = new Map([
  ['aws_bedrockagent_agent', 'Agent'],
  ['aws_bedrockagent_prompt', 'Prompt'],
  ['aws_bedrockagent_flow', 'Flow'],
  ['aws_bedrockagent_knowledge_base', 'KnowledgeBase'],
  ['aws_bedrockagent_data_source', 'DataSource'],
  ['aws_bedrock_inference_profile', 'ApplicationInferenceProfile'],
  ['aws_bedrock_provisioned_model_throughput', 'ProvisionedModelThroughput'],
  ['aws_bedrock_custom_model', 'CustomModel'],
  ['awscc_bedrock_agent', 'Agent'],
  ['awscc_bedrock_prompt', 'Prompt'],
  ['awscc_bedrock_flow', 'Flow'],
  ['awscc_bedrock_knowledge_base', 'KnowledgeBase'],
  ['awscc_bedrock_data_source', 'DataSource'],
  ['awscc_bedrock_application_inference_profile', 'ApplicationInferenceProfile'],
]);

/** Resources that Terraform's files declare. */
export const terraform: Sdk = {
  id: 'terraform',
  languages: ['terraform'],
  marks: ['aws_bedrock', 'awscc_bedrock_'],
  packages: [],
  match(call, context) {
    const type = call.callee.kind === 'name' ? call.callee.name : '';
    const kind = RESOURCES.get(type);
    const reading = kind && readResource(kind, asObject(context.evaluateArguments(call)));
    return reading && callDraft(reading, { sdk: 'terraform', operation: type, isStreaming: false, region: ABSENT });
  },
};
