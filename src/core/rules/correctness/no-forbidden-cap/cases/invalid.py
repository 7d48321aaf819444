import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="us.amazon.nova-2-test-v1:0",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"stopSequences": ["END"], "maxTokens": 1000},
    #                                                       ^^^^ correctness/no-forbidden-cap: Nova 2 Test takes no output cap with high reasoning effort: the call is refused.
    additionalModelRequestFields={"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "high"}},
)
