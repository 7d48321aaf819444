"""Summarises a ticket for the person who takes it over."""

import boto3

PROFILE = "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6"


class Escalation:
    def __init__(self, client=None, max_tokens=400):
        self.client = client or boto3.client("bedrock-runtime", region_name="eu-central-1")
        self.max_tokens = max_tokens

    def summarise(self, ticket):
        request = {
            "modelId": PROFILE,
            "messages": [{"role": "user", "content": [{"text": "Summarise this ticket in three sentences:\n" + ticket}]}],
        }
        request["inferenceConfig"] = {"maxTokens": self.max_tokens}
        return self.client.converse(**request)
