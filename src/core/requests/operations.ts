/**
 * What the operations of Amazon Bedrock's services are, without any language: the one table that the AWS SDKs map their
 * method names onto. Source: AWS API reference of the four services. What makes no model work and is not paid for by it is
 * none of them: `CountTokens` is free, `ApplyGuardrail` is paid for by its texts, versions and aliases of agents cost nothing.
 */
import type { Operation } from '../domain/callSite.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readCreateAgent, readInlineAgent, readInvokeAgent } from './agents.ts';
import { readConverse } from './converse.ts';
import type { RequestReading } from './draft.ts';
import { readField, readKeys } from './fields.ts';
import { readCreateFlow, readInvokeFlow } from './flows.ts';
import { readAsyncInvoke, readInvokeModel, readSpeech } from './invokeModel.ts';
import { readBatchJob, readCapacity, readCustomization, readImport } from './jobs.ts';
import {
  readCreateDataSource,
  readCreateKnowledgeBase,
  readRerank,
  readRetrieve,
  readRetrieveAndGenerate,
} from './knowledgeBases.ts';
import { readCreatePrompt, readOptimizePrompt } from './managedPrompts.ts';

export type BedrockService = 'bedrock-runtime' | 'bedrock-agent-runtime' | 'bedrock' | 'bedrock-agent';

export interface BedrockOperation {
  /** AWS's own name: `RetrieveAndGenerate`. */
  readonly name: Operation;
  readonly service: BedrockService;
  /** True where the answer always comes as a stream. */
  readonly isStreaming: boolean;
  /** True where no other service and no library has a method of this name. */
  readonly isDistinct: boolean;
  /** Sets of fields of which a request has one, and no other service's request does. */
  readonly signatures: readonly (readonly string[])[];
  read(request: ObjectValue): RequestReading;
}

export const BEDROCK_OPERATIONS: readonly BedrockOperation[] = [
  ...ofService('bedrock-runtime', [
    distinct('Converse', readOwnConverse, ['modelId']),
    streaming(distinct('ConverseStream', readOwnConverse, ['modelId'])),
    distinct('InvokeModel', readInvokeModel, ['modelId']),
    streaming(distinct('InvokeModelWithResponseStream', readInvokeModel, ['modelId'])),
    streaming(distinct('InvokeModelWithBidirectionalStream', readSpeech, ['modelId'])),
    distinct('StartAsyncInvoke', readAsyncInvoke, ['modelId', 'modelInput']),
  ]),
  ...ofService('bedrock-agent-runtime', [
    shared('Retrieve', readRetrieve, ['knowledgeBaseId', 'retrievalQuery']),
    distinct('RetrieveAndGenerate', readRetrieveAndGenerate, ['retrieveAndGenerateConfiguration']),
    streaming(distinct('RetrieveAndGenerateStream', readRetrieveAndGenerate, ['retrieveAndGenerateConfiguration'])),
    shared('Rerank', readRerank, ['queries', 'sources', 'rerankingConfiguration']),
    streaming(shared('InvokeAgent', readInvokeAgent, ['agentId', 'agentAliasId'])),
    streaming(distinct('InvokeInlineAgent', readInlineAgent, ['foundationModel', 'instruction'])),
    streaming(shared('InvokeFlow', readInvokeFlow, ['flowIdentifier', 'flowAliasIdentifier'])),
    streaming(shared('OptimizePrompt', readOptimizePrompt, ['input', 'targetModelId'])),
  ]),
  ...ofService('bedrock', [
    distinct('CreateModelInvocationJob', readBatchJob, ['modelId', 'inputDataConfig']),
    distinct('CreateProvisionedModelThroughput', readCapacity, ['provisionedModelName']),
    distinct('CreateModelCustomizationJob', readCustomization, ['baseModelIdentifier']),
    distinct('CreateModelImportJob', readImport, ['importedModelName']),
  ]),
  ...ofService('bedrock-agent', [
    shared('CreateAgent', readCreateAgent, ['agentName', 'foundationModel'], ['agentName', 'agentResourceRoleArn']),
    shared('CreatePrompt', readCreatePrompt, ['variants', 'defaultVariant']),
    shared('CreateFlow', readCreateFlow, ['executionRoleArn', 'definition']),
    shared('CreateKnowledgeBase', readCreateKnowledgeBase, ['knowledgeBaseConfiguration']),
    shared('CreateDataSource', readCreateDataSource, ['knowledgeBaseId', 'dataSourceConfiguration']),
  ]),
];

/** True for the reader of requests whose fields are the API's own, so that edits know where a cap or checkpoint goes. */
export function isConverseReader(read: (request: ObjectValue) => RequestReading | undefined): boolean {
  return read === readConverse || read === readOwnConverse;
}

/** With what only the service's own request can say: libraries that send it have no field for it, or another one. */
function readOwnConverse(request: ObjectValue): RequestReading {
  return { ...readConverse(request), metadata: readKeys(readField(request, 'requestMetadata')) };
}

/** The operations by what a library calls them. */
export function operationsBy(nameIn: (operation: BedrockOperation) => string): ReadonlyMap<string, BedrockOperation> {
  return new Map(BEDROCK_OPERATIONS.map((operation) => [nameIn(operation), operation]));
}

/** True for a request that is of this operation whoever sends it. */
export function hasSignature({ signatures }: BedrockOperation, { fields }: ObjectValue): boolean {
  return signatures.some((signature) => signature.every((field) => fields.has(field)));
}

/** Texts of which a file holds one where it calls an operation whose name other services have too. */
export const OPERATION_MARKS: readonly string[] = [
  "bedrock-agent'",
  'bedrock-agent"',
  'bedrock-agent-runtime',
  'knowledgeBaseId',
  'agentAliasId',
  'flowAliasIdentifier',
  'rerankingConfiguration',
];

type Row = Omit<BedrockOperation, 'service'>;

function ofService(service: BedrockService, rows: readonly Row[]): readonly BedrockOperation[] {
  return rows.map((row) => ({ ...row, service }));
}

function distinct(name: Operation, read: Row['read'], ...signatures: Row['signatures']): Row {
  return { name, isStreaming: false, isDistinct: true, signatures, read };
}

function shared(name: Operation, read: Row['read'], ...signatures: Row['signatures']): Row {
  return { ...distinct(name, read, ...signatures), isDistinct: false };
}

function streaming(row: Row): Row {
  return { ...row, isStreaming: true };
}
