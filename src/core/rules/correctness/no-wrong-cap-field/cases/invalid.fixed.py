import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    body = {"prompt": question, "max_gen_len": 300, "temperature": 0}
    return client.invoke_model(modelId="us.meta.llama-test-8b-v1:0", body=json.dumps(body))


def ask_by_converse(question):
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
