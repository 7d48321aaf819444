import type { LibraryOperation } from '../../domain/language.ts';

type Symbols = Partial<Record<LibraryOperation, readonly string[]>>;

/** Source: `langchain_text_splitters` and the older modules that give its classes on. */
const SPLITTER_MODULES = [
  'langchain_text_splitters#',
  'langchain_text_splitters.character#',
  'langchain_text_splitters.base#',
  'langchain.text_splitter#',
  'langchain#text_splitter.',
  'langchain_classic.text_splitter#',
];

function splitters(...names: readonly string[]): readonly string[] {
  return SPLITTER_MODULES.flatMap((module) => names.map((name) => module + name));
}

const BY_CHARACTERS = [
  'RecursiveCharacterTextSplitter',
  'CharacterTextSplitter',
  'MarkdownTextSplitter',
  'PythonCodeTextSplitter',
  'LatexTextSplitter',
  'NLTKTextSplitter',
  'SpacyTextSplitter',
];
const SPLITTER_SYMBOLS = ['text-splitter', 'token-splitter'];

function methods(objects: readonly string[], ...names: readonly string[]): readonly string[] {
  return objects.flatMap((object) => names.map((name) => `${object}().${name}`));
}

/** Retrievers that are made with how many passages they find; source: `langchain_aws` and `langchain_community`. */
const RETRIEVERS = [
  ...['AmazonKnowledgeBasesRetriever', 'AmazonKendraRetriever'].flatMap((name) =>
    ['langchain_aws', 'langchain_aws.retrievers', 'langchain_community.retrievers', 'langchain.retrievers'].map(
      (module) => `${module}#${name}`,
    ),
  ),
];

/** LangChain's text splitters, vector stores and retrievers. */
export const retrieval: Symbols = {
  'text-splitter': [
    ...splitters(...BY_CHARACTERS),
    ...splitters('RecursiveCharacterTextSplitter.from_language', 'CharacterTextSplitter.from_language'),
  ],
  'token-splitter': [
    ...splitters('TokenTextSplitter', 'CharacterTextSplitter.from_tiktoken_encoder'),
    ...splitters('RecursiveCharacterTextSplitter.from_tiktoken_encoder', 'TokenTextSplitter.from_tiktoken_encoder'),
    ...splitters('RecursiveCharacterTextSplitter.from_huggingface_tokenizer'),
    ...splitters('CharacterTextSplitter.from_huggingface_tokenizer'),
  ],
  'split-texts': methods(SPLITTER_SYMBOLS, 'split_text'),
  'split-documents': methods(SPLITTER_SYMBOLS, 'split_documents', 'create_documents', 'transform_documents'),
  retriever: ['method:as_retriever', ...RETRIEVERS],
  retrieve: [
    ...methods(['retriever'], 'invoke', 'ainvoke', 'get_relevant_documents', 'aget_relevant_documents'),
    'method:similarity_search',
    'method:asimilarity_search',
    'method:similarity_search_by_vector',
    'method:max_marginal_relevance_search',
    'method:amax_marginal_relevance_search',
  ],
  'retrieve-response': ['boto3#client().retrieve', 'boto3#Session().client().retrieve'].concat(
    'boto3.session#Session().client().retrieve',
  ),
  'retrieve-scored': [
    'method:similarity_search_with_score',
    'method:asimilarity_search_with_score',
    'method:similarity_search_with_relevance_scores',
  ],
};
