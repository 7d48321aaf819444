import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client.converse(
    modelId="us.amazon.nova-test-v1:0",
    messages=MESSAGES,
    inferenceConfig={"maxTokens": 500},
    serviceTier={"type": "flex"},
)


def ask(tier):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=MESSAGES,
        inferenceConfig={"maxTokens": 500},
        serviceTier={"type": tier},
    )
