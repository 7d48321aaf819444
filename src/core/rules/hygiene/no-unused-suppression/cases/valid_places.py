import boto3
from mirascope.core import bedrock, prompt_template

client = boto3.client("bedrock-runtime")


def at_the_end(question):
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
    )  # bedrock-cost-lint-ignore sizing/use-max-tokens: the gateway caps it


def above_the_statement(question):
    # bedrock-cost-lint-ignore sizing/use-max-tokens: the gateway caps it
    answer = str(
        client.converse(
            modelId="us.anthropic.claude-test-1-v1:0",
            messages=[{"role": "user", "content": [{"text": question}]}],
        )
    )
    return answer


def inside(question):
    return client.converse(
        # bedrock-cost-lint-ignore sizing/use-max-tokens: the gateway caps it
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
    )


# bedrock-cost-lint-ignore sizing/use-max-tokens: titles are short
@prompt_template("Recommend a {genre} book")
@bedrock.call("us.anthropic.claude-test-1-v1:0")
def recommend(genre: str): ...
