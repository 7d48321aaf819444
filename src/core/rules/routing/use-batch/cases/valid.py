import csv
import json

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
TOOLS = [{"toolSpec": {"name": "look_up", "inputSchema": {"json": {"type": "object"}}}}]


def handler(event, context):
    # Somebody waits for the handler.
    for row in csv.DictReader(open("/tmp/upload.csv")):
        client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=[{"role": "user", "content": [{"text": row["text"]}]}],
            inferenceConfig={"maxTokens": 10},
        )


def with_tools():
    for row in csv.DictReader(open("reviews.csv")):
        client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=[{"role": "user", "content": [{"text": row["text"]}]}],
            toolConfig={"tools": TOOLS},
            inferenceConfig={"maxTokens": 100},
        )


def not_sold_so():
    for row in csv.DictReader(open("reviews.csv")):
        client.converse(
            modelId="openai.gpt-test",
            messages=[{"role": "user", "content": [{"text": row["text"]}]}],
            inferenceConfig={"maxTokens": 100},
        )


def flex_already():
    for row in csv.DictReader(open("reviews.csv")):
        client.converse(
            modelId="us.amazon.nova-test-v1:0",
            messages=[{"role": "user", "content": [{"text": row["text"]}]}],
            inferenceConfig={"maxTokens": 100},
            serviceTier={"type": "flex"},
        )


def of_settings():
    for agent in json.load(open("config.json"))["agents"]:
        client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=[{"role": "user", "content": [{"text": agent["prompt"]}]}],
            inferenceConfig={"maxTokens": 100},
        )


def of_messages(messages):
    for message in messages:
        client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=[{"role": "user", "content": [{"text": message}]}],
            inferenceConfig={"maxTokens": 100},
        )
