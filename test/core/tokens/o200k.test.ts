import assert from 'node:assert/strict';
import { Tiktoken } from 'js-tiktoken/lite';
import o200kBase from 'js-tiktoken/ranks/o200k_base';
import { CharacterClasses } from '../../../src/core/tokens/o200k/characterClasses.ts';
import { endOfPiece } from '../../../src/core/tokens/o200k/pieces.ts';
import { readRankTable } from '../../../src/core/tokens/o200k/rankTable.ts';
import { readUtf8, writeUtf8 } from '../../../src/core/tokens/o200k/utf8.ts';
import { LONGEST_SEGMENT, TextSegments } from '../../../src/core/tokens/textSegments.ts';
import { encode, rankAsset, rankTable } from './ranks.ts';
import { createRandom, mixedText, TEXTS } from './texts.ts';

/** Its own pattern takes JavaScript's `\s`, which differs from tiktoken's in two characters. */
const PATTERN = o200kBase.pat_str.replaceAll('\\s', '\\p{White_Space}').replaceAll('\\S', '\\P{White_Space}');

describe('o200k_base', function () {
  this.timeout(60_000);
  let reference: Tiktoken;

  before(() => {
    reference = new Tiktoken({ ...o200kBase, pat_str: PATTERN });
  });

  describe('gives the tokens of tiktoken', () => {
    for (const [kind, text] of Object.entries(TEXTS)) {
      it(`for ${kind}`, () => assert.deepEqual(encode(text), reference.encode(text, [], [])));
    }

    it('for characters of all kinds in any order', () => {
      const random = createRandom(1);
      for (let round = 0; round < 1500; round += 1) {
        const text = mixedText(random, 1 + random(30));
        assert.deepEqual(encode(text), reference.encode(text, [], []), JSON.stringify(text));
      }
    });

    it('for special tokens, as ordinary text', () => {
      const text = 'a<|endoftext|>b<|endofprompt|>';
      assert.deepEqual(encode(text), reference.encode(text, [], []));
    });

    it('for halves of surrogate pairs', () => {
      for (const text of ['\ud83d', 'a\udc4d', '\ud83d\ud83d\udc4d', 'x\ud83d y']) {
        assert.deepEqual(encode(text), reference.encode(text, [], []), JSON.stringify(text));
      }
    });

    it('for runs that are merged as a whole', () => {
      for (const text of ['a'.repeat(700), ' '.repeat(500), '-'.repeat(300), '中'.repeat(60), 'ไทย'.repeat(25)]) {
        assert.deepEqual(encode(text), reference.encode(text, [], []), text.slice(0, 5));
      }
    });
  });

  it('splits like its pattern', () => {
    const pattern = new RegExp(PATTERN, 'gu');
    const classes = new CharacterClasses();
    const random = createRandom(2);
    for (let round = 0; round < 5000; round += 1) {
      const text = mixedText(random, 1 + random(20));
      assert.deepEqual(piecesOf(text, classes), text.match(pattern), JSON.stringify(text));
    }
  });

  it('cuts a piece of more than 2 KB between characters', () => {
    const ranks = encode('中'.repeat(5000));
    const bytes = ranks.map((rank) => rankTable().bytesOf(rank));
    const text = bytes.map((token) => Buffer.from(token).toString()).join('');
    assert.equal(text, '中'.repeat(5000));
  });
});

describe('segments', () => {
  it('have together the tokens of the text', () => {
    const random = createRandom(3);
    const classes = new CharacterClasses();
    for (let round = 0; round < 300; round += 1) {
      const text = mixedText(random, 600);
      const segments = segmentsOf(text, classes);
      assert.equal(segments.join(''), text);
      assert.deepEqual(segments.flatMap(encode), encode(text), JSON.stringify(text));
    }
  });

  it('do not tear contractions, numbers or marks apart where a line is long', () => {
    for (const unit of [
      "Don't",
      '!!\u0301',
      "ab'S",
      '1234567',
      'e\u0301',
      '!\u0301',
      "中'",
      'aB',
      '//\n',
      ' \n',
      '𐐀𐐨',
    ]) {
      const text = unit.repeat(1500);
      assert.deepEqual(segmentsOf(text, new CharacterClasses()).flatMap(encode), encode(text), JSON.stringify(unit));
    }
  });

  it('stay within their greatest length, and whole characters', () => {
    for (const unit of ['a', '中', '👍', ' ', '\n', '1']) {
      const segments = segmentsOf(unit.repeat(40_000), new CharacterClasses());
      assert.ok(segments.every((segment) => segment.length <= LONGEST_SEGMENT && segment.length % unit.length === 0));
    }
  });
});

describe('UTF-8', () => {
  it('is written as the platform writes it', () => {
    const bytes = new Uint8Array(10_000);
    for (const text of [...Object.values(TEXTS), 'a\ud800b', '\udc00', '\ud83d\ud83d\udc4d']) {
      const length = writeUtf8(text, 0, text.length, bytes);
      assert.deepEqual(Buffer.from(bytes.subarray(0, length)), Buffer.from(new TextEncoder().encode(text)));
    }
  });

  it('is read back, and broken bytes are told', () => {
    for (const text of Object.values(TEXTS)) assert.deepEqual(readUtf8(Buffer.from(text)), { text, isWhole: true });
    for (const broken of [[0x80], [0xe4, 0xb8], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff]]) {
      assert.equal(readUtf8(Uint8Array.from(broken)).isWhole, false, String(broken));
    }
  });
});

describe('the rank asset', () => {
  it('holds every token of the encoding once', () => {
    const table = rankTable();
    assert.equal(table.tokenCount, 199_998);
    for (let rank = 0; rank < table.tokenCount; rank += 997) {
      const bytes = table.bytesOf(rank);
      assert.equal(table.rankOf(bytes, 0, bytes.length), rank);
    }
    assert.ok(rankAsset().length < 1_850_000);
  });

  it('is refused when it is damaged', () => {
    const asset = rankAsset();
    for (const damaged of [
      new Uint8Array(0),
      new Uint8Array(3),
      asset.subarray(0, 1000),
      asset.subarray(0, asset.length - 1),
    ]) {
      assert.throws(() => readRankTable(damaged), RangeError);
    }
  });
});

function piecesOf(text: string, classes: CharacterClasses): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = endOfPiece(text, start, text.length, classes);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function segmentsOf(text: string, classes: CharacterClasses): string[] {
  const textSegments = new TextSegments(text, classes);
  const segments: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = textSegments.endAfter(start);
    segments.push(text.slice(start, end));
    start = end;
  }
  return segments;
}
