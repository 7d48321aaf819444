import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
RULES = """Answer only with facts of the handbook, in the language of the question, and name the paragraph that each of them is from, with its number. Never promise a refund, never name an employee, and hand over to the second line whenever a guest asks for a person. Keep answers under three sentences; when something is not in the handbook, say that it is not there and ask what the guest wants to reach, so that a colleague can call back in the morning with an answer that holds."""


def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        system=[{"text": RULES}],
        messages=[{"role": "user", "content": [{"text": f"Question: {question}"}]}],
        inferenceConfig={"maxTokens": 500},
    )
