import boto3

from tools import TOOLS, run_tool

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def run(task):
    messages = [{"role": "user", "content": [{"text": task}]}]
    for _ in range(12):
        reply = client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=messages,
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 4000},
        )
        message = reply["output"]["message"]
        messages.append(message)
        if reply["stopReason"] != "tool_use":
            return message["content"][0]["text"]
        messages.append({"role": "user", "content": [run_tool(message)]})
    raise RuntimeError("too many steps")


def run_counted(task):
    messages = [{"role": "user", "content": [{"text": task}]}]
    steps = 0
    while True:
        reply = client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=messages,
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 4000},
        )
        messages.append(reply["output"]["message"])
        steps += 1
        if reply["stopReason"] != "tool_use" or steps >= 12:
            return reply
        messages.append({"role": "user", "content": [run_tool(reply)]})


# A person goes on, or does not.
def chat():
    messages = []
    while True:
        messages.append({"role": "user", "content": [{"text": input("> ")}]})
        reply = client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=messages,
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 4000},
        )
        messages.append(reply["output"]["message"])


# Nothing is kept: each item is asked of anew.
def label(items):
    for item in items:
        messages = [{"role": "user", "content": [{"text": item}]}]
        client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=messages,
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 4000},
        )
