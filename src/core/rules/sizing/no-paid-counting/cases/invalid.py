import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def size_of(part):
    reply = client.converse(
        #   ^^^^^^^^^^^^^^^ sizing/no-paid-counting: Only the usage of this call is read
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": part}]}],
        inferenceConfig={"maxTokens": 1},
    )
    return reply["usage"]["inputTokens"]
