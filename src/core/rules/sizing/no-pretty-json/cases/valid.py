import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def describe(order):
    data = json.dumps(order)
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Say in one sentence what was bought: {data}"}]}],
        inferenceConfig={"maxTokens": 200},
    )
