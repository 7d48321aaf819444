/**
 * Anthropic's SDK for .NET on Bedrock. Source: `Anthropic.Bedrock` of anthropics/anthropic-sdk-csharp: the cap must be given.
 */
import { unknown } from '../domain/resolved.ts';
import type { Sdk } from '../domain/sdk.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readAnthropicMessages } from '../requests/messages.ts';
import { snakeCased } from './dotNetClients.ts';
import { lastName, methodName, receiverOf } from './matching.ts';
import { objectsOf } from './modelObjects.ts';
import { withoutEdits } from './requestValues.ts';

const METHODS: ReadonlySet<string> = new Set(['Create', 'CreateStreaming']);

export const anthropicDotNet: Sdk = {
  id: 'anthropic',
  languages: ['csharp'],
  marks: ['AnthropicBedrock', 'Anthropic.Bedrock'],
  packages: ['Anthropic'],
  match(call, context) {
    const method = methodName(call) ?? '';
    const messages = receiverOf(call);
    if (!METHODS.has(method) || messages?.kind !== 'member' || messages.property !== 'Messages') return undefined;
    const owner =
      messages.object.kind === 'member' && messages.object.property === 'Beta'
        ? messages.object.object
        : messages.object;
    const isBedrock = objectsOf(context.evaluate(owner)).some(({ symbol }) =>
      /^AnthropicBedrock\w*Client$/.test(lastName(symbol)),
    );
    const [first] = call.arguments;
    if (!isBedrock || first === undefined) return undefined;
    const request = asObject(snakeCased(context.evaluate(first.value)));
    // A cap cannot be missing.
    return callDraft(withoutEdits(readAnthropicMessages(request)), {
      sdk: 'anthropic',
      operation: 'Messages',
      isStreaming: method === 'CreateStreaming',
      region: unknown('the credentials of the client say the Region'),
    });
  },
};
