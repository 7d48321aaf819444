import boto3

from tools import TOOLS, run_tool

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def run(task):
    messages = [{"role": "user", "content": [{"text": task}]}]
    for _ in range(12):
        reply = client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=messages,
            #        ^^^^^^^^ caching/use-moving-checkpoint: Each step sends all of `messages` again at the full price. A checkpoint behind the last message makes it $
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 4000},
        )
        message = reply["output"]["message"]
        messages.append(message)
        if reply["stopReason"] != "tool_use":
            return message["content"][0]["text"]
        messages.append({"role": "user", "content": [run_tool(message)]})
    raise RuntimeError("too many steps")
