import json
from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
MANUAL = Path("manual.md").read_text()


def answer_all(questions):
    for question in questions:
        client.invoke_model(
            modelId="us.anthropic.claude-test-1-v1:0",
            body=json.dumps(
                {
                    "anthropic_version": "bedrock-2023-05-31",
                    "max_tokens": 500,
                    "system": [{"type": "text", "text": MANUAL, "cache_control": {"type": "ephemeral"}}],
                    "messages": [{"role": "user", "content": question}],
                }
            ),
        )
