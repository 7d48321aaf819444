import csv

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

for row in csv.DictReader(open("reviews.csv")):
    client.converse(
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": f"Label this review: {row['text']}"}]}],
        inferenceConfig={"maxTokens": 10},
        serviceTier={"type": "flex"},
    )
