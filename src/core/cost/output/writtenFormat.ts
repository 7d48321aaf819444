import { addRanges, type AmountRange } from '../../domain/estimates.ts';
import type { JsonData } from '../../domain/requestBody.ts';
import { listedCount } from './statedLength.ts';
import { describedKeys } from './describedKeys.ts';
import { fieldSize, schemaAnswer, sumOfFields, tokensOfName } from './answerSchema.ts';

export interface WrittenFormat {
  readonly size: AmountRange;
  /** For a person. */
  readonly text: string;
}

/**
 * Tokens of an answer whose form the prompt writes down: a JSON schema, an example of the JSON, the names of its keys, or
 * tags to fill. Undefined without one.
 */
export function writtenFormat(written: string): WrittenFormat | undefined {
  const text = written.toLowerCase();
  if (/\bjson\b/.test(text)) {
    const schema = writtenSchema(written);
    if (schema !== undefined) return { size: schema, text: 'the fields of the JSON schema in the prompt' };
    const example = exampleIn(text) ?? namedKeys(text);
    if (example !== undefined) return { size: example, text: 'the fields of the JSON in the prompt' };
    if (ANSWERS_IN_JSON.test(text)) return SOME_JSON;
  }
  const tags = tagsToFill(text);
  return tags.length === 0 ? undefined : { size: sizeOfTags(tags), text: 'the tags that the prompt asks to fill' };
}

export const SOME_JSON: WrittenFormat = {
  size: { low: 15, likely: 110, high: 600 },
  text: 'the prompt asks for JSON',
};

const ANSWERS_IN_JSON =
  /\b(?:return|respond|output|answer|reply|format|provide|produce|generate|valid|only|in|as|use)\b[^.!?\n]{0,40}\bjson\b/;

const MAXIMUM_KEYS = 60;

/** Objects that stand in a text, outermost braces only. */
function objectsIn(text: string): readonly { readonly at: number; readonly text: string }[] {
  const found: { at: number; text: string }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length && found.length < 40; at++) {
    const character = text[at];
    if (character === '{' && depth++ === 0) start = at;
    if (character === '}' && depth > 0 && --depth === 0) found.push({ at: start, text: text.slice(start, at + 1) });
  }
  return found;
}

function writtenSchema(text: string): AmountRange | undefined {
  for (const { text: object } of objectsIn(text)) {
    if (!object.includes('"properties"')) continue;
    try {
      return schemaAnswer(JSON.parse(object) as JsonData);
    } catch {
      continue;
    }
  }
  return undefined;
}

const KEY = /["'“](?<name>[a-z_][\w -]{0,40})["'”] ?:/g;
/** What is said before the example of an answer, and not before what is given. */
const BEFORE_ANSWER =
  /\b(?:output|answer|format|respond|response|return|reply|json|schema|structure|following|verification|must be|like this|result)\b[^{]{0,120}$/;
const DISTANCE = 160;

/** The first object that stands where the answer's form is said: further ones are examples, or what is given. */
function exampleIn(written: string): AmountRange | undefined {
  // In the text of a template braces are doubled.
  const text = written.replaceAll('{{', '{').replaceAll('}}', '}');
  const objects = objectsIn(text).map(({ at, text: object }) => ({
    object,
    isAnswer: BEFORE_ANSWER.test(text.slice(Math.max(0, at - DISTANCE), at)),
    isElement: BEFORE_ELEMENT.test(text.slice(Math.max(0, at - DISTANCE), at)),
    keys: keysOf(object),
  }));
  const withKeys = objects.filter(({ keys }) => keys.length > 0);
  const example = withKeys.find(({ isAnswer }) => isAnswer) ?? withKeys[0];
  if (example === undefined) return undefined;
  const size = sizeOfExample(example.object, example.keys, text);
  // Values that are written out say how long others are.
  const shown = example.object.length / CHARACTERS_PER_TOKEN;
  const one = { low: size.low, likely: Math.max(size.likely, shown), high: Math.max(size.high, 2 * shown) };
  return example.isElement ? ofEach(one, text) : one;
}

/** Of `{"questions": [{"question": "…", "answer": "…"}]}` the item stands for as many as the prompt asks for. */
function sizeOfExample(object: string, keys: readonly string[], text: string): AmountRange {
  const item = ONE_ITEM.exec(object)?.groups?.['item'] ?? '';
  const ofItem = keysOf(item);
  if (ofItem.length === 0) return sizeOfKeys(keys, object.includes('['));
  const around = keys.filter((key) => !ofItem.includes(key));
  return addRanges([sizeOfKeys(around, false), ofEach(sizeOfKeys(ofItem, item.includes('[')), text)]);
}

/** A list with one object in it, or with one and dots; of two, the list is as long as it is shown. */
const ONE_ITEM = /\[\s{0,40}(?<item>\{[^{}]{1,2000}\})[\s,.…]{0,60}\]/;

/** As many times as the prompt asks for, or a list of any length. */
function ofEach(one: AmountRange, text: string): AmountRange {
  const count = listedCount(text);
  const often = count === undefined ? ELEMENTS : { low: 0.8 * count, likely: count, high: count };
  return { low: one.low * often.low, likely: one.likely * often.likely, high: one.high * often.high };
}

/** Of an array in an answer, where nothing says how many. */
const ELEMENTS: AmountRange = { low: 0.5, likely: 4, high: 15 };

/** `[{`, or an object behind "a JSON array of". */
const BEFORE_ELEMENT =
  /\[\s*$|\b(?:json (?:array|list)|(?:array|list) of (?:[a-z]{1,20} ){0,2}(?:objects|items|entries|dicts|dictionaries|jsons?))\b[^{}]{0,100}$/;

const CHARACTERS_PER_TOKEN = 4;

function keysOf(object: string): readonly string[] {
  const names = [...object.matchAll(KEY)].slice(0, MAXIMUM_KEYS).map(({ groups }) => groups?.['name'] ?? '');
  return [...new Set(names)];
}

const NAMED_KEYS = /\b(?:keys?|fields?|properties|attributes)\b[^.\n]{0,200}/g;
const QUOTED_NAME = /["'`“](?<name>[a-z_]\w{0,40})["'`”]/g;

/** `with the keys "name" and "reason"`, "the following fields: name, reason", or one in each line of a list. */
function namedKeys(text: string): AmountRange | undefined {
  const named = [...text.matchAll(NAMED_KEYS)].slice(0, 5).flatMap(([sentence]) => [...sentence.matchAll(QUOTED_NAME)]);
  const quoted = [...new Set(named.map(({ groups }) => groups?.['name'] ?? ''))];
  const names = (quoted.length > 0 ? quoted : describedKeys(text)).slice(0, MAXIMUM_KEYS);
  return names.length === 0 ? undefined : sizeOfKeys(names, /\b(?:list|array) of\b/.test(text));
}

function sizeOfKeys(names: readonly string[], hasList: boolean): AmountRange {
  const fields = names.map((name) => sizeOfField(fieldSize(name), tokensOfName(name) + 3));
  const { low, likely, high } = sumOfFields([{ low: 3, likely: 6, high: 12 }, ...fields]);
  return { low: low * 0.8, likely: likely * (hasList ? 1.4 : 1), high: high * (hasList ? 2.5 : 1.2) };
}

function sizeOfField(value: AmountRange, around: number): AmountRange {
  return { low: around + value.low, likely: around + value.likely, high: around + value.high };
}

const TAG_SENTENCE =
  /\b(?:write|put|wrap(?:ped)?|return|output|provide|enclosed?|place|give|format(?:ted)?|answer|respond|response|reply|think|include|generate)\b[^.!?\n<]{0,60}\b(?:in|inside|within|between|using|with|into)\b[^.!?\n<]{0,30}<(?<tag>[a-z][\w-]{0,30})>/g;

function tagsToFill(text: string): readonly string[] {
  const asked = [...text.matchAll(TAG_SENTENCE)].slice(0, MAXIMUM_KEYS).flatMap((match) => {
    const tag = match.groups?.['tag'] ?? '';
    const before = text.slice(Math.max(0, match.index - 60), match.index + match[0].length);
    return MATERIAL.test(before) ? [] : [tag];
  });
  return [...new Set(asked)].slice(0, 20);
}

/** "Here is the transcript in <transcript> tags": what is given, not what is asked for. */
const MATERIAL =
  /\b(?:here (?:is|are)|provided|given|below|following|contained|based on|read|use the|documents?|found|context|history|refer|available|tools)\b/;

function sizeOfTags(tags: readonly string[]): AmountRange {
  return sumOfFields(
    tags.map((tag) => {
      const { low, likely, high } = fieldSize(tag);
      return { low: 6 + low, likely: 6 + 1.5 * likely, high: 6 + 2 * high };
    }),
  );
}
