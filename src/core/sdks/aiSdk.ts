import type { CallExpression } from '../domain/program.ts';
import { ABSENT, knownValues } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { readCap } from '../requests/cap.ts';
import {
  joinContent,
  NO_CONTENT,
  oneMessage,
  readBlocks,
  readMessages,
  readPrompt,
  readSystem,
  readTools,
} from '../requests/content.ts';
import type { CheckpointDialect } from '../requests/checkpoints.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import type { RequestReading } from '../requests/draft.ts';
import { asObject, isField, readField, readGuardrail, readNumber, readPath, readText } from '../requests/fields.ts';
import type { Reading } from '../requests/fields.ts';
import { readSettings } from '../requests/settings.ts';
import { modelsOf } from './aiSdkModels.ts';
import type { AiSdkModel } from './aiSdkModels.ts';
import { calledSymbols, classSymbols, lastName, mayCallOneOf, splitSymbol, symbolsOfObject } from './matching.ts';
import { argumentOf, fieldOf, listOf, objectOf, textValue } from '../domain/writtenValues.ts';
import type { Sending, SendingLibrary } from './sendingObjects.ts';
import { messagesOf, usesOfSendingObjects } from './sendingObjects.ts';
import { aiSdkSteps } from './stepLimits.ts';
import { schemaOf } from '../domain/jsonSchema.ts';
import { namedTools } from './toolValues.ts';

type Kind = 'text' | 'stream' | 'input';

/** Source: the exports of `ai` from version 3.4 to 7, and of `@ai-sdk/rsc`. */
const FUNCTIONS: ReadonlyMap<string, Kind> = new Map([
  ['generateText', 'text'],
  ['generateObject', 'text'],
  ['streamText', 'stream'],
  ['streamObject', 'stream'],
  ['streamUI', 'stream'],
  ['embed', 'input'],
  ['embedMany', 'input'],
  ['rerank', 'input'],
  ['experimental_rerank', 'input'],
  ['generateImage', 'input'],
  ['experimental_generateImage', 'input'],
  ['generateVideo', 'input'],
  ['experimental_generateVideo', 'input'],
]);

const LANGUAGES = ['typescript', 'javascript'] as const;
const MARKS = ['from', 'require(', 'import('].flatMap((word) =>
  ["'ai'", '"ai"', "'ai/rsc'", '"ai/rsc"', "'@ai-sdk/rsc'", '"@ai-sdk/rsc"'].map((name) =>
    word === 'from' ? `${word} ${name}` : word + name,
  ),
);
const PACKAGES = ['ai', '@ai-sdk/amazon-bedrock', '@ai-sdk/rsc'];

/** The AI SDK: the model stands in each call, made by the provider for Bedrock. */
export const aiSdk: Sdk = {
  id: 'ai-sdk',
  languages: LANGUAGES,
  marks: MARKS,
  packages: PACKAGES,
  servesManyProviders: true,
  match(call, context) {
    const kind = functionOf(call, context);
    if (kind === undefined) return undefined;
    const request = settingsOf(asObject(context.evaluateArguments(call)));
    const model = modelsOf(argumentOf(request, 'model'));
    if (model === undefined) return undefined;
    if (kind === 'input' || model.kind !== 'language') return inputDraft(request, model);
    return draft(readCall(request, model), model, kind === 'stream');
  },
};

function functionOf(call: CallExpression, context: MatchContext): Kind | undefined {
  if (!mayCallOneOf(call, FUNCTIONS)) return undefined;
  for (const symbol of calledSymbols(context.evaluate(call.callee))) {
    const [module, path] = splitSymbol(symbol);
    const found = path.includes('()') ? undefined : FUNCTIONS.get(lastName(symbol));
    if (found && /^(?:ai|ai\/rsc|@ai-sdk\/rsc)$/.test(module)) return found;
  }
  return undefined;
}

/** Settings are one object. */
function settingsOf(passed: ObjectValue): ObjectValue {
  const first = passed.fields.get('0')?.value;
  return first ? asObject(first) : passed;
}

const AGENT_CLASSES: ReadonlySet<string> = new Set(['ToolLoopAgent', 'Agent', 'Experimental_Agent']);

/** Agents of the AI SDK: the model stands where the agent is made, what it is asked where it is used. */
export const aiSdkAgents: Sdk = {
  id: 'ai-sdk',
  languages: LANGUAGES,
  marks: MARKS,
  packages: PACKAGES,
  servesManyProviders: true,
  match(call, context) {
    if (!call.isConstruction) return undefined;
    const isAgent = classSymbols(context.evaluate(call.callee), context).some(isAgentSymbol);
    return isAgent ? agentDraft(settingsOf(asObject(context.evaluateArguments(call)))) : undefined;
  },
  uses: usesOfSendingObjects({ methods: new Set(['generate', 'stream', 'respond']), sendings: agentSendings }),
};

function isAgentSymbol(symbol: string): boolean {
  const [module, path] = splitSymbol(symbol);
  return module === 'ai' && AGENT_CLASSES.has(path);
}

function agentDraft(settings: ObjectValue): CallDraft | undefined {
  const model = modelsOf(argumentOf(settings, 'model'));
  if (model === undefined) return undefined;
  const content = joinContent(toolsOf(settings, model), systemOf(settings, dialectOf(model)), UNSEEN);
  return draft({ ...readCall(settings, model), content }, model, false);
}

const UNSEEN: RequestContent = { ...NO_CONTENT, hasUnseenInput: true };

function agentSendings(...[agent, asked, context]: Parameters<SendingLibrary['sendings']>): readonly Sending[] {
  if (asked === undefined || !symbolsOfObject(agent, context).some(isAgentSymbol)) return [];
  const settings = settingsOf(agent.arguments);
  const own = agentDraft(settings);
  if (own === undefined) return [];
  const request = settingsOf(asked.passed);
  const prompt = argumentOf(request, 'prompt', 'messages');
  const tools = namedTools(argumentOf(settings, 'tools'));
  const system = argumentOf(settings, 'instructions', 'system');
  return [
    {
      site: agent,
      // The system prompt is among the messages.
      settings: { ...own, segments: [] },
      messages: messagesOf(system, prompt, asked.spot),
      ...(tools && { tools }),
      isStreaming: asked.method !== 'generate',
    },
  ];
}

function draft(reading: RequestReading, model: AiSdkModel, isStreaming: boolean): CallDraft {
  const [whole, streamed] = OPERATIONS[model.api];
  return callDraft(reading, {
    sdk: 'ai-sdk',
    operation: isStreaming ? streamed : whole,
    isStreaming,
    region: model.region,
  });
}

/** Names of what each API of Bedrock is asked by: all at once, or streamed. */
export const OPERATIONS: Readonly<Record<AiSdkModel['api'], readonly [whole: string, streamed: string]>> = {
  converse: ['Converse', 'ConverseStream'],
  messages: ['InvokeModel', 'InvokeModelWithResponseStream'],
  chat: ['ChatCompletions', 'ChatCompletions'],
  responses: ['Responses', 'Responses'],
};

function inputDraft(request: ObjectValue, { kind, model, region }: AiSdkModel): CallDraft {
  const fields = ['value', 'values', 'query', 'documents', 'prompt'].flatMap((key) => request.fields.get(key) ?? []);
  const read = (field: ObjectField): RequestContent => readBlocks(field.value, 'user', field, 'none');
  const content = fields.length === 0 ? UNSEEN : oneMessage(joinContent(...fields.map(read)));
  const operation = kind === 'reranking' ? 'Rerank' : 'InvokeModel';
  const reading = requestReading({ model, takesMaxTokens: false, content });
  return callDraft(reading, { sdk: 'ai-sdk', operation, isStreaming: false, region });
}

/** A request of `generateText` and its kin. */
function readCall(request: ObjectValue, model: AiSdkModel): RequestReading {
  const dialect = dialectOf(model);
  const cap = readCap(request, ...capKeys(request).map((key) => [key]));
  const options = providerOptions(request);
  return requestReading({
    model: model.model,
    ...cap,
    ...(isField(readField(request, 'tools')) && aiSdkSteps(request)),
    // A budget comes on top of a cap that is set.
    ...(cap.maxTokens.state === 'absent' && thinkingIn(options)),
    ...(options && readGuardrail(options, 'guardrailConfig')),
    serviceTier: options ? readText(readField(options, 'serviceTier')) : ABSENT,
    settings: readSettings(toolChoiceOf(request), 'ChatCompletions'),
    content: joinContent(toolsOf(request, model), systemOf(request, dialect), inputOf(request, dialect)),
  });
}

/** The cap's name since version 5, and the one before; a setting of before says that its name is in force. */
function capKeys({ fields }: ObjectValue): readonly string[] {
  const keys = ['maxOutputTokens', 'maxTokens'];
  return fields.has('maxSteps') || fields.has('experimental_providerMetadata') ? keys.reverse() : keys;
}

function dialectOf({ api }: AiSdkModel): CheckpointDialect {
  return api === 'messages' ? 'ai-sdk-anthropic' : 'ai-sdk-bedrock';
}

function providerOptions(request: ObjectValue): ObjectValue | undefined {
  for (const outer of ['providerOptions', 'experimental_providerMetadata']) {
    for (const name of ['amazonBedrock', 'bedrock']) {
      const options = readPath(request, [outer, name]);
      if (isField(options)) return asObject(options.value);
    }
  }
  return undefined;
}

function thinkingIn(options: ObjectValue | undefined): { readonly thinkingTokens?: number } {
  if (options === undefined) return {};
  const tokens = Math.max(0, ...knownValues(readNumber(readPath(options, ['reasoningConfig', 'budgetTokens']))));
  return tokens > 0 ? { thinkingTokens: tokens } : {};
}

/** An answer with a schema is asked for as a call of a tool. Source: `getArgs` of `AmazonBedrockChatLanguageModel`. */
function toolChoiceOf(request: ObjectValue): ObjectValue {
  const choice = request.fields.get('toolChoice');
  const schema = schemaField(request);
  if (schema) return objectOf({ tool_choice: textValue('required', schema) }, schema);
  return { ...request, fields: new Map(choice ? [['tool_choice', choice]] : []) };
}

function schemaField(request: ObjectValue): ObjectField | undefined {
  const schema = request.fields.get('schema');
  if (schema) return schema;
  const output = request.fields.get('output') ?? request.fields.get('experimental_output');
  const made = output && optionsOf(output.value).find((option) => option.kind === 'instance');
  if (output === undefined || made?.kind !== 'instance' || !/\bOutput\.(?:object|array)$/.test(made.symbol))
    return undefined;
  return settingsOf(made.arguments).fields.get(made.symbol.endsWith('array') ? 'element' : 'schema');
}

function toolsOf(request: ObjectValue, { api }: AiSdkModel): RequestContent {
  const tools = readField(request, 'tools');
  const named = isField(tools) ? namedTools(tools.value) : undefined;
  const schema = schemaField(request);
  const answer = schema && {
    name: textValue('json', schema),
    description: textValue('Respond with a JSON object.', schema),
    input_schema: schemaOf(schema.value),
  };
  const spot = isField(tools) ? tools : schema;
  if (spot === undefined) return readTools(tools, 'none');
  if (named !== undefined && named.kind !== 'list') return readTools(fieldOf(named, spot), 'none');
  const items: readonly Value[] = [...(named?.items ?? []), ...(answer ? [objectOf(answer, spot)] : [])];
  const isOpen = named?.isOpen === true;
  // A mark on a tool is read by the Messages API alone.
  return readTools(
    fieldOf(listOf(items, spot, isOpen), spot),
    api === 'messages' ? 'ai-sdk-anthropic' : 'ai-sdk-bedrock',
  );
}

function systemOf(request: ObjectValue, dialect: CheckpointDialect): RequestContent {
  const reading = readField(request, 'instructions', 'system');
  if (!isField(reading)) return readSystem(withoutReason(reading), dialect);
  const { value } = reading;
  if (value.kind === 'object') return readMessages({ ...reading, value: listOf([value], reading, false) }, dialect);
  if (value.kind === 'list') return readMessages(reading, dialect);
  return readSystem(reading, dialect);
}

/** A request that is put together elsewhere may hold a system prompt; it is unseen once, with its messages. */
function withoutReason(reading: Exclude<Reading, ObjectField>): Reading {
  return typeof reading === 'string' ? reading : 'absent';
}

function inputOf(request: ObjectValue, dialect: CheckpointDialect): RequestContent {
  const prompt = readField(request, 'prompt');
  const messages = readField(request, 'messages');
  if (isField(messages)) return readMessages({ ...messages, value: modelMessages(messages.value) }, dialect);
  if (!isField(prompt)) return readMessages(messages, dialect);
  return prompt.value.kind === 'list' ? readMessages(prompt, dialect) : readPrompt(prompt);
}

/** `convertToModelMessages(messages)` gives what it is passed in another form. */
function modelMessages(value: Value): Value {
  const [option = value] = optionsOf(value);
  if (option.kind !== 'instance' || !/^ai#convertTo(?:Core|Model)Messages$/.test(option.symbol)) return value;
  return option.arguments.fields.get('0')?.value ?? value;
}
