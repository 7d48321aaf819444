import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

answer = client.converse(
#        ^^^^^^^^^^^^^^^ attribution/use-request-metadata: No request metadata:
    modelId="us.anthropic.claude-test-1-v1:0",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 500},
)
