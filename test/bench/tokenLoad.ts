/** How long a fresh process takes from the rank file to the first count, and what it keeps. Prints one JSON line. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTokenEstimator } from '../../src/core/tokens/tokenEstimator.ts';
import { ROOT } from '../support/cli.ts';

const before = memory();
const start = performance.now();
const estimator = createTokenEstimator(() => readFileSync(path.join(ROOT, 'dist/assets/o200k_base.bin')));
estimator.estimateText('The first text that is counted.', 'claude-v3');
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ milliseconds, heapMegabytes: (memory() - before) / 1e6 }));
estimator.estimateText('Still there.', 'claude-v3');

/** Bytes, those of typed arrays included. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
