import type { Operation } from '../domain/callSite.ts';
import { ABSENT, knownValue, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { FunctionValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, isField, readModel, readNumber } from '../requests/fields.ts';
import type { Reading } from '../requests/fields.ts';
import { splitSymbol } from './matching.ts';
import { fieldOf, listOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf } from './modelObjects.ts';

/** Its id as a client library. */
export const DECLARED = 'configured';

/** Names and positions of an argument, of which the first that is passed counts. */
export type DeclaredArgument = string | number | readonly (string | number)[];

/** A function that the user says asks a model, as the configuration has it. */
export interface DeclaredCall {
  /** `ask`, `gateway.complete`, `module#ask`. */
  readonly function: string;
  /** An id, or the argument that holds one. */
  readonly model?: DeclaredArgument | undefined;
  readonly prompt?: DeclaredArgument | undefined;
  readonly system?: DeclaredArgument | undefined;
  /** A number is the cap itself, in tokens. */
  readonly maxTokens?: DeclaredArgument | undefined;
  readonly operation?: Operation | undefined;
}

/**
 * Functions that the configuration declares, as a client library: each call of one is a call site.
 *
 * @param modelAlias What a name of the configuration stands for; undefined where it is none.
 */
export function declaredCalls(
  calls: readonly DeclaredCall[],
  modelAlias: (name: string) => string | undefined,
): Sdk | undefined {
  if (calls.length === 0) return undefined;
  const functions = calls.map((call) => ({ call, ...functionNamed(call.function) }));
  const marks = functions.map(({ path }) => path.at(-1) ?? '');
  return {
    id: DECLARED,
    languages: ['python', 'typescript', 'javascript', 'java', 'kotlin', 'go', 'csharp', 'rust', 'ruby', 'php', 'swift'],
    marks: [...new Set(marks)],
    packages: [],
    match(call, context) {
      const declared = functions.find((named) => isCalled(named, call, context));
      return declared && draftOf(declared.call, call, context, modelAlias);
    },
  };
}

interface FunctionName {
  /** As imports write it; absent where any function of the name is meant. */
  readonly module?: string;
  /** `["gateway", "complete"]`. */
  readonly path: readonly string[];
}

function functionNamed(written: string): FunctionName {
  const [module, path] = splitSymbol(written);
  return { path: path.split('.'), ...(module !== '' && { module }) };
}

function isCalled({ module, path }: FunctionName, call: CallExpression, context: MatchContext): boolean {
  if (module === undefined && endsWith(writtenPath(call.callee), path)) return true;
  return optionsOf(context.evaluate(call.callee)).some((option) => {
    if (option.kind === 'symbol') {
      const [from, inModule] = splitSymbol(option.symbol);
      const called = inModule.replaceAll('()', '').split('.');
      return module === undefined ? endsWith(called, path) : from === module && endsWith(called, path);
    }
    if (option.kind !== 'function' || module === undefined) return false;
    return option.function.name === path.at(-1) && endsWith(moduleOfFile(option.program.uri), moduleSegments(module));
  });
}

/** Names at the end of a callee: `["gateway", "complete"]` of `self.gateway.complete` and of `make().gateway.complete`. */
function writtenPath(callee: Expression): readonly string[] {
  const names: string[] = [];
  let rest = callee;
  for (; rest.kind === 'member'; rest = rest.object) names.unshift(rest.property);
  return rest.kind === 'name' ? [rest.name, ...names] : names;
}

function endsWith(whole: readonly string[], end: readonly string[]): boolean {
  return end.length <= whole.length && end.every((name, index) => whole[whole.length - end.length + index] === name);
}

function moduleOfFile(uri: string): readonly string[] {
  return moduleSegments(uri.replace(/(?:\/(?:index|__init__))?\.\w+$/, ''));
}

function moduleSegments(module: string): readonly string[] {
  return module
    .replace(/\.(?:[cm]?[jt]sx?|py)$/, '')
    .split(/[./]+/)
    .filter((segment) => !['', '@', '~'].includes(segment));
}

function draftOf(
  { model, prompt, system, maxTokens, operation = 'Converse' }: DeclaredCall,
  call: CallExpression,
  context: MatchContext,
  modelAlias: (name: string) => string | undefined,
): CallDraft {
  const spot: Spot = { uri: context.uri, range: call.range };
  const called: Called = {
    passed: asObject(context.evaluateArguments(call)),
    function: optionsOf(context.evaluate(call.callee)).find((option) => option.kind === 'function'),
  };
  const given = (argument: DeclaredArgument | undefined): Value | undefined => {
    const reading = argument === undefined ? 'absent' : readArgument(called, argument);
    return isField(reading) && reading.value.kind !== 'null' ? reading.value : undefined;
  };
  const systemPrompt = given(system);
  const asked = given(prompt);
  const messages = [
    ...(systemPrompt === undefined ? [] : [messageOf('system', systemPrompt, spot)]),
    ...(asked === undefined ? [] : asked.kind === 'list' ? asked.items : [messageOf('user', asked, spot)]),
  ];
  const isOpen = asked === undefined || (asked.kind === 'list' && asked.isOpen);
  const takesMaxTokens = operation !== 'Embeddings';
  const reading = requestReading({
    model: readDeclaredModel(model, called, spot, modelAlias),
    takesMaxTokens,
    maxTokens: takesMaxTokens ? readDeclaredCap(maxTokens, called, spot) : ABSENT,
    content: contentOf(listOf(messages, spot, isOpen), undefined, spot),
  });
  return callDraft(reading, {
    sdk: DECLARED,
    operation,
    isStreaming: operation.endsWith('Stream'),
    region: ABSENT,
  });
}

function readDeclaredModel(
  model: DeclaredArgument | undefined,
  called: Called,
  spot: Spot,
  modelAlias: (name: string) => string | undefined,
): Resolved<string> {
  if (model === undefined) return unknown('`callSites` of the configuration does not say it');
  const id = typeof model === 'string' ? (modelAlias(model) ?? (isModelId(model) ? model : undefined)) : undefined;
  if (id !== undefined) return { state: 'known', value: id, from: 'configuration', ...spot };
  const reading = readArgument(called, model);
  if (reading === 'absent') return unknown(`the function is not given its argument ${nameOf(model)}`);
  if (!isField(reading)) return reading;
  const read = readModel(objectOf(reading), 'model');
  const alias = modelAlias(knownValue(read) ?? '');
  return alias === undefined || read.state !== 'known' ? read : { ...read, value: alias };
}

/** Ids and ARNs have what no argument's name has. */
function isModelId(written: string): boolean {
  return /[.:/-]/.test(written);
}

function readDeclaredCap(maxTokens: DeclaredArgument | undefined, called: Called, spot: Spot): Resolved<number> {
  if (maxTokens === undefined) return unknown('`callSites` of the configuration does not say it');
  if (typeof maxTokens === 'number') return { state: 'known', value: maxTokens, from: 'configuration', ...spot };
  const reading = readArgument(called, maxTokens);
  const cap = isField(reading) ? readNumber(reading) : reading;
  // What is not passed, the function may set itself.
  return cap === 'absent' || cap.state === 'absent'
    ? unknown(`the function is not given its argument ${nameOf(maxTokens)}`)
    : cap;
}

function nameOf(argument: DeclaredArgument): string {
  return [argument]
    .flat()
    .map(String)
    .map((name) => `\`${name}\``)
    .join(' or ');
}

function objectOf(field: ObjectField): ObjectValue {
  const origin = { from: 'literal' as const, uri: field.uri, range: field.range };
  return { kind: 'object', fields: new Map([['model', field]]), isOpen: false, origin };
}

interface Called {
  readonly passed: ObjectValue;
  /** Where it is one of the workspace. */
  readonly function: FunctionValue | undefined;
}

/** The argument by its name, also inside an object that is passed, or by its position; else what the function takes for it. */
function readArgument(called: Called, argument: DeclaredArgument): Reading {
  const { passed } = called;
  const keys = [argument].flat();
  for (const key of keys) {
    const field = passedField(called, key);
    if (field) return field;
  }
  if (passed.isOpen) return unknown('the arguments are put together where they cannot be followed');
  for (const key of keys) {
    const field = typeof key === 'string' ? defaultOf(called.function, key) : undefined;
    if (field) return field;
  }
  return 'absent';
}

function passedField({ passed, function: callee }: Called, key: string | number): ObjectField | undefined {
  const own = passed.fields.get(String(key));
  if (own !== undefined || typeof key === 'number') return own;
  const position = positionalOf(callee).findIndex(({ name }) => name === key);
  const bound = position < 0 ? undefined : passed.fields.get(String(position));
  if (bound) return bound;
  const objects = [...passed.fields.values()].flatMap(({ value }) => optionsOf(value));
  return objects.flatMap((object) => (object.kind === 'object' ? (object.fields.get(key) ?? []) : []))[0];
}

function positionalOf(callee: FunctionValue | undefined): FunctionValue['function']['parameters'] {
  return callee?.function.parameters.filter(({ kind }) => kind === 'plain') ?? [];
}

/** A literal that the function declares for what it is not given. */
function defaultOf(callee: FunctionValue | undefined, key: string): ObjectField | undefined {
  const parameters = callee?.function.parameters.flatMap((parameter) => [parameter, ...(parameter.fields ?? [])]);
  const expression = parameters?.find(({ name }) => name === key)?.defaultValue;
  if (callee === undefined || expression?.kind !== 'literal') return undefined;
  const origin = { from: 'parameter-default' as const, uri: callee.program.uri, range: expression.range };
  const { value } = expression;
  if (typeof value === 'string') return fieldOf(textOf(value, origin), origin);
  return typeof value === 'number' ? fieldOf({ kind: 'number', value, origin }, origin) : undefined;
}
