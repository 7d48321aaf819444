import boto3
from langchain_aws import ChatBedrockConverse

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens, which costs $1.06. Every call reserves 64,000 tokens of your tokens-per-minute quota for it, and each token written uses up 5 of it. Cap it at what the answers need: 9,024 tokens leave room for the thinking
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 8000}},
    )


def ask_by_the_other_name(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens, which costs $1.06. Every call reserves 64,000 tokens of your tokens-per-minute quota for it, and each token written uses up 5 of it. Cap it at what the answers need: 3,024 tokens leave room for the thinking
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        additionalModelRequestFields={"reasoning_config": {"type": "enabled", "budget_tokens": 2000}},
    )


chat = ChatBedrockConverse(
    #  ^^^^^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens, which costs $1.06. Every call reserves 64,000 tokens of your tokens-per-minute quota for it, and each token written uses up 5 of it. Cap it at what the answers need: 5,024 tokens leave room for the thinking
    model="us.anthropic.claude-test-1-v1:0",
    region_name="us-east-1",
    additional_model_request_fields={"thinking": {"type": "enabled", "budget_tokens": 4000}},
)
