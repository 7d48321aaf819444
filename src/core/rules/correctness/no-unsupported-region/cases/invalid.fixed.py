import boto3

MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
frankfurt = boto3.client("bedrock-runtime", region_name="eu-central-1")
beijing = boto3.client("bedrock-runtime", region_name="cn-north-1")

frankfurt.converse(modelId="eu.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})
frankfurt.converse(modelId="meta.llama-test-8b-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": 500})


def ask(model_id):
    return beijing.converse(modelId=model_id, messages=MESSAGES, inferenceConfig={"maxTokens": 500})
