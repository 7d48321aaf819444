import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question, effort):
    client.converse(
        modelId="us.amazon.nova-2-test-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 1000},
        additionalModelRequestFields={"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "medium"}},
    )
    return client.converse(
        modelId="us.amazon.nova-2-test-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 1000},
        additionalModelRequestFields={"reasoningConfig": {"type": "enabled", "maxReasoningEffort": effort}},
    )
