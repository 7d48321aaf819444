from datetime import datetime
from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = Path("manual.md").read_text()


def handler(event, context):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": f"It is {datetime.now().isoformat()}. {MANUAL}"}, {"cachePoint": {"type": "default"}}],
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ caching/no-volatile-prefix: `datetime.now` is the time and stands before the cache checkpoint
        messages=[{"role": "user", "content": [{"text": event["question"]}]}],
        inferenceConfig={"maxTokens": 500},
    )
