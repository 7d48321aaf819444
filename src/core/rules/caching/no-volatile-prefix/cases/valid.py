from datetime import datetime
from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = Path("manual.md").read_text()


def handler(event, context):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}, {"text": f"It is {datetime.now().isoformat()}."}],
        messages=[{"role": "user", "content": [{"text": event["question"]}]}],
        inferenceConfig={"maxTokens": 500},
    )


# The date changes once a day.
def of_the_day(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": f"Today is {datetime.now().strftime('%Y-%m-%d')}. {MANUAL}"}, {"cachePoint": {"type": "default"}}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
