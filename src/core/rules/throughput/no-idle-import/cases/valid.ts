import { BedrockClient, CreateModelImportJobCommand, DeleteImportedModelCommand } from '@aws-sdk/client-bedrock';

const client = new BedrockClient({ region: 'us-east-1' });

await client.send(
  new CreateModelImportJobCommand({
    jobName: 'desk',
    importedModelName: 'desk',
    roleArn: 'arn:aws:iam::111122223333:role/import',
    modelDataSource: { s3DataSource: { s3Uri: 's3://example-bucket/model/' } },
  }),
);
await client.send(new DeleteImportedModelCommand({ modelIdentifier: 'desk' }));
