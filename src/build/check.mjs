/** `npm run check`: types, lint with the import walls, format, unused code. Prints the output of what failed. */
import { availableParallelism } from 'node:os';
import { runNode } from './processes.mjs';

/** One for each set of global types: nothing, Node, VS Code with a worker, and so on. */
export const TYPESCRIPT_PROJECTS = ['.', 'src/core', 'src/server', 'src/client', 'test/vscode/suite'];

const TSC = 'node_modules/typescript/bin/tsc';

const steps = [
  ...TYPESCRIPT_PROJECTS.map((project) => ({
    name: `types in ${project}`,
    script: TSC,
    args: ['--noEmit', '-p', project],
  })),
  { name: 'lint', script: 'node_modules/eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  {
    name: 'format',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'],
  },
  { name: 'unused code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
];

const waiting = [...steps];
let failed = 0;
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
process.exitCode = failed === 0 ? 0 : 1;

async function work() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const started = performance.now();
    const { exitCode, output } = await runNode(step.script, step.args, { output: 'capture' });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${exitCode === 0 ? '✔' : '✘'} ${step.name} (${seconds} s)`);
    if (exitCode === 0) continue;
    failed++;
    console.log(output.trimEnd());
  }
}
