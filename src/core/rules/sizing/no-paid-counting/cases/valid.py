import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def size_of(part):
    messages = [{"role": "user", "content": [{"text": part}]}]
    return client.count_tokens(modelId="anthropic.claude-sonnet-4-6", input={"converse": {"messages": messages}})["inputTokens"]


def is_good(part):
    reply = client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Answer A for good, B for bad: {part}"}]}],
        inferenceConfig={"maxTokens": 1},
    )
    return reply["output"]["message"]["content"][0]["text"], reply["usage"]["inputTokens"]
