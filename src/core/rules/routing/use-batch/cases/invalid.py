import csv

import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def main():
    with open("reviews.csv", newline="") as reviews:
        for row in csv.DictReader(reviews):
            client.converse(
           #^^^^^^^^^^^^^^^ routing/use-batch: Claude Test 1 is asked once for each row of reviews.csv;
                modelId="us.anthropic.claude-test-1-v1:0",
                messages=[{"role": "user", "content": [{"text": f"Label this review: {row['text']}"}]}],
                inferenceConfig={"maxTokens": 10},
            )


def summarize(text):
    return client.converse(
    #      ^^^^^^^^^^^^^^^ routing/use-batch: Nova Test is asked once for each row of tickets.parquet;
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": "Sum up in one sentence: " + text[:2000]}]}],
        inferenceConfig={"maxTokens": 100},
    )


if __name__ == "__main__":
    import pandas

    frame = pandas.read_parquet("tickets.parquet")
    for ticket in frame["text"].dropna().tolist():
        print(summarize(ticket))
