import { BedrockClient, CreateModelCustomizationJobCommand } from '@aws-sdk/client-bedrock';

const client = new BedrockClient({ region: 'us-east-1' });

await client.send(
  new CreateModelCustomizationJobCommand({
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ customization/no-unevaluated-tuning: Tuning or distilling a model is paid for without anything that measures it:
    jobName: 'desk',
    customModelName: 'desk',
    roleArn: 'arn:aws:iam::111122223333:role/tuning',
    baseModelIdentifier: 'amazon.nova-test-v1:0',
    trainingDataConfig: { s3Uri: 's3://example-bucket/train.jsonl' },
    outputDataConfig: { s3Uri: 's3://example-bucket/out/' },
  }),
);
