import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    body = {"messages": [{"role": "user", "content": [{"text": question}]}], "inferenceConfig": {"maxTokens": 500}}
    return client.invoke_model(modelId="us.amazon.nova-test-v1:0", body=json.dumps(body))


# Each model has its own body.
def ask_one_of(model_id, question):
    if model_id.startswith("us.amazon"):
        body = {"messages": [{"role": "user", "content": [{"text": question}]}], "inferenceConfig": {"maxTokens": 5}}
    else:
        body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 5, "messages": [{"role": "user", "content": question}]}
    return client.invoke_model(modelId=model_id, body=json.dumps(body))


ask_one_of("us.amazon.nova-test-v1:0", "Why?")
ask_one_of("us.anthropic.claude-test-1-v1:0", "Why?")
