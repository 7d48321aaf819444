/** Which models follow one another, and how large they are, by the names that their makers give them. */
import type { Model } from './model.ts';

export interface ModelLine {
  /** "Claude Sonnet" of Claude 3.5 Sonnet v2 and Claude Sonnet 4.6. */
  readonly name: string;
  /** [4, 6]; of a model that is named after a date, [0, year, month]. */
  readonly generation: readonly number[];
}

/** Undefined for previews, and for models whose names say no generation. */
export function lineOf({ name }: Model): ModelLine | undefined {
  if (/preview|\(20\d{6}\)/i.test(name)) return undefined;
  const dated = /\((\d{2})\.(\d{2})\)/.exec(name);
  const plain = name.replace(/ \([^()]{0,40}\)/g, '').replace(/\bInstruct\b/g, '');
  const version = /\bv(\d)$/.exec(plain.trim())?.[1];
  const generation = /(?<![\w.])(?:[KM](?=\d))?(\d{1,2}(?:\.\d{1,2})?)(?![\d.]*[BbxE])\b/.exec(plain);
  if (dated !== null) {
    return { name: lineName(plain, undefined), generation: [0, Number(dated[1]), Number(dated[2])] };
  }
  if (generation === null) {
    return FIRST_GENERATION.test(plain.trim()) ? { name: lineName(plain, undefined), generation: [1] } : undefined;
  }
  const numbers = (generation[1] ?? '').split('.').map(Number);
  return {
    name: lineName(plain, generation[1]),
    generation: version === undefined ? numbers : [...numbers, Number(version)],
  };
}

/** Those of which only later generations have a number. */
const FIRST_GENERATION = /^Nova (?:Micro|Lite|Pro|Premier|Sonic)$/;

function lineName(plain: string, generation: string | undefined): string {
  const rest = generation === undefined ? plain : plain.replace(generation, ' ');
  return rest
    .replace(/\bv\d$/, '')
    .replace(/[-\s]+/g, ' ')
    .trim();
}

/** Negative where `a` is older. */
export function compareGenerations(a: ModelLine, b: ModelLine): number {
  const length = Math.max(a.generation.length, b.generation.length);
  for (let index = 0; index < length; index++) {
    const difference = (a.generation[index] ?? 0) - (b.generation[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `large`: for hard tasks, `small`: for short and simple ones. */
export type ModelSize = 'large' | 'middle' | 'small';

/** By line; undefined where the maker has no such choice. */
export function sizeOf(model: Model): ModelSize | undefined {
  const line = lineOf(model)?.name;
  return line === undefined ? undefined : SIZES.find(([pattern]) => pattern.test(line))?.[1];
}

const SIZES: readonly (readonly [RegExp, ModelSize])[] = [
  [/^Claude (?:Opus|Fable|Mythos)$/, 'large'],
  [/^Claude Sonnet$/, 'middle'],
  [/^Claude Haiku$/, 'small'],
  [/^Nova Premier$/, 'large'],
  [/^Nova Pro$/, 'middle'],
  [/^Nova (?:Lite|Micro)$/, 'small'],
  [/^Llama (?:405B|90B|70B)$/, 'large'],
  [/^Llama (?:8B|11B|3B)$/, 'small'],
  [/^Mistral Large$/, 'large'],
  [/^(?:Mistral Small|Ministral \d+B)$/, 'small'],
  [/^GPT (?:Sol|Astra)$/, 'large'],
  [/^GPT Terra$/, 'middle'],
  [/^GPT Luna$/, 'small'],
];
