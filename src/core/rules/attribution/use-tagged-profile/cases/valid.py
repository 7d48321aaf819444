import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/k3f9q2m7x1zt",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 500},
)
