import assert from 'node:assert/strict';
import type { TextPart } from '../../../src/core/domain/value.ts';
import { analyzeText } from '../../support/analyze.ts';

/** `3 × ≤400` for a hole that holds at most three passages of at most 400 tokens. */
function show(part: TextPart): string {
  if (part.kind === 'text') return part.text;
  const passage = part.content?.find(({ kind }) => kind === 'placeholder');
  if (passage?.kind !== 'placeholder') return `{${part.name}}`;
  return `{${passage.repeat?.high ?? '?'} × ≤${passage.size?.range.high ?? '?'}}`;
}

async function prompts(path: string, text: string): Promise<string> {
  const { callSites } = await analyzeText({ path, text });
  const answers = callSites.filter(({ callSite }) => callSite.operation !== 'Retrieve');
  const segments = answers.flatMap(({ callSite }) => callSite.uses.flatMap((use) => use.segments));
  return segments.map(({ parts }) => parts.map(show).join('')).join(' / ');
}

const PYTHON = (search: string, use: string): string => `import boto3
agent = boto3.client("bedrock-agent-runtime")
runtime = boto3.client("bedrock-runtime")
def ask(question, n):
    found = agent.retrieve(knowledgeBaseId="KB", retrievalQuery={"text": question}${search})
    ${use}
    runtime.converse(modelId="amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": "C: " + context}]}])
`;

const JOINED = 'context = "\\n".join(r["content"]["text"] for r in found["retrievalResults"])';

function counted(number: string): string {
  return `, retrievalConfiguration={"vectorSearchConfiguration": {"numberOfResults": ${number}}}`;
}

const ROWS: readonly (readonly [title: string, search: string, use: string, is: string])[] = [
  ['as many passages as are asked for', counted('3'), JOINED, 'C: {3 × ≤400}'],
  ['five passages where none says how many', '', JOINED, 'C: {5 × ≤400}'],
  ['an unknown number of them', counted('n'), JOINED, 'C: {? × ≤400}'],
  [
    'passages that a loop writes',
    counted('4'),
    'context = ""\n    for r in found["retrievalResults"]:\n        context += r["content"]["text"]',
    'C: {4 × ≤400}',
  ],
  [
    'passages that a loop collects',
    counted('4'),
    'texts = []\n    for r in found.get("retrievalResults", []):\n        texts.append(r["content"]["text"])\n    context = "\\n".join(texts)',
    'C: {4 × ≤400}',
  ],
];

describe('what a knowledge base finds, in a prompt', () => {
  for (const [title, search, use, expected] of ROWS) {
    it(`is ${title}`, async () => assert.equal(await prompts('app.py', PYTHON(search, use)), expected));
  }

  it('is as long as the program cuts its documents', async () => {
    const chunking = '{"chunkingStrategy": "FIXED_SIZE", "fixedSizeChunkingConfiguration": {"maxTokens": 900}}';
    const made = `\nboto3.client("bedrock-agent").create_data_source(vectorIngestionConfiguration={"chunkingConfiguration": ${chunking}})\n`;
    assert.match(await prompts('app.py', PYTHON('', JOINED) + made), /\{5 × ≤900\}/);
  });

  it('is the same in TypeScript', async () => {
    const text = `import { BedrockAgentRuntimeClient, RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const agent = new BedrockAgentRuntimeClient({});
const runtime = new BedrockRuntimeClient({});
export async function ask(question: string) {
  const found = await agent.send(new RetrieveCommand({ knowledgeBaseId: 'KB', retrievalQuery: { text: question },
    retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 3 } } }));
  const context = found.retrievalResults?.map((r) => r.content?.text).join('\\n');
  return runtime.send(new ConverseCommand({ modelId: 'amazon.nova-pro-v1:0', messages: [{ role: 'user', content: [{ text: \`C: \${context}\` }] }] }));
}
`;
    assert.equal(await prompts('app.ts', text), 'C: {3 × ≤400}');
  });

  it('is counted where Bedrock itself writes the prompt', async () => {
    const text = `import boto3
boto3.client("bedrock-agent-runtime").retrieve_and_generate(input={"text": "Why?"}, retrieveAndGenerateConfiguration={
    "type": "KNOWLEDGE_BASE", "knowledgeBaseConfiguration": {"knowledgeBaseId": "KB", "modelArn": "amazon.nova-pro-v1:0",
    "retrievalConfiguration": {"vectorSearchConfiguration": {"numberOfResults": 7}}}})
`;
    assert.equal(await prompts('app.py', text), '{7 × ≤400} / Why?');
  });
});
