import os
from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")


def with_fallback(path):
    if os.path.exists("prompts/own.txt"):
        return Path("prompts/own.txt").read_text()
    return "Answer in one sentence."


def ask(system, text):
    return client.converse(
        modelId="amazon.nova-test-v1:0",
        system=[{"text": system}],
        messages=[{"role": "user", "content": [{"text": text}]}],
        inferenceConfig={"maxTokens": 500},
    )


# Files that are there, outside the workspace, above the working folder, or data that the program may make.
ask(Path("manual.md").read_text(), open("/etc/prompts/system.txt").read())
ask(open("../shared/prompts/system.txt").read(), open("report.csv").read())
ask(with_fallback("x"), "Why?")
ask(open(os.environ["PROMPT_FILE"]).read(), "Why?")
