import os

import boto3

client = boto3.client("bedrock-runtime")
PROFILE = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unresolved-model: This call has no price, since its model is not known: an application inference profile does not say which model it calls. Declare the model in bedrock-cost-lint.yaml: models: { "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123": <model id> }
MESSAGES = [{"role": "user", "content": [{"text": "Why?"}]}]

client.converse(modelId=PROFILE, messages=MESSAGES, inferenceConfig={"maxTokens": 500})

client.converse(
    modelId=os.environ["BEDROCK_MODEL_ID"],
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unresolved-model: This call has no price, since its model is not known: it is read from the environment variable BEDROCK_MODEL_ID. Declare the model in bedrock-cost-lint.yaml: models: { BEDROCK_MODEL_ID: <model id> }.
    messages=MESSAGES,
    inferenceConfig={"maxTokens": 500},
)

# The same variable once more is the same gap.
client.converse(modelId=os.environ["BEDROCK_MODEL_ID"], messages=MESSAGES, inferenceConfig={"maxTokens": 50})
