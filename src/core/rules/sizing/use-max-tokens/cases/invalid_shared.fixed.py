import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
MODEL = "us.anthropic.claude-test-1-v1:0"
SETTINGS = {"temperature": 0, "maxTokens": 4096}


# One edit caps both, so one finding is enough.
def ask(question):
    messages = [{"role": "user", "content": [{"text": question}]}]
    first = client.converse(modelId=MODEL, messages=messages, inferenceConfig=SETTINGS)
    return first or client.converse(modelId=MODEL, messages=messages, inferenceConfig=SETTINGS)
