import { ABSENT } from '../domain/resolved.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { readField, readText } from '../requests/fields.ts';
import { readAnthropicMessages } from '../requests/messages.ts';
import { argumentsIn, capOfStruct, objectWith, optionNamed, optionValue, passedTo } from './goValues.ts';
import { withoutEdits } from './requestValues.ts';
import { calledSymbols, instancesOf, lastName, methodName } from './matching.ts';
import { listOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf, requestThrough } from './modelObjects.ts';

const EXTENSIONS = 'github.com/cloudwego/eino-ext';
const MAKER = `${EXTENSIONS}/components/model/claude#NewChatModel`;

/**
 * Eino's Claude on Bedrock: `claude.NewChatModel(ctx, &claude.Config{ByBedrock: true, …})`, asked with `Generate` and `Stream`.
 * Source: `components/model/claude/claude.go` and `option.go` of eino-ext, `schema/message.go` of eino.
 */
export const einoGo: Sdk = {
  id: 'eino',
  languages: ['go'],
  marks: [`${EXTENSIONS}/components/model/claude`],
  packages: [EXTENSIONS, 'github.com/cloudwego/eino'],
  servesManyProviders: true,
  match(call, context) {
    if (methodName(call) !== 'NewChatModel') return undefined;
    if (!calledSymbols(context.evaluate(call.callee)).includes(MAKER)) return undefined;
    return draftOf(passedTo(call, context), []);
  },
  uses: {
    names: new Set(['Generate', 'Stream']),
    match: (call, context) => useOf(call, context),
  },
};

/** Undefined where it asks Anthropic itself. */
function draftOf(passed: readonly Value[], asked: readonly Value[]): CallDraft | undefined {
  const config = passed.flatMap(optionsOf).find((value): value is ObjectValue => value.kind === 'object');
  const byBedrock = config?.fields.get('ByBedrock')?.value;
  if (config === undefined || byBedrock === undefined || !optionsOf(byBedrock).some(mayBeTrue)) return undefined;
  const request = objectWith(
    {
      model: optionValue(optionNamed(asked, 'WithModel')) ?? config.fields.get('Model')?.value,
      max_tokens: optionValue(optionNamed(asked, 'WithMaxTokens')) ?? config.fields.get('MaxTokens')?.value,
    },
    emptyObject(config.origin),
  );
  const region = config.fields.has('Region') ? readText(readField(config, 'Region')) : ABSENT;
  const reading = { ...withoutEdits(readAnthropicMessages(request)), ...capOfStruct(config, 'MaxTokens') };
  return callDraft(reading, { sdk: 'eino', operation: 'Messages', isStreaming: false, region });
}

function mayBeTrue(value: Value): boolean {
  return value.kind !== 'boolean' || value.value;
}

function useOf(call: CallExpression, context: MatchContext): UseDraft | undefined {
  const { callee } = call;
  if (callee.kind !== 'member') return undefined;
  const objects = instancesOf(context.evaluate(callee.object)).filter(({ symbol }) => symbol === MAKER);
  if (objects.length === 0) return undefined;
  const passed = passedTo(call, context);
  const spot = { uri: context.uri, range: call.range };
  const messages = messagesOf(passed[1], spot);
  const requests = objects.flatMap((object) => {
    const settings = draftOf(argumentsIn(object.arguments), passed);
    const { uri, range } = object.origin;
    if (settings === undefined) return [];
    const content = contentOf(messages, undefined, spot);
    return [{ madeAt: { uri, range }, request: requestThrough(settings, content, callee.property === 'Stream') }];
  });
  return requests.length === 0 ? undefined : { requests, through: [] };
}

type Spot = Pick<Parameters<typeof listOf>[1], 'uri' | 'range'>;

function messagesOf(list: Value | undefined, spot: Spot): ListValue {
  const found = list && optionsOf(list).find(({ kind }) => kind === 'list');
  if (found?.kind !== 'list') return listOf([], spot, true);
  const messages = found.items.flatMap((item) => optionsOf(item).flatMap(messageFrom));
  return listOf(messages, spot, found.isOpen || messages.length < found.items.length);
}

/** `schema.UserMessage("…")`, `&schema.Message{Role: schema.User, Content: "…"}`. */
function messageFrom(message: Value): readonly Value[] {
  if (message.kind === 'instance') {
    const role = /^(System|User|Assistant|Tool)Message$/.exec(lastName(message.symbol))?.[1]?.toLowerCase();
    const [text] = argumentsIn(message.arguments);
    return role === undefined || text === undefined
      ? []
      : [messageOf(role === 'tool' ? 'user' : role, text, message.origin)];
  }
  if (message.kind !== 'object') return [];
  const content = message.fields.get('Content')?.value;
  const role = message.fields.get('Role')?.value;
  const symbol = role && optionsOf(role).find(({ kind }) => kind === 'symbol');
  const name = symbol?.kind === 'symbol' ? lastName(symbol.symbol).toLowerCase() : 'user';
  return content ? [messageOf(name === 'system' || name === 'assistant' ? name : 'user', content, message.origin)] : [];
}
