import json

import boto3

client = boto3.client("bedrock-runtime")


def ask(question):
    body = {
        "anthropic_version": "bedrock-2023-05-31",
        "messages": [{"role": "user", "content": question}],
        "max_tokens": 4096,
    }
    response = client.invoke_model(modelId="us.anthropic.claude-test-1-v1:0", body=json.dumps(body))
    return json.loads(response["body"].read())
