/**
 * `npm run calibrate`: fits the weights of the token bins again and prints how wrong they are on documents that the fit never
 * saw, and how wrong whole requests are on recorded ones, and the lengths of the answers.
 *
 *     --fit FILE     documents instead of the project's own, with their texts or as in calibrate/data/tokenFit.jsonl.gz; several add up
 *     --keep-fit FILE  writes what is needed of the documents, without their texts
 *     --usage FILE   recorded requests instead of the project's own, such as your model invocation log (JSON lines)
 *     --keep FILE    writes what is needed of the recorded requests, without their texts
 *     --keep-answers FILE  writes what is needed of the answers to them, without any text
 *     --write        writes the weights, fitted on all documents, to src/core/tokens/bins, the constants of the frames to
 *                    src/core/tokens/families, and the sizes of answers to src/core/cost/output
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { format } from 'prettier';
import { loadCatalog } from '../core/catalog/catalog.ts';
import { judgedSize } from '../core/cost/output/answerSizes.ts';
import { BinCounter } from '../core/tokens/bins/binCounter.ts';
import { BIN_NAMES, fittedWeights } from '../core/tokens/bins/binWeights.ts';
import { FAMILY_CALIBRATIONS } from '../core/tokens/families/familyCalibrations.ts';
import { readRankTable } from '../core/tokens/o200k/rankTable.ts';
import { errorsOfFit, errorsOfRequests, type ErrorRow } from './calibrate/errors.ts';
import { type FamilyFit, fitFamily } from './calibrate/fitWeights.ts';
import { constantsWithout, fitConstants, type FittedConstant, sourceFile } from './calibrate/fitConstants.ts';
import { type Frames, linesOfRecorded, readRecordedRequests, type RecordedRequest } from './calibrate/recordedUsage.ts';
import { type AnswerErrors, errorsOfAnswers, fitAnswerSizes, halfOf } from './calibrate/fitAnswers.ts';
import {
  type AnswerSizes,
  linesOfAnswers,
  readRecordedAnswers,
  type RecordedAnswer,
} from './calibrate/recordedAnswers.ts';
import { type FitDocument, linesOfTokenFit, readTokenFit } from './calibrate/tokenFit.ts';
import { packCatalog } from './catalogAsset.ts';
import { ROOT } from './processes.mjs';
import { packO200kRanks } from './tokenAssets.ts';

const DATA = path.join(ROOT, 'src/build/calibrate/data');
const WEIGHTS = path.join(ROOT, 'src/core/tokens/bins/weights.json');
const ANSWERS = path.join(ROOT, 'src/core/cost/output/answerSizes.json');
const FOLDS = 5;
const ALONE_WEIGHTS = path.join(ROOT, 'src/core/tokens/bins/aloneWeights.json');

const { values: options } = parseArgs({
  options: {
    fit: { type: 'string', multiple: true },
    'keep-fit': { type: 'string' },
    usage: { type: 'string', multiple: true },
    keep: { type: 'string' },
    'keep-answers': { type: 'string' },
    write: { type: 'boolean' },
  },
});

const counter = new BinCounter(readRankTable(packO200kRanks()));
const documents = (options.fit ?? [path.join(DATA, 'tokenFit.jsonl.gz')]).flatMap((file) =>
  readTokenFit(file, counter),
);
if (options['keep-fit'] !== undefined)
  writeFileSync(options['keep-fit'], gzipSync(linesOfTokenFit(documents), { level: 9 }));
if (options.usage === undefined || options.write === true) await calibrateWeights(documents);
const requests = await readUsage(options.usage ?? [path.join(DATA, 'recordedUsage.json')]);
printTable('Whole requests against what was billed', errorsOfRequests(requests));
printTable(
  'The same, constants of the frames from other sources alone',
  errorsOfRequests(requests, heldOutFrames(requests)),
);
const { constants, frames } = fitConstants(requests);
printConstants(constants);
if (options.write === true) await writeFrames(constants, frames);
const answers = (options.usage ?? [path.join(DATA, 'recordedAnswers.json')]).flatMap(readRecordedAnswers);
printAnswers('Lengths of answers against what was written', errorsOfAnswers(answers));
printAnswers(
  'The same, sizes fitted on the files of the other half alone',
  errorsOfAnswers(answers, sizesOfOtherHalf(answers)),
);
if (options.write === true) await writeAnswerSizes(answers);
if (options['keep-answers'] !== undefined) writeFileSync(options['keep-answers'], linesOfAnswers(answers));
if (options.keep !== undefined) writeFileSync(options.keep, linesOfRecorded(requests));

async function calibrateWeights(all: readonly FitDocument[]): Promise<void> {
  const families = [...new Set(all.flatMap(({ tokens }) => Object.keys(tokens)))].filter(
    (family) => fittedWeights(family) !== undefined,
  );
  const training = all.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = all.filter(({ isHeldOut }) => isHeldOut);
  const rows = families.flatMap((family) => {
    console.error(`Fitting ${family} on ${training.length} documents`);
    return errorsOfFit(fitFamily(training, family, BIN_NAMES), heldOut, family);
  });
  printTable('Texts of sources that the fit never saw', rows);
  if (options.write === true) await writeWeights(all, families);
}

async function writeWeights(all: readonly FitDocument[], families: readonly string[]): Promise<void> {
  const fits = families.map((family): readonly [string, FamilyFit] => {
    console.error(`Fitting ${family} on ${all.length} documents`);
    return [family, fitFamily(all, family, BIN_NAMES)];
  });
  const weights = fits.map(([family, fit]) => [family, thousandths(fit.weights)] as const);
  const corrections = fits.flatMap(([family, fit]) =>
    fit.corrections === undefined ? [] : [[family, byAlone(fit.corrections)] as const],
  );
  await writeDated(WEIGHTS, { weights: Object.fromEntries(weights) });
  await writeDated(ALONE_WEIGHTS, { corrections: Object.fromEntries(corrections) });
}

/** For each request the constants that the requests of four fifths of the sources, without its own, say. */
function heldOutFrames(all: readonly RecordedRequest[]): (request: RecordedRequest) => Frames {
  const files = [...new Set(all.map(sourceFile))].sort();
  const foldOf = (request: RecordedRequest): number => files.indexOf(sourceFile(request)) % FOLDS;
  const frames = Array.from({ length: FOLDS }, (_, fold) =>
    constantsWithout(all.filter((request) => foldOf(request) !== fold)),
  );
  return (request) => frames[foldOf(request)] ?? FAMILY_CALIBRATIONS;
}

async function writeFrames(constants: readonly FittedConstant[], frames: Frames): Promise<void> {
  for (const family of new Set(constants.map((constant) => constant.family))) {
    const { frame, frameByModel } = frames[family];
    const file = path.join(ROOT, `src/core/tokens/families/${family}.json`);
    await writeDated(file, { frame, ...(frameByModel && { frameByModel }) });
  }
}

function sizesOfOtherHalf(all: readonly RecordedAnswer[]): (answer: RecordedAnswer) => AnswerSizes {
  const [first, second] = [0, 1].map((half) =>
    fitAnswerSizes(
      all.filter((answer) => halfOf(answer) === half),
      judgedSize,
    ),
  );
  return (answer) => (halfOf(answer) === 0 ? second : first) ?? judgedSize;
}

async function writeAnswerSizes(all: readonly RecordedAnswer[]): Promise<void> {
  const shipped = JSON.parse(readFileSync(ANSWERS, 'utf8')) as { readonly answers: Readonly<Record<string, object>> };
  const fitted = fitAnswerSizes(all, judgedSize);
  const fit = Object.entries(shipped.answers).map(([name, entry]) => {
    const { low, likely, high } = fitted(name);
    return [name, { ...entry, tokens: [low, likely, high] }] as const;
  });
  await writeDated(ANSWERS, { answers: Object.fromEntries(fit) });
}

/** One line for each count that a token can have alone. */
function byAlone(corrections: Float64Array): readonly string[] {
  const bins = BIN_NAMES.length;
  return Array.from({ length: corrections.length / bins }, (_, alone) =>
    thousandths(corrections.subarray(alone * bins, (alone + 1) * bins)),
  );
}

function thousandths(values: Float64Array): string {
  return Array.from(values, (value) => Math.round(value * 1000)).join(' ');
}

async function writeDated(file: string, changes: object): Promise<void> {
  const shipped = JSON.parse(readFileSync(file, 'utf8')) as object;
  const dated = { ...shipped, ...changes, checked: new Date().toISOString().slice(0, 10) };
  writeFileSync(file, await format(JSON.stringify(dated), { parser: 'json', printWidth: 120 }));
}

async function readUsage(files: readonly string[]): Promise<readonly RecordedRequest[]> {
  const catalog = loadCatalog(await packCatalog());
  return files.flatMap((file) => readRecordedRequests(file, { catalog, counter }));
}

function printTable(title: string, rows: readonly ErrorRow[]): void {
  const percent = (share: number | undefined): string => (share === undefined ? '' : `${(100 * share).toFixed(1)} %`);
  const head = ['', 'n', 'median', 'p90', 'in range'];
  const cells = rows.map((row) => [
    row.what,
    String(row.count),
    percent(row.median),
    percent(row.p90),
    percent(row.covered),
  ]);
  print(title, [head, ...cells]);
}

function printAnswers(title: string, rows: readonly AnswerErrors[]): void {
  const head = ['', 'n', 'median', 'p90', 'in range', 'high / low'];
  const cells = rows.map(({ what, count, medianFactor, p90Factor, covered, width }) => [
    what,
    String(count),
    `× ${medianFactor.toFixed(2)}`,
    `× ${p90Factor.toFixed(1)}`,
    `${(100 * covered).toFixed(0)} %`,
    width.toFixed(1),
  ]);
  print(title, [head, ...cells]);
}

function printConstants(constants: readonly FittedConstant[]): void {
  const head = ['', 'requests', 'of sources', 'shipped', 'fitted'];
  const cells = constants.map(({ family, variant, key, requests: count, sources, before, after }) => {
    const { models = [], apis = [] } = FAMILY_CALIBRATIONS[family].frameByModel?.[variant] ?? {};
    const what = [family, ...models, ...apis].join(' ');
    return [`${what}: ${key}`, String(count), String(sources), before.join(' … '), after.join(' … ')];
  });
  print('Constants of the frames (15th percentile … median … 85th)', [head, ...cells]);
}

function print(title: string, table: readonly (readonly string[])[]): void {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
