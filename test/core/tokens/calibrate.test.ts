import assert from 'node:assert/strict';
import path from 'node:path';
import { coarserBins } from '../../../src/build/calibrate/coarseBins.ts';
import { errorsOfFit, errorsOfRequests, quantile } from '../../../src/build/calibrate/errors.ts';
import { constantsWithout, fitConstants } from '../../../src/build/calibrate/fitConstants.ts';
import { fitFamily, fitWeights } from '../../../src/build/calibrate/fitWeights.ts';
import { solvePositive } from '../../../src/build/calibrate/linearAlgebra.ts';
import {
  estimateRecorded,
  readRecordedRequests,
  type RecordedRequest,
} from '../../../src/build/calibrate/recordedUsage.ts';
import { type FitDocument, linesOfTokenFit, readTokenFit } from '../../../src/build/calibrate/tokenFit.ts';
import { loadCatalog } from '../../../src/core/catalog/catalog.ts';
import { BinCounter } from '../../../src/core/tokens/bins/binCounter.ts';
import { BIN_NAMES, fittedCorrections, fittedWeights } from '../../../src/core/tokens/bins/binWeights.ts';
import { tokenKind } from '../../../src/core/tokens/bins/tokenKinds.ts';
import { frameTokens } from '../../../src/core/tokens/requestFrame.ts';
import { packCatalog } from '../../../src/build/catalogAsset.ts';
import { Scratch } from '../../support/cli.ts';
import { rankTable } from './ranks.ts';

const DATA = path.join(import.meta.dirname, '../../../src/build/calibrate/data');

const counter = new BinCounter(rankTable());

describe('weights', () => {
  const names = ['W 0 l 4 1', 'W 0 l 4 2', 'D 0 1'];
  const document = (bins: FitDocument['bins'], tokens: number): FitDocument => ({
    kind: 'prose',
    source: 'a:b',
    isHeldOut: false,
    bins,
    tokens: { some: tokens },
  });

  it('come out of counts that were made with them', () => {
    const truth = [1, 2, 3];
    const documents = Array.from({ length: 60 }, (_, index) => {
      const occurrences = names.map((_name, bin) => ((index * (bin + 3)) % 7) + 1);
      const tokens = occurrences.reduce((sum, count, bin) => sum + count * (truth[bin] ?? 0), 0);
      return document(
        occurrences.map((count, bin): [number, number] => [bin, count]),
        tokens,
      );
    });
    fitWeights(documents, 'some', names).forEach((weight, bin) => {
      assert.ok(Math.abs(weight - (truth[bin] ?? 0)) < 0.05, `${names[bin]}: ${weight}`);
    });
  });

  it('are those of the like where a bin never occurs', () => {
    const documents = Array.from({ length: 20 }, (_, index) => document([[0, 10 + index]], 2 * (10 + index)));
    const [often, never] = fitWeights(documents, 'some', names);
    assert.ok(Math.abs((often ?? 0) - 2) < 0.01);
    assert.ok((never ?? 0) > 1.5, `${never}`);
  });

  it('have coarser bins for every bin', () => {
    for (const name of BIN_NAMES) assert.ok(coarserBins(name).length > 0, name);
  });

  it('of tokens that are alike but for what they are alone come out beside those of the bins', () => {
    const [whole, broken] = [tokenKind(0, 1), tokenKind(0, 2)];
    const documents = Array.from({ length: 80 }, (_, index): FitDocument => {
      const [first, second] = [(index % 9) + 10, (index % 4) + 1];
      const tokens = { claude_v3: first + 2 * second };
      const kinds: FitDocument['bins'] = [
        [whole, first],
        [broken, second],
      ];
      return { ...document([[0, first + second]], 0), kinds, tokens };
    });
    const fit = fitFamily(documents, 'claude_v3', names);
    const [all] = errorsOfFit(fit, documents, 'claude_v3');
    assert.ok(all && all.p90 < 0.005, `${all?.p90}`);
    assert.ok(fit.corrections![whole]! < 0 && fit.corrections![broken]! > 0.3);
  });

  it('that ship are as good on the documents that they were fitted on as the readme says', () => {
    const documents = readTokenFit(path.join(DATA, 'tokenFit.jsonl.gz'), counter);
    assert.ok(documents.length > 12_000);
    for (const [family, median, p90] of [
      ['claude_v3', 0.013, 0.037],
      ['claude_v47', 0.012, 0.034],
      ['llama3', 0.01, 0.03],
    ] as const) {
      const corrections = fittedCorrections(family);
      const shipped = { weights: fittedWeights(family)!, ...(corrections && { corrections }) };
      const [all] = errorsOfFit(shipped, documents, family);
      assert.ok(all && all.median < median && all.p90 < p90, `${family} ${all?.median} ${all?.p90}`);
    }
  });

  it('are written without texts and read back alike', () => {
    const scratch = new Scratch({});
    const text = 'Summarize the following document in three bullet points.\n';
    const row = { class: 'prose', source: 'a:b', split: 'train', text, tokens: { claude_v3: 10 } };
    const written = scratch.write('texts.jsonl', `${JSON.stringify(row)}\n`);
    const documents = readTokenFit(written, counter);
    const kept = linesOfTokenFit(documents);
    assert.ok(!kept.includes('Summarize'));
    assert.deepEqual(readTokenFit(scratch.write('kept.jsonl', kept), counter), documents);
  });
});

describe('recorded requests', () => {
  it('are read from a model invocation log too', async () => {
    const catalog = loadCatalog(await packCatalog());
    const scratch = new Scratch({});
    const entry = {
      schemaType: 'ModelInvocationLog',
      operation: 'Converse',
      modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      input: {
        inputTokenCount: 3,
        cacheReadInputTokenCount: 12,
        inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'Is it raining in Bergen?' }] }] },
      },
    };
    scratch.write('log.jsonl', `${JSON.stringify(entry)}\n\n`);
    const [row] = readRecordedRequests(path.join(scratch.path, 'log.jsonl'), {
      counter: new BinCounter(rankTable()),
      catalog,
    });
    scratch.remove();
    assert.ok(row);
    assert.deepEqual([row.family, row.inputTokens, row.shape.messageCount], ['claude-v3', 15, 1]);
    const { low, likely, high } = estimateRecorded(row);
    assert.ok(low < 15 && high > 15 && Math.abs(likely - 15) <= 1, `${low} ${likely} ${high}`);
  });

  it('are counted as they were billed', async () => {
    const catalog = loadCatalog(await packCatalog());
    const file = path.join(DATA, 'recordedUsage.json');
    const rows = readRecordedRequests(file, { counter: new BinCounter(rankTable()), catalog });
    const errors = new Map(errorsOfRequests(rows).map((row) => [row.what, row]));
    for (const [what, median, p90] of [
      ['Amazon Bedrock', 0.02, 0.2],
      ['– Claude', 0.02, 0.1],
      ['– Nova', 0.01, 0.14],
    ] as const) {
      const row = errors.get(what);
      assert.ok(row && row.median <= median && row.p90 <= p90 && (row.covered ?? 0) >= 0.9, JSON.stringify(row));
    }
  });
});

describe('constants of the frames', () => {
  const { kinds } = counter.count('Say hello to everybody.');
  const [text] = [[23, ...kinds.flatMap((piece) => [...piece].flatMap((kind) => [kind, 1]))]];
  const request = (source: string, shape: Partial<RecordedRequest['shape']>, around: number): RecordedRequest => {
    const bare: RecordedRequest = {
      source,
      isBedrock: true,
      model: 'amazon.nova-micro-v1:0',
      family: 'nova-1',
      inputTokens: 0,
      texts: [text],
      images: [],
      hasOutputSchema: false,
      shape: { api: 'Converse', messageCount: 1, hasSystem: false, toolCount: 0, ...shape },
    };
    const frame = frameTokens({ ...bare.shape, family: bare.family }).likely;
    return { ...bare, inputTokens: estimateRecorded(bare).likely - frame + around };
  };
  const many = (shape: Partial<RecordedRequest['shape']>, around: number): readonly RecordedRequest[] =>
    Array.from({ length: 12 }, (_, index) => request(`repo test${index}.yaml#0`, shape, around));

  it('come out of what was billed beyond the texts, one after the other', () => {
    const requests = [
      ...many({}, 9),
      ...many({ messageCount: 3 }, 9 + 2 * 6),
      ...many({ toolCount: 1 }, 9 + 200),
      ...many({ messageCount: 1, toolCount: 1, toolResultCount: 2 }, 9 + 200 + 2 * 50),
    ];
    const fitted = new Map(fitConstants(requests).constants.map(({ key, after }) => [key, after[1]]));
    assert.deepEqual(
      [...fitted],
      [
        ['oneMessage', 9],
        ['perExtraMessage', 6],
        ['withTools', 200],
        ['perToolResult', 50],
      ],
    );
  });

  it('stay as they are where few requests speak of them, or all of one file', () => {
    const few = Array.from({ length: 4 }, (_, index) => request(`repo test${index}.yaml#0`, {}, 90));
    const ofOneFile = Array.from({ length: 12 }, (_, index) => request(`repo test.yaml#${index}`, {}, 90));
    assert.deepEqual([fitConstants(few).constants, fitConstants(ofOneFile).constants], [[], []]);
  });

  it('owe to other sources nothing of what ships', () => {
    const frames = constantsWithout(many({}, 9));
    assert.deepEqual(frames['nova-1'].frame.oneMessage, [9, 9, 9]);
    assert.deepEqual(frames['nova-1'].frame.withTools, [0, 0, 0]);
    assert.deepEqual(frames['gpt-oss'].frame.oneMessage, [0, 0, 0]);
    // Documented by the provider.
    assert.notDeepEqual(frames['claude-v3'].frame.withTools, [0, 0, 0]);
  });
});

describe('the arithmetic of the fit', () => {
  it('solves systems of equations', () => {
    const solution = solvePositive(Float64Array.from([4, 2, 2, 3]), Float64Array.from([10, 8]));
    assert.deepEqual(
      [...solution].map((value) => Math.round(value * 1e9) / 1e9),
      [1.75, 1.5],
    );
    assert.throws(() => solvePositive(Float64Array.from([1, 2, 2, 1]), Float64Array.from([1, 1])), RangeError);
  });

  it('takes quantiles between values', () => {
    assert.deepEqual([quantile([3, 1, 2], 0.5), quantile([1, 2], 0.5), quantile([], 0.9)], [2, 1.5, 0]);
  });
});
