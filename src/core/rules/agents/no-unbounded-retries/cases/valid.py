import boto3
from tenacity import retry, stop_after_attempt, wait_exponential

client = boto3.client("bedrock-runtime", region_name="us-east-1")


@retry(stop=stop_after_attempt(3), wait=wait_exponential())
def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )


# Works through a queue: a call that fails is not made again.
def work(queue):
    while True:
        text = queue.get()
        try:
            client.converse(
                modelId="us.anthropic.claude-test-1-v1:0",
                messages=[{"role": "user", "content": [{"text": text}]}],
                inferenceConfig={"maxTokens": 500},
            )
        except Exception as error:
            print(error)
