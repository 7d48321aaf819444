import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]
MODEL = "us.anthropic.claude-test-1-v1:0"

# bedrock-cost-lint-ignore sizing/use-max-tokens: it has one
#                          ^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: sizing/use-max-tokens finds nothing there
client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={"maxTokens": 500})

# bedrock-cost-lint-ignore caching/use-cache-checkpoint, sizing/use-max-tokens: answers are short
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: caching/use-cache-checkpoint finds nothing there
client.converse(modelId=MODEL, messages=MESSAGES)

client.converse(modelId=MODEL, messages=MESSAGES, inferenceConfig={})  # bedrock-cost-lint-ignore sizing/use-max-token: typo
#                                                                                                 ^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: There is no rule sizing/use-max-token
