import boto3

agent = boto3.client("bedrock-agent", region_name="us-east-1")

agent.create_knowledge_base(
    name="manuals",
    roleArn="arn:aws:iam::111122223333:role/kb",
    knowledgeBaseConfiguration={
        "type": "VECTOR",
        "vectorKnowledgeBaseConfiguration": {
            "embeddingModelArn": "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-test-v1"
        },
    },
    storageConfiguration={
        "type": "OPENSEARCH_SERVERLESS",
        #       ^^^^^^^^^^^^^^^^^^^^^^^ throughput/no-dear-vector-store: OpenSearch Serverless costs at least ≈ $350.00 a month (2 compute units), even when nothing is stored or asked.
        "opensearchServerlessConfiguration": {"collectionArn": "arn:aws:aoss:us-east-1:111122223333:collection/x"},
    },
)
