import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


class Session:
    def __init__(self):
        self.messages = []

    def say(self, text):
        self.messages.append({"role": "user", "content": [{"text": text}]})
        self.messages = self.messages[-20:]
        reply = client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=self.messages,
            inferenceConfig={"maxTokens": 800},
        )
        self.messages.append(reply["output"]["message"])
        return reply["output"]["message"]["content"][0]["text"]


# Another list for each question: nothing is kept.
def ask(question):
    messages = []
    messages.append({"role": "user", "content": [{"text": question}]})
    return client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=messages, inferenceConfig={"maxTokens": 800})


class Chat:
    def __init__(self):
        self.history = []

    def say(self, text):
        self.history.append({"role": "user", "content": [{"text": text}]})
        self._trim_history()
        return client.converse(
            modelId="us.anthropic.claude-test-1-v1:0", messages=self.history, inferenceConfig={"maxTokens": 800}
        )

    def _trim_history(self):
        while len(self.history) > 20:
            self.history.pop(0)
