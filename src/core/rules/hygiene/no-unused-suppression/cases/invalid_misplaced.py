import boto3

client = boto3.client("bedrock-runtime")


# bedrock-cost-lint-ignore sizing/use-max-tokens: above the function
#                          ^^^^^^^^^^^^^^^^^^^^^ hygiene/no-unused-suppression: sizing/use-max-tokens finds nothing here, but at `client.converse`, 3 lines below.
def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
    )
