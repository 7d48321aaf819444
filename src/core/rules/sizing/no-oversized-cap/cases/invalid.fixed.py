import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def label(line):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Answer with one word, good or bad: {line}"}]}],
        inferenceConfig={"maxTokens": 128},
    )


MAX_TOKENS = 512


# "Safe for all models"
def classify(ticket):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": "Classify the ticket: billing, technical or other."}],
        messages=[{"role": "user", "content": [{"text": ticket}]}],
        inferenceConfig={"maxTokens": MAX_TOKENS},
    )
