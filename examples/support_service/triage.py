"""Decides how urgent a ticket is. The model is chosen where the service is deployed."""

import os

import boto3

bedrock = boto3.client("bedrock-runtime")


def triage(ticket):
    return bedrock.converse(
        modelId=os.environ["TRIAGE_MODEL"],
        messages=[{"role": "user", "content": [{"text": f"How urgent is this ticket? Reply with one word.\n{ticket}"}]}],
        inferenceConfig={"maxTokens": 10},
    )
