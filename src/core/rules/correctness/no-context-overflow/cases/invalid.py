from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ correctness/no-context-overflow: ≈
        modelId="us.openai.gpt-test",
        system=[{"text": MANUAL}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 1000},
    )
