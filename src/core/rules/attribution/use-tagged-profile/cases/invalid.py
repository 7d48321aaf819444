import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MODEL = "us.anthropic.claude-test-1-v1:0"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ attribution/use-tagged-profile: Claude Test 1 is called directly:

client.converse(
    modelId=MODEL,
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 500},
)
