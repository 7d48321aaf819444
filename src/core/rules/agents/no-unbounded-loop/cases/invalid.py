import boto3

from tools import TOOLS, run_tool

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def run(task):
    messages = [{"role": "user", "content": [{"text": task}]}]
    while True:
        reply = client.converse(
            #   ^^^^^^^^^^^^^^^ agents/no-unbounded-loop: Nothing limits the steps of this agent, and each sends all before it: $
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
