import boto3
from langchain_aws import ChatBedrockConverse

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens ($1.06) by AWS
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 8000}},
    )


def ask_by_the_other_name(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens ($1.06) by AWS
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        additionalModelRequestFields={"reasoning_config": {"type": "enabled", "budget_tokens": 2000}},
    )


chat = ChatBedrockConverse(
    #  ^^^^^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens ($1.06) by AWS
    model="us.anthropic.claude-test-1-v1:0",
    region_name="us-east-1",
    additional_model_request_fields={"thinking": {"type": "enabled", "budget_tokens": 4000}},
)
