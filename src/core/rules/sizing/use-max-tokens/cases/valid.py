import json

import boto3

client = boto3.client("bedrock-runtime")
MESSAGES = [{"role": "user", "content": [{"text": "Why is the sky blue?"}]}]

client.converse(
    modelId="us.anthropic.claude-test-1-v1:0",
    messages=MESSAGES,
    inferenceConfig={"maxTokens": 500},
)


# Whether there is a cap is up to the caller.
def ask(settings):
    return client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig=settings)


def ask_with_anything(**more):
    return client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, **more)


# Embeddings write no text.
client.invoke_model(modelId="amazon.titan-embed-test-v1", body=json.dumps({"inputText": "blue"}))

# The service stops at 512 tokens by itself.
client.invoke_model(modelId="us.meta.llama-test-8b-v1:0", body=json.dumps({"prompt": "Why?"}))


# Which field would cap it, or whether it writes text at all, depends on a model that is not known.
def draw(model_id, prompt):
    return client.invoke_model(modelId=model_id, body=json.dumps({"prompt": prompt, "seed": 7}))


# A managed prompt brings its own cap, and the call may not set one.
def run(prompt_arn):
    return client.converse(modelId=prompt_arn, promptVariables={"topic": {"text": "cats"}})


def wrapped(settings):
    return client.converse(messages=MESSAGES, **only_known(settings))


def only_known(settings):
    return {key: value for key, value in settings.items() if value is not None}


# A default that callers replace caps or does not cap.
def ask_with_defaults(settings={}, more=None):
    parameters = {}
    if settings.get("maxTokens"):
        parameters["maxTokens"] = settings.get("maxTokens")
    client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig=parameters)
    client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig=settings)
    client.converse(modelId="us.anthropic.claude-test-1-v1:0", messages=MESSAGES, inferenceConfig=more or {})


class Assistant:
    max_tokens: int | None = None

    def ask(self, model_id, limit=None):
        caps = {"maxTokens": limit or self.max_tokens}
        return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig=caps)

    def ask_briefly(self, model_id, is_long, limit=None):
        caps = {"maxTokens": None if is_long else (limit or self.max_tokens)}
        return client.converse(modelId=model_id, messages=MESSAGES, inferenceConfig=caps)
