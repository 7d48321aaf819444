import boto3
from botocore.config import Config
from tenacity import retry, stop_after_attempt

client = boto3.client("bedrock-runtime", config=Config(retries={"max_attempts": 10, "mode": "adaptive"}))


@retry(stop=stop_after_attempt(8))
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ agents/no-unbounded-retries: @retry makes 8 attempts around a client that makes 10 of each: 80 for one call
def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 500},
    )
