import boto3

client = boto3.client("bedrock-runtime")


def handler(event, context):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[
            {"text": "You are the support desk of a bank. Be brief and friendly."},
            {"cachePoint": {"type": "default"}},
            #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ caching/no-short-cached-prefix: This cache checkpoint does nothing
        ],
        messages=[{"role": "user", "content": [{"text": event["question"]}]}],
        inferenceConfig={"maxTokens": 500},
    )
