import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="us.anthropic.claude-test-1-v1:0",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 6000},
    additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 4000}},
)


def think(cap):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[],
        inferenceConfig={"maxTokens": cap},
        additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 4000}},
    )
