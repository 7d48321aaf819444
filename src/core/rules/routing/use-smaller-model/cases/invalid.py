import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def label(review):
    return client.converse(
    #      ^^^^^^^^^^^^^^^ routing/use-smaller-model: Claude Haiku 8 can do this for ≈ $0.388 instead of $1.94 per 1,000 calls:
        modelId="us.anthropic.claude-opus-test-8",
        system=[{"text": "Classify the review as good, bad or mixed. Answer with one word."}],
        messages=[{"role": "user", "content": [{"text": review[:2000]}]}],
        inferenceConfig={"maxTokens": 10},
    )


def contact(mail):
    return client.converse(
    #      ^^^^^^^^^^^^^^^ routing/use-smaller-model: Claude Haiku 8 can do this for ≈ $1.31 instead of $6.55 per 1,000 calls:
        modelId="us.anthropic.claude-opus-test-8",
        messages=[{"role": "user", "content": [{"text": f"Extract the name and the date from this mail as JSON.\n{mail[:4000]}"}]}],
        inferenceConfig={"maxTokens": 200},
    )
