import boto3

client = boto3.client("bedrock-agent-runtime", region_name="us-east-1")


def ask(question):
    return client.retrieve_and_generate(
        input={"text": question},
        retrieveAndGenerateConfiguration={
            "type": "KNOWLEDGE_BASE",
            "knowledgeBaseConfiguration": {
                "knowledgeBaseId": "KB12345678",
                "modelArn": "us.anthropic.claude-test-1-v1:0",
                "retrievalConfiguration": {"vectorSearchConfiguration": {"numberOfResults": 50}},
                #                                                                           ^^ sizing/no-excessive-retrieval: 50 passages are looked up for one answer: ≈ 12,500 tokens of input
                "generationConfiguration": {"inferenceConfig": {"textInferenceConfig": {"maxTokens": 800}}},
            },
        },
    )
