import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client.converse(modelId="us.amazon.nova-test-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 10000})


# Not known which model that is, and what it can write.
def ask(model_id):
    return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500000})
