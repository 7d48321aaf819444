import assert from 'node:assert/strict';
import type { TextPart } from '../../../src/core/domain/value.ts';
import { analyzeText } from '../../support/analyze.ts';

const HEAD = `from langchain_aws import ChatBedrockConverse
from langchain_text_splitters import RecursiveCharacterTextSplitter
from langchain_community.vectorstores import FAISS
from langchain.chains import RetrievalQA, create_retrieval_chain
from langchain.chains.combine_documents import create_stuff_documents_chain
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
llm = ChatBedrockConverse(model="us.anthropic.claude-test-v1:0", max_tokens=500)
splits = RecursiveCharacterTextSplitter(chunk_size=800).split_documents(pages)
retriever = FAISS.from_documents(splits, embeddings).as_retriever(search_kwargs={"k": 3})
prompt = ChatPromptTemplate.from_template("C: {context} Q: {question}")
`;

/** `3 × ≤800` for a hole that holds so many passages of so many characters. */
function show(part: TextPart): string {
  if (part.kind === 'text') return part.text;
  const passage = part.content?.find(({ kind }) => kind === 'placeholder');
  if (passage?.kind !== 'placeholder') return `{${part.name}}`;
  return `{${part.name}: ${passage.repeat?.high ?? '?'} × ≤${passage.size?.range.high ?? '?'}}`;
}

async function prompts(code: string): Promise<string> {
  const { callSites } = await analyzeText({ path: 'app.py', text: `${HEAD}${code}\n` });
  const uses = callSites.flatMap(({ callSite }) => callSite.uses);
  return uses.flatMap(({ segments }) => segments.map(({ parts }) => parts.map(show).join(''))).join(' / ');
}

const ROWS: readonly (readonly [title: string, code: string, is: string])[] = [
  [
    'of a chain that begins with it',
    'chain = {"context": retriever, "question": RunnablePassthrough()} | prompt | llm\nchain.invoke("Why?")',
    'C: {context: 3 × ≤800} Q: Why?',
  ],
  [
    'that a function writes',
    'chain = {"context": retriever | format_docs, "question": RunnablePassthrough()} | prompt | llm\nchain.invoke("Why?")',
    'C: {context: 3 × ≤800} Q: Why?',
  ],
  [
    'of a chain that is made with it',
    'RetrievalQA.from_chain_type(llm=llm, retriever=retriever, chain_type_kwargs={"prompt": prompt}).invoke({"question": "Why?"})',
    'C: {context: 3 × ≤800} Q: Why?',
  ],
  [
    'of two chains in one',
    'create_retrieval_chain(retriever, create_stuff_documents_chain(llm, prompt)).invoke({"question": "Why?"})',
    'C: {context: 3 × ≤800} Q: Why?',
  ],
  [
    'that are asked for',
    'docs = retriever.invoke("Why?")\nllm.invoke("C: " + "".join(d.page_content for d in docs))',
    'C: {docs: 3 × ≤800}',
  ],
  [
    'of a retriever that says no number',
    'r = store.as_retriever()\n({"context": r, "question": RunnablePassthrough()} | prompt | llm).invoke("Why?")',
    'C: {context: ? × ≤800} Q: Why?',
  ],
  [
    'of a chain with a prompt of its own',
    'RetrievalQA.from_chain_type(llm=llm, retriever=retriever).invoke("Why?")',
    '{context: 3 × ≤800} / Why?',
  ],
  [
    'of a retriever that is not seen, with a prompt of its own',
    'RetrievalQA.from_chain_type(llm=llm, retriever=other).invoke("Why?")',
    '{context} / Why?',
  ],
  [
    'of what is not known to be a retriever',
    '({"context": other, "question": RunnablePassthrough()} | prompt | llm).invoke("Why?")',
    'C: {context} Q: Why?',
  ],
];

describe('retrieved passages in a prompt', () => {
  for (const [title, code, expected] of ROWS) {
    it(title, async () => assert.equal(await prompts(code), expected));
  }
});
