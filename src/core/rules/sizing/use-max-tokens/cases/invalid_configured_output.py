import boto3

client = boto3.client("bedrock-runtime")


def classify(ticket):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": ticket}]}],
    )
