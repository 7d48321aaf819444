import { BedrockClient, CreateProvisionedModelThroughputCommand } from '@aws-sdk/client-bedrock';

const client = new BedrockClient({ region: 'us-east-1' });

await client.send(
  new CreateProvisionedModelThroughputCommand({
    modelUnits: 1,
    provisionedModelName: 'desk',
    modelId: 'anthropic.claude-test-1-v1:0',
    commitmentDuration: 'SixMonths',
  }),
);
