/** Pieces of longer texts: what a text splitter makes of one, and what is looked up among them for a prompt. */
import type { InstanceValue, ListValue, SizeEvidence, TextPart, TextValue, Turns, Value } from './value.ts';
import { placeholderOf, repeatedParts, textParts } from './valueOperations.ts';

/** Symbol of what looks passages up; what it finds is the argument {@link FOUND}. */
export const RETRIEVER = 'retriever';

/** Symbols of what splits texts by characters and by tokens; their arguments are those of the splitter. */
export const TEXT_SPLITTER = 'text-splitter';
export const TOKEN_SPLITTER = 'token-splitter';

/** Key of a retriever's argument: the list of passages, each an object whose first field is its text. */
export const FOUND = 'found';

/**
 * A passage that a knowledge base finds, where nothing says how its documents are cut. Source: Amazon Bedrock user guide,
 * "How content chunking works": about 300 tokens, whole sentences.
 */
export const PASSAGE_OF_KNOWLEDGE_BASE: SizeEvidence = {
  unit: 'tokens',
  range: { low: 60, likely: 250, high: 400 },
  because: 'a passage as knowledge bases cut them by default',
};

/** How many passages a knowledge base finds that is not told; source: API reference, `numberOfResults`. */
export const USUAL_RESULTS = 5;

/** A knowledge base finds as many as it is asked for, but for small ones. */
export function resultsOf(count: number): Turns {
  return { low: Math.min(1, count), likely: count, high: count, passages: count };
}

/** What a retriever finds; undefined for anything else. */
export function passagesOf(value: Value | undefined): ListValue | undefined {
  if (value?.kind !== 'instance' || value.symbol !== RETRIEVER) return undefined;
  const found = value.arguments.fields.get(FOUND)?.value;
  return found?.kind === 'list' ? found : undefined;
}

/**
 * The passages as they are put into a prompt: the text of each, with a blank line between them.
 *
 * @param name Of the hole that they fill.
 */
export function textOfPassages(retriever: InstanceValue, name: string): TextValue | undefined {
  const found = passagesOf(retriever);
  const [passage] = found?.items ?? [];
  if (found?.turns === undefined || passage?.kind !== 'object') return undefined;
  const { origin } = retriever;
  const [text] = [...passage.fields.values()];
  const written: readonly TextPart[] =
    text === undefined
      ? []
      : text.value.kind === 'unknown'
        ? [placeholderOf(text.value, 'passage', origin)]
        : textParts(text.value, 'passage', origin);
  const separator = { kind: 'text', text: '\n\n', uri: origin.uri, range: origin.range } as const;
  return { kind: 'text', parts: [repeatedParts([...written, separator], found.turns, name, origin)], origin };
}
