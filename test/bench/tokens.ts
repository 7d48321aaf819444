/**
 * The token counter, next to js-tiktoken on the same ranks. `node --expose-gc --import tsx test/bench/tokens.ts` prints one JSON
 * line a figure.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Tiktoken } from 'js-tiktoken/lite';
import o200kBase from 'js-tiktoken/ranks/o200k_base';
import { createTokenEstimator, type TokenEstimator } from '../../src/core/tokens/tokenEstimator.ts';
import { ROOT } from '../support/cli.ts';

const ASSET = readFileSync(path.join(ROOT, 'dist/assets/o200k_base.bin'));
const PROSE = prose(1_000_000);
const THAI = 'ระบบจะตรวจสอบข้อมูลที่ได้รับและแจ้งผลให้ผู้ใช้ทราบภายในเวลาที่กำหนดไว้ล่วงหน้า '.repeat(60);

measureLoad();
const estimator = createTokenEstimator(ASSET);
count(estimator, 'warm up');
print(
  '1 MB of prose, cold',
  median(5, () => count(createTokenEstimator(ASSET), PROSE, 'built before')),
  'ms',
  250,
);
print(
  '1 MB of prose again',
  median(5, () => count(estimator, PROSE)),
  'ms',
);
print(
  '10 MB of one letter',
  median(5, () => count(createTokenEstimator(ASSET), 'a'.repeat(10_000_000), 'built before')),
  'ms',
  250,
);
print(
  '14 KB of Thai, cold',
  median(5, () => count(createTokenEstimator(ASSET), THAI, 'built before')),
  'ms',
);
measureTyping();
measureTiktoken();

/** In processes of their own, since a second load finds what the first one compiled. */
function measureLoad(): void {
  const script = path.join(ROOT, 'test/bench/tokenLoad.ts');
  const loads = Array.from({ length: 5 }, () => {
    const { stdout } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], {
      encoding: 'utf8',
      cwd: ROOT,
    });
    return JSON.parse(stdout) as { readonly milliseconds: number; readonly heapMegabytes: number };
  });
  print('ranks read and first count', middle(loads.map(({ milliseconds }) => milliseconds)), 'ms', 150);
  print('memory of the ranks and first count', middle(loads.map(({ heapMegabytes }) => heapMegabytes)), 'MB', 30);
}

/** One character more in the middle of 100 KB, again and again. */
function measureTyping(): void {
  let text = PROSE.slice(0, 100_000);
  count(estimator, text);
  const milliseconds = Array.from({ length: 400 }, (_, index) => {
    const place = 50_000 + (index % 40);
    text = `${text.slice(0, place)}${String.fromCharCode(97 + (index % 26))}${text.slice(place)}`;
    return count(estimator, text);
  });
  const sorted = milliseconds.slice(100).sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      what: 'key press in 100 KB',
      unit: 'ms',
      p95: round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
      budget: 1,
    }),
  );
}

/** The peer whose ranks these are; the longest texts would take it minutes. */
function measureTiktoken(): void {
  const start = performance.now();
  const tiktoken = new Tiktoken(o200kBase);
  tiktoken.encode('warm up', [], []);
  print('js-tiktoken: ranks read and first count', performance.now() - start, 'ms');
  const timeOf = (text: string): number => {
    const started = performance.now();
    tiktoken.encode(text, [], []);
    return performance.now() - started;
  };
  print('js-tiktoken: 1 MB of prose', timeOf(PROSE), 'ms');
  print('js-tiktoken: 14 KB of Thai', timeOf(THAI), 'ms');
  print('js-tiktoken: 4 KB of one letter', timeOf('a'.repeat(4000)), 'ms');
  print('the same 4 KB here', count(createTokenEstimator(ASSET), 'a'.repeat(4000), 'built before'), 'ms');
}

/** Milliseconds of one count; `built before`: without reading the ranks. */
function count(counter: TokenEstimator, text: string, state?: 'built before'): number {
  if (state !== undefined) counter.estimateText('x', 'claude-v3');
  const start = performance.now();
  counter.estimateText(text, 'claude-v3');
  return performance.now() - start;
}

/** Sentences of changing words, so that few lines are alike. */
function prose(length: number): string {
  const words = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8').split(/\s+/);
  const pieces: string[] = [];
  for (let index = 0, size = 0; size < length; index += 1) {
    const word = words[(index * 7919 + ((index * index) % 613)) % words.length] ?? '';
    const piece = index % 90 === 89 ? `${word}\n` : `${word} `;
    pieces.push(piece);
    size += piece.length;
  }
  return pieces.join('');
}

function median(times: number, measure: () => number): number {
  return middle(Array.from({ length: times }, measure));
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(what: string, value: number, unit: string, budget?: number): void {
  console.log(JSON.stringify({ what, unit, value: round(value), ...(budget !== undefined && { budget }) }));
}
