import { BedrockClient, CreateProvisionedModelThroughputCommand } from '@aws-sdk/client-bedrock';

const client = new BedrockClient({ region: 'us-east-1' });

await client.send(
  new CreateProvisionedModelThroughputCommand({
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-idle-provisioned: Provisioned throughput without a commitment is billed every hour of all 730 of a month, used or not, and nothing in this file deletes it.
    modelUnits: 1,
    provisionedModelName: 'desk',
    modelId: 'anthropic.claude-test-1-v1:0',
  }),
);
