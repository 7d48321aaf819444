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
    storageConfiguration: {
      type: 'OPENSEARCH_SERVERLESS',
      //    ^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-dear-vector-store: OpenSearch Serverless costs at least ≈ $350.00 a month (2 compute units), even when nothing is stored or asked.
      opensearchServerlessConfiguration: { collectionArn: process.env.COLLECTION, vectorIndexName: 'i', fieldMapping: undefined },
    },
  }),
);
