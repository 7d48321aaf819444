import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client.converse(
    modelId="us.amazon.nova-test-v1:0",
    messages=MESSAGES,
    inferenceConfig={"maxTokens": 64000, "temperature": 0},
    #                             ^^^^^ correctness/no-excess-max-tokens: The output cap of 64,000 is above what Nova Test can write (10,000 tokens)
)
