import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MANUAL = open("manual.md").read()


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": MANUAL, "cache_control": {"type": "ephemeral"}}],
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-wrong-cache-dialect: `cache_control` is the cache checkpoint of another API: the call is refused. Write it as `cachePoint` here.
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_in_json(question):
    body = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 400,
        "system": [{"type": "text", "text": MANUAL}, {"cachePoint": {"type": "default"}}],
        #                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-wrong-cache-dialect: `cachePoint` is the cache checkpoint of another API: the call is refused. Write it as `cache_control` here.
        "messages": [{"role": "user", "content": question}],
    }
    return client.invoke_model(modelId="us.anthropic.claude-test-1-v1:0", body=json.dumps(body))
