import boto3
from tenacity import retry, stop_after_attempt, wait_exponential

client = boto3.client("bedrock-runtime", region_name="us-east-1")


@retry(wait=wait_exponential())
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ agents/no-unbounded-retries: @retry makes a failed call again without a limit
def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
