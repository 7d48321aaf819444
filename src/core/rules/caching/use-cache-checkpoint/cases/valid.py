from datetime import date
from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()
MODEL = "us.anthropic.claude-test-1-v1:0"
LIMIT = {"maxTokens": 500}


def handler(event, context):
    messages = [{"role": "user", "content": [{"text": event["question"]}]}]
    # It has a checkpoint.
    client.converse(
        modelId=MODEL,
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}],
        messages=messages,
        inferenceConfig=LIMIT,
    )
    # What stands first differs from day to day.
    client.converse(
        modelId=MODEL,
        system=[{"text": f"Today is {date.today()}. {MANUAL}"}],
        messages=messages,
        inferenceConfig=LIMIT,
    )
    # Too short to be cached.
    client.converse(
        modelId=MODEL,
        system=[{"text": "Answer in English."}],
        messages=messages,
        inferenceConfig=LIMIT,
    )
    # The model cannot.
    client.converse(
        modelId="us.meta.llama-test-8b-v1:0",
        system=[{"text": MANUAL}],
        messages=messages,
        inferenceConfig=LIMIT,
    )
    # The model does it by itself.
    client.converse(
        modelId="us.openai.gpt-test",
        system=[{"text": MANUAL}],
        messages=messages,
        inferenceConfig=LIMIT,
    )


# Called once, as far as anyone knows.
def ask_once(question):
    return client.converse(
        modelId=MODEL,
        system=[{"text": MANUAL}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig=LIMIT,
    )
