from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/no-oversized-context: The input of one call is ≈
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
