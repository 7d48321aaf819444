import { aws_bedrock as bedrock } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

export function agents(stack: Stack) {
  new bedrock.CfnAgent(stack, 'Desk', {
//^^^^^^^^^^^^^^^^^^^^ attribution/use-cost-alarm: Bedrock is set up here without anything that watches its cost:
    agentName: 'desk',
    foundationModel: 'us.anthropic.claude-test-1-v1:0',
    instruction: 'You answer questions about orders, and look them up before you answer.',
  });
}
