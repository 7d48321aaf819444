import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="us.anthropic.claude-test-1-v1:0",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 2000},
    additionalModelRequestFields={"thinking": {"type": "enabled", "budget_tokens": 4000}},
    #                                                                              ^^^^ correctness/no-thinking-conflict: The thinking budget of 4,000 tokens is not below the cap of 2,000: the call is refused.
)
