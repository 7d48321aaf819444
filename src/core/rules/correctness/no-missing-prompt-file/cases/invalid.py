from pathlib import Path

import boto3

client = boto3.client("bedrock-runtime")
HERE = Path(__file__).parent


def load(name):
    with open(f"prompts/{name}.txt") as file:
        return file.read()


def ask(question):
    return client.converse(
        modelId="amazon.nova-test-v1:0",
        system=[{"text": (HERE / "prompts" / "system.txt").read_text()}],
        #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/no-missing-prompt-file: The prompt files "prompts/system.txt", "prompts/answer.txt" are not in the workspace
        messages=[{"role": "user", "content": [{"text": f"{load('answer')}\n{question}"}]}],
        inferenceConfig={"maxTokens": 500},
    )
