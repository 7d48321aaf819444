import boto3

client = boto3.client("bedrock-runtime")


def earlier():
    before()


def typing(m):
    response = client.converse(modelId="m", inferenceConfig={"maxTokens": 512}, messages=[
    return response


def later():
    after()
