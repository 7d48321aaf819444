import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def summarise(text: str) -> str:
    response = client.converse(
        modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        messages=[{"role": "user", "content": [{"text": text}]}],
    )
    return response["output"]["message"]["content"][0]["text"]
