import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens ($1.06) by AWS
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
    )


def ask_with_temperature(question):
    response = client.converse_stream(
        #      ^^^^^^^^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap
        modelId="us.amazon.nova-test-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"temperature": 0},
    )
    return response


def ask_someone(model_id, question):
    return client.converse(modelId=model_id, messages=[{"role": "user", "content": [{"text": question}]}])
    #      ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: an answer may grow to the maximum of whatever model is called.
