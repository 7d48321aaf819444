import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]


def ask(model_id):
    return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})


client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
client.converse(modelId="acme.road-runner-v9:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})

# Stand-ins and ids of other services are no misspelt ids of Bedrock.
client.converse(modelId="STRING_VALUE", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
client.converse(modelId="my-model", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
client.converse(modelId="<your model ARN>", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
