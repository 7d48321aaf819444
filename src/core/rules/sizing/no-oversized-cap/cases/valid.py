import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def label(line):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Answer with one word, good or bad: {line}"}]}],
        inferenceConfig={"maxTokens": 256},
    )


# A report may be long.
def report(topic):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Write a detailed report with ten chapters about {topic}."}]}],
        inferenceConfig={"maxTokens": 64000},
    )


# What is asked is not seen.
def ask(messages):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0", messages=messages, inferenceConfig={"maxTokens": 64000}
    )


# An agent writes whole files.
def step(messages, tools):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": "Do the next step."}]}],
        toolConfig={"tools": tools},
        inferenceConfig={"maxTokens": 32000},
    )
