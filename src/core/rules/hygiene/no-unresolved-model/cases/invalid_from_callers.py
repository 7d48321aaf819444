import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]


def ask(model_id):
    return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
    #                              ^^^^^^^^ hygiene/no-unresolved-model: This call has no price, since its model is not known: it is the parameter `model_id`, and no caller in this file says its value. Give it a default in the code, or declare the expression under "models" in bedrock-cost-lint.yaml.
