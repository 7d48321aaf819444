import { unionOf, unknown } from '../domain/resolved.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { fieldWriter } from '../requests/fieldWriter.ts';
import { asObject } from '../requests/fields.ts';
import { hasSignature, operationsBy } from '../requests/operations.ts';
import type { BedrockOperation, BedrockService } from '../requests/operations.ts';
import {
  calledSymbols,
  instancesOf,
  lastName,
  methodName,
  receiverOf,
  regionOf,
  settingsOf,
  splitSymbol,
} from './matching.ts';

/** Packages are called after the services: `@aws-sdk/client-bedrock-runtime`. */
const PACKAGE = '@aws-sdk/client-';
const COMMANDS = operationsBy(({ name }) => `${name}Command`);
const METHODS = operationsBy(({ name }) => name.charAt(0).toLowerCase() + name.slice(1));

/** Clients with a method for each operation, by their names in both versions. */
const AGGREGATED_CLIENTS: ReadonlyMap<string, BedrockService> = new Map([
  ['BedrockRuntime', 'bedrock-runtime'],
  ['BedrockAgentRuntime', 'bedrock-agent-runtime'],
  ['Bedrock', 'bedrock'],
  ['BedrockAgent', 'bedrock-agent'],
]);

/** AWS SDK for JavaScript: `new ConverseCommand({…})` of version 3, and the methods of the aggregated clients of both versions. */
export const awsSdkJs: Sdk = {
  id: 'aws-sdk-js-v3',
  languages: ['typescript', 'javascript'],
  marks: [
    `${PACKAGE}bedrock`,
    ...[...COMMANDS].flatMap(([name, { isDistinct }]) => (isDistinct ? [name] : [])),
    ...[...AGGREGATED_CLIENTS.keys()].map((name) => `AWS.${name}`),
    'clients/bedrock',
  ],
  packages: ['@aws-sdk/', 'aws-sdk'],
  match(call, context) {
    return call.isConstruction ? matchCommand(call, context) : matchMethod(call, context);
  },
};

function matchCommand(call: CallExpression, context: MatchContext): CallDraft | undefined {
  for (const symbol of classesOf(call, context)) {
    const [module] = splitSymbol(symbol);
    const operation = COMMANDS.get(lastName(symbol));
    if (operation === undefined) continue;
    const request = requestOf(call, context);
    const isOfPackage = module === `${PACKAGE}${operation.service}`;
    if (!isOfPackage && !(isElsewhere(module) && (operation.isDistinct || hasSignature(operation, request)))) continue;
    return draft(operation, request, regionOfSender(call, context));
  }
  return undefined;
}

/** Of the clients that send the command, where they are seen. */
function regionOfSender(call: CallExpression, context: MatchContext): CallDraft['region'] {
  const clients = context.handedTo(call, 'send').flatMap((receiver): readonly (InstanceValue | undefined)[] => {
    const instances = instancesOf(receiver);
    return instances.length === 0 ? [undefined] : instances;
  });
  const [first, ...others] = clients.map((client) => regionOf(client && settingsOf(client), 'region'));
  return first === undefined ? unknown('the client that sends the command is not followed') : unionOf(first, others);
}

/**
 * The symbols that are constructed. Where the class came from somewhere that is not followed, such as a dynamic import, its
 * name is unmistakable all the same.
 */
function classesOf(call: CallExpression, context: MatchContext): readonly string[] {
  const callee = context.evaluate(call.callee);
  const symbols = calledSymbols(callee);
  const isOpen = optionsOf(callee).some(({ kind }) => kind === 'unknown' || kind === 'null');
  return symbols.length === 0 && isOpen ? [`#${calledName(call)}`] : symbols;
}

/** A name that came in where it is not followed, as by a dynamic import, and so may be the package's. */
function isElsewhere(module: string): boolean {
  return module === '' || module.startsWith('.') || module.startsWith('npm:');
}

function calledName({ callee }: CallExpression): string {
  return callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
}

function matchMethod(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const receiver = receiverOf(call);
  const operation = METHODS.get(methodName(call) ?? '');
  if (operation === undefined || receiver === undefined) return undefined;
  const client = instancesOf(context.evaluate(receiver)).find((instance) => serviceOf(instance) === operation.service);
  if (client === undefined) return undefined;
  const sdk = client.symbol.startsWith(PACKAGE) ? 'aws-sdk-js-v3' : 'aws-sdk-js-v2';
  return { ...draft(operation, requestOf(call, context), regionOf(settingsOf(client), 'region')), sdk };
}

/** `new BedrockRuntime()` of version 3; of version 2 also `new AWS.BedrockRuntime()`, and the module of a client alone. */
function serviceOf({ symbol }: InstanceValue): BedrockService | undefined {
  const [module] = splitSymbol(symbol);
  const alone = /^aws-sdk\/clients\/(bedrock\w*)$/.exec(module)?.[1];
  if (alone !== undefined) return [...AGGREGATED_CLIENTS].find(([name]) => name.toLowerCase() === alone)?.[1];
  const service = AGGREGATED_CLIENTS.get(lastName(symbol));
  return module === 'aws-sdk' || (service !== undefined && module === `${PACKAGE}${service}`) ? service : undefined;
}

function requestOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = context.evaluateArguments(call);
  return asObject(asObject(passed).fields.get('0')?.value ?? passed);
}

function draft(operation: BedrockOperation, request: ObjectValue, region: CallDraft['region']): CallDraft {
  const { name, isStreaming } = operation;
  const drafted = callDraft(operation.read(request), { sdk: 'aws-sdk-js-v3', operation: name, isStreaming, region });
  return { ...drafted, ...fieldWriter(request) };
}
