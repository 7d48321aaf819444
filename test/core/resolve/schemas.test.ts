import assert from 'node:assert/strict';
import { staticText, textParts } from '../../../src/core/domain/valueOperations.ts';
import { evaluateShown } from './evaluateShown.ts';

/** Texts, with `{name 140–260}` for a hole that is measured. */
async function texts(path: string, text: string): Promise<readonly string[]> {
  const { values } = await evaluateShown({ path, text });
  return values.map(
    (value) =>
      staticText(value) ??
      textParts(value, 'x', { uri: '', range: { start: 0, end: 0 } })
        .map((part) => {
          if (part.kind === 'text') return part.text;
          return part.size ? `{${part.name} ${part.size.range.low}–${part.size.range.high}}` : `{${part.name}}`;
        })
        .join(''),
  );
}

const CLASSES = `from pydantic import BaseModel, Field
import json
class Step(BaseModel):
    title: str = Field(description="What to do")
class Plan(BaseModel):
    steps: list[Step]
    rank: int
`;

const PLAN = [
  '{"type": "object", "properties": {"steps": {"title": "steps", "type": "array", "items": ',
  '{"type": "object", "properties": {"title": {"title": "title", "type": "string", "description": "What to do"}}, "required": ["title"]}}, ',
  '"rank": {"title": "rank", "type": "integer"}}, "required": ["steps", "rank"]}',
].join('');

describe('schemas in texts', () => {
  it('of classes are JSON schemas, with the classes in them', async () => {
    const code = `${CLASSES}show(f"{Plan.model_json_schema()}")\nshow(json.dumps(Plan.model_json_schema(), indent=2))\nshow(Plan.schema_json())\n`;
    assert.deepEqual(await texts('app.py', code), [PLAN, PLAN, PLAN]);
  });

  it('of zod are JSON schemas', async () => {
    const code = `import { z } from 'zod';
import { zodToJsonSchema } from 'zod-to-json-schema';
const Answer = z.object({ n: z.number().describe('How many') });
show(JSON.stringify(zodToJsonSchema(Answer)));
show(JSON.stringify(z.toJSONSchema(Answer)));
`;
    const expected =
      '{"type": "object", "properties": {"n": {"type": "number", "description": "How many"}}, "required": ["n"], ' +
      '"additionalProperties": false, "$schema": "http://json-schema.org/draft-07/schema#"}';
    assert.deepEqual(await texts('app.ts', code), [expected, expected]);
  });

  it('are in what parsers ask for', async () => {
    const code = `${CLASSES}from langchain_core.output_parsers import PydanticOutputParser, JsonOutputParser, CommaSeparatedListOutputParser
from langchain.output_parsers import OutputFixingParser
parser = PydanticOutputParser(pydantic_object=Plan)
show(parser.get_format_instructions())
show(OutputFixingParser.from_llm(parser=parser, llm=None).get_format_instructions())
show(JsonOutputParser().get_format_instructions())
show(CommaSeparatedListOutputParser().get_format_instructions())
show(other.get_format_instructions())
`;
    const plan = `{format_instructions 140–260}${PLAN}`;
    assert.deepEqual(await texts('app.py', code), [
      plan,
      plan,
      'Return a JSON object.',
      '{format_instructions 15–30}',
      '{x}',
    ]);
    const typescript = `import { StructuredOutputParser } from '@langchain/core/output_parsers';
const parser = StructuredOutputParser.fromNamesAndDescriptions({ answer: 'the answer' });
show(parser.getFormatInstructions());
`;
    assert.deepEqual(await texts('app.ts', typescript), ['{format_instructions 250–360}{"answer": "the answer"}']);
  });
});
