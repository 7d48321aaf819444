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
        "type": "S3_VECTORS",
        "s3VectorsConfiguration": {"indexArn": "arn:aws:s3vectors:us-east-1:111122223333:bucket/b/index/i"},
    },
)
