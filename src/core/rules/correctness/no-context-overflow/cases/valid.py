from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}],
        messages=[{"role": "user", "content": [{"text": question}]}],
    )


# How long the document is, nobody knows.
def summarize(document):
    return client.converse(
        modelId="us.openai.gpt-test",
        messages=[{"role": "user", "content": [{"text": document}]}],
        inferenceConfig={"maxTokens": 2000},
    )
