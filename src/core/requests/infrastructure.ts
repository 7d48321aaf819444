/**
 * Resources of Bedrock as infrastructure code declares them, in the words of the API's requests. CloudFormation has the API's
 * names with capitals, Terraform with underscores, and blocks in place of lists. Sources: CloudFormation template reference,
 * AWS::Bedrock; documentation of Terraform's providers aws and awscc.
 */
import { ABSENT } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, SymbolValue, Value } from '../domain/value.ts';
import { readAgentResource } from './agents.ts';
import type { RequestReading } from './draft.ts';
import { requestReading } from './draft.ts';
import { asObject, isField, objectAt, readField, readKeys, readModel, readPath } from './fields.ts';
import { readCreateFlow } from './flows.ts';
import { readBatchJob, readCapacity, readCustomization } from './jobs.ts';
import { readCreateDataSource, readCreateKnowledgeBase } from './knowledgeBases.ts';
import { readCreatePrompt } from './managedPrompts.ts';

/** Kinds of resources that a model works in, by the names that they have in CloudFormation. */
export type ResourceKind =
  | 'Agent'
  | 'Prompt'
  | 'Flow'
  | 'KnowledgeBase'
  | 'DataSource'
  | 'ApplicationInferenceProfile'
  | 'ProvisionedModelThroughput'
  | 'CustomModel'
  | 'ModelInvocationJob';

/** By their names in CloudFormation. Versions and aliases, and what no model works in, are none of them. */
export const RESOURCE_KINDS: ReadonlyMap<string, ResourceKind> = new Map(
  (
    [
      ...['Agent', 'Prompt', 'Flow', 'KnowledgeBase', 'DataSource', 'ApplicationInferenceProfile'],
      ...['ProvisionedModelThroughput'],
    ] as ResourceKind[]
  ).map((kind) => [kind, kind]),
);

/** What an object or name of a library stands for in a request; undefined where that is no matter of the library. */
export type ValueReader = (value: InstanceValue | SymbolValue) => Value | undefined;

/** Undefined where no model works in the resource. */
export function readResource(
  kind: ResourceKind,
  properties: ObjectValue,
  ofLibrary: ValueReader = () => undefined,
): RequestReading | undefined {
  return READERS[kind](requestObject(properties, 0, ofLibrary));
}

const READERS: Readonly<Record<ResourceKind, (request: ObjectValue) => RequestReading | undefined>> = {
  Agent: readAgentResource,
  Prompt: readCreatePrompt,
  Flow: readCreateFlow,
  KnowledgeBase: (request) => (hasVectors(request) ? readCreateKnowledgeBase(request) : undefined),
  DataSource: (request) => (hasOwnModel(request) ? readCreateDataSource(request) : undefined),
  ApplicationInferenceProfile: readInferenceProfile,
  ProvisionedModelThroughput: (request) => readCapacity(withAlias(request, 'modelId', 'modelArn')),
  CustomModel: readCustomization,
  ModelInvocationJob: readBatchJob,
};

/** What searches an index of Kendra or a database makes no vectors. */
function hasVectors(request: ObjectValue): boolean {
  return readPath(request, ['knowledgeBaseConfiguration', 'vectorKnowledgeBaseConfiguration']) !== 'absent';
}

/** Chunks are cut without a model, unless documents are read by one. */
function hasOwnModel(request: ObjectValue): boolean {
  const parsing = readPath(request, ['vectorIngestionConfiguration', 'parsingConfiguration']);
  return isField(parsing) && isField(readField(asObject(parsing.value), 'bedrockFoundationModelConfiguration'));
}

/** `CreateInferenceProfile`: another name for a model, under which its costs are kept apart. */
function readInferenceProfile(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(objectAt(request, ['modelSource']), 'copyFrom'),
    takesMaxTokens: false,
    resource: { tags: readKeys(readField(request, 'tags')) },
    maxTokens: ABSENT,
    unpricedBecause: 'an inference profile costs nothing; each call that names it is paid for',
  });
}

function withAlias(request: ObjectValue, name: string, other: string): ObjectValue {
  const field = request.fields.get(name) ?? request.fields.get(other);
  return field ? { ...request, fields: new Map([...request.fields, [name, field]]) } : request;
}

/** Deeper values are not written by people. */
const MAXIMUM_DEPTH = 40;

/** The properties of a resource with the API's names; what is declared in blocks are lists where the API has lists. */
function requestObject(object: ObjectValue, depth: number, ofLibrary: ValueReader): ObjectValue {
  // A new field would be written with the API's name.
  const { site: _, ...rest } = object;
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of object.fields) {
    const name = apiName(key);
    fields.set(name, { ...field, value: inForm(name, requestValue(field.value, depth + 1, ofLibrary)) });
  }
  return { ...rest, fields };
}

function requestValue(value: Value, depth: number, ofLibrary: ValueReader): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  switch (value.kind) {
    case 'object':
      return requestObject(value, depth, ofLibrary);
    case 'list':
      return { ...value, items: value.items.map((item) => requestValue(item, depth + 1, ofLibrary)) };
    case 'choice':
      return { ...value, options: optionsOf(value).map((option) => requestValue(option, depth + 1, ofLibrary)) };
    case 'instance':
      return ofLibrary(value) ?? instanceValue(value, depth, ofLibrary);
    case 'symbol':
      return ofLibrary(value) ?? (value.receiver && modelOf(value.receiver, depth)) ?? value;
    default:
      return value;
  }
}

/** `CfnAgent.PromptOverrideConfigurationProperty(…)`, `AgentAgentPromptOverrideConfigurationArgs(…)`: objects by another name. */
function instanceValue(instance: InstanceValue, depth: number, ofLibrary: ValueReader): Value {
  const { fields } = instance.arguments;
  const first = fields.get('0')?.value;
  if (/(?:Property|Args)$/.test(instance.symbol))
    return requestObject(first?.kind === 'object' ? first : instance.arguments, depth, ofLibrary);
  return modelOf(instance, depth) ?? instance;
}

/** What the ARN or id of an inference profile, or of a model that is looked up, stands for: the model that it was made with. */
function modelOf({ symbol, arguments: passed }: InstanceValue, depth: number): Value | undefined {
  if (!MODEL_RESOURCE.test(symbol)) return undefined;
  const { fields } = requestObject(passed, depth + 1, () => undefined);
  const source = fields.get('modelSource')?.value;
  const copied = source && asObject(source).fields.get('copyFrom')?.value;
  return copied ?? fields.get('modelId')?.value ?? fields.get('modelArn')?.value;
}

const MODEL_RESOURCE =
  /^(?:#(?:AWS::Bedrock::ApplicationInferenceProfile|(?:aws|awscc)_bedrock_(?:application_)?inference_profile|aws_bedrock_provisioned_model_throughput|data\.aws_bedrock_(?:foundation_model|inference_profile))|[^#]*pulumi[^#]*#bedrock\.(?:Application)?InferenceProfile)$/;

/** `FoundationModel`, `foundation_model`: `foundationModel`. */
function apiName(key: string): string {
  const camel = /^[A-Z]/.test(key)
    ? key.charAt(0).toLowerCase() + key.slice(1)
    : key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return RENAMED.get(camel) ?? camel;
}

/** What Terraform calls otherwise than the API does. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['variant', 'variants'],
  ['node', 'nodes'],
  ['connection', 'connections'],
  ['message', 'messages'],
  ['tool', 'tools'],
  ['inputVariable', 'inputVariables'],
  ['promptConfiguration', 'promptConfigurations'],
  ['maxLength', 'maximumLength'],
  ['parsingPromptString', 'parsingPromptText'],
]);

const LISTS: ReadonlySet<string> = new Set([
  ...['variants', 'nodes', 'connections', 'messages', 'tools', 'system', 'content', 'inputVariables'],
  ...['promptConfigurations', 'actionGroups', 'functions'],
]);

/** One block is a list of one where the API has a list, and a list of one block is the block where it has none. */
function inForm(name: string, value: Value): Value {
  if (LISTS.has(name)) {
    if (value.kind !== 'object') return value;
    return { kind: 'list', items: [value], isOpen: false, origin: value.origin };
  }
  if (value.kind !== 'list' || value.isOpen) return value;
  const [only] = value.items;
  return value.items.length === 1 && only?.kind === 'object' ? only : value;
}
