/**
 * `npm run calibrate`: fits the weights of the token bins again and prints how wrong they are on documents that the fit never
 * saw, and how wrong whole requests are on recorded ones.
 *
 *     --fit FILE     documents instead of the project's own: JSON lines as in calibrate/data/tokenFit.jsonl.gz
 *     --usage FILE   recorded requests instead of the project's own, such as your model invocation log (JSON lines)
 *     --keep FILE    writes what is needed of the recorded requests, without their texts
 *     --write        writes the weights, fitted on all documents, to src/core/tokens/bins/weights.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalog } from '../core/catalog/catalog.ts';
import { BinCounter } from '../core/tokens/bins/binCounter.ts';
import { BIN_NAMES, fittedWeights } from '../core/tokens/bins/binWeights.ts';
import { readRankTable } from '../core/tokens/o200k/rankTable.ts';
import { errorsOfWeights, errorsOfRequests, type ErrorRow } from './calibrate/errors.ts';
import { fitWeights } from './calibrate/fitWeights.ts';
import { measureConstants } from './calibrate/measureConstants.ts';
import { readRecordedRequests, type RecordedRequest } from './calibrate/recordedUsage.ts';
import { readTokenFit, type FitDocument } from './calibrate/tokenFit.ts';
import { packCatalog } from './catalogAsset.ts';
import { ROOT } from './processes.mjs';
import { packO200kRanks } from './tokenAssets.ts';

const DATA = path.join(ROOT, 'src/build/calibrate/data');
const WEIGHTS = path.join(ROOT, 'src/core/tokens/bins/weights.json');

const { values: options } = parseArgs({
  options: {
    fit: { type: 'string' },
    usage: { type: 'string', multiple: true },
    keep: { type: 'string' },
    write: { type: 'boolean' },
  },
});

const documents = readTokenFit(options.fit ?? path.join(DATA, 'tokenFit.jsonl.gz'));
if (options.usage === undefined || options.write === true) calibrateWeights(documents);
const requests = await readUsage(options.usage ?? [path.join(DATA, 'recordedUsage.json')]);
printTable('Whole requests against what was billed', errorsOfRequests(requests));
printConstants(requests);
if (options.keep !== undefined) writeFileSync(options.keep, linesOf(requests));

function calibrateWeights(all: readonly FitDocument[]): void {
  const families = Object.keys(all[0]?.tokens ?? {}).filter((family) => fittedWeights(family) !== undefined);
  const training = all.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = all.filter(({ isHeldOut }) => isHeldOut);
  const rows = families.flatMap((family) => {
    console.error(`Fitting ${family} on ${training.length} documents`);
    return errorsOfWeights(fitWeights(training, family, BIN_NAMES), heldOut, family);
  });
  printTable('Texts of sources that the fit never saw', rows);
  if (options.write === true) writeWeights(all, families);
}

function writeWeights(all: readonly FitDocument[], families: readonly string[]): void {
  const shipped = JSON.parse(readFileSync(WEIGHTS, 'utf8')) as { weights: Record<string, string> };
  for (const family of families) {
    console.error(`Fitting ${family} on ${all.length} documents`);
    const thousandths = [...fitWeights(all, family, BIN_NAMES)].map((weight) => Math.round(weight * 1000));
    shipped.weights[family] = thousandths.join(' ');
  }
  const dated = { ...shipped, checked: new Date().toISOString().slice(0, 10) };
  writeFileSync(WEIGHTS, `${JSON.stringify(dated, undefined, 2)}\n`);
}

async function readUsage(files: readonly string[]): Promise<readonly RecordedRequest[]> {
  const catalog = loadCatalog(await packCatalog());
  const counter = new BinCounter(readRankTable(packO200kRanks()));
  return files.flatMap((file) => readRecordedRequests(file, { catalog, counter }));
}

/** One request a line, so that a change shows. */
function linesOf(rows: readonly RecordedRequest[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
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

function printConstants(rows: readonly RecordedRequest[]): void {
  const head = ['', 'n', 'shipped', 'measured'];
  const cells = measureConstants(rows).map(({ what, count, shipped, measured }) => [
    what,
    String(count),
    shipped.join(' … '),
    measured.map((value) => value.toFixed(1)).join(' … '),
  ]);
  print('Constants of the frames, and what these requests say (p10 … median … p90)', [head, ...cells]);
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
