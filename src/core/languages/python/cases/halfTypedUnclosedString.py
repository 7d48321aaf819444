import boto3

client = boto3.client("bedrock-runtime")


def earlier():
    before()


def typing(m):
    response = client.converse(modelId="m", system=[{"text": "You are}], messages=m)
    return response


def later():
    after()
