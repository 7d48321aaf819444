/**
 * Requests of knowledge bases: retrieval, answers from what is retrieved, ranking, and what creates them. Source: AWS API
 * reference, Agents for Amazon Bedrock and Agents for Amazon Bedrock Runtime.
 */
import { PASSAGE_OF_KNOWLEDGE_BASE, resultsOf, USUAL_RESULTS } from '../domain/passages.ts';
import { ABSENT, knownValue } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { TextPart, ObjectValue } from '../domain/value.ts';
import { placeholder, repeatedParts, textParts } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { readCap } from './cap.ts';
import { joinContent, NO_CONTENT, readQuestion, unseen } from './content.ts';
import type { RequestContent } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import {
  asObject,
  isField,
  itemsOf,
  objectAt,
  readField,
  readGuardrail,
  readKeys,
  readModel,
  readNumber,
  readPath,
  readText,
} from './fields.ts';
import { partsWithHoles } from './promptHoles.ts';

function passagesIn(request: ObjectValue): { readonly passages?: Resolved<number> } {
  const count = readPath(request, ['retrievalConfiguration', 'vectorSearchConfiguration', 'numberOfResults']);
  return isField(count) ? { passages: readNumber(count) } : {};
}

const SETUP = 'retrieveAndGenerateConfiguration';
/** Of which a request has one: where the answer comes from. */
const SOURCES = ['knowledgeBaseConfiguration', 'externalSourcesConfiguration'] as const;

/** `RetrieveAndGenerate` and its stream: one answer of the model, with what was found in the prompt. */
export function readRetrieveAndGenerate(request: ObjectValue): RequestReading {
  const source = SOURCES.find((key) => isField(readPath(request, [SETUP, key]))) ?? SOURCES[0];
  const path = [SETUP, source];
  const generation = [...path, 'generationConfiguration'];
  return requestReading({
    model: readModel(objectAt(request, path), 'modelArn'),
    ...readCap(request, [...generation, 'inferenceConfig', 'textInferenceConfig', 'maxTokens']),
    ...readGuardrail(objectAt(request, generation), 'guardrailConfiguration'),
    serviceTier: readText(readPath(request, [...generation, 'performanceConfig', 'latency'])),
    ...passagesIn(objectAt(request, path)),
    content: answerContent(request, [...generation, 'promptTemplate', 'textPromptTemplate']),
  });
}

/** What is found stands in the template where one is given; else in a prompt of the service that is not seen. */
function answerContent(request: ObjectValue, template: readonly string[]): RequestContent {
  const question = readQuestion(readPath(request, ['input', 'text']));
  const written = readPath(request, template);
  if (!isField(written)) {
    const place = { uri: request.origin.uri, range: request.origin.range };
    const found = unseen('document', SEARCH_RESULTS, place);
    const segments = found.segments.map((segment) => ({ ...segment, parts: [foundIn(request, place)] }));
    return joinContent({ ...found, segments }, question);
  }
  const place = { uri: written.uri, range: written.range };
  const asked = question.segments.flatMap(({ parts }) => parts);
  const holes = (name: string): readonly TextPart[] => {
    if (name === 'query' && asked.length > 0) return asked;
    return [name === 'search_results' ? foundIn(request, place) : placeholder(name, place, 'input')];
  };
  const parts = partsWithHoles(textParts(written.value, 'prompt template', place), /\$(\w{1,60})\$/g, holes);
  return { ...NO_CONTENT, segments: [{ role: 'user', parts, place, message: 0 }], messageCount: 1 };
}

const SEARCH_RESULTS = 'search results';

/** As many passages as the request asks for, where it says so. */
function foundIn(request: ObjectValue, place: Spot): TextPart {
  const path = [SETUP, SOURCES[0], 'retrievalConfiguration', 'vectorSearchConfiguration', 'numberOfResults'];
  const asked = readPath(request, path);
  const isExternal = isField(readPath(request, [SETUP, SOURCES[1]]));
  const count = asked === 'absent' ? USUAL_RESULTS : knownValue(readNumber(asked));
  if (count === undefined || isExternal) return placeholder(SEARCH_RESULTS, place, 'input');
  const passage = { ...placeholder('passage', place, 'input'), size: PASSAGE_OF_KNOWLEDGE_BASE };
  return repeatedParts([passage], resultsOf(count), SEARCH_RESULTS, place);
}

/** `Retrieve`: the only model whose work is paid for here is the one that ranks what was found, if any. */
export function readRetrieve(request: ObjectValue): RequestReading {
  const search = objectAt(request, ['retrievalConfiguration', 'vectorSearchConfiguration']);
  const ranking = objectAt(search, ['rerankingConfiguration', 'bedrockRerankingConfiguration', 'modelConfiguration']);
  return requestReading({
    model: readModel(ranking, 'modelArn'),
    takesMaxTokens: false,
    ...readGuardrail(request, 'guardrailConfiguration'),
    ...passagesIn(request),
    content: readQuestion(readPath(request, ['retrievalQuery', 'text'])),
    unpricedBecause: 'a retrieval is paid for by its query and by the vector store that it searches, not by tokens',
  });
}

/** `Rerank`: what it costs hangs on the model, and is told by that. */
export function readRerank(request: ObjectValue): RequestReading {
  const ranking = objectAt(request, ['rerankingConfiguration', 'bedrockRerankingConfiguration', 'modelConfiguration']);
  const queries = itemsOf(readField(request, 'queries')).map((query) =>
    readQuestion(readPath(asObject(query), ['textQuery', 'text'])),
  );
  const place = { uri: request.origin.uri, range: request.origin.range };
  return requestReading({
    model: readModel(ranking, 'modelArn'),
    takesMaxTokens: false,
    content: { ...joinContent(...queries, unseen('document', 'documents', place)), hasUnseenInput: false },
  });
}

/** `CreateKnowledgeBase`: the model turns into vectors whatever is put into it later. */
export function readCreateKnowledgeBase(request: ObjectValue): RequestReading {
  const vectors = objectAt(request, ['knowledgeBaseConfiguration', 'vectorKnowledgeBaseConfiguration']);
  return requestReading({
    model: readModel(vectors, 'embeddingModelArn'),
    takesMaxTokens: false,
    resource: { vectorStore: storeOf(request), tags: readKeys(readField(request, 'tags')) },
    unpricedBecause: 'a knowledge base is paid for by the documents that it is filled with, and by its vector store',
  });
}

/** By the type that is written, or by the one configuration that there is. */
function storeOf(request: ObjectValue): Resolved<string> {
  const store = objectAt(request, ['storageConfiguration']);
  const type = readText(readField(store, 'type'));
  const configured = [...store.fields].find(([key]) => STORES.has(key));
  const [key, field] = configured ?? [];
  const name = key === undefined ? undefined : STORES.get(key);
  if (type.state === 'known' || name === undefined || field === undefined) return type;
  return { state: 'known', value: name, from: 'literal', uri: field.uri, range: field.range };
}

const STORES: ReadonlyMap<string, string> = new Map([
  ['opensearchServerlessConfiguration', 'OPENSEARCH_SERVERLESS'],
  ['opensearchManagedClusterConfiguration', 'OPENSEARCH_MANAGED_CLUSTER'],
  ['rdsConfiguration', 'RDS'],
  ['s3VectorsConfiguration', 'S3_VECTORS'],
  ['pineconeConfiguration', 'PINECONE'],
  ['redisEnterpriseCloudConfiguration', 'REDIS_ENTERPRISE_CLOUD'],
  ['mongoDbAtlasConfiguration', 'MONGO_DB_ATLAS'],
  ['neptuneAnalyticsConfiguration', 'NEPTUNE_ANALYTICS'],
]);

/** `CreateDataSource`: a model works only where documents are parsed by one. */
export function readCreateDataSource(request: ObjectValue): RequestReading {
  const parsing = objectAt(request, ['vectorIngestionConfiguration', 'parsingConfiguration']);
  const reader = objectAt(parsing, ['bedrockFoundationModelConfiguration']);
  return requestReading({
    model: readModel(reader, 'modelArn'),
    takesMaxTokens: false,
    maxTokens: ABSENT,
    content: promptOf(reader),
    unpricedBecause: 'a data source is paid for by the documents that are read from it',
  });
}

function promptOf(reader: ObjectValue): RequestContent {
  const prompt = readPath(reader, ['parsingPrompt', 'parsingPromptText']);
  return isField(prompt) ? readQuestion(prompt) : NO_CONTENT;
}
