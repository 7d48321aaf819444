import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { knownValue } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue } from '../domain/value.ts';
import { readCap } from '../requests/cap.ts';
import { joinContent, readMessages, readSystem, readTools } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, readBoolean, readField, readModel, readText } from '../requests/fields.ts';
import { LITELLM_PREFIX } from './litellm.ts';
import { lastName, mayCallOneOf, splitSymbol } from './matching.ts';
import { argumentOf, fieldOf, listOf } from '../domain/writtenValues.ts';
import { objectsOf } from './modelObjects.ts';
import { readProviderModel } from './providerModel.ts';
import { toolOf } from './toolValues.ts';

/** Methods of a client that ask; `partial` and `iterable` stream. Source: `instructor/client.py` of 1.8.3. */
const METHODS: ReadonlyMap<string, 'whole' | 'streamed'> = new Map([
  ['create', 'whole'],
  ['create_with_completion', 'whole'],
  ['create_partial', 'streamed'],
  ['create_iterable', 'streamed'],
]);

/**
 * Instructor: clients of several providers that answer with objects of a class. For Bedrock its schema is sent in the system
 * prompt by default, which is counted here as the tool that others are sent. Source: `client_bedrock.py`, `auto_client.py`
 * and `process_response.py` of instructor 1.8.3.
 */
export const instructor: Sdk = {
  id: 'instructor',
  languages: ['python'],
  marks: ['instructor'],
  packages: ['instructor'],
  servesManyProviders: true,
  match(call, context) {
    const found = clientOf(call, context);
    if (found === undefined) return undefined;
    const request = named(asObject(context.evaluateArguments(call)));
    const model = modelOf(found.client, request);
    return model && draft(request, model, found);
  },
};

/** The class of the answer is the first argument, the messages are the second. */
function named(passed: ObjectValue): ObjectValue {
  const names: Readonly<Record<string, string>> = { 0: 'response_model', 1: 'messages' };
  return { ...passed, fields: new Map([...passed.fields].map(([key, field]) => [names[key] ?? key, field])) };
}

interface FoundClient {
  readonly client: InstanceValue;
  readonly streams: boolean;
}

/** `instructor.from_provider("bedrock/…").chat.completions.create(…)`, also without what is between. */
function clientOf(call: CallExpression, context: MatchContext): FoundClient | undefined {
  if (!mayCallOneOf(call, METHODS)) return undefined;
  for (const option of optionsOf(context.evaluate(call.callee))) {
    if (option.kind !== 'symbol' || option.receiver === undefined) continue;
    const [module, path] = splitSymbol(option.symbol);
    if (module !== 'instructor' && !module.startsWith('instructor.')) continue;
    const how = METHODS.get(lastName(option.symbol));
    if (how && /\(\)\.(?:chat\.completions\.|messages\.)?create\w*$/.test(path)) {
      return { client: option.receiver, streams: how === 'streamed' };
    }
  }
  return undefined;
}

function modelOf(client: InstanceValue, request: ObjectValue): Resolved<string> | undefined {
  const made = client.arguments;
  const own = readModel(request, 'model', 'modelId');
  switch (lastName(client.symbol)) {
    case 'from_provider': {
      const found = readProviderModel(made.fields.get('model') ?? made.fields.get('0'), { prefix: /^bedrock\// });
      return found && (own.state === 'known' ? own : found.model);
    }
    case 'from_bedrock':
      return own.state === 'absent' ? readModel(made, 'model') : own;
    case 'from_litellm':
      return readProviderModel(request.fields.get('model'), LITELLM_PREFIX)?.model;
    case 'from_anthropic': {
      const inner = argumentOf(made, 'client', '0');
      const isBedrock = inner && objectsOf(inner).some(({ symbol }) => symbol.endsWith('AnthropicBedrock'));
      return isBedrock ? own : undefined;
    }
    default:
      return undefined;
  }
}

function draft(request: ObjectValue, model: Resolved<string>, found: FoundClient): CallDraft {
  const isStreaming = found.streams || knownValue(readBoolean(readField(request, 'stream'))) === true;
  const isMessages = lastName(found.client.symbol) === 'from_anthropic';
  const dialect = isMessages ? 'cache_control' : 'none';
  const reading = requestReading({
    model,
    ...readCap(request, ...capsOf(found.client)),
    content: joinContent(
      readTools(answerTool(request), 'none'),
      readSystem(readField(request, 'system'), dialect),
      readMessages(readField(request, 'messages'), dialect),
    ),
  });
  const [whole, streamed] = isMessages
    ? (['Messages', 'Messages'] as const)
    : (['Converse', 'ConverseStream'] as const);
  const region = regionOf(found.client);
  return callDraft(reading, { sdk: 'instructor', operation: isStreaming ? streamed : whole, isStreaming, region });
}

/** Of Bedrock's client, what stands in the configuration wins. */
function capsOf(client: InstanceValue): readonly (readonly string[])[] {
  const isOther = ['from_anthropic', 'from_litellm'].includes(lastName(client.symbol));
  return isOther
    ? [['max_tokens'], ['max_completion_tokens']]
    : [['inferenceConfig', 'maxTokens'], ['max_tokens'], ['maxTokens']];
}

function answerTool(request: ObjectValue): ObjectField | 'absent' {
  const field = request.fields.get('response_model');
  const [option] = field ? optionsOf(field.value) : [];
  if (field === undefined || option?.kind !== 'class') return 'absent';
  return fieldOf(listOf([toolOf(option)], field, false), field);
}

/** That of the client which is wrapped. */
function regionOf(client: InstanceValue): Resolved<string> {
  const inner = argumentOf(client.arguments, 'client', '0');
  const [object] = inner ? objectsOf(inner) : [];
  const settings = object?.arguments ?? client.arguments;
  return readText(readField(settings, 'region_name', 'aws_region'));
}
