import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


class Session:
    def __init__(self):
        self.messages = []

    def say(self, text):
        self.messages.append({"role": "user", "content": [{"text": text}]})
        reply = client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=self.messages,
            #        ^^^^^^^^^^^^^ sizing/no-unbounded-history: `messages` is sent whole with every turn, and nothing bounds it: $
            inferenceConfig={"maxTokens": 800},
        )
        self.messages.append(reply["output"]["message"])
        return reply["output"]["message"]["content"][0]["text"]
