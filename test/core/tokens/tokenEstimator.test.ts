import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { TokenEstimate } from '../../../src/core/domain/estimates.ts';
import { createTokenEstimator, type TokenEstimator } from '../../../src/core/tokens/tokenEstimator.ts';
import { TOKEN_FAMILIES, toTokenFamily } from '../../../src/core/domain/tokenFamily.ts';
import { encode, rankAsset } from './ranks.ts';
import { createRandom, mixedText, TEXTS } from './texts.ts';

/** Far above what any of these takes, far below what a quadratic counter would. */
const HANG_GUARD_MS = 15_000;

describe('token estimator', () => {
  let estimator: TokenEstimator;

  beforeEach(() => {
    estimator = createTokenEstimator(rankAsset());
  });

  it('counts the text of gpt-oss exactly', () => {
    for (const text of Object.values(TEXTS)) {
      const tokens = encode(text).length;
      const expected = { low: tokens, likely: tokens, high: tokens, method: 'exact' };
      assert.deepEqual(estimator.estimateText(text, 'gpt-oss'), expected);
    }
  });

  it('gives a calibrated range for other families, wider for an unknown one', () => {
    const text = TEXTS['prose']!;
    const claude = estimator.estimateText(text, 'claude-v3');
    assert.deepEqual(claude, { low: 33, likely: 37, high: 40, method: 'calibrated' });
    const newer = estimator.estimateText(text, 'claude-v47');
    assert.ok(newer.likely > claude.likely * 1.2);
    const other = estimator.estimateText(text, toTokenFamily('some-new-vendor'));
    assert.equal(other.method, 'assumed');
    assert.ok(spread(other) > spread(claude));
  });

  it('is less sure of short texts and of languages that were not measured', () => {
    const sentence = 'The committee has not met since March, and nobody could say who had called the meeting. ';
    const short = estimator.estimateText(sentence, 'claude-v3');
    const long = estimator.estimateText(sentence.repeat(100), 'claude-v3');
    assert.ok(spread(short) > 2 * spread(long));
    const swahili = 'Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na dhamiri. ';
    assert.ok(spread(estimator.estimateText(swahili.repeat(100), 'claude-v3')) > 2 * spread(long));
    assert.ok(spread(estimator.estimateText(TEXTS['hindi']!.repeat(50), 'claude-v3')) > 2 * spread(long));
  });

  it('gives whole numbers in order for every family and every text', () => {
    const random = createRandom(4);
    const texts = [
      ...Object.values(TEXTS),
      '',
      '\ufeff',
      '\0',
      '\ud800',
      ' ',
      mixedText(random, 50),
      mixedText(random, 3000),
    ];
    for (const family of TOKEN_FAMILIES) {
      for (const text of texts) assertSound(estimator.estimateText(text, family), `${family} ${text.slice(0, 20)}`);
    }
  });

  it('has no tokens for an empty text, and none for a byte order mark', () => {
    assert.deepEqual(estimator.estimateText('', 'claude-v3'), { low: 0, likely: 0, high: 0, method: 'exact' });
    assert.deepEqual(estimator.estimateText('\ufeffHello', 'claude-v3'), estimator.estimateText('Hello', 'claude-v3'));
  });

  it('counts more where a family counts every digit', () => {
    const nova = estimator.estimateText('123 456 789', 'nova-1').likely;
    assert.ok(nova >= estimator.estimateText('123 456 789', 'nova-2').likely + 5);
  });
});

describe('what was counted before', () => {
  const paragraphs = Array.from(
    { length: 400 },
    (_, index) => `Paragraph ${index} says that ${index * 7} items are left.\n`,
  );
  const text = paragraphs.join('');

  it('costs no encoding again, in no family', () => {
    const estimator = createTokenEstimator(rankAsset());
    const first = estimator.estimateText(text, 'claude-v3');
    const encodeCount = estimator.encodeCount;
    assert.ok(encodeCount > 50);
    assert.deepEqual(estimator.estimateText(text, 'claude-v3'), first);
    estimator.estimateText(text, 'llama-3');
    assert.equal(estimator.encodeCount, encodeCount);
  });

  it('costs little after one key press, and gives the count of a fresh estimator', () => {
    const estimator = createTokenEstimator(rankAsset());
    estimator.estimateText(text, 'claude-v3');
    const random = createRandom(5);
    let edited = text;
    for (let round = 0; round < 50; round += 1) {
      const before = estimator.encodeCount;
      const place = random(edited.length);
      edited = edited.slice(0, place) + 'x, \n'.charAt(random(4)) + edited.slice(place);
      const estimate = estimator.estimateText(edited, 'claude-v3');
      assert.ok(estimator.encodeCount - before <= 3, `${estimator.encodeCount - before} segments`);
      assert.deepEqual(estimate, createTokenEstimator(rankAsset()).estimateText(edited, 'claude-v3'));
    }
  }).timeout(30_000);
});

describe('ranks that are not there', () => {
  it('are not asked for before the first count', () => {
    let calls = 0;
    const estimator = createTokenEstimator(() => {
      calls += 1;
      return rankAsset();
    });
    estimator.estimateText('', 'claude-v3');
    estimator.estimateFrame({ family: 'claude-v3', api: 'Converse', messageCount: 1, hasSystem: false, toolCount: 0 });
    assert.equal(calls, 0);
    estimator.estimateText('a', 'claude-v3');
    estimator.estimateText('b', 'claude-v3');
    assert.equal(calls, 1);
  });

  it('make estimates rough until they come', () => {
    const loaded: Uint8Array[] = [];
    const estimator = createTokenEstimator(() => loaded[0]);
    const rough = estimator.estimateText(TEXTS['prose']!, 'claude-v3');
    assert.equal(rough.method, 'assumed');
    assert.equal(estimator.isRough, true);
    loaded.push(rankAsset());
    assert.equal(estimator.estimateText(TEXTS['prose']!, 'claude-v3').method, 'calibrated');
    assert.equal(estimator.isRough, false);
  });

  it('make estimates rough for good when they are damaged', () => {
    for (const source of [new Uint8Array(10), () => rankAsset().subarray(0, 5000), throwing]) {
      const estimate = createTokenEstimator(source).estimateText('Hello there', 'claude-v3');
      assertSound(estimate, 'damaged');
      assert.equal(estimate.method, 'assumed');
    }
  });

  it('are said to be rough for a text that is too long to be encoded, with a wider range than another has', () => {
    const text = TEXTS['prose']!;
    const estimator = createTokenEstimator(rankAsset(), { longestText: text.length - 1 });
    assert.deepEqual([estimator.isRoughFor(text), estimator.isRoughFor(text.slice(1))], [true, false]);
    for (const family of TOKEN_FAMILIES) {
      const long = estimator.estimateText(text, family);
      const encoded = estimator.estimateText(text.slice(1), family);
      assert.equal(long.method, 'assumed', family);
      assert.ok(long.high - long.low > encoded.high - encoded.low, family);
      assert.ok(long.low <= encoded.likely && encoded.likely <= long.high, family);
    }
  });

  it('are near the calibrated count all the same', () => {
    const rough = createTokenEstimator(() => undefined);
    const calibrated = createTokenEstimator(rankAsset());
    for (const kind of ['prompt', 'markdown', 'python', 'json', 'chinese', 'japanese', 'thai', 'german', 'russian']) {
      const text = TEXTS[kind]!;
      for (const family of TOKEN_FAMILIES) {
        const ratio = rough.estimateText(text, family).likely / calibrated.estimateText(text, family).likely;
        assert.ok(ratio > 0.6 && ratio < 1.6, `${kind}, ${family}: ${ratio}`);
      }
    }
  });

  function throwing(): never {
    throw new Error('unreadable');
  }
});

describe('hostile text', function () {
  this.timeout(4 * HANG_GUARD_MS);
  const random = createRandom(6);
  const repeated = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));
  const letters = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(97 + random(26))).join('');
  const characters = (length: number, first: number, count: number): string =>
    Array.from({ length }, () => String.fromCharCode(first + random(count))).join('');

  const texts: Readonly<Record<string, () => string>> = {
    '1 MB of one letter': () => repeated('a', 1e6),
    '3 MB of one letter': () => repeated('a', 3e6),
    '1 MB of one capital': () => repeated('A', 1e6),
    '1 MB of capitals with a letter without case before them': () => `中${repeated('A', 1e6)}`,
    '1 MB of spaces': () => repeated(' ', 1e6),
    '1 MB of line breaks': () => repeated('\n', 1e6),
    '1 MB of spaces with line breaks': () => repeated(' \n', 1e6),
    '1 MB of dashes': () => repeated('-', 1e6),
    '1 MB of slashes and line breaks': () => repeated('/\n', 1e6),
    '1 MB of 999 spaces and a letter': () => repeated(`${' '.repeat(999)}x`, 1e6),
    '1 MB of digits': () => repeated('1234567890', 1e6),
    '1 MB of apostrophes': () => repeated("'", 1e6),
    '1 MB of combining marks': () => repeated('\u0301', 1e6),
    '100 KB of random letters': () => letters(100_000),
    '1 MB of random letters': () => letters(1_000_000),
    '10,000 random Han characters': () => characters(10_000, 0x4e00, 3000),
    '300,000 random Han characters': () => characters(300_000, 0x4e00, 3000),
    '300,000 Thai characters': () => characters(300_000, 0xe01, 46),
    '300,000 Hangul syllables': () => characters(300_000, 0xac00, 11_000),
    '500 KB of emoji': () => repeated('👍🏽👨‍👩‍👧🇩🇪', 250_000),
    '500 KB of halves of surrogate pairs': () => repeated('\ud83d', 500_000),
    '1 MB of anything': () => mixedText(random, 400_000),
    '10 MB of one letter': () => repeated('a', 1e7),
    '10 MB of one capital': () => repeated('A', 1e7),
    '10 MB of spaces': () => repeated(' ', 1e7),
    '10 MB of digits': () => repeated('7', 1e7),
    '10 MB of line breaks': () => repeated('\n', 1e7),
  };

  for (const [name, make] of Object.entries(texts)) {
    it(`takes no time to speak of: ${name}`, () => {
      const text = make();
      const estimator = createTokenEstimator(rankAsset());
      const started = performance.now();
      const estimate = estimator.estimateText(text, 'claude-v47');
      const elapsed = performance.now() - started;
      assert.ok(elapsed < HANG_GUARD_MS, `${elapsed} ms`);
      assertSound(estimate, name);
      assert.ok(estimate.likely > 0);
    });
  }

  it('is counted like ordinary text: 100 KB of one letter, exactly', () => {
    const estimator = createTokenEstimator(rankAsset());
    assert.equal(estimator.estimateText('a'.repeat(102_400), 'gpt-oss').likely, 12_800);
  });

  it('does not keep the texts that it has seen: 500 versions of 1 MB', () => {
    const estimator = createTokenEstimator(rankAsset());
    const text = TEXTS['prose']!.repeat(7000);
    const before = heapInUse();
    for (let version = 0; version < 500; version += 1) {
      estimator.estimateText(`${text.slice(0, version * 10)}${version}${text.slice(version * 10)}`, 'claude-v3');
    }
    const grown = heapInUse() - before;
    assert.ok(grown < 60e6, `${grown / 1e6} MB`);
  });
});

function spread(estimate: TokenEstimate): number {
  return (estimate.high - estimate.low) / estimate.likely;
}

function assertSound(estimate: TokenEstimate, name: string): void {
  const { low, likely, high } = estimate;
  assert.ok([low, likely, high].every(Number.isInteger), `${name}: ${low} ${likely} ${high}`);
  assert.ok(low >= 0 && low <= likely && likely <= high, `${name}: ${low} ${likely} ${high}`);
}

/** Bytes of the heap that something holds on to, without what only waits to be collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
