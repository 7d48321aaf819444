"""Answers one support ticket from the handbook and the articles that search found."""

from pathlib import Path

import boto3

from .settings import ANSWER_MODEL, REGION

HANDBOOK = Path(__file__).parent.joinpath("prompts", "handbook.md").read_text()

bedrock = boto3.client("bedrock-runtime", region_name=REGION)


def handler(event, context):
    ticket = event["ticket"]
    articles = "\n\n".join(event["articles"])
    response = bedrock.converse(
        modelId=ANSWER_MODEL,
        system=[{"text": HANDBOOK}],
        messages=[
            {
                "role": "user",
                "content": [
                    {"text": f"Articles:\n{articles}\n\nTicket:\n{ticket}\n\nAnswer in at most 120 words."},
                ],
            },
        ],
    )
    return response["output"]["message"]["content"][0]["text"]
