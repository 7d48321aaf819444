import os

import boto3

client = boto3.client("bedrock-runtime")
PROFILE = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]

client.converse(modelId=PROFILE, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
client.converse(modelId=os.environ["BEDROCK_MODEL_ID"], messages=MESSAGES, inferenceConfig={"maxTokens": 500})
client.converse(
    modelId=os.environ.get("OTHER_MODEL_ID", "us.amazon.nova-test-v1:0"),
    messages=MESSAGES,
    inferenceConfig={"maxTokens": 500},
)


# Callers and settings say which model it is.
def ask(model_id):
    return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})


class Assistant:
    def __init__(self, settings):
        self.settings = settings

    def ask(self):
        model_id = self.settings.model_id
        return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
