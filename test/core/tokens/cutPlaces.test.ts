import assert from 'node:assert/strict';
import { cutAtPlaces } from '../../../src/core/tokens/local/cutAtPlaces.ts';
import { cutPlacesOf } from '../../../src/core/tokens/local/cutPlaces.ts';
import type { CutPlaces } from '../../../src/core/tokens/local/cutPlaces.ts';
import { isObject } from '../../../src/core/tokens/local/isObject.ts';
import { readLocalTokenizer } from '../../../src/core/tokens/local/localTokenizer.ts';
import { bpeFile, DENSE_CHARACTERS, densePairsFile, SPLIT_PATTERN, unigramFile } from './tokenizerFiles.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Its own types cannot be resolved as modules of Node. */
interface TokenizerLibrary {
  readonly Tokenizer: new (file: object, settings: object) => { tokenize(text: string): readonly string[] };
}

function placesOf(json: string): CutPlaces | undefined {
  const data: unknown = JSON.parse(json);
  assert.ok(isObject(data));
  return cutPlacesOf(data);
}

function split(Regex: string, changes: JsonObject = {}): JsonObject {
  return { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false, ...changes };
}

function inTurn(...pretokenizers: readonly JsonObject[]): JsonObject {
  return { type: 'Sequence', pretokenizers };
}

const BYTES: JsonObject = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
const GPT2: JsonObject = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
const DIGITS: JsonObject = { type: 'Digits', individual_digits: true };
const BLANKS: JsonObject = { type: 'Replace', pattern: { String: ' ' }, content: '▁' };
const O200K =
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const DEEPSEEK =
  '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+';

/** A repeatable sequence of whole numbers below a limit. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

const PIECES = [
  ...DENSE_CHARACTERS,
  ' ',
  ' ',
  "'s",
  '  ',
  '\r\n',
  '<|z|>',
  'a,',
  'é',
  'e\u0301',
  '字',
  '、',
  '。',
  '😀',
];

describe('places to cut a text at', () => {
  const files: Readonly<Record<string, string>> = {
    'how Llama 3 splits': densePairsFile({ pre_tokenizer: inTurn(split(SPLIT_PATTERN), BYTES) }),
    'how Mistral and gpt-oss split': densePairsFile({ pre_tokenizer: inTurn(split(O200K), BYTES) }),
    'how DeepSeek splits': densePairsFile({
      normalizer: { type: 'Sequence', normalizers: [] },
      pre_tokenizer: inTurn(split('\\p{N}{1,3}'), split('[一-龥぀-ゟ゠-ヿ]+'), split(DEEPSEEK), BYTES),
    }),
    'how Command R splits': densePairsFile({ normalizer: { type: 'NFC' }, pre_tokenizer: inTurn(DIGITS, GPT2) }),
    'how Claude 2 split': densePairsFile({ normalizer: { type: 'NFKC' }, pre_tokenizer: GPT2 }),
    'a blank before each piece': densePairsFile({ pre_tokenizer: { ...GPT2, add_prefix_space: true } }),
    'matches only': densePairsFile({
      pre_tokenizer: inTurn(split(SPLIT_PATTERN, { behavior: 'Removed', invert: true }), BYTES),
    }),
    'no pieces, and not every merge': densePairsFile({
      normalizer: BLANKS,
      pre_tokenizer: split('x', { behavior: 'MergedWithPrevious' }),
      model: { merges: ([left, right]: readonly [string, string]) => left === '▁' || !/[▁,\n]/.test(right) },
    }),
    'a blank before each section': densePairsFile({
      normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, BLANKS] },
      model: { merges: ([left, right]: readonly [string, string]) => left === '▁' || right !== '▁' },
    }),
    'a blank before the first section': densePairsFile({
      pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: false },
      model: { merges: ([left, right]: readonly [string, string]) => left === '▁' || right !== '▁' },
    }),
  };
  for (const [what, json] of Object.entries(files)) {
    it(`give parts with the tokens of the whole: ${what}`, async () => {
      const places = placesOf(json);
      assert.ok(places);
      const library: TokenizerLibrary = await import('@huggingface/tokenizers');
      const tokenizer = new library.Tokenizer(JSON.parse(json) as object, {});
      const count = (text: string): number => tokenizer.tokenize(text).length;
      const next = numbers(7);
      let cuts = 0;
      for (let round = 0; round < 1_500; round += 1) {
        const text = Array.from({ length: 3 + next(30) }, () => PIECES[next(PIECES.length)]).join('');
        let sum = 0;
        let start = 0;
        for (let index = 1; index < text.length; index += 1) {
          if (!places.isSafe(text, index)) continue;
          sum += count(text.slice(start, index));
          start = index + places.droppedCharacters;
          cuts += 1;
        }
        assert.equal(sum + count(text.slice(start)), count(text), JSON.stringify(text));
      }
      assert.ok(cuts > 100, `${cuts} cuts`);
    });
  }

  it('are not where a pattern or a merge goes over them', () => {
    const o200k = placesOf(densePairsFile({ pre_tokenizer: inTurn(split(O200K), BYTES) }));
    const llama = placesOf(densePairsFile({ pre_tokenizer: inTurn(split(SPLIT_PATTERN), BYTES) }));
    assert.ok(o200k && llama);
    assert.equal(o200k.isSafe("z's", 1), false, 'a word goes with its ending');
    assert.equal(llama.isSafe("z's", 1), true);
    assert.equal(llama.isSafe('a,', 1), false, 'an added token');
    assert.equal(llama.isSafe('z ', 1), true);
    assert.equal(llama.isSafe('z a', 2), false, 'a blank goes with its word');
    assert.equal(llama.isSafe('字。', 1), true);
    const merging = placesOf(densePairsFile({ normalizer: BLANKS }));
    assert.equal(merging?.isSafe('z z', 1), false);
  });

  const unproved: Readonly<Record<string, string>> = {
    'pieces of another kind': unigramFile(),
    'a pattern that looks back': bpeFile({ pre_tokenizer: split('(?<=a)b|\\s+') }),
    'a pattern with anchors': bpeFile({ pre_tokenizer: split('^a|\\s+') }),
    'a pattern with words': bpeFile({ pre_tokenizer: split('\\w+|\\W+') }),
    'a pattern with classes of classes': bpeFile({ pre_tokenizer: split('[\\p{L}&&[^a]]+|\\s+') }),
    'a pattern that matches nothing': bpeFile({ pre_tokenizer: split('a*') }),
    'another normalizer': bpeFile({ normalizer: { type: 'Lowercase' } }),
    'names that are normalized': densePairsFile({ normalizer: { type: 'NFC' } }).replaceAll(
      '"special":true',
      '"special":false',
    ),
    'unknown neighbours as one': densePairsFile({ pre_tokenizer: split(SPLIT_PATTERN) }).replace(
      '"<0xA0>"',
      '"<0xa0>"',
    ),
  };
  for (const [what, json] of Object.entries(unproved)) {
    it(`are not known: ${what}`, () => assert.equal(placesOf(json), undefined));
  }

  it('are nowhere with a pattern that takes whole lines', () => {
    const places = placesOf(bpeFile({ pre_tokenizer: inTurn(split('[^\\n]+\\n?'), BYTES) }));
    assert.ok(places);
    assert.deepEqual([...cutAtPlaces('low lower, low. low', places)], ['low lower, low. low']);
  });

  it('make parts of a line each, and of long lines several', () => {
    const places = placesOf(bpeFile());
    assert.ok(places);
    const text = `low lower\n  low lower\n\nlow\n${'low '.repeat(300)}`;
    const parts = [...cutAtPlaces(text, places)];
    assert.equal(parts.join(''), text);
    assert.deepEqual(parts.slice(0, 2), ['low lower\n  low', ' lower\n\nlow']);
    assert.ok(parts.length > 4);
  });

  it('leave one or two parts to encode after an edit', async () => {
    const read = await readLocalTokenizer(bpeFile());
    assert.ok(read.kind === 'tokenizer');
    const { tokenizer } = read;
    const lines = Array.from({ length: 400 }, (_, index) => `lower ${index} low, slow ${index % 7}; low.`);
    const before = tokenizer.count(lines.join('\n'));
    const first = tokenizer.encodeCount;
    assert.ok(first >= 400);
    lines[200] = `lower still ${lines[200]}`;
    const after = tokenizer.count(lines.join('\n'));
    assert.ok(tokenizer.encodeCount - first <= 2, `${tokenizer.encodeCount - first} parts`);
    assert.equal((after ?? 0) - (before ?? 0), 'Ġlower'.length - 4 + 'still'.length + 1);
    assert.equal(tokenizer.count(lines.join('\n')), after);
  });
});
