/** Answers of Bedrock's knowledge bases: how many passages are asked for, and how long those are. */
import { PASSAGE_OF_KNOWLEDGE_BASE, resultsOf, USUAL_RESULTS } from '../domain/passages.ts';
import type { CallExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, ObjectValue, SizeEvidence, Turns, Value } from '../domain/value.ts';
import { emptyObject, unknownValue, withField } from '../domain/valueOperations.ts';
import type { Application } from './application.ts';
import { nothing } from './application.ts';
import { SIZES } from './sizes.ts';
import { ASSUMED_ITEMS } from './turns.ts';

/** `client.retrieve(knowledgeBaseId=…, retrievalQuery=…)`, `client.send(new RetrieveCommand({…}))`. */
export function knowledgeBaseResponse(application: Application): Value {
  const request = requestOf(application);
  if (request === undefined) return nothing(application);
  const { origin } = application;
  const results: ListValue = {
    kind: 'list',
    items: [resultOf(application)],
    isOpen: true,
    turns: turnsOf(request),
    name: 'retrievalResults',
    origin,
  };
  return withFields({ retrievalResults: results }, application);
}

/** Undefined where the client is sent something else. */
function requestOf({ call, evaluation, view }: Application): ObjectValue | undefined {
  const passed = evaluation.argumentsOf(call, view);
  const [first] = optionsOf(passed.fields.get('0')?.value ?? passed);
  const request = first?.kind === 'instance' && first.symbol.endsWith('#RetrieveCommand') ? first.arguments : first;
  const [inner] = request?.kind === 'object' ? optionsOf(request.fields.get('0')?.value ?? request) : [];
  if (inner?.kind !== 'object') return undefined;
  return inner.fields.has('retrievalQuery') || inner.isOpen ? inner : undefined;
}

const COUNT_PATH = ['retrievalConfiguration', 'vectorSearchConfiguration', 'numberOfResults'];
const MAXIMUM_COUNT = 100;

function turnsOf(request: ObjectValue): Turns {
  let at: Value = request;
  for (const key of COUNT_PATH) {
    if (at.kind !== 'object') return ASSUMED_ITEMS;
    const field = at.fields.get(key);
    if (field === undefined) return at.isOpen ? ASSUMED_ITEMS : resultsOf(USUAL_RESULTS);
    [at = field.value] = optionsOf(field.value);
  }
  return at.kind === 'number' && at.value >= 1 && at.value <= MAXIMUM_COUNT ? resultsOf(at.value) : ASSUMED_ITEMS;
}

/** Source: API reference, `KnowledgeBaseRetrievalResult`. */
function resultOf(application: Application): ObjectValue {
  const { spot } = application;
  const text: Value = {
    ...unknownValue('it is a passage of a knowledge base', spot, 'input'),
    name: 'passage',
    size: passageSize(application),
  };
  const score: Value = { ...unknownValue('it is a score', spot, 'input'), size: SIZES.number };
  return withFields({ content: withFields({ text }, application), score }, application);
}

function withFields(fields: Readonly<Record<string, Value>>, { origin, spot }: Application): ObjectValue {
  const { uri, range } = spot;
  const object = Object.entries(fields).reduce<ObjectValue>(
    (written, [key, value]) => withField(written, key, { value, uri, range, valueRange: range }),
    emptyObject(origin),
  );
  return { ...object, isOpen: true };
}

const CHUNK_PATH = ['vectorIngestionConfiguration', 'chunkingConfiguration', 'fixedSizeChunkingConfiguration'];
const USUAL_SHARE = 0.85;

/** As the program itself fills a knowledge base, or as they are filled by default. */
function passageSize({ view, evaluation }: Application): SizeEvidence {
  const calls = MAKERS.flatMap((name) => view.index.callsByName.get(name) ?? []);
  const sizes = calls.flatMap((indexed) => {
    const inside = { index: view.index, place: indexed, frame: undefined };
    return chunkSizeIn(evaluation.argumentsOf(indexed.call satisfies CallExpression, inside)) ?? [];
  });
  if (sizes.length === 0) return PASSAGE_OF_KNOWLEDGE_BASE;
  const high = Math.max(...sizes);
  const range = { low: Math.round(high / 5), likely: Math.round(high * USUAL_SHARE), high };
  return { unit: 'tokens', range, because: 'as the code cuts its documents' };
}

const MAKERS = ['create_data_source', 'CreateDataSourceCommand'];

function chunkSizeIn(request: ObjectValue): number | undefined {
  const [first] = optionsOf(request.fields.get('0')?.value ?? request);
  let at: Value | undefined = first;
  for (const key of [...CHUNK_PATH, 'maxTokens']) {
    if (at?.kind !== 'object') return undefined;
    const value: Value | undefined = at.fields.get(key)?.value;
    at = value && optionsOf(value)[0];
  }
  return at?.kind === 'number' && at.value >= 1 ? at.value : undefined;
}
