from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()
CHECKPOINT = {"cachePoint": {"type": "default"}}


def handler(event, context):
    messages = [{"role": "user", "content": [{"text": event["question"]}]}]
    client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}, CHECKPOINT],
        messages=messages,
        inferenceConfig={"maxTokens": 500},
    )
    # How long the guide is, nobody knows.
    client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": event["guide"]}, CHECKPOINT],
        messages=messages,
        inferenceConfig={"maxTokens": 500},
    )
