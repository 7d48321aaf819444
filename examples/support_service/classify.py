"""Sorts the tickets of a day into queues."""

import json

import boto3

from .settings import CLASSIFIER_MODEL

QUEUES = ["billing", "login", "outage", "feature request", "other"]

PROMPT = """You sort support tickets into queues.
The queues are: {queues}.
Reply with the name of exactly one queue and nothing else.

Ticket:
{ticket}"""

client = boto3.client("bedrock-runtime")


def classify_all(tickets):
    queues = {}
    for ticket in tickets:
        body = json.dumps(
            {
                "messages": [
                    {"role": "user", "content": [{"text": PROMPT.format(queues=", ".join(QUEUES), ticket=ticket)}]},
                ],
                "inferenceConfig": {"maxTokens": 16000, "temperature": 0},
            }
        )
        response = client.invoke_model(modelId=CLASSIFIER_MODEL, body=body)
        reply = json.loads(response["body"].read())
        queues[ticket] = reply["output"]["message"]["content"][0]["text"]
    return queues
