import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    body = {"inputText": question, "textGenerationConfig": {"maxTokenCount": 500}}
    #                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-foreign-body: This is a body of Titan Text (`textGenerationConfig`), but the model takes that of Nova: Bedrock refuses the call.
    return client.invoke_model(modelId="us.amazon.nova-test-v1:0", body=json.dumps(body))


def ask_as_before(question):
    body = {"prompt": question, "max_tokens_to_sample": 300}
    #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-foreign-body: This is a body of Claude's older text completions (`max_tokens_to_sample`), but the model takes that of Claude's Messages
    return client.invoke_model(modelId="us.anthropic.claude-test-1-v1:0", body=json.dumps(body))
