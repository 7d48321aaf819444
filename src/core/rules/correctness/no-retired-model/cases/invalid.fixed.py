import os

import boto3
from langchain_aws import ChatBedrockConverse

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
MODEL = "anthropic.claude-test-1-v1:0"


# One constant, one finding.
def ask(question):
    first = client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
    return first or client.converse(modelId=MODEL, messages=[question], inferenceConfig={"maxTokens": 500})


def ask_default(question):
    model = os.environ.get("CHAT_MODEL", "meta.llama-test-8b-v1:0")
    return client.converse(modelId=model, messages=[question], inferenceConfig={"maxTokens": 500})


chat = ChatBedrockConverse(
    model="us.meta.llama-test-8b-v1:0",
    region_name="us-east-1",
    max_tokens=500,
)
