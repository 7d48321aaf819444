import type { CallExpression } from '../domain/program.ts';
import { unknown } from '../domain/resolved.ts';
import type { CallDraft, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, staticText } from '../domain/valueOperations.ts';
import { joinContent } from '../requests/content.ts';
import { readModel } from '../requests/fields.ts';
import { instancesOf, methodName, receiverOf, splitSymbol } from './matching.ts';
import { argumentOf, fieldOf, listOf, objectOf } from '../domain/writtenValues.ts';
import { contentOf } from './modelObjects.ts';
import { settingsDraft } from './objectLibrary.ts';
import { messagesOf } from './sendingObjects.ts';
import { toolsOf } from './toolValues.ts';

/** What ends a chain and sends it. */
const SENDERS: ReadonlySet<string> = new Set([
  ...['asText', 'asStructured', 'asStream', 'asEmbeddings', 'generate', 'stream', 'asDataStreamResponse'],
  'asEventStreamResponse',
]);

const FACADES = /^(?:Prism\\Prism\\|EchoLabs\\Prism\\|Revolution\\Amazon\\Bedrock\\)/;

/** Names under which the library knows Bedrock. Source: `Bedrock::KEY` of prism-php/bedrock and revolution/laravel-amazon-bedrock. */
const PROVIDERS: ReadonlySet<string> = new Set(['bedrock', 'amazon-bedrock']);

/**
 * Prism with its provider for Bedrock, and packages that are written alike: `Prism::text()->using('bedrock', $id)->withPrompt($text)
 * ->asText()`. What caps the answer where the program does not is the matter of the version.
 */
export const prism: Sdk = {
  id: 'prism',
  languages: ['php'],
  marks: ['Prism::', 'Prism\\Prism', 'Amazon\\Bedrock\\Facades'],
  packages: ['Prism\\', 'EchoLabs\\Prism\\', 'Revolution\\Amazon\\'],
  match(call, context) {
    const method = methodName(call);
    const receiver = receiverOf(call);
    if (method === undefined || receiver === undefined || !SENDERS.has(method)) return undefined;
    for (const object of instancesOf(context.evaluate(receiver))) {
      const chain = chainOf(object);
      if (chain) return draft(call, method, chain);
    }
    return undefined;
  },
};

interface Chain {
  readonly kind: string;
  readonly first: InstanceValue;
  /** Arguments by method, the last ones first. */
  readonly calls: readonly { readonly method: string; readonly passed: ObjectValue }[];
}

const MAXIMUM_CHAIN = 30;

function chainOf(object: InstanceValue): Chain | undefined {
  const calls: { method: string; passed: ObjectValue }[] = [];
  let current = object;
  for (let steps = 0; steps < MAXIMUM_CHAIN; steps++) {
    const [module, path] = splitSymbol(current.symbol);
    const method = path.slice(path.lastIndexOf('.') + 1);
    if (!FACADES.test(module)) return undefined;
    if (current.receiver === undefined) return { kind: method, first: current, calls };
    calls.push({ method, passed: current.arguments });
    current = current.receiver;
  }
  return undefined;
}

function argumentsOf({ calls }: Chain, method: string): ObjectValue | undefined {
  return calls.find((one) => one.method === method)?.passed;
}

function draft(call: CallExpression, method: string, chain: Chain): CallDraft | undefined {
  const using = argumentsOf(chain, 'using');
  const provider = using && argumentOf(using, '0', 'provider');
  if (!using || !provider || !isBedrock(provider)) return undefined;
  const isEmbedding = chain.kind === 'embeddings';
  const cap = argumentsOf(chain, 'withMaxTokens');
  const limit = cap && argumentOf(cap, '0', 'maxTokens');
  const spot = { uri: chain.first.origin.uri, range: call.range };
  const settings = {
    ...emptyObject(chain.first.origin),
    ...(limit && { fields: new Map([['maxTokens', fieldOf(limit, spot)]]) }),
  };
  const read = settingsDraft(settings, {
    sdk: 'prism',
    operation: isEmbedding ? 'InvokeModel' : 'Converse',
    isStreaming: /stream/i.test(method),
    model: readModel(using, '1', 'model'),
    region: unknown('the Region stands in the configuration of the library'),
    cap: [['maxTokens']],
    takesMaxTokens: !isEmbedding,
    libraryMaxTokens: 'unknown',
  });
  const content = contentOfChain(chain, spot);
  const { segments, messageCount, toolCount, hasUnseenInput } = joinContent(content);
  return { ...read, segments, messageCount, toolCount, hasUnseenInput };
}

function isBedrock(provider: Value): boolean {
  return optionsOf(provider).some((option) => {
    const text = staticText(option);
    if (text !== undefined) return PROVIDERS.has(text);
    return option.kind === 'symbol' && /#Bedrock\.KEY$|#Provider\.Bedrock$/.test(option.symbol);
  });
}

function contentOfChain(
  chain: Chain,
  spot: { uri: string; range: CallExpression['range'] },
): ReturnType<typeof contentOf> {
  const one = (method: string): Value | undefined => {
    const passed = argumentsOf(chain, method);
    return passed && argumentOf(passed, '0', 'prompt', 'message', 'messages', 'input', 'tools');
  };
  const systems = [one('withSystemPrompt'), one('withSystemPrompts')].filter((value) => value !== undefined);
  const history = one('withMessages');
  const prompt = one('withPrompt') ?? one('fromInput') ?? history;
  const all = messagesOf(systems.length === 0 ? undefined : listOf(systems, spot, false), asPrompt(prompt, spot), spot);
  const tools = one('withTools');
  return contentOf(all, tools && toolsOf(tools), spot);
}

/** `new UserMessage($text)` holds its text in its first argument. */
function asPrompt(prompt: Value | undefined, spot: { uri: string; range: CallExpression['range'] }): Value | undefined {
  if (prompt?.kind !== 'list') return prompt;
  const items = prompt.items.map((item): Value => {
    if (item.kind !== 'instance' || item.class !== undefined) return item;
    const role = /\b(User|System|Assistant)Message$/.exec(item.symbol)?.[1]?.toLowerCase();
    const content = argumentOf(item.arguments, '0', 'content');
    if (role === undefined || content === undefined) return item;
    const named: Value = { kind: 'text', parts: [{ kind: 'text', text: role, ...spot }], origin: item.origin };
    return objectOf({ role: named, content }, spot);
  });
  return { ...prompt, items };
}
