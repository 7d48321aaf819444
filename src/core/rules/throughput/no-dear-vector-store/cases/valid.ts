import { BedrockAgentClient, CreateKnowledgeBaseCommand } from '@aws-sdk/client-bedrock-agent';

const client = new BedrockAgentClient({ region: 'us-east-1' });

await client.send(
  new CreateKnowledgeBaseCommand({
    name: 'manuals',
    roleArn: 'arn:aws:iam::111122223333:role/kb',
    knowledgeBaseConfiguration: {
      type: 'VECTOR',
      vectorKnowledgeBaseConfiguration: {
        embeddingModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-test-v1',
      },
    },
    storageConfiguration: { type: process.env.STORE, rdsConfiguration: undefined },
  }),
);
