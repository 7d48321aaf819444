/**
 * What LangChain's objects send: models with what is bound to them, prompts, chains of both, and agents. Source: the
 * packages `langchain`, `langchain_core`, `langgraph` and their JavaScript twins, whose objects all have `invoke`.
 */
import type { MatchContext } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectValue, Value } from '../domain/value.ts';
import { elementOf, emptyObject, mergeInto, staticText } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { textOfPassages } from '../domain/passages.ts';
import { asObject } from '../requests/fields.ts';
import { contextOfOwnPrompt, retrieverIn, retrieverOf, withPassages } from './langChainRetrieval.ts';
import { lastName, splitSymbol } from './matching.ts';
import { argumentOf, hole, listOf } from '../domain/writtenValues.ts';
import { messageOf, objectsOf } from './modelObjects.ts';

/** One way from what is passed to an object to a model in it. */
export interface Path {
  readonly model: InstanceValue;
  /** Settings that were bound to the model after it was made. */
  readonly bound: ObjectValue | undefined;
  readonly tools: Value | undefined;
  /** Schema of the answer. */
  readonly schema: Value | undefined;
  /** Objects around the model, innermost first. */
  readonly through: readonly Spot[];
  /** Makes the messages that the model gets of what the object is passed. */
  readonly messages: (passed: Value | undefined) => ListValue;
}

/** Which objects are models of the SDK. */
export type IsModel = (object: InstanceValue) => boolean;

const MAXIMUM_DEPTH = 12;
const MAXIMUM_PATHS = 32;

/** The models in an object, with what leads to them; empty for objects without one. */
export function pathsOf(value: Value, isModel: IsModel, context: MatchContext): readonly Path[] {
  return new RunnableReader(isModel, context).paths(value, 0).slice(0, MAXIMUM_PATHS);
}

/** Methods that give the same object with other settings. */
const SETTING_METHODS = new Set([
  'bind',
  'with_config',
  'withConfig',
  'with_retry',
  'withRetry',
  'with_types',
  'with_listeners',
  'configurable_fields',
  'configurable_alternatives',
  'with_fallbacks',
  'withFallbacks',
  'bind_tools',
  'bindTools',
  'with_structured_output',
  'withStructuredOutput',
  'assign',
  'pick',
]);

const SEQUENCES = new Set(['|', 'pipe', 'RunnableSequence', 'from_', 'from', 'then']);

/** Arguments of chains and agents that hold what they send beside what they are passed. */
const PROMPT_ARGUMENTS = [
  'prompt',
  'system_prompt',
  'systemPrompt',
  'state_modifier',
  'stateModifier',
  'messageModifier',
];
const PACKAGES = /^(?:@?langchain|langgraph|@langchain)/;

class RunnableReader {
  readonly #isModel: IsModel;
  readonly #context: MatchContext;
  #steps = 0;

  constructor(isModel: IsModel, context: MatchContext) {
    this.#isModel = isModel;
    this.#context = context;
  }

  paths(value: Value, depth: number): readonly Path[] {
    if (depth > MAXIMUM_DEPTH || ++this.#steps > 200) return [];
    if (value.kind === 'object')
      return [...value.fields.values()].flatMap((field) => this.paths(field.value, depth + 1));
    return objectsOf(value).flatMap((object) => this.#pathsOfObject(object, depth));
  }

  #pathsOfObject(object: InstanceValue, depth: number): readonly Path[] {
    if (this.#isModel(object)) return [modelPath(object, this.#context)];
    const name = lastName(object.symbol);
    const { receiver } = object;
    if (receiver && SETTING_METHODS.has(name)) {
      return this.#pathsOfObject(receiver, depth + 1).map((path) =>
        this.#around(object, withSettings(path, name, object)),
      );
    }
    if (SEQUENCES.has(name)) return this.#sequence(object, depth).map((path) => this.#around(object, path));
    if (!isOfPackage(object)) return [];
    return this.#composite(object, depth).map((path) => this.#around(object, path));
  }

  #around({ origin }: InstanceValue, path: Path): Path {
    return { ...path, through: [...path.through, { uri: origin.uri, range: origin.range }] };
  }

  #sequence(object: InstanceValue, depth: number): readonly Path[] {
    const given = [...object.arguments.fields.values()].map(({ value }) => value);
    const steps = [...(object.receiver && !isClassName(object.receiver) ? [object.receiver] : []), ...given];
    const flat = steps.flatMap((step) => (step.kind === 'list' ? step.items : [step]));
    const within = flat.flatMap((step) => innerSequences(step, 0));
    const paths: Path[] = [];
    let before: Step = (passed) => passed;
    for (const step of flat.flatMap((one) => this.#flattened(one, 0))) {
      const inner = this.paths(step, depth + 1);
      const sofar = before;
      const messages =
        (path: Path): Path['messages'] =>
        (passed) =>
          path.messages(sofar(passed));
      paths.push(
        ...inner.map((path) => ({ ...path, through: [...path.through, ...within], messages: messages(path) })),
      );
      before = this.#stepOf(step, sofar, inner.length > 0);
    }
    return paths;
  }

  /** `a | b | c` is `(a | b) | c`. */
  #flattened(step: Value, depth: number): readonly Value[] {
    if (step.kind !== 'instance' || step.symbol !== '#|' || depth > MAXIMUM_DEPTH) return [step];
    return [...step.arguments.fields.values()].flatMap(({ value }) => this.#flattened(value, depth + 1));
  }

  #stepOf(step: Value, before: Step, hasModel: boolean): Step {
    const context = this.#context;
    if (step.kind === 'object') return (passed) => mapped(step, before(passed));
    const prompt = objectsOf(step).find(isPrompt);
    if (prompt) return (passed) => filledPrompt(prompt, before(passed), context);
    const name = step.kind === 'instance' ? lastName(step.symbol) : '';
    if (name === 'RunnablePassthrough' || name.endsWith('Parser') || hasModel) {
      return hasModel ? (passed) => hole('answer', spotOf(before(passed) ?? step)) : before;
    }
    if (name === 'RunnableParallel' || name === 'RunnableMap') {
      const fields = step.kind === 'instance' ? step.arguments : undefined;
      const given = fields?.fields.get('0')?.value;
      const map = given?.kind === 'object' ? given : fields;
      if (map) return (passed) => mapped(map, before(passed));
    }
    return (passed) => before(passed) && hole('input', spotOf(step));
  }

  /** A chain, an agent or a graph: the models among its arguments, with the prompt among them. */
  #composite(object: InstanceValue, depth: number): readonly Path[] {
    const passed = settingsOf(object);
    const inner = [...passed.fields.values(), ...object.arguments.fields.values()]
      .map(({ value }) => value)
      .flatMap((value) => (value.kind === 'list' ? value.items : [value]))
      .filter((value) => value !== passed);
    const paths = inner.flatMap((value) => this.paths(value, depth + 1));
    const byModel = [...new Map(paths.map((path) => [keyOf(path), path])).values()];
    const prompt = promptOf(passed);
    const tools = argumentOf(passed, 'tools');
    return byModel.map((path) => ({
      ...path,
      tools: path.tools ?? tools,
      messages: (given) => withPrompt(path, prompt, given, object, this.#context),
    }));
  }
}

/** Places of the sequences that a sequence is made of. */
function innerSequences(step: Value, depth: number): readonly Spot[] {
  if (step.kind !== 'instance' || step.symbol !== '#|' || depth > MAXIMUM_DEPTH) return [];
  const inner = [...step.arguments.fields.values()].flatMap(({ value }) => innerSequences(value, depth + 1));
  return [{ uri: step.origin.uri, range: step.origin.range }, ...inner];
}

type Step = (passed: Value | undefined) => Value | undefined;

function keyOf({ model: { origin }, through }: Path): string {
  return `${origin.uri} ${origin.range.start} ${through.length}`;
}

function isOfPackage({ symbol }: InstanceValue): boolean {
  return PACKAGES.test(splitSymbol(symbol)[0]);
}

function isClassName({ arguments: passed, symbol }: InstanceValue): boolean {
  return passed.fields.size === 0 && /Runnable\w*$/.test(symbol);
}

/** Named arguments, or the fields of a JavaScript settings object. */
function settingsOf({ arguments: passed }: InstanceValue): ObjectValue {
  const first = passed.fields.get('0')?.value;
  return first?.kind === 'object' ? mergeInto(passed, first) : passed;
}

function promptOf(passed: ObjectValue): Value | undefined {
  const named = argumentOf(passed, ...PROMPT_ARGUMENTS);
  if (named && named.kind !== 'null') return named;
  const further = [...passed.fields.values()].map(({ value }) => value);
  const nested = argumentOf(passed, 'chain_type_kwargs', 'combine_docs_chain_kwargs', 'llm_chain');
  const inNested = nested?.kind === 'object' ? argumentOf(nested, 'prompt') : undefined;
  return inNested ?? further.find((value) => objectsOf(value).some(isPrompt));
}

function modelPath(model: InstanceValue, context: MatchContext): Path {
  return {
    model,
    bound: undefined,
    tools: undefined,
    schema: undefined,
    through: [],
    messages: (passed) => messagesOf(passed, model.origin, context),
  };
}

function withSettings(path: Path, method: string, { arguments: passed }: InstanceValue): Path {
  const first = passed.fields.get('0')?.value;
  switch (method) {
    case 'bind': {
      const settings = first?.kind === 'object' ? first : passed;
      return { ...path, bound: path.bound ? mergeInto(path.bound, settings) : settings };
    }
    case 'bind_tools':
    case 'bindTools':
      return { ...path, tools: argumentOf(passed, 'tools', '0') };
    case 'with_structured_output':
    case 'withStructuredOutput':
      return { ...path, schema: argumentOf(passed, 'schema', '0') };
    default:
      return path;
  }
}

/** The agent's or chain's own prompt before what it is passed. */
function withPrompt(
  path: Path,
  prompt: Value | undefined,
  given: Value | undefined,
  object: InstanceValue,
  context: MatchContext,
): ListValue {
  const { origin, arguments: passed } = object;
  const retriever = retrieverOf(passed);
  if (prompt === undefined || prompt.kind === 'null') {
    const list = path.messages(given?.kind === 'object' ? withPassages(given, retriever) : given);
    const passages = contextOfOwnPrompt(object, retriever);
    return passages ? { ...list, items: [messageOf('user', passages, origin), ...list.items] } : list;
  }
  const template = objectsOf(prompt).find(isPrompt);
  if (template) return path.messages(filledPrompt(template, withPassages(given, retriever), context));
  const system = messagesOf(prompt, origin, context);
  const isText = prompt.kind === 'text' || prompt.kind === 'unknown';
  const head = isText ? [messageOf('system', prompt, origin)] : system.items;
  const rest = path.messages(given);
  return { ...rest, items: [...head, ...rest.items] };
}

// ---- messages

const ROLES: ReadonlyMap<string, string> = new Map([
  ['HumanMessage', 'user'],
  ['SystemMessage', 'system'],
  ['AIMessage', 'assistant'],
  ['ToolMessage', 'user'],
  ['FunctionMessage', 'user'],
  ['ChatMessage', 'user'],
  ['HumanMessagePromptTemplate', 'user'],
  ['SystemMessagePromptTemplate', 'system'],
  ['AIMessagePromptTemplate', 'assistant'],
  ['ChatMessagePromptTemplate', 'user'],
]);

/** Methods of a prompt that fill it. */
const FILLING = new Set([
  'format_messages',
  'formatMessages',
  'format_prompt',
  'formatPromptValue',
  'invoke',
  'ainvoke',
  'format',
]);

/** Keys under which chains and agents are passed what the user says. */
const INPUT_KEYS = ['messages', 'input', 'question', 'query', 'human_input', 'text'];

/** What a model is passed as the messages that it sends: a text, messages, a filled prompt, the state of an agent. */
export function messagesOf(passed: Value | undefined, spot: Spot, context: MatchContext): ListValue {
  if (passed === undefined) return listOf([], spot, true);
  const [option = passed] = optionsOf(passed);
  switch (option.kind) {
    case 'list': {
      const items = option.items.map((item) => messageFrom(item, context));
      return listOf(items, option.origin, option.isOpen);
    }
    case 'object': {
      if (option.fields.has('role')) return listOf([option], spot, false);
      const input = argumentOf(option, ...INPUT_KEYS);
      const first = input ?? [...option.fields.values()][0]?.value;
      return first === undefined || option.isOpen
        ? listOf(first ? [messageOf('user', first, spot)] : [], spot, true)
        : messagesOf(first, spot, context);
    }
    case 'instance': {
      const filled = filledByMethod(option, context);
      if (filled) return messagesOf(filled, spot, context);
      if (isPrompt(option)) return messagesOf(filledPrompt(option, undefined, context), spot, context);
      if (ROLES.has(lastName(option.symbol))) return listOf([messageFrom(option, context)], spot, false);
      return listOf([messageOf('user', hole(nameOfInstance(option), option.origin), spot)], spot, false);
    }
    case 'unknown': {
      if (option.name !== undefined && /messages|history/i.test(option.name)) return listOf([], spot, true);
      return listOf([messageOf('user', option, spot)], spot, false);
    }
    default:
      return listOf([messageOf('user', passed, spot)], spot, false);
  }
}

function nameOfInstance({ symbol }: InstanceValue): string {
  return lastName(symbol);
}

function messageFrom(item: Value, context: MatchContext): Value {
  const [object] = objectsOf(item);
  if (object === undefined) return item;
  const role = ROLES.get(lastName(object.symbol)) ?? ROLES.get(className(object));
  if (role === undefined) return item;
  return messageOf(role, contentOfMessage(object, context), object.origin);
}

function className({ receiver, symbol }: InstanceValue): string {
  return receiver ? lastName(receiver.symbol) : (splitSymbol(symbol)[1].split('.').at(-2) ?? '');
}

function contentOfMessage(object: InstanceValue, context: MatchContext): Value {
  const content =
    argumentOf(settingsOf(object), 'content', 'template', 'prompt', '0') ?? hole('message', object.origin);
  const [template] = objectsOf(content).filter(isPrompt);
  return template ? textOfPrompt(template, context) : content;
}

/** `prompt.format_messages(…)`, `prompt.invoke({…})`. */
function filledByMethod(
  { symbol, receiver, arguments: passed }: InstanceValue,
  context: MatchContext,
): Value | undefined {
  if (receiver === undefined || !isPrompt(receiver) || !FILLING.has(lastName(symbol))) return undefined;
  const first = passed.fields.get('0')?.value;
  return filledPrompt(receiver, first ?? passed, context);
}

// ---- prompts

const PROMPT_CLASSES =
  /(?:^|\.)(?:Chat)?PromptTemplate(?:\.from(?:_\w+|[A-Z]\w+))?(?:$|\(\)(?:\.partial\(\)){0,8}\.partial$)/;

export function isPrompt({ symbol }: InstanceValue): boolean {
  return PROMPT_CLASSES.test(splitSymbol(symbol)[1]);
}

/** The messages of a prompt, filled with the fields of what it is passed; a text alone is a message of the user. */
export function filledPrompt(prompt: InstanceValue, passed: Value | undefined, context: MatchContext): Value {
  if (prompt.symbol.endsWith('().partial') && prompt.receiver) {
    const given = valuesOf(passed, prompt.receiver);
    return filledPrompt(prompt.receiver, mergeInto(settingsOf(prompt), given), context);
  }
  const values = valuesOf(passed, prompt);
  const list = listOfPrompt(prompt);
  if (list === undefined) {
    const text = context.fill(textOfPrompt(prompt, context), values);
    return listOf([messageOf('user', text, prompt.origin)], prompt.origin, false);
  }
  const items = list.items.flatMap((item) => filledMessage(item, values, context));
  return listOf(items, prompt.origin, list.isOpen);
}

function listOfPrompt({ arguments: passed, symbol }: InstanceValue): ListValue | undefined {
  const first = argumentOf(passed, 'messages', '0');
  const [option] = first ? optionsOf(first) : [];
  if (option?.kind === 'list') return option;
  const nested = option?.kind === 'object' ? argumentOf(option, 'promptMessages') : undefined;
  if (nested?.kind === 'list') return nested;
  return /from_?messages$/i.test(symbol) && first
    ? listOf([], { uri: '', range: { start: 0, end: 0 } }, true)
    : undefined;
}

/** A template's text; a hole where it is not known. */
function textOfPrompt(prompt: InstanceValue, context: MatchContext): Value {
  const { origin } = prompt;
  const text = argumentOf(settingsOf(prompt), 'template', '0');
  const [inner] = text ? objectsOf(text).filter(isPrompt) : [];
  if (inner && inner.origin !== origin) return textOfPrompt(inner, context);
  return text ?? hole('prompt', origin);
}

/** Named values; a single other value goes into the only hole there is. */
function valuesOf(passed: Value | undefined, prompt: InstanceValue): ObjectValue {
  const own = argumentOf(settingsOf(prompt), 'partial_variables', 'partialVariables');
  const given = passedValues(passed, prompt);
  return own?.kind === 'object' ? mergeInto(own, given) : given;
}

function passedValues(passed: Value | undefined, { origin }: InstanceValue): ObjectValue {
  if (passed?.kind === 'object') return passed;
  const object = passed === undefined ? emptyObject(origin) : asObject(passed);
  return { ...object, isOpen: true };
}

function filledMessage(item: Value, values: ObjectValue, context: MatchContext): readonly Value[] {
  const [option = item] = optionsOf(item);
  if (option.kind === 'list' && option.items.length === 2) {
    const [role, content] = option.items;
    if (role === undefined || content === undefined) return [item];
    const name = staticText(role) ?? 'user';
    if (name === 'placeholder') return placeholderMessages(content, values, option.origin);
    return [messageOf(name, filled(content, values, context), option.origin)];
  }
  if (option.kind === 'text') return [messageOf('user', context.fill(option, values), option.origin)];
  if (option.kind === 'object') {
    const content = argumentOf(option, 'content');
    return content ? [messageOf(roleText(option), filled(content, values, context), option.origin)] : [item];
  }
  if (option.kind !== 'instance') return [item];
  if (lastName(option.symbol) === 'MessagesPlaceholder') {
    const name = argumentOf(settingsOf(option), 'variable_name', 'variableName', '0') ?? hole('history', option.origin);
    return placeholderMessages(name, values, option.origin);
  }
  const message = messageFrom(option, context);
  const content = message.kind === 'object' ? argumentOf(message, 'content') : undefined;
  if (message.kind !== 'object' || content === undefined) return [message];
  return [messageOf(roleText(message), filled(content, values, context), option.origin)];
}

function roleText(message: ObjectValue): string {
  const role = argumentOf(message, 'role');
  return (role && staticText(role)) ?? 'user';
}

/** The messages that stand for a placeholder of the prompt: those passed, else a hole of its name. */
function placeholderMessages(name: Value, values: ObjectValue, spot: Spot): readonly Value[] {
  const key = (staticText(name) ?? 'history').replace(/[{}]/g, '');
  const given = values.fields.get(key)?.value;
  if (given?.kind === 'list') return given.items;
  return [messageOf('user', hole(key, spot), spot)];
}

/** Fills texts, and the texts of content blocks. */
function filled(content: Value, values: ObjectValue, context: MatchContext): Value {
  if (content.kind === 'list') return { ...content, items: content.items.map((item) => filled(item, values, context)) };
  if (content.kind !== 'object') return content.kind === 'text' ? context.fill(content, values) : content;
  const text = content.fields.get('text');
  if (text === undefined) return content;
  return {
    ...content,
    fields: new Map([...content.fields, ['text', { ...text, value: context.fill(text.value, values) }]]),
  };
}

/** `{"context": retriever, "question": RunnablePassthrough()}`: what a prompt is filled with. */
function mapped(map: ObjectValue, passed: Value | undefined): ObjectValue {
  const fields = [...map.fields].map(([key, field]) => {
    const value = mappedValue(key, field.value, passed, field);
    return [key, { ...field, value }] as const;
  });
  return { ...map, fields: new Map(fields) };
}

function mappedValue(key: string, value: Value, passed: Value | undefined, spot: Spot): Value {
  if (value.kind === 'text' || value.kind === 'number') return value;
  const name = value.kind === 'instance' ? lastName(value.symbol) : '';
  if (name === 'RunnablePassthrough' && passed) return passed;
  if (name === 'itemgetter' && value.kind === 'instance' && passed) {
    const wanted = value.arguments.fields.get('0')?.value;
    if (wanted && passed.kind === 'object') return elementOf(passed, wanted, spot);
  }
  const found = retrieverIn(value);
  return (found && textOfPassages(found, key)) ?? hole(key, spot);
}

function spotOf(value: Value): Spot {
  if (value.kind === 'unknown') return value;
  return value.kind === 'choice' ? { uri: '', range: { start: 0, end: 0 } } : value.origin;
}

/** What a call passes to the object that it sends through: its first argument, else its named ones. */
export function passedInput(passed: ObjectValue, spot: Spot): Value | undefined {
  const first = argumentOf(passed, '0', 'input', 'inputs', 'prompt', 'messages', 'text', 'texts');
  if (first) return first;
  return passed.fields.size === 0 ? undefined : { ...passed, origin: { from: 'literal', ...spot } };
}

/** The first of what a batch is passed. */
export function firstOf(value: Value | undefined, spot: Spot): Value | undefined {
  if (value?.kind !== 'list') return value;
  return value.items[0] ?? hole('input', spot);
}
