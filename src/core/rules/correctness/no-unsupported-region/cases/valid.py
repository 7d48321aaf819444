import boto3

MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
frankfurt = boto3.client("bedrock-runtime", region_name="eu-central-1")
somewhere = boto3.client("bedrock-runtime")

frankfurt.converse(modelId="eu.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
frankfurt.converse(modelId="global.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
somewhere.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})


# Which Region it is cannot be told.
def ask(region):
    client = boto3.client("bedrock-runtime", region_name=region)
    return client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 5})
