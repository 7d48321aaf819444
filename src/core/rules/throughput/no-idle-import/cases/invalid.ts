import { BedrockClient, CreateModelImportJobCommand } from '@aws-sdk/client-bedrock';

const client = new BedrockClient({ region: 'us-east-1' });

await client.send(
  new CreateModelImportJobCommand({
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-idle-import: An imported model is stored for a monthly price until it is deleted, and nothing in this file deletes it.
    jobName: 'desk',
    importedModelName: 'desk',
    roleArn: 'arn:aws:iam::111122223333:role/import',
    modelDataSource: { s3DataSource: { s3Uri: 's3://example-bucket/model/' } },
  }),
);
