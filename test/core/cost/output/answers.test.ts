import assert from 'node:assert/strict';
import { estimateAnswer, type AnswerCircumstances } from '../../../../src/core/cost/output/estimateAnswer.ts';
import { describedKeys } from '../../../../src/core/cost/output/describedKeys.ts';
import { readAnswer } from '../../../../src/core/cost/output/readAnswer.ts';
import type { OutputEvidenceKind } from '../../../../src/core/cost/output/clue.ts';
import type { BodyTool, JsonData, RequestBody } from '../../../../src/core/domain/requestBody.ts';

/** Prompt, what the size must rest on, and a length that an ordinary answer of it has, in tokens. */
type Case = readonly [prompt: string, kind: OutputEvidenceKind, ordinary: number];

const STATED: readonly Case[] = [
  ['Is this review positive? Answer yes or no.', 'stated', 1],
  ['Does the text mention a refund? Reply with only "true" or "false".', 'stated', 1],
  ['What is the sentiment of the review? Respond with one word.', 'stated', 2],
  ['Rate the answer from 1 to 10. Return only the number, nothing else.', 'stated', 2],
  ['Reply with exactly: ready', 'stated', 3],
  ['Describe the product in three sentences.', 'stated', 75],
  ['Summarize the following article in 2-3 sentences:\n…', 'stated', 70],
  ['Write a summary of at most 120 words.', 'stated', 110],
  ['Keep your answer under 500 characters.', 'stated', 80],
  ['Explain it in one paragraph.', 'stated', 100],
  ['Write a 500-word blog post about tea.', 'stated', 650],
  ['Give me a list of 5 keywords for the article.', 'stated', 25],
  ['Generate 10 questions about the text.', 'stated', 200],
  ['Suggest three ideas for a birthday party.', 'stated', 130],
  ['Antworte in höchstens 100 Wörtern.', 'stated', 100],
  ['Fasse den Text in drei Sätzen zusammen.', 'stated', 80],
  ['Réponds en une phrase.', 'stated', 25],
  ['Responde en 2 frases.', 'stated', 50],
  ['请用不超过100字总结。', 'stated', 70],
  ['100文字以内で要約してください。', 'stated', 70],
  ['You are a helpful assistant. Be brief.\n\nHow does DNS work?', 'stated', 80],
  ['Write a 5 minute summary of the book.', 'stated', 1100],
  ['Write a short text about tea that can be read in 2 minutes.', 'stated', 450],
  ['Draft a speech that takes three minutes to deliver. Be concise.', 'stated', 600],
];

const TASKS: readonly Case[] = [
  [
    'Summarize the search results by source. If no related result is found, respond with "No related information found."',
    'task',
    250,
  ],
  ['Classify the support ticket into billing, technical or sales.\n\nTicket: …', 'task', 4],
  ['You are a router. Determine the intent of the user message: …', 'task', 10],
  ['Extract all people and companies from this text: …', 'task', 100],
  ['Summarize the meeting transcript below.\n…', 'task', 250],
  ['Write a Python function that parses a CSV file.', 'task', 500],
  ['Translate the question into SQL for this schema: …', 'task', 60],
  ['Generate a title for this conversation: …', 'task', 10],
  ['Rephrase the follow-up question to be a standalone question: …', 'task', 20],
  ['Evaluate the answer for correctness and give a score with an explanation: …', 'task', 150],
  ['Write a detailed report on the market for electric bikes.', 'task', 1200],
  ['Write an email to the customer about the delay.', 'task', 220],
  ['Draft a letter to the bank about the loan. Return ONLY the letter text.', 'task', 250],
  ['Use the following context to answer the question. If you do not know the answer, say so.\n…', 'task', 120],
  ['Explain how TCP congestion control works.', 'task', 450],
  ['What is the capital of France?', 'task', 10],
  ['Hello', 'task', 15],
  ['Klassifiziere die Nachricht: …', 'task', 8],
  ['Résume le texte suivant : …', 'task', 180],
  ['请总结以下内容：…', 'task', 200],
];

const FORMATS: readonly Case[] = [
  ['Return JSON in this format: {"sentiment": "positive", "score": 0.9}', 'schema', 20],
  ['Extract the invoice. Respond with a JSON object with the keys "number", "date" and "total".', 'schema', 35],
  ['Answer in JSON.', 'schema', 100],
  ['Return a JSON object with the following fields: id, status, priority.', 'schema', 25],
  [
    'Return a JSON object with the following fields:\n- id: of the ticket\n- status (string): open or closed\n\nTicket: …',
    'schema',
    16,
  ],
  ['Extract 10 questions. Return a JSON object: {"questions": [{"question": "...", "answer": "..."}]}', 'schema', 700],
  ['Return a JSON object: {"questions": [{"question": "...", "answer": "..."}]}', 'schema', 320],
  ['Return JSON like {"id": "...", "items": [{"sku": "...", "count": 0}, ...]}', 'schema', 80],
  ['Return a JSON array: [{"name": "…", "reason": "…"}, …]', 'schema', 110],
  ['Generate 10 questions. Return a JSON array in this format: [{"question": "…", "answer": "…"}]', 'schema', 400],
  ['Answer with a JSON list of objects like {"sku": "a", "count": 1}.', 'schema', 70],
  ['Think first in <thinking> tags, then write your answer in <answer> tags.', 'schema', 150],
  [
    'Answer with JSON that follows this schema: {"type": "object", "properties": {"city": {"type": "string"}, ' +
      '"population": {"type": "integer"}}, "required": ["city", "population"]}',
    'schema',
    20,
  ],
];

const HABITS: readonly Case[] = [
  ['…', 'habit', 200],
  ['', 'habit', 200],
  ['You are Ada, the friendly face of our shop.\n…', 'habit', 150],
];

describe('what a prompt says of its answers', () => {
  for (const [prompt, kind, ordinary] of [...STATED, ...TASKS, ...FORMATS, ...HABITS]) {
    it(`holds an ordinary answer of "${prompt.slice(0, 60).replaceAll('\n', ' ')}"`, () => {
      const { tokens, evidence } = answer(prompted(prompt));
      assert.equal(evidence.kind, kind, evidence.text);
      const text = `${ordinary} is not in ${tokens.low} … ${tokens.likely} … ${tokens.high}: ${evidence.text}`;
      assert.ok(tokens.low <= ordinary && ordinary <= tokens.high, text);
      assert.ok(tokens.likely / ordinary <= 4 && ordinary / tokens.likely <= 4, `likely is far: ${text}`);
    });
  }

  it('is as narrow as the evidence', () => {
    const widthOf = (prompt: string): number => {
      const { low, high } = answer(prompted(prompt)).tokens;
      return high / low;
    };
    assert.ok(widthOf('Describe it in three sentences.') <= 8);
    assert.ok(widthOf('Write about 200 words on tea.') <= 4);
    for (const [prompt] of TASKS) if (widthOf(prompt) > 45) assert.fail(`${prompt}: ${widthOf(prompt)}`);
    assert.ok(widthOf('…') <= 30);
  });

  it('is not the length of a part', () => {
    assert.notEqual(answer(prompted('Explain each step of the proof in one sentence.')).evidence.kind, 'stated');
    assert.notEqual(answer(prompted('I wrote one sentence yesterday.')).evidence.kind, 'stated');
  });

  it('is no one word where thoughts come first', () => {
    const thought = answer(prompted('Think step by step, explain your reasoning, then answer yes or no.'));
    assert.ok(thought.tokens.high >= 100, JSON.stringify(thought));
  });

  it('is what stands at the ends of a long prompt', () => {
    const long = `${'Some material. '.repeat(10_000)}\nSummarize it in two sentences.`;
    assert.equal(answer(prompted(long)).evidence.text, 'the prompt asks for two sentences');
  });

  it('says it in the words of the prompt', () => {
    const textOf = (prompt: string): string => answer(prompted(prompt)).evidence.text;
    assert.equal(textOf('Describe it in three sentences.'), 'the prompt asks for three sentences');
    assert.equal(textOf('Write at most 120 words.'), 'the prompt asks for at most 120 words');
    assert.equal(textOf('Classify the ticket: …'), 'a classification');
    assert.equal(textOf('…'), "nothing but the model's habits");
  });
});

describe('keys that a prompt lists', () => {
  const ROWS: readonly (readonly [prompt: string, names: readonly string[]])[] = [
    ['return json with these keys: name, reason and score.', ['name', 'reason', 'score']],
    ['a json object with the following fields: name (string), score (number)', ['name', 'score']],
    ['following fields:\n1. name: of the person\n   as written\n2. `score`\n\n- other: no key', ['name', 'score']],
    ['following properties: you should be nice, and polite', []],
    ['the user said: my keys: house, car', []],
    ['return the fields:\nthen go home', []],
  ];
  for (const [prompt, names] of ROWS)
    it(`are ${names.join(', ')} of "${prompt.slice(0, 50)}"`, () => assert.deepEqual(describedKeys(prompt), names));

  it('are found in hostile text in time', () => {
    const start = performance.now();
    for (const text of [
      'return fields '.repeat(20_000),
      `fields:${'\n- a'.repeat(50_000)}`,
      `json [{"a": ${' '.repeat(200_000)}`,
    ]) {
      answer(prompted(`json ${text}`));
      describedKeys(text);
    }
    assert.ok(performance.now() - start < 3_000);
  });
});

describe('what the rest of a request says of its answer', () => {
  it('is a length in numbers before the calls of tools', () => {
    const tool: BodyTool = {
      name: 'find',
      description: undefined,
      schema: { type: 'object', properties: { city: { type: 'string' } } },
    };
    const { tokens, evidence } = answer({ ...prompted('Write a report of at most 500 words.'), tools: [tool] });
    assert.equal(evidence.text, 'the prompt asks for at most 500 words');
    assert.ok(tokens.likely >= 300 && tokens.high <= 1_100, JSON.stringify(tokens));
  });

  it('is the schema that it must follow', () => {
    const schema = { type: 'object', properties: { verdict: { enum: ['pass', 'fail'] }, reason: { type: 'string' } } };
    const { tokens, evidence } = answer({ ...prompted('Judge this: …'), outputSchema: JSON.stringify(schema) });
    assert.equal(evidence.text, 'the fields of its JSON schema');
    assert.ok(tokens.low <= 20 && tokens.high >= 60 && tokens.likely < 60, JSON.stringify(tokens));
  });

  it('grows with the fields, lists and lengths of the schema', () => {
    const sizeOf = (schema: JsonData): number =>
      answer({ ...prompted('…'), outputSchema: JSON.stringify(schema) }).tokens.likely;
    const object = (properties: JsonData): JsonData => ({ type: 'object', properties });
    const one = sizeOf(object({ summary: { type: 'string' } }));
    assert.ok(sizeOf(object({ summary: { type: 'string', maxLength: 40 } })) < one);
    assert.ok(sizeOf(object({ summary: { type: 'string' }, title: { type: 'string' } })) > one);
    assert.ok(sizeOf(object({ list: { type: 'array', items: object({ summary: { type: 'string' } }) } })) > 2 * one);
    assert.ok(sizeOf(object({ flag: { type: 'boolean' } })) < one);
  });

  it('is the call of a tool that it has to call, or may call', () => {
    const tool: BodyTool = {
      name: 'record',
      description: undefined,
      schema: { type: 'object', properties: { city: { type: 'string' }, degrees: { type: 'number' } } },
    };
    const forced = answer({ ...prompted('Tell me of Paris'), tools: [tool], toolChoice: 'tool' });
    assert.equal(forced.evidence.text, 'the fields of the tool that it has to call');
    assert.ok(forced.tokens.likely >= 20 && forced.tokens.likely <= 100, JSON.stringify(forced));
    const free = answer({ ...prompted('Tell me of Paris'), tools: [tool] });
    assert.equal(free.evidence.text, 'a call of a tool, or an answer');
    assert.ok(free.tokens.high >= 150);
    const none = answer({ ...prompted('Tell me of Paris'), tools: [tool], toolChoice: 'none' });
    assert.notEqual(none.evidence.text, 'a call of a tool, or an answer');
  });

  it('is as long as the text that is translated or written anew', () => {
    const { tokens } = answer(prompted('Translate the text to German: …'), {
      materialTokens: { low: 1_000, likely: 2_000, high: 3_000 },
    });
    assert.ok(tokens.likely > 1_500 && tokens.likely < 3_500 && tokens.low > 500, JSON.stringify(tokens));
  });

  it('is what it begins with', () => {
    const body = prompted('Judge it.');
    const prefilled = { ...body, messages: [...body.messages, said('assistant', '{')] };
    assert.equal(answer(prefilled).evidence.kind, 'schema');
  });

  it('has thoughts on top, up to their budget', () => {
    const plain = answer(prompted('Explain DNS.')).tokens;
    const thinking = answer(prompted('Explain DNS.'), { isThinking: true, thinkingTokens: 4_000 });
    assert.ok(thinking.tokens.likely > plain.likely + 100);
    assert.match(thinking.evidence.text, /thinking/);
    assert.ok(
      answer(prompted('Explain DNS.'), { isThinking: true, thinkingTokens: 50 }).tokens.high <= plain.high + 50,
    );
  });

  it('never is above the cap, and fills one of a few tokens', () => {
    const { tokens, evidence } = answer(prompted('Explain DNS.'), { ceilingTokens: 20, isCapped: true });
    assert.deepEqual([tokens.likely, tokens.high, evidence.kind], [20, 20, 'cap']);
    assert.ok(tokens.low <= 5);
    const stated = answer(prompted('Answer yes or no.'), { ceilingTokens: 20, isCapped: true });
    assert.equal(stated.evidence.kind, 'stated');
  });

  it('is longer from models that write more', () => {
    const by = (modelId: string): number => answer(prompted('Explain DNS.'), { modelId }).tokens.likely;
    assert.ok(by('anthropic.claude-sonnet-4-5') > by('anthropic.claude-3-haiku'));
    assert.ok(by('anthropic.claude-3-haiku') > by('amazon.titan-text-lite-v1'));
  });
});

describe('the estimate of any answer', () => {
  it('is in order, whole, at least one token and never above the cap', () => {
    const pieces = [...STATED, ...TASKS, ...FORMATS, ...HABITS].map(([prompt]) => prompt);
    let state = 1;
    const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
    for (let index = 0; index < 2_000; index++) {
      const prompt = Array.from({ length: below(4) }, () => pieces[below(pieces.length)] ?? '').join('\n');
      const cap = below(3) === 0 ? undefined : 1 + below(3_000);
      const { tokens } = answer(prompted(prompt), {
        modelId: ['anthropic.claude-opus-4-6', 'openai.gpt-oss-20b', undefined][below(3)],
        ...(cap !== undefined && { ceilingTokens: cap, isCapped: true }),
        ...(below(4) === 0 && { isThinking: true, thinkingTokens: below(5_000) }),
        materialTokens: { low: below(10), likely: 10 + below(100), high: 200 + below(5_000) },
      });
      const isOrdered = 1 <= tokens.low && tokens.low <= tokens.likely && tokens.likely <= tokens.high;
      assert.ok(isOrdered && Number.isInteger(tokens.likely), `${JSON.stringify(tokens)} of ${prompt}`);
      assert.ok(tokens.high <= (cap ?? Infinity), `${tokens.high} above the cap of ${String(cap)}`);
    }
  });

  const HOSTILE: Readonly<Record<string, string>> = {
    blanks: ' '.repeat(1_000_000),
    braces: '{'.repeat(1_000_000),
    pairs: 'json {"a": '.repeat(100_000),
    words: 'write a a a a '.repeat(70_000),
    numbers: 'at most 1 '.repeat(100_000),
    tags: 'in <a> in <b '.repeat(70_000),
    quotes: 'keys "a" json '.repeat(70_000),
    one: 'a'.repeat(1_000_000),
    schema: `json ${'{"properties":'.repeat(70_000)}`,
  };
  for (const [name, text] of Object.entries(HOSTILE)) {
    it(`takes no time for a million characters: ${name}`, () => {
      const start = performance.now();
      answer(prompted(text));
      assert.ok(performance.now() - start < 500, `${performance.now() - start} ms`);
    });
  }

  it('ends for a schema that refers to itself', () => {
    const node: JsonData = {
      type: 'object',
      properties: { left: { $ref: '#/$defs/node' }, right: { $ref: '#/$defs/node' } },
    };
    const schema: JsonData = { $ref: '#/$defs/node', $defs: { node } };
    const { tokens } = answer({ ...prompted('…'), outputSchema: JSON.stringify(schema) });
    assert.ok(tokens.high < 100_000);
    assert.equal(answer({ ...prompted('…'), outputSchema: '{"half' }).evidence.kind, 'habit');
  });
});

function answer(body: RequestBody, circumstances: Partial<AnswerCircumstances> = {}) {
  return estimateAnswer(readAnswer(body, body.tools.length), {
    modelId: 'anthropic.claude-sonnet-4-5',
    materialTokens: { low: 20, likely: 50, high: 100 },
    isThinking: false,
    thinkingTokens: undefined,
    ceilingTokens: undefined,
    isCapped: false,
    ...circumstances,
  });
}

function prompted(prompt: string): RequestBody {
  return { api: 'Converse', isThinking: false, system: [], messages: [said('user', prompt)], tools: [] };
}

function said(role: 'user' | 'assistant', text: string): RequestBody['messages'][number] {
  return { role, blocks: [{ kind: 'text', text }] };
}
