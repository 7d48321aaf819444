import { aws_bedrock as bedrock, aws_budgets as budgets } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

export function agents(stack: Stack) {
  new bedrock.CfnAgent(stack, 'Desk', {
    agentName: 'desk',
    foundationModel: 'us.anthropic.claude-test-1-v1:0',
    instruction: 'You answer questions about orders, and look them up before you answer.',
  });
  new budgets.CfnBudget(stack, 'Budget', { budget: { budgetType: 'COST', timeUnit: 'MONTHLY' } });
}
