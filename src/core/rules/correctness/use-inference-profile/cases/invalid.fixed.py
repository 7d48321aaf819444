import boto3

client = boto3.client("bedrock-runtime", region_name="eu-central-1")
MODEL = "eu.anthropic.claude-test-1-v1:0"


def ask(question):
    return client.converse(
        modelId=MODEL,
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_again(question):
    return client.converse(
        modelId=MODEL,
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 50},
    )
