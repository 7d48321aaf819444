from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


# How long the pages are, nobody knows.
def compare(page1, page2, page3, page4, page5):
    text = f"{page1} {page2} {page3} {page4} {page5}"
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": text}]}],
        inferenceConfig={"maxTokens": 500},
    )
