import sys

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client.converse(modelId="us.anthropic.claude-opus-test-8", messages=MESSAGES, inferenceConfig={"maxTokens": 900})
client.converse(modelId="us.amazon.nova-test-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 900})
client.converse(modelId=sys.argv[1], messages=MESSAGES, inferenceConfig={"maxTokens": 900})
