import assert from 'node:assert/strict';
import { analyzeText } from '../../support/analyze.ts';

/** The definition of the tool that the answer is a call of, as it is sent, and whether the model has to call it. */
async function tool(path: string, text: string): Promise<{ readonly schema: unknown; readonly isForced: boolean }> {
  const { callSites } = await analyzeText({ path, text });
  const [use] = callSites.flatMap(({ callSite }) => (callSite.uses.length > 0 ? callSite.uses : [callSite]));
  assert.ok(use);
  const segment = use.segments.find(({ role }) => role === 'tools');
  const written = segment?.parts.map((part) => (part.kind === 'text' ? part.text : '"…"')).join('') ?? '';
  const parsed = JSON.parse(written) as Record<string, unknown> | Record<string, unknown>[];
  const [first] = Array.isArray(parsed) ? parsed : [parsed];
  return { schema: first?.['input_schema'], isForced: ['any', 'tool'].includes(use.settings?.toolChoice ?? '') };
}

const FIELDS = {
  kind: { type: 'string', enum: ['a', 'b'] },
  title: { type: 'string', maxLength: 100, description: 'The title' },
  tags: { type: 'array', items: { type: 'string' }, maxItems: 5 },
  score: { type: 'number' },
};
const ZOD =
  "z.object({ kind: z.enum(['a', 'b']), title: z.string().max(100).describe('The title'), " +
  'tags: z.array(z.string()).max(5), score: z.number().min(0).max(1) })';

function propertiesOf(schema: unknown): Record<string, Record<string, unknown>> {
  const { properties } = schema as { properties: Record<string, Record<string, unknown>> };
  return Object.fromEntries(Object.entries(properties).map(([name, { title: _, ...field }]) => [name, field] as const));
}

describe('schemas of answers', () => {
  it("are those of pydantic's fields", async () => {
    const { schema, isForced } = await tool(
      'app.py',
      'from typing import Literal\nfrom pydantic import BaseModel, Field\nfrom langchain_aws import ChatBedrockConverse\n' +
        'class Answer(BaseModel):\n    kind: Literal["a", "b"]\n    title: str = Field(description="The title", max_length=100)\n' +
        '    tags: list[str] = Field(max_length=5)\n    score: float\n' +
        'ChatBedrockConverse(model="us.amazon.nova-test-v1:0").with_structured_output(Answer).invoke("Read this")\n',
    );
    assert.deepEqual(propertiesOf(schema), FIELDS);
    assert.ok(isForced);
  });

  it("are those of zod's, in LangChain and in the AI SDK", async () => {
    const zod = "import { z } from 'zod';\n";
    const langChain =
      `${zod}import { ChatBedrockConverse } from '@langchain/aws';\n` +
      `await new ChatBedrockConverse({ model: 'us.amazon.nova-test-v1:0' }).withStructuredOutput(${ZOD}).invoke('Read this');\n`;
    const aiSdk =
      `${zod}import { generateObject } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\n` +
      `await generateObject({ model: bedrock('us.amazon.nova-test-v1:0'), schema: ${ZOD}, prompt: 'Read this' });\n`;
    for (const text of [langChain, aiSdk]) {
      const { schema, isForced } = await tool('app.ts', text);
      const { properties } = schema as { properties: unknown };
      assert.deepEqual(properties, FIELDS);
      assert.ok(isForced);
    }
  });

  it('are chosen by the model where it has other tools too', async () => {
    const { isForced } = await tool(
      'app.py',
      'from langchain_aws import ChatBedrockConverse\ndef weather(city: str):\n    """Tells"""\n' +
        'ChatBedrockConverse(model="us.amazon.nova-test-v1:0").bind_tools([weather]).invoke("Read this")\n',
    );
    assert.ok(!isForced);
  });
});
