/** Retrievers in LangChain's chains: what they find fills the prompt's `context`, or the key that a step of a chain gives it. */
import { passagesOf, textOfPassages } from '../domain/passages.ts';
import type { InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, mergeInto } from '../domain/valueOperations.ts';
import { lastName } from './matching.ts';
import { hole } from '../domain/writtenValues.ts';

const SEQUENCES = new Set(['|', 'pipe', 'RunnableSequence', 'from_', 'from', 'then']);
const MAXIMUM_DEPTH = 12;

/** `retriever`, `retriever | format_docs`, `itemgetter("question") | retriever`. */
export function retrieverIn(value: Value, depth = 0): InstanceValue | undefined {
  if (value.kind !== 'instance' || depth > MAXIMUM_DEPTH) return undefined;
  if (passagesOf(value)) return value;
  if (!SEQUENCES.has(lastName(value.symbol))) return undefined;
  const given = [...value.arguments.fields.values()].flatMap((field) =>
    field.value.kind === 'list' ? field.value.items : [field.value],
  );
  return firstOf([...(value.receiver ? [value.receiver] : []), ...given], depth + 1);
}

function firstOf(values: readonly Value[], depth: number): InstanceValue | undefined {
  for (const value of values) {
    const found = retrieverIn(value, depth);
    if (found) return found;
  }
  return undefined;
}

/** Of what a chain is made with. */
export function retrieverOf(passed: ObjectValue): InstanceValue | undefined {
  const first = passed.fields.get('0')?.value;
  const fields = [...passed.fields.values(), ...(first?.kind === 'object' ? first.fields.values() : [])];
  return firstOf(
    fields.map(({ value }) => value),
    0,
  );
}

/**
 * What a chain that is made with a retriever fills its prompt with. Source: `document_variable_name` of
 * `create_stuff_documents_chain` and of the chain type `stuff` is `context` unless it is given.
 */
export function withPassages(given: Value | undefined, retriever: InstanceValue | undefined): Value | undefined {
  const text = retriever && textOfPassages(retriever, 'context');
  if (text === undefined || (given !== undefined && given.kind !== 'object' && given.kind !== 'text')) return given;
  const { uri, range } = text.origin;
  const field: ObjectField = { value: text, uri, range, valueRange: range };
  const found: ObjectValue = { ...emptyObject(text.origin), fields: new Map([['context', field]]) };
  return given?.kind === 'object' ? mergeInto(found, given) : { ...found, isOpen: true };
}

/** What a chain puts into the package's own prompt, where it is given a retriever and no prompt: `RetrievalQA.from_chain_type(llm, retriever=…)`. */
export function contextOfOwnPrompt(
  { symbol, arguments: passed, origin }: InstanceValue,
  retriever: InstanceValue | undefined,
): Value | undefined {
  if (!OWN_PROMPTS.test(symbol) || (retriever === undefined && !passed.fields.has('retriever'))) return undefined;
  return (retriever && textOfPassages(retriever, 'context')) ?? hole('context', origin);
}

const OWN_PROMPTS =
  /[#.](?:RetrievalQA|RetrievalQAChain|RetrievalQAWithSourcesChain|ConversationalRetrievalChain|ConversationalRetrievalQAChain)(?:\.|$)/;
