from aws_cdk import aws_bedrock as bedrock


def agents(stack):
    bedrock.CfnAgent(
   #^^^^^^^^^^^^^^^^ attribution/use-cost-alarm: Bedrock is set up here without anything that watches its cost:
        stack,
        "Desk",
        agent_name="desk",
        foundation_model="us.anthropic.claude-test-1-v1:0",
        instruction="You answer questions about orders, and look them up before you answer.",
    )
