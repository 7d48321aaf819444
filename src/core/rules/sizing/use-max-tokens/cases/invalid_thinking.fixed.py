import boto3
from langchain_aws import ChatBedrockConverse

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 8000}},
        inferenceConfig={"maxTokens": 12096},
    )


def ask_by_the_other_name(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        additionalModelRequestFields={"reasoning_config": {"type": "enabled", "budget_tokens": 2000}},
        inferenceConfig={"maxTokens": 6096},
    )


chat = ChatBedrockConverse(
    model="us.anthropic.claude-test-1-v1:0",
    region_name="us-east-1",
    additional_model_request_fields={"thinking": {"type": "enabled", "budget_tokens": 4000}},
)
