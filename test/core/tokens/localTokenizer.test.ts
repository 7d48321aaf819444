import assert from 'node:assert/strict';
import type { LocalTokenizer } from '../../../src/core/tokens/local/localTokenizer.ts';
import { readLocalTokenizer, withLocalTokenizer } from '../../../src/core/tokens/local/localTokenizer.ts';
import { createTokenEstimator } from '../../../src/core/tokens/tokenEstimator.ts';
import { readAsset } from '../../support/inMemoryHost.ts';
import { bpeFile, SPLIT_PATTERN, unigramFile, wordPieceFile } from './tokenizerFiles.ts';

async function read(json: string): Promise<LocalTokenizer> {
  const file = await readLocalTokenizer(json);
  assert.ok(file.kind === 'tokenizer', file.kind === 'unusable' ? file.reason : '');
  return file.tokenizer;
}

async function reasonOf(json: string): Promise<string> {
  const file = await readLocalTokenizer(json);
  return file.kind === 'unusable' ? file.reason : '';
}

function withPattern(Regex: string): string {
  return bpeFile({ pre_tokenizer: { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false } });
}

describe('local tokenizers', () => {
  it('count by merges, after splitting as the file says', async () => {
    const bpe = await read(bpeFile());
    assert.equal(bpe.count('lower'), 1);
    assert.equal(bpe.count('low low'), 2);
    assert.equal(bpe.count('lower low\nslow'), 5);
    assert.equal(bpe.count('é'), 0, 'what the vocabulary has no byte for is left out, as the format has it');
  });

  it('count tokens that stand in a text by name as one', async () => {
    assert.equal((await read(bpeFile())).count('low<|end|>low'), 3);
  });

  it('leave out a byte order mark, which is not sent, and count nothing in an empty text', async () => {
    const mark = '\ufeff';
    const bpe = await read(bpeFile({ normalizer: { type: 'Replace', pattern: { String: mark }, content: 'low' } }));
    assert.equal(bpe.count(`${mark} low`), 1);
    assert.equal(bpe.count(` low${mark}`), 2, 'inside of a text it is a character');
    assert.equal(bpe.count(mark), 0);
    assert.equal(bpe.count(''), 0);
  });

  it('count by the likeliest pieces', async () => {
    const unigram = await read(unigramFile());
    assert.equal(unigram.count('hello world'), 2);
    assert.equal(unigram.count('hellos'), 2);
  });

  it('count by the longest pieces', async () => {
    const wordPiece = await read(wordPieceFile());
    assert.equal(wordPiece.count('Unaffordable text.'), 5);
    assert.equal(wordPiece.count('zzz'), 1);
  });

  describe('with an estimator', () => {
    it('make a text exact, and leave the frame and pictures as they are', async () => {
      const estimator = createTokenEstimator(await readAsset('o200k_base.bin'));
      const tokens = withLocalTokenizer(estimator, await read(bpeFile()));
      assert.deepEqual(tokens.estimateText('low lower', 'mistral-v3'), { low: 3, likely: 3, high: 3, method: 'exact' });
      const shape = { family: 'mistral-v3', api: 'Converse', messageCount: 1, hasSystem: false, toolCount: 0 } as const;
      assert.deepEqual(tokens.estimateFrame(shape), estimator.estimateFrame(shape));
      assert.deepEqual(tokens.estimateImage('mistral-v3', 10, 10), estimator.estimateImage('mistral-v3', 10, 10));
    });

    for (const [what, text] of [
      ['a megabyte without a blank', 'l'.repeat(1_000_000)],
      ['a megabyte of blanks', ' '.repeat(1_000_000)],
      ['long words', `${'lo'.repeat(10_000)} `.repeat(3)],
      ['a long text', 'low lower '.repeat(100_001)],
    ] as const) {
      it(`estimate ${what}, and say so`, async () => {
        const estimator = createTokenEstimator(await readAsset('o200k_base.bin'));
        const tokens = withLocalTokenizer(estimator, await read(bpeFile()));
        const estimate = tokens.estimateText(text, 'mistral-v3');
        assert.deepEqual(estimate, estimator.estimateText(text, 'mistral-v3'));
        assert.notEqual(estimate.method, 'exact');
      });
    }
  });

  it('count a long text as far as it can be cut', async () => {
    const bpe = await read(bpeFile());
    assert.equal(bpe.count(`low${' low'.repeat(200_000)}`), 200_001);
    assert.equal(bpe.count('lo'.repeat(15_000)), 15_000, 'one word');
    const unigram = await read(unigramFile());
    assert.equal(unigram.count('hello '.repeat(10_000).trim()), 10_000);
    assert.equal(unigram.count('hello '.repeat(20_000)), undefined, 'pieces can reach over any place');
    const looking = await read(withPattern('(?<=a)b|[^x]*y'));
    assert.equal(looking.count('low '.repeat(100)), 100);
    assert.equal(looking.count('low '.repeat(10_000)), undefined, 'a pattern can take the square of the length');
    const greedy = await read(withPattern('[^x]*y'));
    assert.equal(greedy.count('low '.repeat(10_000)), undefined);
  });

  describe('refuse', () => {
    const parts = JSON.parse(bpeFile()) as { readonly model: object };
    const files: Readonly<Record<string, readonly [json: string, reason: RegExp]>> = {
      'what is no JSON': ['{', /no JSON object/],
      'another JSON': ['{"name": "package"}', /no `model`/],
      'a list': ['[]', /no JSON object/],
      'another kind of model': [bpeFile({ model: { type: 'WordLevel', vocab: {} } }), /model\.type/],
      'a model without merges': [bpeFile({ model: { ...parts.model, merges: undefined } }), /merges/],
      'merges that are none': [bpeFile({ model: { ...parts.model, merges: [1, 2] } }), /can be used/],
      'an unknown step': [bpeFile({ normalizer: { type: 'Nonsense' } }), /can be used: .*Nonsense/],
      'words of any length': [wordPieceFile(1e9), /max_input_chars_per_word/],
      'pieces of no length': [bpeFile({ pre_tokenizer: { type: 'FixedLength', length: 0 } }), /no length/],
      'an added token without text': [bpeFile({ added_tokens: [{ id: 1, content: '' }] }), /added token/],
      'repeated repetitions': [withPattern('(a+)+$'), /a repetition is repeated/],
      'repeated alternatives': [withPattern('(?:a|aa)*$'), /a repetition is repeated/],
      'repetitions one after the other': [withPattern('a*a*a*b'), /repetitions follow one another/],
      'references back': [withPattern(String.raw`(a+)\1`), /refers back/],
      'a pattern that is none': [withPattern('(a'), /parentheses/],
      'texts that grow': [
        bpeFile({
          normalizer: {
            type: 'Sequence',
            normalizers: Array.from({ length: 30 }, () => ({
              type: 'Replace',
              pattern: { String: 'a' },
              content: 'aa',
            })),
          },
        }),
        /much longer/,
      ],
      'steps deep within others': [
        bpeFile({
          normalizer: Array.from({ length: 40 }).reduce<object>(
            (inner) => ({ type: 'Sequence', normalizers: [inner] }),
            { type: 'NFC' },
          ),
        }),
        /too many steps/,
      ],
    };
    for (const [what, [json, reason]] of Object.entries(files)) {
      it(what, async () => assert.match(await reasonOf(json), reason));
    }
  });

  it('take the patterns that published files have', async () => {
    const patterns = [
      SPLIT_PATTERN,
      String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
      String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
      '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*',
      String.raw`(?=(\d{3})+(?!\d))`,
      String.raw`\d{1,3}(?=(?:\d{3})*\b)`,
      ' ?[^(\\s|[.,!?…。，、।۔،])]+',
    ];
    for (const pattern of patterns) assert.equal(await reasonOf(withPattern(pattern)), '', pattern);
  });
});
