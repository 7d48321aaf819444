import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})


# Which of the two is asked cannot be told.
def ask(is_old):
    model = "anthropic.claude-old-v1" if is_old else "us.anthropic.claude-test-1-v1:0"
    return client.converse(modelId=model, messages=MESSAGES, inferenceConfig={"maxTokens": 500})


def ask_any(model_id):
    return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})


client.invoke_model(modelId="amazon.titan-embed-test-v1", body=json.dumps({"inputText": "blue"}))
