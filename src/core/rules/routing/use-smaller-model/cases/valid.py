import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def label_with_small_model(review):
    return client.converse(
        modelId="us.anthropic.claude-haiku-test-8",
        system=[{"text": "Classify the review as good, bad or mixed. Answer with one word."}],
        messages=[{"role": "user", "content": [{"text": review}]}],
        inferenceConfig={"maxTokens": 10},
    )


def long_answer(review):
    return client.converse(
        modelId="us.anthropic.claude-opus-test-8",
        system=[{"text": "Classify the review as good, bad or mixed."}],
        messages=[{"role": "user", "content": [{"text": review}]}],
        inferenceConfig={"maxTokens": 4000},
    )


def hard(review):
    return client.converse(
        modelId="us.anthropic.claude-opus-test-8",
        system=[{"text": "Classify the contract. Think step by step about every legal clause."}],
        messages=[{"role": "user", "content": [{"text": review}]}],
        inferenceConfig={"maxTokens": 200},
    )


def anything(question):
    return client.converse(
        modelId="us.anthropic.claude-opus-test-8",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 200},
    )
