/**
 * Whether anybody waits for what a call answers: not where the code goes through a data set (rows of a table, lines of a file, files of
 * a folder), and not where a clock starts it. Followed by names, since what the libraries give back is known to nobody here.
 */
import type { OfflineWork } from '../domain/callSite.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import { bindArguments } from './bindArguments.ts';
import type { CalledFrom } from './callers.ts';
import { callersOf } from './callers.ts';
import type { Evaluation } from './evaluation.ts';
import type { ProgramIndex, Scope } from './programIndex.ts';

/** @param calls A call, those on the way to it and those around them. */
export function offlineWorkOf(
  evaluation: Evaluation,
  calls: readonly CalledFrom[],
  isInHandler: boolean,
): OfflineWork | undefined {
  const scheduled = calls.map(scheduleOf).find((schedule) => schedule !== undefined);
  // Who handles an event goes through what somebody has just sent.
  if (scheduled !== undefined || isInHandler || calls.some(hasOnlookers)) return scheduled;
  for (const { index, indexed } of calls) {
    for (const { iterable, scope } of indexed.loopHeads.toReversed()) {
      const source = iterable && dataSetIn(iterable, { evaluation, index, scope, depth: 0 });
      if (source === undefined) continue;
      return { kind: 'data-set', text: source.text, uri: source.uri, range: source.range };
    }
  }
  return undefined;
}

/** A page or a chat that the program serves itself, or a person at the terminal. */
const SERVING =
  /^(?:streamlit|gradio|chainlit|panel|nicegui|discord|slack_bolt|telegram|flask|fastapi|express|react|next(?:\/.*)?)$/;

function hasOnlookers({ index }: CalledFrom): boolean {
  if (index.callsByName.has('input')) return true;
  return [...index.module.bindings.values()].some((bindings) =>
    bindings.some((binding) => binding.kind === 'import' && SERVING.test(binding.module)),
  );
}

interface Looking {
  readonly evaluation: Evaluation;
  readonly index: ProgramIndex;
  readonly scope: Scope;
  readonly depth: number;
}

interface DataSource {
  /** "each row of reviews.csv" */
  readonly text: string;
  readonly uri: string;
  readonly range: Expression['range'];
}

const MAXIMUM_DEPTH = 12;
/** One caller tells what a parameter holds; a function with many serves many. */
const MAXIMUM_CALLERS = 4;

function dataSetIn(expression: Expression, looking: Looking): DataSource | undefined {
  if (looking.depth > MAXIMUM_DEPTH) return undefined;
  const deeper = { ...looking, depth: looking.depth + 1 };
  switch (expression.kind) {
    case 'name':
      return dataSetOfName(expression.name, deeper);
    case 'member':
      return dataSetIn(expression.object, deeper);
    case 'index':
      return dataSetIn(expression.object, deeper);
    case 'fallback':
      return dataSetIn(expression.first, deeper);
    case 'conditional':
      return dataSetIn(expression.then, deeper) ?? dataSetIn(expression.otherwise, deeper);
    case 'comprehension':
      return expression.iterable && dataSetIn(expression.iterable, deeper);
    case 'call':
      return dataSetOfCall(expression, deeper);
    default:
      return undefined;
  }
}

function dataSetOfCall(call: CallExpression, looking: Looking): DataSource | undefined {
  const { callee, arguments: passed } = call;
  const name = isOwner(callee, 'os') && lastName(callee) === 'walk' ? 'scandir' : lastName(callee);
  const [, item, isOfFile] = SOURCES.find(([pattern]) => pattern.test(name)) ?? [];
  const path = item === undefined ? undefined : pathIn(call, looking);
  // `json.load(file)` is of a data set where the file is seen to be one of data.
  if (item !== undefined && (isOfFile === undefined || isDataFile(path))) {
    const text = `each ${item}${path === undefined ? '' : ` of ${path}`}`;
    return { text, uri: looking.index.program.uri, range: call.range };
  }
  if (PASSING_ON.test(name)) {
    const inArguments = passed
      .filter(({ value }) => value.kind !== 'function' && value.kind !== 'literal')
      .map(({ value }) => dataSetIn(value, looking))
      .find((found) => found !== undefined);
    if (inArguments !== undefined) return inArguments;
  }
  if (callee.kind === 'member') return dataSetIn(callee.object, looking);
  return dataSetOfFunction(name, looking);
}

/** What a function of the same file gives back. */
function dataSetOfFunction(name: string, looking: Looking): DataSource | undefined {
  for (const [node, scope] of looking.index.functionScopes) {
    if (node.name !== name) continue;
    return scope.returns
      .map(({ value, scope: inside }) => dataSetIn(value, { ...looking, scope: inside }))
      .find((found) => found !== undefined);
  }
  return undefined;
}

function dataSetOfName(name: string, looking: Looking): DataSource | undefined {
  const owner = scopeWith(name, looking.scope);
  const bindings = owner?.bindings.get(name) ?? [];
  if (owner === undefined) return undefined;
  const inside = { ...looking, scope: owner };
  for (const binding of bindings.toReversed()) {
    const found =
      binding.kind === 'value'
        ? dataSetIn(binding.value, { ...inside, scope: binding.scope })
        : binding.kind === 'element' && binding.iterable !== undefined
          ? dataSetIn(binding.iterable, { ...inside, scope: binding.scope })
          : binding.kind === 'parameter'
            ? dataSetOfParameter(name, owner, inside)
            : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function dataSetOfParameter(name: string, owner: Scope, looking: Looking): DataSource | undefined {
  if (owner.function === undefined) return undefined;
  const { callers } = callersOf(looking.evaluation, owner, looking.index);
  if (callers.length > MAXIMUM_CALLERS) return undefined;
  for (const { index, indexed } of callers) {
    const passed: Expression[] = [];
    const bound = bindArguments(owner.function, indexed.call.arguments).get(name);
    bound?.evaluate((expression) => {
      passed.push(expression);
      return looking.evaluation.evaluate(expression, { index, place: indexed, frame: undefined });
    });
    const found = passed
      .map((expression) => dataSetIn(expression, { ...looking, index, scope: indexed.scope }))
      .find((source) => source !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What reads data, what one item is called, and whether that is sure of any file or only of one that is named as data. */
const SOURCES: readonly (readonly [pattern: RegExp, item: string, isOfFile?: 'named'])[] = [
  [
    /^(?:DictReader|read_csv|read_excel|read_parquet|read_sql(?:_query|_table)?|read_feather|iterrows|itertuples|iter_rows)$/,
    'row',
  ],
  [/^(?:CsvReader|csvParser|parseCsv|parse_csv|fromCsv|GetRecords|CSV\.foreach|csvtojson)$/, 'row'],
  [/^(?:readlines|readAllLines|read_lines|ReadAllLines|File\.foreach)$/, 'line'],
  [
    /^(?:glob|rglob|iglob|iterdir|listdir|scandir|globSync|readdirSync|readdir|EnumerateFiles|GetFiles|newDirectoryStream)$/,
    'file of a folder',
  ],
  [/^(?:load_dataset|read_json|read_jsonl|load_jsonl|read_ndjson)$/, 'record'],
  [/^(?:list_objects_v2|list_objects|ListObjectsV2Command)$/, 'object of a bucket'],
  [/^(?:open|load|loads|parse|read|read_text|readFileSync|readFile)$/, 'record', 'named'],
];

/** Functions that give back what they are passed, in another order or form. */
const PASSING_ON =
  /^(?:enumerate|zip|tqdm|trange|track|list|tuple|set|sorted|reversed|iter|islice|batched|chunked|chunk|range|len|min|max|cycle|as_completed|gather|filter|map|entries|values|keys|from|parse|loads|load|dict|Array|slice|reader|DataLoader|Dataset|select|read|read_text|readFileSync|split|splitlines|StringIO|asyncio)$/;

const DATA_FILE = /\.(?:csv|tsv|jsonl|ndjson|json|parquet|txt|xlsx?)$/i;

function isDataFile(path: string | undefined): boolean {
  return path !== undefined && DATA_FILE.test(path) && !SETTINGS_FILE.test(path);
}

/** What a program reads to know what to do. */
const SETTINGS_FILE = /config|settings|prompt|schema|secret|credential|package|template|manifest|tool/i;

/** The last part of a path that is written anywhere in the call, or in what it is passed. */
function pathIn(call: CallExpression, looking: Looking): string | undefined {
  for (const { value } of call.arguments) {
    const text = textOf(value, looking);
    const name = text?.split(/[\\/]/).at(-1);
    if (name !== undefined && /\.[A-Za-z0-9]{1,8}$/.test(name) && name.length <= 60) return name;
  }
  return call.callee.kind === 'member' && call.callee.object.kind === 'call'
    ? pathIn(call.callee.object, { ...looking, depth: looking.depth + 1 })
    : undefined;
}

function textOf(expression: Expression, looking: Looking): string | undefined {
  if (looking.depth > MAXIMUM_DEPTH) return undefined;
  const deeper = { ...looking, depth: looking.depth + 1 };
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? expression.value : undefined;
    case 'name': {
      const owner = scopeWith(expression.name, looking.scope);
      const last = owner?.bindings
        .get(expression.name)
        ?.findLast(({ kind }) => kind === 'value' || kind === 'parameter');
      if (last?.kind === 'value') return textOf(last.value, { ...deeper, scope: last.scope });
      const standard = last?.kind === 'parameter' ? last.parameter.defaultValue : undefined;
      return standard && textOf(standard, { ...deeper, scope: last?.scope.parent ?? looking.scope });
    }
    case 'call':
      return expression.arguments.map(({ value }) => textOf(value, deeper)).find((text) => text !== undefined);
    case 'concatenation':
      return expression.operands.map((operand) => textOf(operand, deeper)).findLast((text) => text !== undefined);
    case 'template':
      return expression.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).at(-1);
    default:
      return undefined;
  }
}

function scopeWith(name: string, from: Scope): Scope | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) if (scope.bindings.has(name)) return scope;
  return undefined;
}

function isOwner(callee: Expression, name: string): boolean {
  return callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === name;
}

function lastName(callee: Expression): string {
  return callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
}

/** `@app.schedule(…)` of Chalice, `@Cron` of Nest, `@Scheduled` of Spring, `@dag` of Airflow, `@flow` of Prefect, `@periodic_task`. */
const SCHEDULING_DECORATOR =
  /^(?:schedule|Cron|Scheduled|Interval|dag|periodic_task|repeat_every|on_schedule|cron_schedule)$/;
/** `cron.schedule("0 3 * * *", run)`, `onSchedule("every day 03:00", …)`. */
const SCHEDULING_CALL = /^(?:schedule|scheduleJob|onSchedule|add_job|CronJob)$/;

function scheduleOf({ index, indexed }: CalledFrom): OfflineWork | undefined {
  for (let scope: Scope | undefined = indexed.scope; scope; scope = scope.parent) {
    const node = scope.function;
    if (node === undefined) continue;
    const decorator = node.decorators.find((one) => SCHEDULING_DECORATOR.test(nameOf(one)));
    const owner = index.callbackOwners.get(node);
    const call = owner && SCHEDULING_CALL.test(lastName(owner.callee)) ? owner : undefined;
    const place = decorator ?? call;
    if (place === undefined) continue;
    const text = node.name === undefined ? 'a schedule' : `the schedule of \`${node.name}\``;
    return { kind: 'schedule', text, uri: index.program.uri, range: place.range };
  }
  return undefined;
}

function nameOf(decorator: Expression): string {
  return lastName(decorator.kind === 'call' ? decorator.callee : decorator);
}
