/** Functions, containers and agents of CloudFormation and SAM. */
import type { DeployedCode, Deployment, DeploymentContext, DeploymentReader } from '../domain/deployment.ts';
import type { CallExpression } from '../domain/program.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { nameOfCall } from './calls.ts';
import { handlerFile } from './handlers.ts';
import { storedParameter } from './storedParameters.ts';
import { inlineCodeIn, namedValues, objectAt, textAt, together, valueAt } from './values.ts';
import { variablesOf } from './variables.ts';

const FUNCTIONS: ReadonlySet<string> = new Set(['AWS::Serverless::Function', 'AWS::Lambda::Function']);
const PARAMETER = 'AWS::SSM::Parameter';
const TASKS = 'AWS::ECS::TaskDefinition';
/** Resources whose variables stand in one map of their own. */
const OTHERS: ReadonlySet<string> = new Set(['AWS::BedrockAgentCore::Runtime', 'AWS::AppRunner::Service']);

export const cloudFormation: DeploymentReader = {
  id: 'cloudformation',
  // Most JSON is data.
  mayRead: (path) => /\.(?:ya?ml|template)$|(?:template|stack|cfn|cloudformation|infra)[^/]*\.json$/i.test(path),
  marks: /\bAWS::(?:Serverless|Lambda|ECS|BedrockAgentCore|SSM)::/,
  mayDeploy(call) {
    const name = nameOfCall(call) ?? '';
    return FUNCTIONS.has(name) || name === TASKS || name === PARAMETER || OTHERS.has(name);
  },
  readCall(call, context) {
    const name = nameOfCall(call) ?? '';
    const properties = context.argumentsOf(call);
    if (name === PARAMETER) return storedParameter(properties, context.uri, ['Name'], ['Value']);
    if (name === TASKS) return containers(properties, context.uri);
    return FUNCTIONS.has(name) ? lambda(call, name, properties, context) : runtime(properties, context.uri);
  },
};

function lambda(
  call: CallExpression,
  type: string,
  own: ObjectValue,
  context: DeploymentContext,
): readonly Deployment[] {
  const written = type === 'AWS::Serverless::Function' ? context.bound('Globals') : undefined;
  const globals = written && objectAt(context.evaluate(written), 'Function');
  const environment = together(variablesIn(globals), variablesIn(own));
  return [
    {
      name: nameOf(call, own),
      uri: context.uri,
      strength: 'deployed',
      code: codeOf(own, globals),
      ...inlineCodeIn(valueAt(own, 'InlineCode', 'Code'), context.uri),
      ...(environment ? variablesOf(environment) : NONE),
    },
  ];
}

const NONE: Pick<Deployment, 'variables' | 'isOpen'> = { variables: new Map(), isOpen: false };

function variablesIn(properties: ObjectValue | undefined): Value | undefined {
  const environment = properties?.fields.get('Environment')?.value;
  return objectAt(environment)?.fields.get('Variables')?.value ?? (environment && unknownMap(environment));
}

/** What is no object sets variables that are not seen. */
function unknownMap(value: Value): Value | undefined {
  return value.kind === 'object' ? undefined : value;
}

/** What is written into the template is no file; a bucket says nothing. */
function codeOf(own: ObjectValue, globals: ObjectValue | undefined): readonly DeployedCode[] | undefined {
  const path = textAt(own, 'CodeUri', 'Code') ?? (globals && textAt(globals, 'CodeUri'));
  if (path === undefined || path.startsWith('s3:')) return undefined;
  const handler = textAt(own, 'Handler') ?? (globals && textAt(globals, 'Handler'));
  const entry = handler === undefined ? undefined : handlerFile(handler);
  return [{ path, from: 'file', ...(entry !== undefined && { entry }) }];
}

function nameOf(call: CallExpression, properties: ObjectValue): string {
  const name = textAt(properties, 'FunctionName', 'AgentRuntimeName', 'Family');
  return name === undefined ? `the ${nameOfCall(call)?.split('::').at(-1) ?? 'resource'}` : `\`${name}\``;
}

function containers(properties: ObjectValue, uri: string): readonly Deployment[] {
  const list = properties.fields.get('ContainerDefinitions')?.value;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const container = objectAt(item);
    const environment = container?.fields.get('Environment')?.value;
    if (container === undefined || environment === undefined) return [];
    const name = textAt(container, 'Name');
    const variables = variablesOf(namedValues(environment, 'Name', 'Value'));
    return [{ name: `the container \`${name ?? ''}\``, uri, strength: 'deployed', code: undefined, ...variables }];
  });
}

function runtime(properties: ObjectValue, uri: string): readonly Deployment[] {
  const image = objectAt(properties, 'SourceConfiguration', 'ImageRepository', 'ImageConfiguration');
  const environment = valueAt(properties, 'EnvironmentVariables') ?? valueAt(image, 'RuntimeEnvironmentVariables');
  if (environment === undefined) return [];
  const variables = variablesOf(namedValues(environment, 'Name', 'Value'));
  return [{ name: 'the runtime', uri, strength: 'deployed', code: undefined, ...variables }];
}
