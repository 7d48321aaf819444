import type { Operation } from '../domain/callSite.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readConverse } from '../requests/converse.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readInvokeModel } from '../requests/invokeModel.ts';
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
import { unknown } from '../domain/resolved.ts';

const PACKAGE = '@aws-sdk/client-bedrock-runtime';

interface Command {
  readonly operation: Operation;
  readonly isStreaming: boolean;
  read(request: ObjectValue): RequestReading;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['Converse', { operation: 'Converse', isStreaming: false, read: readConverse }],
  ['ConverseStream', { operation: 'ConverseStream', isStreaming: true, read: readConverse }],
  ['InvokeModel', { operation: 'InvokeModel', isStreaming: false, read: readInvokeModel }],
  [
    'InvokeModelWithResponseStream',
    { operation: 'InvokeModelWithResponseStream', isStreaming: true, read: readInvokeModel },
  ],
]);

/** AWS SDK for JavaScript v3: `new ConverseCommand({…})`, and the methods of the aggregated `BedrockRuntime` client. */
export const awsSdkJs: Sdk = {
  id: 'aws-sdk-js-v3',
  languages: ['typescript', 'javascript'],
  marks: [PACKAGE, ...[...COMMANDS.keys()].map((name) => `${name}Command`)],
  packages: ['@aws-sdk/'],
  match(call, context) {
    return call.isConstruction ? matchCommand(call, context) : matchMethod(call, context);
  },
};

function matchCommand(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const callee = context.evaluate(call.callee);
  for (const symbol of callee.kind === 'unknown' ? [`#${calledName(call)}`] : calledSymbols(callee)) {
    const [module, path] = splitSymbol(symbol);
    const command = COMMANDS.get(lastName(symbol).replace(/Command$/, ''));
    if (command === undefined || !path.endsWith('Command')) continue;
    const isOfPackage = module === PACKAGE || module === '' || module.startsWith('.') || module.startsWith('npm:');
    if (!isOfPackage) continue;
    const region = unknown('the client that sends the command is not followed');
    return draft(command, requestOf(call, context), region);
  }
  return undefined;
}

/** The class came from somewhere that is not followed, such as a dynamic import; its name is unmistakable all the same. */
function calledName({ callee }: CallExpression): string {
  return callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : '';
}

function matchMethod(call: CallExpression, context: MatchContext): CallDraft | undefined {
  const method = methodName(call);
  const receiver = receiverOf(call);
  if (method === undefined || receiver === undefined) return undefined;
  const command = COMMANDS.get(method.charAt(0).toUpperCase() + method.slice(1));
  if (command === undefined) return undefined;
  const client = instancesOf(context.evaluate(receiver)).find(({ symbol }) => symbol === `${PACKAGE}#BedrockRuntime`);
  if (client === undefined) return undefined;
  return draft(command, requestOf(call, context), regionOf(settingsOf(client), 'region'));
}

function requestOf(call: CallExpression, context: MatchContext): ObjectValue {
  const first = asObject(context.evaluateArguments(call)).fields.get('0');
  return asObject(first?.value ?? context.evaluateArguments(call));
}

function draft(
  { read, operation, isStreaming }: Command,
  request: ObjectValue,
  region: CallDraft['region'],
): CallDraft {
  return callDraft(read(request), { sdk: 'aws-sdk-js-v3', operation, isStreaming, region });
}
