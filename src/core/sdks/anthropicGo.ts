import type { CallExpression, Expression } from '../domain/program.ts';
import { ABSENT, knownValues, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { readField, readText } from '../requests/fields.ts';
import { readAnthropicMessages } from '../requests/messages.ts';
import {
  argumentsIn,
  capOfStruct,
  objectWith,
  optionNamed,
  optionValue,
  optionsIn,
  passedTo,
  sentValue,
  structIn,
} from './goValues.ts';
import { withoutEdits } from './requestValues.ts';
import { instancesOf, lastName, methodName, receiverOf } from './matching.ts';

const MODULE = 'github.com/anthropics/anthropic-sdk-go';

/**
 * Anthropic's SDK for Go with its Bedrock option: `anthropic.NewClient(bedrock.WithLoadDefaultConfig(ctx))`, or the client of
 * Bedrock's Anthropic-compatible endpoint. Source: `bedrock/bedrock.go`, `bedrock/bedrockmantle.go` and `message.go` of the SDK.
 */
export const anthropicGo: Sdk = {
  id: 'anthropic',
  languages: ['go'],
  marks: [MODULE],
  packages: [MODULE],
  match(call, context) {
    const method = methodName(call);
    if (method !== 'New' && method !== 'NewStreaming') return undefined;
    const messages = receiverOf(call);
    if (messages?.kind !== 'member' || messages.property !== 'Messages') return undefined;
    const clients = instancesOf(context.evaluate(withoutBeta(messages.object))).filter(({ symbol }) =>
      symbol.startsWith(MODULE),
    );
    const client = clients.find(isOnBedrock);
    if (client === undefined && clients.length === 0) return undefined;
    const draft = draftOf(call, context, client, method === 'NewStreaming');
    // A client that is only declared may be Anthropic's own; ids of Bedrock tell.
    return client || knownValues(draft.model).some((id) => BEDROCK_ID.test(id)) ? draft : undefined;
  },
};

const BEDROCK_ID = /(?:^|[./])anthropic\.claude|^arn:aws/;

function withoutBeta(client: Expression): Expression {
  return client.kind === 'member' && client.property === 'Beta' ? client.object : client;
}

function isOnBedrock(client: InstanceValue): boolean {
  if (client.symbol === `${MODULE}/bedrock#NewMantleClient`) return true;
  return bedrockOption(client) !== undefined;
}

function bedrockOption(client: InstanceValue): InstanceValue | undefined {
  const option = optionNamed(argumentsIn(client.arguments), 'WithLoadDefaultConfig', 'WithConfig');
  return option?.symbol.startsWith(`${MODULE}/bedrock#`) === true ? option : undefined;
}

function draftOf(
  call: CallExpression,
  context: MatchContext,
  client: InstanceValue | undefined,
  isStreaming: boolean,
): CallDraft {
  const params = passedTo(call, context)
    .flatMap((value) => optionsOf(sentValue(value, sent)))
    .find((value): value is ObjectValue => value.kind === 'object');
  const request = params ?? {
    kind: 'object',
    fields: new Map(),
    isOpen: true,
    origin: { from: 'literal', uri: context.uri, range: call.range },
  };
  const cap = capOfStruct(structIn(passedTo(call, context)), 'MaxTokens');
  return callDraft(
    { ...withoutEdits(readAnthropicMessages(request)), ...cap },
    {
      sdk: 'anthropic',
      operation: 'Messages',
      isStreaming,
      region: client ? regionOf(client) : unknown('the client is made where it cannot be followed'),
    },
  );
}

/** What the SDK's functions make. */
function sent(made: InstanceValue, name: string): Value | undefined {
  const passed = argumentsIn(made.arguments);
  const text = (value: string): Value => textOf(value, made.origin);
  const role = /^New(User|Assistant)Message$/.exec(name)?.[1]?.toLowerCase();
  if (role !== undefined) return objectWith({ role: text(role), content: blocksOf(passed, made) }, made);
  switch (name) {
    case 'NewTextBlock':
      return objectWith({ type: text('text'), text: passed[0] }, made);
    case 'NewImageBlockBase64':
      return objectWith(
        {
          type: text('image'),
          source: objectWith({ type: text('base64'), media_type: passed[0], data: passed[1] }, made),
        },
        made,
      );
    case 'NewToolResultBlock':
      return objectWith({ type: text('tool_result'), tool_use_id: passed[0], content: passed[1] }, made);
    case 'NewCacheControlEphemeralParam':
      return objectWith({ type: text('ephemeral') }, made);
    default:
      return undefined;
  }
}

function blocksOf(items: readonly Value[], { origin, arguments: { isOpen } }: InstanceValue): ListValue {
  return { kind: 'list', items, isOpen, origin };
}

/** Of the configuration that the option is made with: `config.WithRegion("…")`. */
function regionOf(client: InstanceValue): Resolved<string> {
  const option = bedrockOption(client);
  const made = optionsIn(argumentsIn((option ?? client).arguments));
  const region = optionNamed([...made, ...made.flatMap((one) => argumentsIn(one.arguments))], 'WithRegion');
  if (region) return readText(readField(region.arguments, '0'));
  const settings = argumentsIn((option ?? client).arguments)
    .flatMap(optionsOf)
    .find(({ kind }) => kind === 'object');
  if (settings?.kind === 'object') return readText(readField(settings, 'Region', 'AWSRegion'));
  return option && lastName(option.symbol) === 'WithConfig' && optionValue(option)?.kind !== 'instance'
    ? unknown('the configuration of the client is not followed')
    : ABSENT;
}
