import os

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
MODEL = "us.anthropic.claude-opus-test-8"


def ask():
    return client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={"maxTokens": 900})


def ask_again():
    return client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={"maxTokens": 900})
