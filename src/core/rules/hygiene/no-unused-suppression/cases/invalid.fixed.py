import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]
MODEL = "us.anthropic.claude-test-1-v1:0"

client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={"maxTokens": 500})

# bedrock-cost-lint-ignore sizing/use-max-tokens: answers are short
client.converse(modelId=MODEL, messages=MESSAGES)

client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={})  # bedrock-cost-lint-ignore sizing/use-max-token: typo
