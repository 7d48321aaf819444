import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]

client.converse(
    modelId="us.anthropic.claude-tset-1-v1:0",
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unknown-model: No price is known for the model "us.anthropic.claude-tset-1-v1:0": it is not in the catalogue, whose prices are of 2026-02-01. Did you mean us.anthropic.claude-test-1-v1:0?
    messages=MESSAGES,
    inferenceConfig={"maxTokens": 500},
)
