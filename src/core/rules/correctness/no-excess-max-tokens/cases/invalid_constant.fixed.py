import boto3

LIMIT = 64000
client = boto3.client("bedrock-runtime")

for question in ["Why?", "How?"]:
    client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": LIMIT},
    )
