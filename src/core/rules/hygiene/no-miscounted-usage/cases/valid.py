from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = Path("manual.md").read_text()


def ask(question):
    response = client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
    usage = response["usage"]
    cost = usage["inputTokens"] * 3.3e-6 + usage["cacheReadInputTokens"] * 0.33e-6 + usage["outputTokens"] * 16.5e-6
    return response, cost
