import os

import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]
MAX_TOKENS = int(os.environ.get("DESK_MAX_TOKENS", "64000"))
#                                                  ^^^^^^^ correctness/no-excess-max-tokens: The output cap of 64,000 is above what Nova Test can write

client.converse(
    modelId="us.amazon.nova-test-v1:0",
    messages=MESSAGES,
    inferenceConfig={"maxTokens": MAX_TOKENS},
)
