/** Text splitters and retrievers of libraries: how many passages the code asks for, and how long those are that it makes. */
import { FOUND, passagesOf, RETRIEVER, TEXT_SPLITTER, TOKEN_SPLITTER } from '../domain/passages.ts';
import { optionsOf } from '../domain/value.ts';
import type {
  InstanceValue,
  ListValue,
  ObjectField,
  ObjectValue,
  SizeEvidence,
  Turns,
  Value,
} from '../domain/value.ts';
import { emptyObject, unknownValue } from '../domain/valueOperations.ts';
import type { Application } from './application.ts';
import { nothing } from './application.ts';
import type { Evaluation } from './evaluation.ts';
import type { ProgramIndex } from './programIndex.ts';
import { SIZES } from './sizes.ts';
import { ASSUMED_ITEMS, atMost } from './turns.ts';

/** `RecursiveCharacterTextSplitter(chunk_size=1000)`, `TokenTextSplitter(chunk_size=200)`. */
export function splitter({ call, evaluation, view, origin }: Application, unit: SizeEvidence['unit']): InstanceValue {
  const symbol = unit === 'tokens' ? TOKEN_SPLITTER : TEXT_SPLITTER;
  return { kind: 'instance', symbol, arguments: evaluation.argumentsOf(call, view), origin };
}

/** `splitter.split_text(text)`: pieces, each a text. */
export function splitTexts(application: Application): Value {
  const size = pieceSize(application);
  return size === undefined
    ? nothing(application)
    : passages({ ...passage(application), size }, ASSUMED_ITEMS, application);
}

/** `splitter.split_documents(documents)`: pieces, each an object. */
export function splitDocuments(application: Application): Value {
  const size = pieceSize(application);
  return size === undefined
    ? nothing(application)
    : passages(documentOf(size, application), ASSUMED_ITEMS, application);
}

function pieceSize({ receiver }: Application): SizeEvidence | undefined {
  return receiver?.kind === 'instance' ? sizeOfPieces(receiver) : undefined;
}

/** `store.as_retriever(search_kwargs={"k": 5})`. */
export function retriever(application: Application): InstanceValue {
  const { call, evaluation, view, origin } = application;
  const passed = evaluation.argumentsOf(call, view);
  const found = foundPassages(countIn(passed, '0'), application);
  const field: ObjectField = { value: found, uri: origin.uri, range: origin.range, valueRange: origin.range };
  const fields = new Map([...passed.fields, [FOUND, field]]);
  return { kind: 'instance', symbol: RETRIEVER, arguments: { ...passed, fields }, origin };
}

/** `retriever.invoke(question)`, `store.similarity_search(question, k=4)`. */
export function retrieved(application: Application): Value {
  const { receiver, call, evaluation, view } = application;
  const known = passagesOf(receiver);
  if (known) return known;
  return foundPassages(countIn(evaluation.argumentsOf(call, view), '1'), application);
}

/** `store.similarity_search_with_score(question)`: each passage with a number. */
export function retrievedWithScores(application: Application): Value {
  const { call, evaluation, view, spot, origin } = application;
  const list = foundPassages(countIn(evaluation.argumentsOf(call, view), '1'), application);
  const score: Value = { ...unknownValue('it is a score', spot), size: SIZES.number };
  const items = list.items.map((item): Value => ({ kind: 'list', items: [item, score], isOpen: false, origin }));
  return { ...list, items };
}

function foundPassages(count: number | undefined, application: Application): ListValue {
  const size = chunkSizeAround(application);
  return passages(
    documentOf(size, application),
    count === undefined ? ASSUMED_ITEMS : { ...atMost(count), passages: count },
    application,
  );
}

function passages(item: Value, turns: Turns, { origin }: Application): ListValue {
  return { kind: 'list', items: [item], isOpen: true, turns, origin };
}

function passage({ spot }: Application): ReturnType<typeof unknownValue> {
  return unknownValue('it is a piece of a text that is not known', spot, 'input');
}

/** In LangChain for Python and for JavaScript. */
const TEXT_KEYS = ['page_content', 'pageContent'];

function documentOf(size: SizeEvidence | undefined, application: Application): ObjectValue {
  const { origin } = application;
  const value: Value = { ...passage(application), ...(size && { size }) };
  const field: ObjectField = { value, uri: origin.uri, range: origin.range, valueRange: origin.range };
  const fields = new Map(TEXT_KEYS.map((key) => [key, field]));
  return { ...emptyObject(origin), fields, isOpen: true };
}

// ---- how many

const COUNT_NAMES: ReadonlySet<string> = new Set('k top_k topK numberOfResults number_of_results'.split(' '));
const HOLDERS: ReadonlySet<string> = new Set(
  'search_kwargs searchKwargs retrieval_config retrievalConfig retrievalConfiguration vectorSearchConfiguration vector_search_configuration'.split(
    ' ',
  ),
);
const MAXIMUM_COUNT = 1_000;

/**
 * @param position Of the argument that is the number, or an object with it.
 */
function countIn(passed: ObjectValue, position: string, depth = 0): number | undefined {
  for (const [key, { value }] of passed.fields) {
    const count = COUNT_NAMES.has(key) || key === position ? largestNumber(value) : undefined;
    if (count !== undefined) return count <= MAXIMUM_COUNT ? count : undefined;
    if (value.kind === 'object' && depth < 4 && (HOLDERS.has(key) || key === position)) {
      const inner = countIn(value, '', depth + 1);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

/** Undefined where an option is no number: it can be more. */
function largestNumber(value: Value): number | undefined {
  const numbers = optionsOf(value).map((option) =>
    option.kind === 'number' && option.value >= 1 ? option.value : NaN,
  );
  const most = Math.max(...numbers);
  return Number.isFinite(most) ? Math.floor(most) : undefined;
}

// ---- how long

const CHUNK_NAMES: readonly string[] = ['chunk_size', 'chunkSize'];

/** Named, or a field of a settings object. */
function chunkSizeIn(passed: ObjectValue): number | undefined {
  const first = passed.fields.get('0')?.value;
  const objects = first?.kind === 'object' ? [passed, first] : [passed];
  for (const object of objects) {
    for (const name of CHUNK_NAMES) {
      const field = object.fields.get(name);
      const size = field && largestNumber(field.value);
      if (size !== undefined) return size;
    }
  }
  return undefined;
}

/** Splitters fill pieces up to where the next sentence or paragraph would no longer fit. */
const USUAL_SHARE = 0.8;

function sizeOfPieces({ symbol, arguments: passed }: InstanceValue): SizeEvidence | undefined {
  const size = chunkSizeIn(passed);
  if (size === undefined || (symbol !== TEXT_SPLITTER && symbol !== TOKEN_SPLITTER)) return undefined;
  const range = { low: 0, likely: Math.max(1, Math.round(size * USUAL_SHARE)), high: size };
  const unit = symbol === TOKEN_SPLITTER ? 'tokens' : 'characters';
  return { unit, range, because: 'as the code splits its texts', isLimit: true };
}

/** Of the splitters of the program, of those whose objects it uses, and of those that it imports: the longest. */
function chunkSizeAround(application: Application): SizeEvidence | undefined {
  const { view, evaluation, receiver } = application;
  const made = receiver?.kind === 'instance' ? indexAt(receiver.origin.uri, evaluation) : undefined;
  const own = longestChunk([view.index, ...(made ? [made] : [])], evaluation);
  return own ?? longestChunk(importedIndexes(view.index, evaluation), evaluation);
}

function longestChunk(indexes: readonly ProgramIndex[], evaluation: Evaluation): SizeEvidence | undefined {
  const sizes = [...new Set(indexes)].flatMap((index) => splittersOf(index, evaluation));
  const [first] = sizes;
  // One that does not say its size can be the one that made the passages.
  if (first === undefined || sizes.some((size) => size?.unit !== first.unit)) return undefined;
  return sizes.reduce(
    (longest, size) => (size && longest && size.range.high > longest.range.high ? size : longest),
    first,
  );
}

const MOST_SPLITTERS = 8;

function splittersOf(index: ProgramIndex, evaluation: Evaluation): readonly (SizeEvidence | undefined)[] {
  const names = [...index.callsByName.keys()].filter((name) => SPLITTERS.test(name));
  const calls = names.flatMap((name) => index.callsByName.get(name) ?? []).slice(0, MOST_SPLITTERS);
  return calls.flatMap((indexed) => {
    const made = evaluation.evaluate(indexed.call, { index, place: indexed, frame: undefined });
    const isSplitter = made.kind === 'instance' && (made.symbol === TEXT_SPLITTER || made.symbol === TOKEN_SPLITTER);
    return isSplitter ? [sizeOfPieces(made)] : [];
  });
}

/** Names of what makes splitters; the library says which of them do. */
const SPLITTERS = /TextSplitter$|^from_tiktoken_encoder$|^from_huggingface_tokenizer$/;

const MOST_IMPORTS = 12;

function importedIndexes(index: ProgramIndex, evaluation: Evaluation): readonly ProgramIndex[] {
  const { environment } = evaluation;
  const { language: id, uri: from } = index.program;
  const { moduleCandidates } = environment.language(id);
  const found = new Map<string, ProgramIndex>();
  for (const binding of [...index.module.bindings.values()].flat()) {
    if (found.size >= MOST_IMPORTS) break;
    if (binding.kind !== 'import' || environment.isPackage(binding.module, id)) continue;
    const candidates = moduleCandidates(binding.module, binding.imported);
    const uri = candidates.length === 0 ? undefined : environment.find(candidates, from);
    const imported = uri === undefined || uri === 'pending' ? undefined : indexAt(uri, evaluation);
    if (imported) found.set(imported.program.uri, imported);
  }
  return [...found.values()];
}

function indexAt(uri: string, evaluation: Evaluation): ProgramIndex | undefined {
  const program = evaluation.environment.program(uri);
  if (program === undefined || program === 'pending') return undefined;
  evaluation.dependencies.add(uri);
  return evaluation.indexOf(program);
}
