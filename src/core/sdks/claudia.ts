/**
 * Claudia on Bedrock: `client.UseAnthropic(model)` and what is sent through it, and `client.InvokeModelAsync(model, request)`.
 * Source: `Claudia.Bedrock` of Cysharp/Claudia, which sends InvokeModel requests and takes a cap in each.
 */
import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue } from '../domain/value.ts';
import { emptyObject } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject, readModel } from '../requests/fields.ts';
import { readAnthropicMessages } from '../requests/messages.ts';
import { regionOfDotNetClient, runtimeClientsOf, snakeCased } from './dotNetClients.ts';
import { lastName, methodName, receiverOf } from './matching.ts';
import { isMadeBy, objectsOf } from './modelObjects.ts';

export const claudia: Sdk = {
  id: 'claudia',
  languages: ['csharp'],
  marks: ['Claudia', 'UseAnthropic'],
  packages: ['Claudia'],
  match(call, context) {
    const name = methodName(call) ?? '';
    if (name === 'UseAnthropic') {
      const [made] = objectsOf(context.evaluate(call)).filter((object) => isModel(object) && isMadeBy(object, call));
      return made && modelDraft(made, undefined, false);
    }
    return DIRECT.has(name) ? matchDirect(call, name, context) : undefined;
  },
  uses: {
    names: new Set(['CreateAsync', 'CreateStreamAsync']),
    match(call, context): UseDraft | undefined {
      const messages = receiverOf(call);
      if (messages?.kind !== 'member' || messages.property !== 'Messages') return undefined;
      const models = objectsOf(context.evaluate(messages.object)).filter(isModel);
      const [first] = call.arguments;
      if (models.length === 0 || first === undefined) return undefined;
      const request = asObject(snakeCased(context.evaluate(first.value)));
      const isStreaming = methodName(call) === 'CreateStreamAsync';
      return {
        requests: models.map((model) => {
          const { sdk: _, ...sent } = modelDraft(model, request, isStreaming);
          return { madeAt: model.origin, request: sent };
        }),
        through: [],
      };
    },
  },
};

const DIRECT: ReadonlySet<string> = new Set(['InvokeModelAsync', 'InvokeModelWithResponseStreamAsync']);

function isModel({ symbol, receiver }: InstanceValue): boolean {
  return lastName(symbol) === 'UseAnthropic' && receiver !== undefined && runtimeClientsOf(receiver).length > 0;
}

function modelDraft(model: InstanceValue, request: ObjectValue | undefined, isStreaming: boolean): CallDraft {
  const sent = request ?? { ...emptyObject(model.origin), isOpen: true };
  return draft(model.arguments, '0', sent, model.receiver, isStreaming);
}

/** The model first, and a request of the library behind it. */
function matchDirect(call: CallExpression, name: string, context: MatchContext): CallDraft | undefined {
  const receiver = receiverOf(call);
  const [, second] = call.arguments;
  if (receiver === undefined || second === undefined) return undefined;
  const request = optionsOf(context.evaluate(second.value)).find((option) => option.kind === 'object');
  if (request?.kind !== 'object' || !request.fields.has('MaxTokens') || !request.fields.has('Messages'))
    return undefined;
  const [client] = runtimeClientsOf(context.evaluate(receiver));
  const passed = asObject(context.evaluateArguments(call));
  return client && draft(passed, '0', asObject(snakeCased(request)), client, name.includes('Stream'));
}

function draft(
  passed: ObjectValue,
  key: string,
  request: ObjectValue,
  client: InstanceValue | undefined,
  isStreaming: boolean,
): CallDraft {
  const { setMaxTokens: _, content, ...reading }: RequestReading = readAnthropicMessages(request);
  const model = readModel(passed, key, 'modelId');
  const segments = content.segments.map(({ insertCheckpoint: __, ...segment }) => segment);
  return callDraft(
    {
      ...reading,
      model: model.state === 'absent' ? unknown('the model is said where it cannot be followed') : model,
      content: { ...content, segments },
    },
    {
      sdk: 'claudia',
      operation: isStreaming ? 'InvokeModelWithResponseStream' : 'InvokeModel',
      isStreaming,
      region: regionOfDotNetClient(client),
    },
  );
}
