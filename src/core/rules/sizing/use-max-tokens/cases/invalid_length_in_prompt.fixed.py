import boto3

client = boto3.client("bedrock-runtime")


def summarize(article):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": "Summarize the article in at most 50 words."}],
        messages=[{"role": "user", "content": [{"text": article}]}],
        inferenceConfig={"maxTokens": 150},
    )
