from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()


def answer(question):
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
