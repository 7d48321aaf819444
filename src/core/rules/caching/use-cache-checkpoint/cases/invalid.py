from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = Path("manual.md").read_text()


def handler(event, context):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ caching/use-cache-checkpoint: The first ≈
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}],
        messages=[{"role": "user", "content": [{"text": event["question"]}]}],
        inferenceConfig={"maxTokens": 500},
    )
