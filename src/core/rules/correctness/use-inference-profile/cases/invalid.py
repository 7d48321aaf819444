import boto3

client = boto3.client("bedrock-runtime", region_name="eu-central-1")
MODEL = "anthropic.claude-test-1-v1:0"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/use-inference-profile: Claude Test 1 is served on demand in eu-central-1 only through an inference profile: Bedrock refuses its bare id. Call it as eu.anthropic.claude-test-1-v1:0 or global.anthropic.claude-test-1-v1:0.


def ask(question):
    return client.converse(
        modelId=MODEL,
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


def ask_again(question):
    return client.converse(
        modelId=MODEL,
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 50},
    )
