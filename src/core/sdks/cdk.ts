import type { CallExpression, Expression } from '../domain/program.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, withField } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readResource } from '../requests/infrastructure.ts';
import type { ResourceKind } from '../requests/infrastructure.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
import { cdkModel } from './cdkValues.ts';
import { stateBody } from './cdkStates.ts';
import { calledSymbols, instancesOf, lastName, receiverOf, splitSymbol } from './matching.ts';

/** Constructs that are resources themselves. Source: aws-cdk-lib, aws-bedrock. */
const LOW_LEVEL: ReadonlyMap<string, ResourceKind> = new Map([
  ['CfnAgent', 'Agent'],
  ['CfnPrompt', 'Prompt'],
  ['CfnFlow', 'Flow'],
  ['CfnKnowledgeBase', 'KnowledgeBase'],
  ['CfnDataSource', 'DataSource'],
  ['CfnApplicationInferenceProfile', 'ApplicationInferenceProfile'],
]);

/**
 * Constructs that make resources. Sources: awslabs/generative-ai-cdk-constructs, `src/cdk-lib/bedrock`; aws/aws-cdk,
 * `packages/@aws-cdk/aws-bedrock-alpha`.
 */
const HIGH_LEVEL: ReadonlyMap<string, ResourceKind> = new Map([
  ['Agent', 'Agent'],
  ['KnowledgeBase', 'KnowledgeBase'],
  ['VectorKnowledgeBase', 'KnowledgeBase'],
  ['ApplicationInferenceProfile', 'ApplicationInferenceProfile'],
]);

const TASK = 'BedrockInvokeModel';
const NAMES: ReadonlySet<string> = new Set([...LOW_LEVEL.keys(), ...HIGH_LEVEL.keys(), TASK, 'jsonata', 'jsonPath']);

/** AWS CDK, with the construct libraries for generative AI. */
export const cdk: Sdk = {
  id: 'cdk',
  languages: ['python', 'typescript', 'javascript', 'csharp', 'java'],
  marks: [
    ...LOW_LEVEL.keys(),
    TASK,
    'aws-bedrock-alpha',
    'aws_bedrock_alpha',
    'generative-ai-cdk',
    'generative_ai_cdk',
  ],
  packages: [
    ...['aws-cdk-lib', '@aws-cdk/', '@cdklabs/'],
    ...['aws_cdk', 'cdklabs', 'cdklabs.generative_ai_cdk_constructs'],
    ...['Amazon.CDK', 'software.amazon.awscdk'],
  ],
  match(call, context) {
    const name = nameOf(call.callee);
    if (name === 'build' && context.language === 'java') return builtResource(call, context);
    if (name === undefined || !NAMES.has(name)) return undefined;
    if (context.language === 'csharp') return resourceOfDotNet(name, call, context);
    for (const symbol of calledSymbols(context.evaluate(call.callee))) {
      const draft = isCdk(symbol) ? matchConstruct(symbol, call, context) : undefined;
      if (draft) return draft;
    }
    return undefined;
  },
};

function nameOf(callee: Expression): string | undefined {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
}

function isCdk(symbol: string): boolean {
  return /^(?:aws-cdk-lib|@aws-cdk\/|aws_cdk|@cdklabs\/|cdklabs|Amazon\.CDK|software\.amazon\.awscdk)/.test(
    splitSymbol(symbol)[0],
  );
}

function matchConstruct(symbol: string, call: CallExpression, context: MatchContext): CallDraft | undefined {
  const name = lastName(symbol);
  if (name === TASK || (symbol.includes(`${TASK}.`) && /^json(?:ata|Path)$/.test(name))) return task(call, context);
  const lowLevel = symbol.includes('bedrock') ? LOW_LEVEL.get(name) : undefined;
  if (lowLevel) return resource(lowLevel, propertiesOf(call, context));
  const isLibrary = /bedrock[-_]alpha|generative[-_]ai[-_]cdk/.test(symbol);
  const highLevel = isLibrary ? HIGH_LEVEL.get(name) : undefined;
  return highLevel && resource(highLevel, asDeclared(highLevel, propertiesOf(call, context)));
}

/** `CfnAgent.Builder.create(this, "Agent").foundationModel(id).build()`. */
function builtResource(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const receiver = receiverOf(call);
  const builder = receiver && instancesOf(context.evaluate(receiver)).find(({ symbol }) => isCdk(symbol));
  const kind = builder?.symbol.includes('bedrock') ? LOW_LEVEL.get(lastName(builder.symbol)) : undefined;
  return builder && kind && resource(kind, builder.arguments);
}

/** Classes of .NET come without their namespace; only those that no other service has by that name are told. */
function resourceOfDotNet(name: string, call: CallExpression, context: MatchContext): CallDraft | undefined {
  const kind = LOW_LEVEL.get(name);
  const properties = [...asObject(context.evaluateArguments(call)).fields.values()].at(-1)?.value;
  if (kind === undefined || properties?.kind !== 'object') return undefined;
  return OWN_PROPERTIES.some((property) => properties.fields.has(property)) ? resource(kind, properties) : undefined;
}

const OWN_PROPERTIES = ['FoundationModel', 'Variants', 'KnowledgeBaseConfiguration', 'ModelSource'];

function resource(kind: ResourceKind, properties: ObjectValue): CallDraft | undefined {
  const reading = readResource(kind, properties, cdkModel);
  const operation = `AWS::Bedrock::${kind}`;
  return reading && callDraft(reading, { sdk: 'cdk', operation, isStreaming: false, region: ABSENT });
}

/** Behind scope and id: an object, or in Python named arguments. */
function propertiesOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = asObject(context.evaluateArguments(call));
  const object = passed.fields.get('2')?.value;
  if (object?.kind === 'instance') return object.arguments;
  return object ? asObject(object) : passed;
}

/** What such a construct is given, in the words of the resource that it makes. */
function asDeclared(kind: ResourceKind, properties: ObjectValue): ObjectValue {
  if (kind !== 'KnowledgeBase') return properties;
  const model = properties.fields.get('embeddingsModel') ?? properties.fields.get('embeddings_model');
  const vectors = nested('embeddingModelArn', model, properties);
  const configuration = nested('vectorKnowledgeBaseConfiguration', fieldOf(vectors, properties), properties);
  return nested('knowledgeBaseConfiguration', fieldOf(configuration, properties), properties);
}

function nested(key: string, field: ObjectField | undefined, { origin, isOpen }: ObjectValue): ObjectValue {
  const object = emptyObject(origin);
  return field ? withField(object, key, field) : { ...object, isOpen };
}

function fieldOf(value: ObjectValue, { origin }: ObjectValue): ObjectField {
  return { value, uri: origin.uri, range: origin.range, valueRange: origin.range };
}

/** A task of a state machine that invokes a model. */
function task(call: CallExpression, context: MatchContext): CallDraft {
  const properties = propertiesOf(call, context);
  const request = new Map<string, ObjectField>();
  const model = modelField(call, properties, context);
  if (model) request.set('modelId', model);
  const body = properties.fields.get('body');
  if (body) request.set('body', { ...body, value: stateBody(body.value) });
  const reading = readInvokeModel({ ...emptyObject(properties.origin), fields: request, isOpen: properties.isOpen });
  const { setMaxTokens: _, ...rest } = reading;
  return callDraft(rest, { sdk: 'cdk', operation: 'InvokeModel', isStreaming: false, region: ABSENT });
}

/** A model of the library, or one of the program's own classes, which has the same attributes. */
function modelField(call: CallExpression, properties: ObjectValue, context: MatchContext): ObjectField | undefined {
  const field = properties.fields.get('model');
  if (field === undefined) return undefined;
  const options = optionsOf(field.value).map((option): Value => {
    const isOfLibrary = (option.kind === 'instance' && option.class === undefined) || option.kind === 'symbol';
    return isOfLibrary ? (cdkModel(option) ?? option) : option;
  });
  const isOwn = options.some((option) => option.kind === 'instance' && option.class !== undefined);
  const expression = isOwn ? argumentNamed(call, 'model') : undefined;
  const attribute = expression && attributeOf(expression, context);
  return {
    ...field,
    value: attribute ?? (options.length === 1 ? (options[0] ?? field.value) : { kind: 'choice', options }),
  };
}

function argumentNamed(call: CallExpression, name: string): Expression | undefined {
  const named = call.arguments.find((argument) => argument.name === name)?.value;
  if (named) return named;
  const object = call.arguments[2]?.value;
  const entries = object?.kind === 'object' ? object.entries : [];
  const entry = entries.find((one) => one.kind === 'field' && one.key.kind === 'literal' && one.key.value === name);
  return entry?.value;
}

const ATTRIBUTES = ['model_id', 'modelId', 'model_arn', 'modelArn'];

function attributeOf(object: Expression, context: MatchContext): Value | undefined {
  for (const property of ATTRIBUTES) {
    const range = object.range;
    const value = context.evaluate({ kind: 'member', object, property, propertyRange: range, range });
    if (optionsOf(value).some(({ kind }) => kind === 'text')) return value;
  }
  return undefined;
}
