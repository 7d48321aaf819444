/** Uses of objects that send: models by their methods, agents that are asked, and what is made of them. One reading a library. */
import type { CallDraft, MatchContext, ModelObjectUses, UseDraft, UseRequest } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectValue, Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { asObject } from '../requests/fields.ts';
import { splitSymbol } from './matching.ts';
import { argumentOf, listOf, objectOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf, objectsOf, requestThrough } from './modelObjects.ts';
import { toolsOf } from './toolValues.ts';

/** What an object is asked. */
export interface Asked {
  /** Name of the method; empty where the object itself is called. */
  readonly method: string;
  readonly passed: ObjectValue;
  readonly spot: Spot;
}

/** One request that an object sends. */
export interface Sending {
  /** The object whose construction is the call site. */
  readonly site: InstanceValue;
  readonly settings: CallDraft;
  /** `{role, content}` in order; open where more may be sent. */
  readonly messages: ListValue;
  readonly tools?: Value;
  readonly isStreaming: boolean;
  /** Set where more is sent than the messages. */
  readonly hasMore?: boolean;
  /** Further objects that it is sent through. */
  readonly through?: readonly InstanceValue[];
}

export interface SendingLibrary {
  /** Methods that send. */
  readonly methods: ReadonlySet<string>;
  /** True where the objects can be called themselves. */
  readonly isCallable?: boolean;
  /** Module of the classes whose construction stands for a use where nothing is seen to be asked: `AGENTS.test(module)`. */
  readonly makers?: RegExp;
  /** What an object sends; with no question, what it would. Empty for objects of others. */
  sendings(object: InstanceValue, asked: Asked | undefined, context: MatchContext): readonly Sending[];
}

export function usesOfSendingObjects(library: SendingLibrary): ModelObjectUses {
  const { methods, makers } = library;
  const all = (value: Value, asked: Asked | undefined, context: MatchContext): readonly Sending[] =>
    objectsOf(value).flatMap((object) => library.sendings(object, asked, context));
  return {
    names: library.isCallable || makers ? new Set(['()']) : methods,
    match(call, context): UseDraft | undefined {
      const { callee } = call;
      const spot = { uri: context.uri, range: call.range };
      const passed = (): ObjectValue => asObject(context.evaluateArguments(call));
      if (callee.kind === 'member' && methods.has(callee.property)) {
        const objects = context.evaluate(callee.object);
        if (objectsOf(objects).length > 0) {
          const found = all(objects, { method: callee.property, passed: passed(), spot }, context);
          if (found.length > 0) return useOf(found, spot);
        }
      }
      if (!library.isCallable && makers === undefined) return undefined;
      const called = context.evaluate(callee);
      if (library.isCallable && objectsOf(called).length > 0) {
        const found = all(called, { method: '', passed: passed(), spot }, context);
        if (found.length > 0) return useOf(found, spot);
      }
      if (makers === undefined || !optionsOf(called).some((option) => isMaker(option, makers, context)))
        return undefined;
      const made = all(context.evaluate(call), undefined, context).filter(({ through }) => through !== undefined);
      return made.length === 0 ? undefined : useOf(made, spot);
    },
  };
}

function isMaker(value: Value, makers: RegExp, context: MatchContext): boolean {
  if (value.kind === 'class') return makers.test(splitSymbol(context.packageBase(value) ?? '')[0]);
  return value.kind === 'symbol' && makers.test(splitSymbol(value.symbol)[0]);
}

function useOf(sendings: readonly Sending[], spot: Spot): UseDraft {
  return {
    requests: sendings.map((sending) => requestOf(sending, spot)),
    through: sendings.flatMap(({ through = [] }) =>
      through.map(({ origin }) => ({ uri: origin.uri, range: origin.range })),
    ),
  };
}

function requestOf({ site, settings, messages, tools, isStreaming, hasMore }: Sending, spot: Spot): UseRequest {
  const seen = contentOf(messages, tools && toolsOf(tools), spot);
  const content = hasMore ? { ...seen, hasUnseenInput: true } : seen;
  const { uri, range } = site.origin;
  return { madeAt: { uri, range }, request: requestThrough(settings, content, isStreaming) };
}

/** What is asked, as messages: a text, a message or a list of them, behind a system prompt. */
export function messagesOf(system: Value | undefined, prompt: Value | undefined, spot: Spot): ListValue {
  const head = system === undefined || system.kind === 'null' ? [] : systemMessages(system, spot);
  if (prompt === undefined || prompt.kind === 'null') return listOf(head, spot, true);
  if (prompt.kind === 'list')
    return { ...prompt, items: [...head, ...prompt.items.map((item) => messageFrom(item, spot))] };
  return listOf([...head, messageFrom(prompt, spot)], spot, false);
}

function systemMessages(system: Value, spot: Spot): readonly Value[] {
  const items = system.kind === 'list' ? system.items : [system];
  return items.map((item) => (isMessage(item) ? item : messageOf('system', item, spot)));
}

function messageFrom(item: Value, spot: Spot): Value {
  if (isMessage(item)) return item;
  return messageOfObject(item) ?? messageOf('user', item, spot);
}

/** `ChatMessage(role="user", content="…")`, `ChatMessage.from_user("…")`: messages as objects of their library. */
function messageOfObject(item: Value): Value | undefined {
  const [object] = objectsOf(item);
  if (object === undefined) return undefined;
  const passed = object.arguments;
  const made = /\bfrom_(user|system|assistant|tool)$/.exec(object.symbol)?.[1];
  const role = made ?? roleIn(argumentOf(passed, 'role')) ?? (object.symbol.endsWith('Message') ? 'user' : undefined);
  const content = argumentOf(passed, 'content', 'text', 'blocks', 'parts', '0');
  if (role === undefined || content === undefined) return undefined;
  return messageOf(role === 'tool' ? 'user' : role, contentValue(content), object.origin);
}

/** A text, or the name behind an enumeration: `MessageRole.SYSTEM`. */
function roleIn(role: Value | undefined): string | undefined {
  if (role === undefined) return undefined;
  const [option] = optionsOf(role);
  if (option?.kind === 'symbol') return option.symbol.slice(option.symbol.lastIndexOf('.') + 1).toLowerCase();
  return option && staticText(option)?.toLowerCase();
}

/** Blocks that are objects of their library: `TextBlock(text="…")`. */
function contentValue(content: Value): Value {
  if (content.kind !== 'list') return content;
  return { ...content, items: content.items.map(blockValue) };
}

function blockValue(block: Value): Value {
  const [object] = objectsOf(block);
  if (object === undefined) return block;
  const text = argumentOf(object.arguments, 'text');
  return text ? objectOf({ text }, object.origin) : block;
}

function isMessage(item: Value): boolean {
  return item.kind === 'object' && item.fields.has('role');
}
