import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, staticText, textOf } from '../domain/valueOperations.ts';
import { readConverse } from '../requests/converse.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { readModel } from '../requests/fields.ts';
import { argumentsIn, objectWith, optionNamed, optionsIn, optionValue, passedTo } from './goValues.ts';
import { withoutEdits } from './requestValues.ts';
import { calledSymbols, lastName, methodName } from './matching.ts';
import { fieldOf, listOf } from '../domain/writtenValues.ts';
import { messageOf } from './modelObjects.ts';

const GENKIT = 'github.com/firebase/genkit/go';
/** The same plugin under the names that it has had. */
const PLUGIN = /genkit-aws-bedrock-go|aws-bedrock-go-plugin/;
/** Models are registered as `bedrock/ID`. */
const PROVIDER = 'bedrock/';

const GENERATING: ReadonlySet<string> = new Set(['Generate', 'GenerateText', 'GenerateData', 'GenerateStream']);

/**
 * Genkit for Go with its Bedrock plugin: `genkit.Generate(ctx, g, ai.WithModel(bedrock.DefineModel(…)), …)`. A cap is sent only where
 * one is set. Source: `go/ai/option.go` and `go/ai/document.go` of genkit, `bedrock_plugin.go` of genkit-aws-bedrock-go.
 */
export const genkitGo: Sdk = {
  id: 'genkit',
  languages: ['go'],
  marks: [GENKIT],
  packages: [GENKIT, 'github.com/xavidop/genkit-aws-bedrock-go', 'github.com/genkit-ai/aws-bedrock-go-plugin'],
  match(call, context) {
    const name = methodName(call);
    if (name === undefined || !(GENERATING.has(name) || name === 'Embed')) return undefined;
    if (!calledSymbols(context.evaluate(call.callee)).some((symbol) => symbol === `${GENKIT}/genkit#${name}`)) {
      return undefined;
    }
    const passed = passedTo(call, context);
    return name === 'Embed' ? embedding(call, passed, context) : generation(call, passed, context);
  },
};

interface Defined {
  readonly model: Value;
  /** `image` takes no cap. */
  readonly type?: string;
}

/** The model that is asked, by what defined it or by its registered name. */
function modelAsked(passed: readonly Value[], ...names: readonly string[]): Defined | undefined {
  const byObject = optionValue(optionNamed(passed, ...names));
  for (const option of optionsOf(byObject ?? NOTHING)) {
    const found = option.kind === 'instance' ? definedBy(option) : undefined;
    if (found) return found;
  }
  const byName = optionValue(optionNamed(passed, 'WithModelName', 'WithDefaultModel', 'WithEmbedderName'));
  return byName && registered(byName);
}

const NOTHING: Value = { kind: 'null', origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } } };

function definedBy(made: InstanceValue): Defined | undefined {
  if (!PLUGIN.test(made.symbol)) return undefined;
  const [, second] = argumentsIn(made.arguments);
  const definition = second && optionsOf(second).find(({ kind }) => kind === 'object');
  switch (lastName(made.symbol)) {
    case 'DefineModel': {
      const model = definition?.kind === 'object' ? definition.fields.get('Name')?.value : undefined;
      const type = definition?.kind === 'object' ? definition.fields.get('Type')?.value : undefined;
      const kind = type && staticText(type);
      return model && { model, ...(kind !== undefined && { type: kind }) };
    }
    case 'DefineEmbedder':
    case 'Model':
    case 'Embedder':
      return second && { model: second };
    default:
      return undefined;
  }
}

function registered(name: Value): Defined | undefined {
  const text = staticText(name);
  if (text?.startsWith(PROVIDER) !== true || name.kind !== 'text') return undefined;
  return { model: textOf(text.slice(PROVIDER.length), name.origin) };
}

function generation(call: CallExpression, passed: readonly Value[], context: MatchContext): CallDraft | undefined {
  const defined = modelAsked(passed, 'WithModel');
  if (defined === undefined) return undefined;
  const isImage = defined.type === 'image';
  const request = requestOf(call, passed, defined.model, context);
  const reading = withoutEdits(readConverse(request));
  const isStreaming = optionNamed(passed, 'WithStreaming') !== undefined || methodName(call) === 'GenerateStream';
  return callDraft(
    isImage ? requestReading({ model: reading.model, takesMaxTokens: false, content: reading.content }) : reading,
    {
      sdk: 'genkit',
      operation: isImage ? 'InvokeModel' : isStreaming ? 'ConverseStream' : 'Converse',
      isStreaming,
      region: unknown('the plugin is made where it cannot be followed'),
    },
  );
}

/** What the plugin sends of it: a request of Converse. */
function requestOf(call: CallExpression, passed: readonly Value[], model: Value, { uri }: MatchContext): ObjectValue {
  const spot = { uri, range: call.range };
  const system = textsOf(optionNamed(passed, 'WithSystem'));
  const prompt = textsOf(optionNamed(passed, 'WithPrompt'));
  const given = optionNamed(passed, 'WithMessages');
  const messages = given ? argumentsIn(given.arguments).flatMap(messagesIn) : [];
  const isOpen =
    given !== undefined && (given.arguments.isOpen || messages.some((message) => message.kind === 'unknown'));
  const own = messages.filter((message) => message.kind === 'object');
  const systems = own
    .filter((message) => roleOf(message) === 'system')
    .flatMap(({ fields }) => itemsOf(fields.get('content')?.value));
  const others = own.filter((message) => roleOf(message) !== 'system');
  const asked = prompt ? [messageOf('user', listOf([blockOf(prompt)], spot, false), spot)] : [];
  const tools = optionNamed(passed, 'WithTools');
  const cap = capIn(optionValue(optionNamed(passed, 'WithConfig')));
  const fields: Record<string, Value | undefined> = {
    modelId: model,
    system:
      system || systems.length > 0
        ? listOf([...(system ? [blockOf(system)] : []), ...systems], spot, false)
        : undefined,
    messages: listOf([...others, ...asked], spot, isOpen),
    inferenceConfig: cap && objectWith({ maxTokens: cap }, emptyObject({ from: 'literal', ...spot })),
    toolConfig: tools && objectWith({ tools: listOf([], spot, true) }, emptyObject({ from: 'literal', ...spot })),
  };
  const known = Object.entries(fields).flatMap(([key, value]) => (value ? [[key, fieldOf(value, spot)] as const] : []));
  return { ...emptyObject({ from: 'literal', ...spot }), fields: new Map(known) };
}

/** `ai.WithPrompt(text)`; further arguments fill it like `Sprintf`. */
function textsOf(option: InstanceValue | undefined): Value | undefined {
  return optionValue(option);
}

function blockOf(text: Value): ObjectValue {
  const origin = 'origin' in text ? text.origin : { from: 'literal' as const, uri: '', range: { start: 0, end: 0 } };
  return objectWith({ text }, { ...emptyObject(origin) });
}

function roleOf({ fields }: ObjectValue): string {
  const role = fields.get('role')?.value;
  return (role && staticText(role)) ?? '';
}

function itemsOf(content: Value | undefined): readonly Value[] {
  return content?.kind === 'list' ? content.items : [];
}

const ROLES: Readonly<Record<string, string>> = { User: 'user', System: 'system', Model: 'assistant' };

/** `ai.NewUserTextMessage("…")`, `ai.NewSystemMessage(parts…)`; anything else is some message. */
function messagesIn(value: Value): readonly (ObjectValue | Extract<Value, { kind: 'unknown' }>)[] {
  return optionsOf(value).flatMap((option): readonly (ObjectValue | Extract<Value, { kind: 'unknown' }>)[] => {
    if (option.kind === 'list') return option.items.flatMap(messagesIn);
    if (option.kind === 'unknown') return [option];
    const [, who = '', isText] =
      option.kind === 'instance' ? (/^New(User|System|Model)(Text)?Message$/.exec(lastName(option.symbol)) ?? []) : [];
    const role = ROLES[who];
    if (role === undefined || option.kind !== 'instance') return [];
    const passed = argumentsIn(option.arguments);
    const parts = isText ? passed.slice(0, 1).map(blockOf) : passed.flatMap(optionsOf).flatMap(partOf);
    const spot = { uri: option.origin.uri, range: option.origin.range };
    return [messageOf(role, listOf(parts, spot, option.arguments.isOpen && !isText), spot)];
  });
}

function partOf(part: Value): readonly Value[] {
  if (part.kind !== 'instance') return part.kind === 'list' ? part.items.flatMap(optionsOf).flatMap(partOf) : [part];
  const [first] = argumentsIn(part.arguments);
  switch (lastName(part.symbol)) {
    case 'NewTextPart':
      return first ? [blockOf(first)] : [];
    case 'NewMediaPart':
      return [objectWith({ image: objectWith({ source: objectWith({ bytes: first }, part) }, part) }, part)];
    case 'NewCachePointPart':
      return [objectWith({ cachePoint: objectWith({ type: textOf('default', part.origin) }, part) }, part)];
    default:
      return [];
  }
}

/** Keys of a map, or fields of the plugin's own configuration. */
function capIn(config: Value | undefined): Value | undefined {
  for (const option of optionsOf(config ?? NOTHING)) {
    if (option.kind !== 'object') continue;
    for (const key of ['MaxTokens', 'maxOutputTokens', 'max_tokens', 'maxTokens', 'MaxOutputTokens']) {
      const value = option.fields.get(key)?.value;
      if (value) return value;
    }
  }
  return undefined;
}

function embedding(call: CallExpression, passed: readonly Value[], { uri }: MatchContext): CallDraft | undefined {
  const defined = modelAsked(passed, 'WithEmbedder');
  if (defined === undefined) return undefined;
  const spot = { uri, range: call.range };
  const request = {
    ...emptyObject({ from: 'literal', ...spot }),
    fields: new Map([['modelId', fieldOf(defined.model, spot)]]),
  };
  const texts = optionsIn(passed).filter(({ symbol }) => /^With(?:Text)?Docs$/.test(lastName(symbol)));
  const reading = requestReading({ model: readModel(request, 'modelId'), takesMaxTokens: false });
  const content = { ...reading.content, hasUnseenInput: texts.length > 0 };
  return callDraft(
    { ...reading, content },
    {
      sdk: 'genkit',
      operation: 'InvokeModel',
      isStreaming: false,
      region: unknown('the plugin is made where it cannot be followed'),
    },
  );
}
