import type { LibraryOperation } from '../../domain/language.ts';

type Operations = Readonly<Record<string, LibraryOperation>>;

/** Source: `@langchain/textsplitters`, and the older module that gives its classes on. */
const SPLITTERS: Operations = {
  RecursiveCharacterTextSplitter: 'text-splitter',
  CharacterTextSplitter: 'text-splitter',
  MarkdownTextSplitter: 'text-splitter',
  LatexTextSplitter: 'text-splitter',
  'RecursiveCharacterTextSplitter.fromLanguage': 'text-splitter',
  TokenTextSplitter: 'token-splitter',
};

export const KNOWLEDGE_BASES: Operations = {
  'BedrockAgentRuntimeClient().send': 'retrieve-response',
  'BedrockAgentRuntime().retrieve': 'retrieve-response',
  'BedrockAgentRuntime().send': 'retrieve-response',
};

/** LangChain's text splitters, by package. */
export const RETRIEVAL_PACKAGES: Readonly<Record<string, Operations>> = {
  '@langchain/textsplitters': SPLITTERS,
  'langchain/text_splitter': SPLITTERS,
};

/** Methods of LangChain's text splitters, vector stores and retrievers. */
export const RETRIEVAL_METHODS: readonly (readonly [string, LibraryOperation])[] = [
  ...['text-splitter', 'token-splitter'].flatMap((splitter) => [
    [`${splitter}().splitText`, 'split-texts'] as const,
    [`${splitter}().splitDocuments`, 'split-documents'] as const,
    [`${splitter}().createDocuments`, 'split-documents'] as const,
    [`${splitter}().transformDocuments`, 'split-documents'] as const,
  ]),
  ['method:asRetriever', 'retriever'],
  ['retriever().invoke', 'retrieve'],
  ['retriever().getRelevantDocuments', 'retrieve'],
  ['method:similaritySearch', 'retrieve'],
  ['method:similaritySearchVectorWithScore', 'retrieve-scored'],
  ['method:similaritySearchWithScore', 'retrieve-scored'],
  ['method:maxMarginalRelevanceSearch', 'retrieve'],
];
