import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def describe(order):
    data = json.dumps(order, indent=2)
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Say in one sentence what was bought: {data}"}]}],
        #                                                                                      ^^^^^^ sizing/no-pretty-json: `data` is put into the prompt as indented JSON
        inferenceConfig={"maxTokens": 200},
    )
