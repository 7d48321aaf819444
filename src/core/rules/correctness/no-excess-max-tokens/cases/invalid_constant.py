import boto3

LIMIT = 64_001
#       ^^^^^^ correctness/no-excess-max-tokens: The output cap of 64,001 is above what Claude Test 1 can write
client = boto3.client("bedrock-runtime")

for question in ["Why?", "How?"]:
    client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": LIMIT},
    )
