/**
 * The built command line on a large tree, next to a plain search of it, and on hostile files. `node --import tsx
 * test/bench/commandLine.ts [folder]` prints one JSON line a figure; without a folder it makes a tree of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../support/cli.ts';
import { writeTree } from './tree.ts';

const CLI = path.join(ROOT, 'dist/cli.js');
const FILES = 12_000;
const ROUNDS = 5;
const PEAK_MEMORY =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak:'+process.resourceUsage().maxRSS))";

const MEGABYTE = 1_000_000;
const CALL =
  'import boto3\nclient = boto3.client("bedrock-runtime")\nclient.converse(modelId="amazon.nova-lite-v1:0", messages=';

/** A mark of a client library first, so that nothing is left out unread. */
const HOSTILE: Readonly<Record<string, string>> = {
  'brackets.py': CALL + '['.repeat(MEGABYTE),
  'calls.py': 'client.converse(modelId=m, messages=x)\n'.repeat(MEGABYTE / 39),
  'concatenation.py': `${CALL}${'"a" + '.repeat(MEGABYTE / 6)}"b")\n`,
  'assignments.py': `${'x = x + x\n'.repeat(MEGABYTE / 10)}${CALL}x)\n`,
  'string.py': `${CALL}"${'a\\u0041 '.repeat(MEGABYTE / 8)}")\n`,
  'braces.ts': `import '@aws-sdk/client-bedrock-runtime';\n${'{'.repeat(MEGABYTE)}`,
  'minified.js': `import '@aws-sdk/client-bedrock-runtime';${'var a=function(b){return new ConverseCommand(b)};'.repeat(MEGABYTE / 48)}`,
  'template.prompt': '{{#each a}}'.repeat(MEGABYTE / 11),
  'blanks.prompt': ' '.repeat(MEGABYTE),
  'letters.prompt': 'a'.repeat(MEGABYTE),
  'nested.ipynb': `{"cells":${'['.repeat(MEGABYTE)}`,
  'bomb.yaml': `# AWS::Bedrock::Prompt\n${'- '.repeat(MEGABYTE / 2)}`,
};

const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

measureStart();
measureTree(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? ownTree());
measureHostileFiles();

function ownTree(): string {
  const folder = path.join(scratch, 'tree');
  writeTree(folder, FILES);
  return folder;
}

function measureStart(): void {
  const bare: number[] = [];
  const version: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(timeOf(process.execPath, ['-e', '0']));
    version.push(timeOf(process.execPath, [CLI, '--version']));
  }
  print({ what: '--version, beyond what Node itself takes', unit: 'ms', value: median(version) - median(bare) });
}

/** Alternating, so that what else the machine does falls on both. */
function measureTree(folder: string): void {
  const search: number[] = [];
  const check: number[] = [];
  let peakKilobytes = 0;
  const hasSearch = spawnSync('rg', ['--version']).status === 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const searched = hasSearch ? timeOf('rg', ['-l', 'bedrock', folder]) : 0;
    const started = performance.now();
    const { stderr } = spawnSync(
      process.execPath,
      ['--import', PEAK_MEMORY, CLI, 'check', folder, '--format', 'json'],
      {
        encoding: 'utf8',
        maxBuffer: 1e9,
      },
    );
    const checked = performance.now() - started;
    peakKilobytes = Math.max(peakKilobytes, Number(/peak:(\d+)/.exec(stderr)?.[1] ?? 0));
    // The first round only warms the system's cache of files.
    if (round === 0) continue;
    search.push(searched);
    check.push(checked);
  }
  print({ what: 'cold check of a large tree', unit: 'ms', value: median(check) });
  if (hasSearch) {
    print({ what: '`rg -l bedrock` of it', unit: 'ms', value: median(search) });
    print({ what: 'cold check against `rg -l bedrock`', unit: '×', value: median(check) / median(search), budget: 6 });
  }
  print({ what: 'memory of that check', unit: 'MB', value: peakKilobytes / 1000, budget: 250 });
}

function measureHostileFiles(): void {
  const folder = path.join(scratch, 'hostile');
  mkdirSync(folder);
  const start = median(Array.from({ length: 3 }, () => timeOf(process.execPath, [CLI, '--version'])));
  let worst = { name: '', milliseconds: 0 };
  for (const [name, content] of Object.entries(HOSTILE)) {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const milliseconds = timeOf(process.execPath, [CLI, 'check', file, '--format', 'json']) - start;
    if (milliseconds > worst.milliseconds) worst = { name, milliseconds };
    if (process.argv.includes('--verbose')) console.error(`${name}: ${Math.round(milliseconds)} ms`);
  }
  print({ what: `slowest hostile file of 1 MB (${worst.name})`, unit: 'ms', value: worst.milliseconds, budget: 1000 });
}

function timeOf(command: string, args: readonly string[]): number {
  const started = performance.now();
  spawnSync(command, args, { stdio: 'ignore' });
  return performance.now() - started;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  readonly budget?: number;
}

function print({ value, ...figure }: Figure): void {
  console.log(JSON.stringify({ ...figure, value: Math.round(value * 10) / 10 }));
}
