from aws_cdk import aws_bedrock as bedrock
from aws_cdk import aws_budgets as budgets


def agents(stack):
    bedrock.CfnAgent(
        stack,
        "Desk",
        agent_name="desk",
        foundation_model="us.anthropic.claude-test-1-v1:0",
        instruction="You answer questions about orders, and look them up before you answer.",
    )
    budgets.CfnBudget(stack, "Budget", budget={"budgetType": "COST", "timeUnit": "MONTHLY"})
