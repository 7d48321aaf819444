import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def label(ticket):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": "Classify the ticket: billing, technical or other."}],
        messages=[{"role": "user", "content": [{"text": ticket}]}],
        inferenceConfig={"maxTokens": 20000},
        additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 1024}},
    )
