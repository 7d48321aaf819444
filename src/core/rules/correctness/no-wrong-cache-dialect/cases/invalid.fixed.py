import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = open("manual.md").read()


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL}, {"cachePoint": {"type": "default"}}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_in_json(question):
    body = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 400,
        "system": [{"type": "text", "text": MANUAL, "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": question}],
    }
    return client.invoke_model(modelId="us.anthropic.claude-test-1-v1:0", body=json.dumps(body))
