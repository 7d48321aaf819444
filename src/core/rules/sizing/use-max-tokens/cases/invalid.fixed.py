import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 4096},
    )


def ask_with_temperature(question):
    response = client.converse_stream(
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"temperature": 0, "maxTokens": 4096},
    )
    return response


def ask_someone(model_id, question):
    return client.converse(modelId=model_id, messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 4096})
