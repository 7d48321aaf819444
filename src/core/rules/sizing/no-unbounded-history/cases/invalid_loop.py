import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def call_model(messages):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=messages,
        #        ^^^^^^^^ sizing/no-unbounded-history: `messages` is sent whole with every turn, and nothing bounds it: $
        inferenceConfig={"maxTokens": 800},
    )


def main():
    messages = []
    while True:
        messages.append({"role": "user", "content": [{"text": input("> ")}]})
        reply = call_model(messages)
        messages.append(reply["output"]["message"])
