import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = open("manual.md").read()


def ask(question):
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_with_time(question, ttl):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default", "ttl": ttl}}],
        messages=[{"role": "user", "content": [{"text": question}, {"cachePoint": {"type": "default", "ttl": "1h"}}]}],
        inferenceConfig={"maxTokens": 500},
    )
