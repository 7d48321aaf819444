import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="us.anthropic.claude-opus-test-8",
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ routing/use-global-profile: Claude Opus 8 costs 9 % less by its global profile than by the us profile:
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 900},
)
