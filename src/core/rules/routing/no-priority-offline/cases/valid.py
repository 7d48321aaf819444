import csv
import sys

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def handler(event, context):
    return client.converse(
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": event["question"]}]}],
        inferenceConfig={"maxTokens": 10},
        serviceTier={"type": "priority"},
    )


def run():
    for row in csv.DictReader(open("reviews.csv")):
        client.converse(
            modelId="us.amazon.nova-test-v1:0",
            messages=[{"role": "user", "content": [{"text": f"Label this review: {row['text']}"}]}],
            inferenceConfig={"maxTokens": 10},
            serviceTier={"type": sys.argv[1]},
        )
