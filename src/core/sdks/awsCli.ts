import type { CallExpression, Expression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { choose, emptyObject, mergeInto } from '../domain/valueOperations.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject, readText } from '../requests/fields.ts';
import { valueOfJsonText, valueOfStructure } from '../requests/jsonText.ts';
import { operationsBy } from '../requests/operations.ts';
import type { BedrockOperation } from '../requests/operations.ts';
import { parseShorthand } from '../requests/shorthand.ts';
import { behind, commandOf, textOfFile, wordsOf, writtenText } from './commandLine.ts';

/** `converse-stream`: names of operations with hyphens. */
const OPERATIONS = operationsBy(({ name }) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase());

/** Options of every command that take no value. Source: AWS CLI command reference, "Global options". */
const FLAGS: ReadonlySet<string> = new Set([
  ...['--debug', '--no-verify-ssl', '--no-paginate', '--no-sign-request', '--no-cli-pager', '--v2-debug'],
  ...['--cli-auto-prompt', '--no-cli-auto-prompt', '--version'],
]);

/** The AWS command-line interface: `aws bedrock-runtime converse --model-id … --messages …`. */
export const awsCli: Sdk = {
  id: 'aws-cli',
  languages: ['shell'],
  marks: ['bedrock'],
  packages: [],
  match(call, context) {
    if (!mayCallAws(call)) return undefined;
    const words = withoutCommand(call, context);
    const service = words && firstPlain(words, 0);
    const operation = words && service !== undefined ? firstPlain(words, service + 1) : undefined;
    if (words === undefined || service === undefined || operation === undefined) return undefined;
    const [serviceName, name] = [words[service], words[operation]].map((word) => (word ? writtenText(word) : ''));
    const known = OPERATIONS.get(name ?? '');
    if (known === undefined || known.service !== serviceName) return undefined;
    const options = optionsIn(words);
    if (options.has('generate-cli-skeleton') || writtenText(words[operation + 1] ?? NO_WORD) === 'help')
      return undefined;
    return draft(known, options, call, context);
  },
};

const NO_WORD: ObjectField = {
  value: { kind: 'null', origin: { from: 'literal', uri: '', range: { start: 0, end: 0 } } },
  uri: '',
  range: { start: 0, end: 0 },
  valueRange: { start: 0, end: 0 },
};

/** By the command's name, or where that is put in, by a word that names the service. */
function mayCallAws(call: CallExpression): boolean {
  const { callee } = call;
  if (callee.kind === 'name' && NAMES.has(callee.name)) return true;
  // The words of a list: the first one is the command.
  if (call.arguments.some(({ spread }) => spread === 'list')) return !isPlain(callee);
  return isVariable(call) && call.arguments.some(({ value }) => isServiceName(value));
}

/** A command that is written out. */
function isPlain(callee: Expression): boolean {
  return (
    callee.kind === 'literal' ||
    (callee.kind === 'name' &&
      callee.range.end - callee.range.start === callee.name.length &&
      callee.name === callee.name.toLowerCase())
  );
}

function isServiceName(value: Expression): boolean {
  return value.kind === 'literal' && typeof value.value === 'string' && value.value.startsWith('bedrock');
}

/** `$AWS bedrock-runtime …`: a name that is put in is shorter than what is written. */
function isVariable({ callee }: CallExpression): boolean {
  return callee.kind === 'name' && callee.range.end - callee.range.start > callee.name.length;
}

const NAMES: ReadonlySet<string> = new Set(['aws', 'awslocal', 'aws2']);

/** The words behind `aws`, which can come out of a variable with options of its own. */
function withoutCommand(call: CallExpression, context: MatchContext): readonly ObjectField[] | undefined {
  const words = wordsOf(call, context);
  if (NAMES.has(commandOf(call))) return words;
  const [first, ...rest] = words;
  const called = optionsOf(context.evaluate(call.callee)).find(({ kind }) => kind === 'text');
  if (called?.kind === 'text') {
    const text = called.parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
    return /^(?:\S*\/)?aws\b/.test(text) ? words : undefined;
  }
  return first && writtenText(first) === 'aws' ? rest : undefined;
}

/** Position of the next word that is no option. */
function firstPlain(words: readonly ObjectField[], from: number): number | undefined {
  for (let index = from; index < words.length; index++) {
    const word = words[index];
    const text = word ? writtenText(word) : '';
    if (!text.startsWith('--')) return index;
    if (!text.includes('=') && !FLAGS.has(text)) index++;
  }
  return undefined;
}

type Options = ReadonlyMap<string, readonly ObjectField[]>;

/** What stands behind each option up to the next one, by its name without dashes. */
function optionsIn(words: readonly ObjectField[]): Options {
  const options = new Map<string, ObjectField[]>();
  let current: ObjectField[] | undefined;
  for (const word of words) {
    const [, name, equals] = /^--([a-z][a-z0-9-]*)(=)?/.exec(writtenText(word)) ?? [];
    if (name === undefined) current?.push(word);
    else {
      current = equals === undefined ? [] : [behind(word, name.length + 3)];
      options.set(name, current);
    }
  }
  return options;
}

function draft(operation: BedrockOperation, options: Options, call: CallExpression, context: MatchContext): CallDraft {
  const { name, isStreaming, read } = operation;
  const request = requestOf(options, call, context);
  const region = regionOf(options, call, context);
  return callDraft(read(request), { sdk: 'aws-cli', operation: name, isStreaming, region });
}

/** Options that are no fields of the request. */
const OWN_OPTIONS: ReadonlySet<string> = new Set([
  ...['region', 'profile', 'output', 'endpoint-url', 'query', 'color', 'ca-bundle', 'cli-read-timeout'],
  ...['cli-connect-timeout', 'cli-binary-format', 'cli-input-json', 'cli-input-yaml', 'debug', 'no-cli-pager'],
]);

function requestOf(options: Options, call: CallExpression, context: MatchContext): ObjectValue {
  const origin = { from: 'literal', uri: context.uri, range: call.range } as const;
  const site = { uri: context.uri, kind: 'call', range: call.range } as const;
  const input = options.get('cli-input-json')?.[0] ?? options.get('cli-input-yaml')?.[0];
  const base = input ? mergeInto(emptyObject(origin), structureOf(input, context)) : emptyObject(origin);
  const fields = new Map(base.fields);
  for (const [option, words] of options) {
    const [first] = words;
    if (OWN_OPTIONS.has(option) || first === undefined) continue;
    const key = option.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    fields.set(key, { ...first, value: valueOf(key, words, context) });
  }
  // An object that is known to be one of several is open.
  const isOpen = base.isOpen || (input !== undefined && base.fields.size === 0);
  return { ...base, fields, isOpen, site };
}

/** Options that take several structures, each a word of its own. */
const LISTS: ReadonlySet<string> = new Set(['messages', 'system', 'queries', 'sources']);

function valueOf(key: string, words: readonly ObjectField[], context: MatchContext): Value {
  // A body is sent as it is, and read by those who know the model.
  const values = words.map((word) => (key === 'body' ? textOfWord(word, context) : structureOf(word, context)));
  const [only] = values;
  const isList = LISTS.has(key) && values.every(({ kind }) => kind === 'object');
  if (only === undefined || (values.length === 1 && !isList)) return only ?? NO_WORD.value;
  if (!isList) return only;
  const [{ uri, valueRange } = NO_WORD] = words;
  return { kind: 'list', items: values, isOpen: false, origin: { from: 'literal', uri, range: valueRange } };
}

/** A file's text where the word names one. */
function textOfWord(word: ObjectField, context: MatchContext): Value {
  const prefix = /^fileb?:\/\//.exec(writtenText(word))?.[0];
  return prefix === undefined ? word.value : textOfFile(behind(word, prefix.length), context);
}

/** JSON, or the short way to write a structure; any other text is itself. */
function structureOf(word: ObjectField, context: MatchContext): Value {
  const value = textOfWord(word, context);
  const options = optionsOf(value).map((option) =>
    option.kind === 'text' ? (valueOfJsonText(option) ?? valueOfStructure(option, parseShorthand) ?? option) : option,
  );
  return choose(options, { uri: word.uri, range: word.valueRange });
}

/** The option, else what the command's own environment or the script's says. */
function regionOf(options: Options, call: CallExpression, context: MatchContext): Resolved<string> {
  const [written] = options.get('region') ?? [];
  if (written) return readText(written);
  const { fields } = asObject(context.evaluateArguments(call));
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const own = fields.get(name);
    if (own) return readText(own);
    const value = context.evaluate({ kind: 'name', name, range: call.range });
    if (value.kind === 'text') return readText({ value, uri: context.uri, range: call.range, valueRange: call.range });
  }
  return ABSENT;
}
