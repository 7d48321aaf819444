/**
 * Libraries whose calls are objects: model classes that hold the settings, and agents, engines and pipelines that send
 * through them. A library says what its classes mean, and gets the matching and the uses of it.
 */
import type { Operation } from '../domain/callSite.ts';
import type { LanguageId } from '../domain/languageId.ts';
import type { Resolved } from '../domain/resolved.ts';
import { knownValue } from '../domain/resolved.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { mergeInto } from '../domain/valueOperations.ts';
import { readCap, readThinking } from '../requests/cap.ts';
import { joinContent, NO_CONTENT, readSystem } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, readBoolean, readField } from '../requests/fields.ts';
import { classSymbols, mayCallOneOf, mayMakeObject, splitSymbol, symbolsOfObject } from './matching.ts';
import { argumentOf, fieldOf, listOf } from '../domain/writtenValues.ts';
import { objectsOf } from './modelObjects.ts';
import type { Asked, Sending } from './sendingObjects.ts';
import { messagesOf, usesOfSendingObjects } from './sendingObjects.ts';
import { toolOf } from './toolValues.ts';

export interface ObjectLibrary {
  readonly id: string;
  readonly languages: readonly LanguageId[];
  readonly marks: readonly string[];
  readonly packages: readonly string[];
  /** As of {@link Sdk}. */
  readonly servesManyProviders?: boolean;
  /** Modules that its classes are imported from. */
  readonly modules: RegExp;
  /** By name; a method of an object that makes one is `().method`. */
  readonly classes: ReadonlyMap<string, SendingClass>;
  /** Methods that send, of any of its classes. */
  readonly methods: readonly string[];
  /** True where objects can be called themselves. */
  readonly isCallable?: boolean;
}

export interface SendingClass {
  /** Names of positional parameters. */
  readonly positions?: readonly string[];
  /** The request of an object that holds the model's settings itself; undefined where the model is another provider's. */
  readonly draft?: (settings: ObjectValue, context: MatchContext) => CallDraft | undefined;
  /** Fields that hold the objects it sends through. */
  readonly inner?: readonly string[];
  /** What it puts before all that it is asked. */
  readonly frame?: (settings: ObjectValue) => Frame;
  /** What it is asked, as a text, a message or a list of them. */
  readonly prompt?: (asked: Asked) => Value | undefined;
  /** Tools that come with the question; without it, those that are passed as `tools`. */
  readonly tools?: (asked: Asked) => Value | undefined;
  /** Settings of the model that come with the question; without it, those that stand among its arguments. */
  readonly settings?: (asked: Asked) => Value | undefined;
  /** False for a class whose objects are only handed to others. */
  readonly isSender?: false;
}

export interface Frame {
  readonly system?: Value | undefined;
  readonly tools?: Value | undefined;
  /** What the answer must look like, which is asked for as a tool, or in a text of about that size. */
  readonly schema?: Value | undefined;
  /** What is asked without further words: a task that an agent has. */
  readonly prompt?: Value | undefined;
  /** Settings of the model that it brings. */
  readonly settings?: Value | undefined;
  /** True where the library puts more around it: words of its own, a history, what it found. */
  readonly addsMore?: boolean;
}

export function objectSdk(library: ObjectLibrary): Sdk {
  const { id, languages, marks, packages, servesManyProviders = false, methods, isCallable } = library;
  const makers = new Set([...library.classes.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  return {
    id,
    languages,
    marks,
    packages,
    servesManyProviders,
    match(call, context) {
      if (!mayMakeObject(call) && !mayCallOneOf(call, makers)) return undefined;
      const found = classFor(classSymbols(context.evaluate(call.callee), context), library);
      if (found?.draft === undefined) return undefined;
      const settings = settingsOf(asObject(context.evaluateArguments(call)), found);
      const draft = found.draft(settings, context);
      return draft && framed(draft, found.frame?.(settings));
    },
    uses: usesOfSendingObjects({
      methods: new Set(methods),
      ...(isCallable && { isCallable }),
      makers: library.modules,
      sendings: (object, asked, context) => sendingsOf(object, asked, library, context),
    }),
  };
}

/** A system prompt and tools that stand where the object is made are sent whoever asks it. */
function framed(draft: CallDraft, frame: Frame | undefined): CallDraft {
  if (frame?.system === undefined) return draft;
  const { system } = frame;
  if (system.kind === 'choice') return draft;
  const spot = system.kind === 'unknown' ? system : system.origin;
  const content = joinContent(readSystem(fieldOf(system, spot), 'none'), { ...NO_CONTENT, hasUnseenInput: true });
  return { ...draft, segments: [...draft.segments, ...content.segments], hasUnseenInput: true };
}

function classFor(symbols: readonly string[], { modules, classes }: ObjectLibrary): SendingClass | undefined {
  for (const symbol of symbols) {
    const [module, path] = splitSymbol(symbol);
    if (!modules.test(module)) continue;
    const name = path.slice(path.lastIndexOf('.') + 1);
    const found = classes.get(path.includes('()') ? `().${name}` : name);
    if (found) return found;
  }
  return undefined;
}

/** Arguments by name; the fields of a JavaScript settings object among them. */
function settingsOf(passed: ObjectValue, { positions = [] }: SendingClass): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of passed.fields) {
    fields.set(/^\d+$/.test(key) ? (positions[Number(key)] ?? key) : key, field);
  }
  const own: ObjectValue = { ...passed, fields };
  const first = fields.get('0')?.value;
  if (first?.kind !== 'object' || positions.length > 0) return own;
  const merged = mergeInto(own, first);
  return first.site ? { ...merged, site: first.site } : merged;
}

// ---- uses

interface Way {
  readonly site: InstanceValue;
  readonly read: (brought: readonly Value[]) => CallDraft | undefined;
  /** Outermost first. */
  readonly frames: readonly Frame[];
  readonly through: readonly InstanceValue[];
}

const MAXIMUM_DEPTH = 6;

function sendingsOf(
  object: InstanceValue,
  asked: Asked | undefined,
  library: ObjectLibrary,
  context: MatchContext,
): readonly Sending[] {
  const found = classFor(symbolsOfObject(object, context), library);
  if (found === undefined || (asked && found.isSender === false)) return [];
  const ways = waysFrom(object, library, context, 0);
  const prompt = asked && (found.prompt ?? firstArgument)(asked);
  const tools = asked && (found.tools ?? toolsAmongArguments)(asked);
  const brought = asked && (found.settings ?? settingsAmongArguments)(asked);
  return ways.flatMap((way) => sendingOf(way, { prompt, tools, settings: brought, asked }) ?? []);
}

function waysFrom(object: InstanceValue, library: ObjectLibrary, context: MatchContext, depth: number): readonly Way[] {
  const found = depth > MAXIMUM_DEPTH ? undefined : classFor(symbolsOfObject(object, context), library);
  if (found === undefined) return [];
  const settings = settingsOf(object.arguments, found);
  const frame = found.frame?.(settings) ?? {};
  const { draft } = found;
  if (draft?.(settings, context)) {
    const read = (brought: readonly Value[]): CallDraft | undefined =>
      draft(
        brought.reduce<ObjectValue>((merged, one) => withSettings(merged, one), settings),
        context,
      );
    return [{ site: object, read, frames: [frame], through: [] }];
  }
  const ways: Way[] = [];
  for (const key of found.inner ?? []) {
    const inner = itemsOf(argumentOf(settings, key) ?? NOTHING)
      .flatMap(itemsOf)
      .flatMap(objectsOf);
    const further = inner.flatMap((one) => waysFrom(one, library, context, depth + 1));
    // What a field before brought is not sent once more: agents that tasks name too.
    const known = new Set(ways.map((way) => way.site));
    ways.push(...further.filter(({ site }) => !known.has(site)));
  }
  return ways.map((way) => ({ ...way, frames: [frame, ...way.frames], through: [...way.through, object] }));
}

const NOTHING: Value = {
  kind: 'list',
  items: [],
  isOpen: false,
  origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } },
};

/** Settings of a request are laid over those of the model; where they go stays what it was. */
function withSettings(settings: ObjectValue, brought: Value): ObjectValue {
  const object = brought.kind === 'instance' ? brought.arguments : asObject(brought);
  const merged = mergeInto(settings, object);
  return settings.site ? { ...merged, site: settings.site } : merged;
}

interface Question {
  readonly prompt: Value | undefined;
  readonly tools: Value | undefined;
  readonly settings: Value | undefined;
  /** Undefined where nobody is seen to ask. */
  readonly asked: Asked | undefined;
}

function sendingOf({ site, read, frames, through }: Way, question: Question): Sending | undefined {
  const { prompt, asked } = question;
  const brought = frames.flatMap((frame) => frame.settings ?? []);
  const settings = read(question.settings === undefined ? brought : [...brought, question.settings]);
  if (settings === undefined) return undefined;
  const spot = asked?.spot ?? site.origin;
  const systems = frames.flatMap(({ system }) => (system === undefined || system.kind === 'null' ? [] : [system]));
  const task = prompt ?? frames.find((frame) => frame.prompt)?.prompt;
  const [tools] = [question.tools, ...frames.map((frame) => frame.tools)].filter((value) => value !== undefined);
  const [schema] = frames.flatMap((frame) => frame.schema ?? []);
  const all = withSchema(tools, schema);
  return {
    site,
    settings: { ...settings, segments: [] },
    messages: messagesOf(systems.length === 0 ? undefined : listOf(systems.flatMap(itemsOf), spot, false), task, spot),
    ...(all && { tools: all }),
    isStreaming: asked !== undefined && isStreamed(asked),
    ...(frames.some(({ addsMore }) => addsMore) && { hasMore: true }),
    ...(through.length > 0 && { through }),
  };
}

/** By the method's name, or by a setting among the arguments or in an object of them. */
function isStreamed({ method, passed }: Asked): boolean {
  if (method.toLowerCase().includes('stream')) return true;
  return [passed, ...['0', '1'].flatMap((key) => argumentOf(passed, key) ?? [])].some(
    (value) => value.kind === 'object' && isTrue(value, 'stream'),
  );
}

const SETTINGS_OF_REQUESTS = ['max_tokens', 'maxTokens', 'model_settings', 'generation_kwargs', 'streaming_callback'];

function toolsAmongArguments({ passed }: Asked): Value | undefined {
  return argumentOf(passed, 'tools');
}

function settingsAmongArguments({ passed }: Asked): Value | undefined {
  return SETTINGS_OF_REQUESTS.some((key) => passed.fields.has(key)) ? passed : undefined;
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : [value];
}

function withSchema(tools: Value | undefined, schema: Value | undefined): Value | undefined {
  if (schema?.kind !== 'class')
    return tools?.kind === 'list' && tools.items.length === 0 && !tools.isOpen ? undefined : tools;
  if (tools !== undefined && tools.kind !== 'list') return tools;
  return listOf([...(tools?.items ?? []), toolOf(schema)], schema.origin, tools?.isOpen === true);
}

function firstArgument({ passed }: Asked): Value | undefined {
  return argumentOf(passed, '0', 'prompt', 'messages', 'message', 'input', 'query');
}

export function isTrue(settings: ObjectValue, key: string): boolean {
  return knownValue(readBoolean(readField(settings, key))) === true;
}

// ---- drafts

export interface SettingsOfModel {
  readonly sdk: string;
  readonly operation: Operation;
  readonly isStreaming?: boolean;
  readonly model: Resolved<string>;
  readonly region: Resolved<string>;
  /** Paths of the cap among the settings, the first for a new one; empty where they have no place for one. */
  readonly cap: readonly (readonly string[])[];
  /** False where a cap has no meaning. */
  readonly takesMaxTokens?: boolean;
  /** What the library writes as cap where the program sets none; `unknown` where its versions differ. */
  readonly libraryMaxTokens?: number | 'unknown';
  /** Where a budget for thinking stands. */
  readonly thinking?: readonly string[];
}

/** What a model object says of every request that is sent through it. */
export function settingsDraft(settings: ObjectValue, how: SettingsOfModel): CallDraft {
  const { sdk, operation, isStreaming = false, model, region, cap, libraryMaxTokens, thinking } = how;
  const { takesMaxTokens = cap.length > 0 } = how;
  const reading = requestReading({
    model,
    takesMaxTokens,
    ...(takesMaxTokens && cap.length > 0 && readCap(settings, ...cap)),
    ...(takesMaxTokens && libraryMaxTokens !== undefined && { libraryMaxTokens }),
    ...(thinking && readThinking(settings, thinking)),
    content: { ...NO_CONTENT, hasUnseenInput: true },
  });
  return callDraft(reading, { sdk, operation, isStreaming, region });
}
