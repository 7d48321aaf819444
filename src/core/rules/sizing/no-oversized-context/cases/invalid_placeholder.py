import boto3

client = boto3.client("bedrock-runtime")


def ask(passages, question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/no-oversized-context: The input of one call is ≈
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Answer from these:\n{passages}\n\n{question}"}]}],
        inferenceConfig={"maxTokens": 500},
    )
