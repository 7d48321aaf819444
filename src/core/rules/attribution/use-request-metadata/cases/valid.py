import boto3
from langchain_aws import ChatBedrockConverse

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
CAP = {"maxTokens": 500}

client.converse(
    modelId="us.anthropic.claude-test-1-v1:0",
    messages=MESSAGES,
    inferenceConfig=CAP,
    requestMetadata={"team": "search"},
)


def ask(**settings):
    return client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig=CAP, **settings)


# A library passes it in a way of its own, or not at all.
ChatBedrockConverse(model="us.anthropic.claude-test-1-v1:0", max_tokens=500).invoke("Why is the sky blue?")
