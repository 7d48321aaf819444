import { itFinds } from './itFinds.ts';

describe('Genkit for TypeScript', () => {
  const workspaceFiles = {
    'genkit.ts': `import { genkit, z } from 'genkit';
import { awsBedrock, amazonNovaProV1, anthropicClaude35SonnetV2 } from 'genkitx-aws-bedrock';
export const ai = genkit({ plugins: [awsBedrock({ region: 'us-east-1' })], model: anthropicClaude35SonnetV2('eu') });
`,
  };
  itFinds('flow.ts', [
    [
      'models of the call and of the set-up',
      `import { z } from 'genkit';
import { amazonNovaLiteV1 } from 'genkitx-aws-bedrock';
import { ai } from './genkit';
export const menu = ai.defineFlow({ name: 'menu', inputSchema: z.string() }, async (subject) => {
  const r = await ai.generate({ prompt: \`Suggest an item for \${subject}\`, config: { maxOutputTokens: 300 } });
  const { stream } = ai.generateStream({ model: amazonNovaLiteV1, system: 'You are nice', prompt: 'Hi' });
  const q = await ai.generate({ model: 'aws-bedrock/amazon.nova-micro-v1:0', messages: [{ role: 'user', content: [{ text: 'x' }] }] });
  await ai.generate('Tell me');
  await ai.generate({ model: 'googleai/gemini-2.5-flash', prompt: 'x' });
  return r.text;
});
`,
      `genkit Converse model=eu.anthropic.claude-3-5-sonnet-20241022-v2:0 cap=300 region=us-east-1
  user: Suggest an item for {subject}
genkit ConverseStream model=amazon.nova-lite-v1:0 cap=- region=us-east-1 streaming
  system: You are nice
  user: Hi
genkit Converse model=amazon.nova-micro-v1:0 cap=- region=us-east-1
  user: x
genkit Converse model=eu.anthropic.claude-3-5-sonnet-20241022-v2:0 cap=- region=us-east-1
  user: Tell me`,
      { workspaceFiles },
    ],
  ]);
});

describe('Koog', () => {
  itFinds('a.kt', [
    [
      'agents and executors',
      `import ai.koog.agents.core.agent.AIAgent
import ai.koog.prompt.executor.clients.bedrock.BedrockModels
import ai.koog.prompt.executor.llms.all.simpleBedrockExecutor
import ai.koog.prompt.dsl.prompt
suspend fun main() {
    simpleBedrockExecutor(awsAccessKeyId = "a", awsSecretAccessKey = "b").use { executor ->
        val agent = AIAgent(
            promptExecutor = executor,
            llmModel = BedrockModels.AnthropicClaude4Sonnet,
            systemPrompt = "You're responsible for running a Switch",
            temperature = 0.0,
        )
        println(agent.run("go"))
        val p = prompt("x") { system("You are"); user("hello") }
        executor.execute(p, BedrockModels.AmazonNovaLite)
    }
}
`,
      `koog Converse model=anthropic.claude-sonnet-4-20250514-v1:0 cap=- region=? unseen
  system: You're responsible for running a Switch
koog Converse model=amazon.nova-lite-v1:0 cap=- region=? unseen`,
    ],
  ]);
});
