/**
 * *Check Workspace* of the built server against `check` of the built command line, in processor time over the same tree. `node
 * --import tsx test/bench/editorCheck.ts` prints one JSON line a figure.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { ROOT } from '../support/cli.ts';
import { PULLING } from '../server/inMemoryClient.ts';
import { writeTree } from './tree.ts';

const FILES = 5_000;
const ROUNDS = 3;
const SPENT =
  "data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('spent:'+(user+system)+';')})";

const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
try {
  writeTree(scratch, FILES);
  const check: number[] = [];
  const editor: number[] = [];
  // The first round only warms the system's cache of files.
  for (let round = 0; round <= ROUNDS; round++) {
    const spent = [ofCommandLine(), await ofServer()] as const;
    if (round === 0) continue;
    check.push(spent[0]);
    editor.push(spent[1]);
  }
  const value = Math.round((100 * median(editor)) / median(check)) / 100;
  console.log(JSON.stringify({ what: `check of ${FILES} files, processor time`, unit: 'ms', value: median(check) }));
  console.log(JSON.stringify({ what: 'the same in an editor, against it', unit: '×', value, budget: 1.5 }));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function ofCommandLine(): number {
  const args = ['--import', SPENT, path.join(ROOT, 'dist/cli.js'), 'check', scratch, '--format', 'json'];
  return spentIn(spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 }).stderr);
}

/** As our own client starts it, from start to end. */
async function ofServer(): Promise<number> {
  const child = spawn(process.execPath, ['--import', SPENT, path.join(ROOT, 'dist/server.node.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stderr = text(child.stderr);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest(() => null);
  connection.onUnhandledProgress(() => undefined);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(scratch).href, name: 'tree' }],
    capabilities: { ...PULLING, workspace: { ...PULLING.workspace, configuration: false } },
    initializationOptions: { clientFileSystem: true },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendRequest('bedrockCostLint/checkWorkspace', {});
  await connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  return spentIn(await stderr);
}

/** In milliseconds. */
function spentIn(stderr: string): number {
  return Math.round(Number(/spent:(\d+);/.exec(stderr)?.[1] ?? NaN) / 1000);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
