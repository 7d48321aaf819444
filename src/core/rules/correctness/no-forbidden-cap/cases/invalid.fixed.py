import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="us.amazon.nova-2-test-v1:0",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"stopSequences": ["END"]},
    additionalModelRequestFields={"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "high"}},
)
