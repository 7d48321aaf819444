import os

import boto3
from langchain_aws import ChatBedrockConverse

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
MODEL = "anthropic.claude-old-v1"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-retired-model: Claude Old is past its end of life of 2025-07-01: Bedrock refuses the call. Move to Claude Test 1 (anthropic.claude-test-1-v1:0) at $3.30 in and $16.50 out per million tokens, and compare its answers. Source: test prices (2026-01-01).


# One constant, one finding.
def ask(question):
    first = client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
    return first or client.converse(modelId=MODEL, messages=[question], inferenceConfig={"maxTokens": 500})


def ask_default(question):
    model = os.environ.get("CHAT_MODEL", "meta.llama-test-8b-v1:0")
    #                                    ^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-retired-model: The default model, Llama Test 8B, is a legacy model and ends on 2027-03-30: from then on Bedrock refuses the call. Move to a current model.
    return client.converse(modelId=model, messages=[question], inferenceConfig={"maxTokens": 500})


chat = ChatBedrockConverse(
    model="us.meta.llama-test-8b-v1:0",
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-retired-model: Llama Test 8B is a legacy model and ends on 2027-03-30
    region_name="us-east-1",
    max_tokens=500,
)
