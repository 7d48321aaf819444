import boto3

client = boto3.client("bedrock-runtime")
MANUAL = open("manual.md").read()


def handler(event, context, cached=True):
    system = [{"text": MANUAL}]
    if cached:
        system.append({"cachePoint": {"type": "default"}})
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=system,
        messages=[{"role": "user", "content": [{"text": event["question"]}]}],
        inferenceConfig={"maxTokens": 500},
    )
