import { BedrockClient, CreateModelCustomizationJobCommand, CreateEvaluationJobCommand } from '@aws-sdk/client-bedrock';

const client = new BedrockClient({ region: 'us-east-1' });

await client.send(
  new CreateModelCustomizationJobCommand({
    jobName: 'desk',
    customModelName: 'desk',
    roleArn: 'arn:aws:iam::111122223333:role/tuning',
    baseModelIdentifier: 'amazon.nova-test-v1:0',
    trainingDataConfig: { s3Uri: 's3://example-bucket/train.jsonl' },
    outputDataConfig: { s3Uri: 's3://example-bucket/out/' },
  }),
);
await client.send(new CreateEvaluationJobCommand(JSON.parse(process.env.EVALUATION ?? '{}')));
