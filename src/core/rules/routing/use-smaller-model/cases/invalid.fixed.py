import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def label(review):
    return client.converse(
        modelId="us.anthropic.claude-haiku-test-8",
        system=[{"text": "Classify the review as good, bad or mixed. Answer with one word."}],
        messages=[{"role": "user", "content": [{"text": review[:2000]}]}],
        inferenceConfig={"maxTokens": 10},
    )


def contact(mail):
    return client.converse(
        modelId="us.anthropic.claude-haiku-test-8",
        messages=[{"role": "user", "content": [{"text": f"Extract the name and the date from this mail as JSON.\n{mail[:4000]}"}]}],
        inferenceConfig={"maxTokens": 200},
    )
