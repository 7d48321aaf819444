import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MESSAGES = [{"role": "user", "content": "Why is the sky blue?"}]


def ask(question, limits):
    client.invoke_model(modelId="us.meta.llama-test-8b-v1:0", body=json.dumps({"prompt": question, "max_gen_len": 300}))
    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 500, "messages": MESSAGES, **limits}
    client.invoke_model(modelId="us.anthropic.claude-test-1-v1:0", body=json.dumps(body))
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


# The name hangs on a model that is not known.
def ask_any(model_id, question):
    return client.invoke_model(modelId=model_id, body=json.dumps({"prompt": question, "max_tokens": 300}))
