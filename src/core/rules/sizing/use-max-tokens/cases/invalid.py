import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        #  ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may grow to 64,000 tokens, which costs $1.06.
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
    #      ^^^^^^^^^^^^^^^ sizing/use-max-tokens: No output cap: one answer may be as long as the model can write, whichever model is called.
