import { itFinds } from './itFinds.ts';

describe('AWS CDK in other languages', () => {
  itFinds('A.cs', [
    [
      'an agent in C#',
      `using Amazon.CDK;
using Amazon.CDK.AWS.Bedrock;
using Constructs;
namespace X;
public class MyStack : Stack
{
    public MyStack(Construct scope, string id) : base(scope, id)
    {
        var agent = new CfnAgent(this, "Agent", new CfnAgentProps
        {
            AgentName = "desk",
            FoundationModel = "anthropic.claude-3-haiku-20240307-v1:0",
            Instruction = "You help people with their travel plans and answer briefly.",
        });
    }
}
`,
      `cdk AWS::Bedrock::Agent model=anthropic.claude-3-haiku-20240307-v1:0 cap=n/a region=-
  system: You help people with their travel plans and answer briefly.`,
    ],
    [
      'a prompt of Amazon Connect',
      `using Amazon.CDK.AWS.Connect;
public class S { void M() { new CfnPrompt(this, "P", new CfnPromptProps { InstanceArn = "a", S3Uri = "b" }); } }`,
      ``,
    ],
  ]);
  itFinds('B.java', [
    [
      'agents in Java',
      `package x;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.bedrock.CfnAgent;
import software.amazon.awscdk.services.bedrock.CfnAgentProps;
import software.constructs.Construct;
public class B extends Stack {
  public B(Construct scope, String id) {
    super(scope, id);
    CfnAgent a = CfnAgent.Builder.create(this, "Agent").agentName("desk").foundationModel("amazon.nova-pro-v1:0").instruction("You help people with plans.").build();
    CfnAgent b = new CfnAgent(this, "B", CfnAgentProps.builder().agentName("x").foundationModel("amazon.nova-lite-v1:0").instruction("Help").build());
  }
}
`,
      `cdk AWS::Bedrock::Agent model=amazon.nova-pro-v1:0 cap=n/a region=-
  system: You help people with plans.
cdk AWS::Bedrock::Agent model=amazon.nova-lite-v1:0 cap=n/a region=-
  system: Help`,
    ],
  ]);
});
