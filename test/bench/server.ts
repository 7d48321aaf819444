/**
 * The language server under a typing hand: from a key press to new diagnostics over the real protocol, hover, and memory
 * after many edits. `node --expose-gc --import tsx test/bench/server.ts [edits]` prints one JSON line a figure.
 */
import { TestClient } from '../server/inMemoryClient.ts';
import { LineIndex } from '../../src/core/util/lineIndex.ts';
import { pythonProgram, typescriptProgram } from './programs.ts';

const LINES = 2_000;
const WARM_UP = 40;
const PYTHON_TYPED = 'answer = client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user"}])\n    ';
const TYPESCRIPT_TYPED =
  "const answer = await client.send(new ConverseCommand({ modelId: 'us.amazon.nova-lite-v1:0', messages: [] }));\n  ";

interface Typist {
  readonly client: TestClient;
  readonly uri: string;
  /** Text before which is typed. */
  readonly before: string;
  readonly typed: string;
}

await measureTyping('service.py', 'python', pythonProgram(LINES), '    rates = rates or {}', PYTHON_TYPED);
await measureTyping('service.ts', 'typescript', typescriptProgram(LINES), '  let total = 0;', TYPESCRIPT_TYPED);
await measureMemory(Number(process.argv[2] ?? 10_000));

async function measureTyping(
  path: string,
  languageId: string,
  text: string,
  before: string,
  typed: string,
): Promise<void> {
  const client = await TestClient.start();
  const uri = await client.open(path, text, languageId);
  await client.pull(uri);
  const middle = text.indexOf(before, text.length / 2);
  const typist = { client, uri, before: text.slice(middle, middle + before.length + 400), typed };
  const milliseconds = (await type(typist, 4)).slice(WARM_UP);
  print(`key press to diagnostics, ${LINES} lines, ${languageId}`, milliseconds, 50);
  const hovers: number[] = [];
  const position = new LineIndex(client.text(uri)).positionAt(client.text(uri).indexOf('modelId'));
  for (let index = 0; index < 100; index++) {
    const start = performance.now();
    await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
    hovers.push(performance.now() - start);
  }
  print(`hover, ${languageId}`, hovers, 10);
  await client.stop();
}

/** Types a line and takes it back, character by character, and waits for the diagnostics of each. */
async function type({ client, uri, before, typed }: Typist, times: number): Promise<number[]> {
  const milliseconds: number[] = [];
  const states = [...Array(typed.length + 1).keys()].map((length) => typed.slice(0, length));
  const there = [...states, ...states.toReversed()];
  for (let time = 0; time < times; time++) {
    for (let index = 1; index < there.length; index++) {
      const start = performance.now();
      await client.replace(uri, (there[index - 1] ?? '') + before, (there[index] ?? '') + before);
      await client.pull(uri);
      milliseconds.push(performance.now() - start);
    }
  }
  return milliseconds;
}

async function measureMemory(edits: number): Promise<void> {
  const client = await TestClient.start();
  const text = pythonProgram(300);
  const uri = await client.open('service.py', text);
  await client.pull(uri);
  const before = text.slice(text.indexOf('    rates = rates or {}', text.length / 2)).slice(0, 400);
  const typist = { client, uri, before, typed: PYTHON_TYPED };
  const editsPerTime = 2 * PYTHON_TYPED.length + 1;
  await type(typist, Math.ceil(edits / 10 / editsPerTime));
  const early = memory();
  await type(typist, Math.ceil((edits * 9) / 10 / editsPerTime));
  const late = memory();
  console.log(JSON.stringify({ what: `memory after ${edits} edits`, unit: 'MB', early, late }));
  await client.stop();
}

function memory(): Readonly<Record<string, number>> {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  const inMegabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
  return {
    heap: inMegabytes(heapUsed),
    external: inMegabytes(external),
    arrayBuffers: inMegabytes(arrayBuffers),
    resident: inMegabytes(rss),
  };
}

function print(what: string, milliseconds: readonly number[], budget: number): void {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  console.log(
    JSON.stringify({ what, unit: 'ms', count: sorted.length, p05: at(0.05), p50: at(0.5), p95: at(0.95), budget }),
  );
}
