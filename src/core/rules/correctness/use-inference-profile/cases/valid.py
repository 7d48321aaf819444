import os

import boto3

MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
virginia = boto3.client("bedrock-runtime", region_name="us-east-1")
frankfurt = boto3.client("bedrock-runtime", region_name="eu-central-1")
somewhere = boto3.client("bedrock-runtime")

# The bare id works there.
virginia.converse(modelId="anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
frankfurt.converse(modelId="eu.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
# Whether it works there cannot be told.
somewhere.converse(modelId="anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
frankfurt.converse(modelId=os.environ["MODEL"], messages=MESSAGES, inferenceConfig={"maxTokens": 500})
