from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = Path("manual.md").read_text()

TOOLS = [
    {
        "toolSpec": {
            "name": "search",
            "description": MANUAL,
            "inputSchema": {"json": {"type": "object", "properties": {"query": {"type": "string"}}}},
        }
    }
]


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/no-oversized-tools: 1 tools take ≈
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        toolConfig={"tools": TOOLS},
        inferenceConfig={"maxTokens": 2000},
    )
