/** What a `tokenizer.json` could hang or flood its reader with. */
import { isObject } from './isObject.ts';
import { patternProblem } from './patternProblem.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const MODELS: readonly unknown[] = ['BPE', 'Unigram', 'WordPiece'];
const MOST_STEPS = 50;
const DEEPEST_STEP = 8;
const MOST_ADDED_TOKENS = 20_000;
const LONGEST_ADDED_TOKEN = 500;
/** Vocabularies of this model give 100; time grows with its square. */
const LONGEST_WORD = 200;
/** How much longer all steps together may make a text. */
const MAXIMUM_GROWTH = 16;

/** Why a file must not be used, to go on from "the file "; undefined for what can be tried. */
export function tokenizerProblem(data: JsonObject): string | undefined {
  const { model, added_tokens: added, normalizer, pre_tokenizer: preTokenizer } = data;
  return modelProblem(model) ?? addedTokensProblem(added) ?? stepsProblem([normalizer, preTokenizer]);
}

function modelProblem(model: unknown): string | undefined {
  if (!isObject(model)) return 'is no tokenizer.json: it has no `model`';
  const { type, vocab, merges, max_input_chars_per_word: longestWord } = model;
  if (!MODELS.includes(type)) return 'has no `model.type` that can be counted with: BPE, Unigram or WordPiece';
  if (type === 'Unigram' ? !Array.isArray(vocab) : !isObject(vocab)) return 'has no `model.vocab`';
  if (type === 'BPE' && !Array.isArray(merges)) return 'has no `model.merges`';
  if (longestWord !== undefined && !(typeof longestWord === 'number' && longestWord <= LONGEST_WORD))
    return `has a \`max_input_chars_per_word\` above ${LONGEST_WORD}`;
  return undefined;
}

function addedTokensProblem(added: unknown): string | undefined {
  if (!Array.isArray(added)) return 'has no `added_tokens`';
  const tokens: readonly unknown[] = added;
  if (tokens.length > MOST_ADDED_TOKENS) return `has more than ${MOST_ADDED_TOKENS} added tokens`;
  const isFine = tokens.every(
    (token) =>
      isObject(token) &&
      typeof token['content'] === 'string' &&
      isWithin(token['content'].length, 1, LONGEST_ADDED_TOKEN),
  );
  return isFine ? undefined : 'has an added token that is empty, or too long';
}

/** Normalizers and pre-tokenizers, with those inside of others. */
function stepsProblem(roots: readonly unknown[]): string | undefined {
  const steps: JsonObject[] = [];
  if (!roots.every((root) => collectSteps(root, 0, steps)))
    return 'has too many steps, or steps too deep within others';
  for (const step of steps) {
    const problem = stepProblem(step);
    if (problem !== undefined) return problem;
  }
  const growth = steps.reduce((product, step) => product * growthOf(step), 1);
  return growth > MAXIMUM_GROWTH ? 'has steps that make texts much longer' : undefined;
}

/** True when a file that has no problem splits or replaces by regular expressions of its own. */
export function hasPatterns({ normalizer, pre_tokenizer: preTokenizer }: JsonObject): boolean {
  const steps: JsonObject[] = [];
  for (const root of [normalizer, preTokenizer]) collectSteps(root, 0, steps);
  return steps.some(({ pattern }) => isObject(pattern) && pattern['Regex'] !== undefined);
}

/** False when there are too many. */
function collectSteps(step: unknown, depth: number, into: JsonObject[]): boolean {
  if (!isObject(step)) return true;
  into.push(step);
  if (into.length > MOST_STEPS || depth > DEEPEST_STEP) return false;
  return [step['normalizers'], step['pretokenizers']].every((inner) => {
    const steps: readonly unknown[] = Array.isArray(inner) ? inner : [];
    return steps.every((each) => collectSteps(each, depth + 1, into));
  });
}

function stepProblem({ type, pattern, length }: JsonObject): string | undefined {
  if (type === 'FixedLength' && !(typeof length === 'number' && length >= 1)) return 'splits into pieces of no length';
  if (!isObject(pattern) || typeof pattern['Regex'] !== 'string') return undefined;
  const problem = patternProblem(pattern['Regex']);
  return problem && `has a pattern that could take forever: ${problem}`;
}

function growthOf({ pattern, content, prepend, replacement }: JsonObject): number {
  const replaced = isObject(pattern) && typeof pattern['String'] === 'string' ? pattern['String'].length : 1;
  const lengths = [lengthOf(content) / Math.max(1, replaced), lengthOf(prepend), lengthOf(replacement)];
  const growth = Math.max(1, ...lengths);
  return replaced === 0 ? growth + 1 : growth;
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? text.length : 0;
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
