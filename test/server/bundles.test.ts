/** The built server, as editors start it: a process on its standard streams or an IPC channel, and a web worker. */
import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport, MessageConnection } from 'vscode-languageserver/node';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { buildIfNeeded } from '../../src/build/prepare.mjs';
import { ROOT } from '../../src/build/processes.mjs';
import { PULLING } from './inMemoryClient.ts';
import { SandboxedWorker } from './sandboxedWorker.ts';

const SERVER = path.join(ROOT, 'dist/server.node.js');

const CALL = `import boto3
from models import MODEL

client = boto3.client("bedrock-runtime", region_name="us-east-1")
client.converse(modelId=MODEL, messages=[{"role": "user", "content": [{"text": "Hello"}]}])
`;

const FILES: Readonly<Record<string, string>> = {
  'src/ask.py': CALL,
  'src/models.py': 'MODEL = "us.anthropic.claude-sonnet-5-5"\n',
  'node_modules/other/ask.py': CALL,
};

describe('the built server', function () {
  this.timeout(60_000);
  let folder: string;
  let child: ChildProcess | undefined;
  before(() => buildIfNeeded());
  beforeEach(() => {
    folder = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'server-')));
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    child = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves over standard streams with the files of the disk, and ends when told', async () => {
    const started = stdio();
    child = started.child;
    const { connection } = started;
    await initialize(connection, process.pid);
    assert.deepEqual(await rulesOf(connection), ['sizing/use-max-tokens']);
    const checked = await connection.sendRequest<{ files: number; callSites: number }>(
      'bedrockCostLint/checkWorkspace',
      {},
    );
    assert.deepEqual([checked.files, checked.callSites], [2, 1]);
    const page = await connection.sendRequest<{ markdown: string }>('bedrockCostLint/rulePage', {
      rule: 'sizing/use-max-tokens',
    });
    assert.match(page.markdown, /^# /);
    const ended = once(started.child, 'exit');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.deepEqual(await ended, [0, null]);
  });

  it('serves over an IPC channel', async () => {
    child = fork(SERVER, ['--node-ipc'], { silent: true });
    const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    listen(connection);
    await initialize(connection, process.pid);
    assert.deepEqual(await rulesOf(connection), ['sizing/use-max-tokens']);
  });

  it('ends when the streams are closed', async () => {
    const started = stdio();
    child = started.child;
    await initialize(started.connection, process.pid);
    const ended = once(started.child, 'exit');
    started.child.stdin.end();
    await ended;
  });

  it('ends when the editor dies', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const started = stdio();
    child = started.child;
    await initialize(started.connection, editor.pid ?? assert.fail('the process has an id'));
    const ended = once(started.child, 'exit');
    editor.kill('SIGKILL');
    await ended;
  });

  it('serves in a web worker, with files and assets from its client only', async () => {
    const worker = new SandboxedWorker(path.join(ROOT, 'dist/server.browser.js'), (method, params) => {
      switch (method) {
        case 'bedrockCostLint/readAsset':
          return { base64: readFileSync(path.join(ROOT, 'dist/assets', textOf(params, 'name'))).toString('base64') };
        case 'bedrockCostLint/readFile':
          return fileResult(textOf(params, 'uri'));
        case 'bedrockCostLint/filesExist':
          return (params as { uris: string[] }).uris.map((uri) => virtualFile(uri) !== undefined);
        default:
          return null;
      }
    });
    await worker.request('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: 'virtual://test/', name: 'test' }],
      capabilities: { ...PULLING, workspace: { ...PULLING.workspace, configuration: false } },
      initializationOptions: { clientFileSystem: true },
    });
    worker.notify('initialized', {});
    const uri = 'virtual://test/src/ask.py';
    worker.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text: CALL } });
    const report = (await worker.request('textDocument/diagnostic', {
      textDocument: { uri },
    })) as DocumentDiagnosticReport;
    assert.deepEqual(worker.log, []);
    assert.deepEqual(codesOf(report), ['sizing/use-max-tokens']);
    const hover = await worker.request('textDocument/hover', {
      textDocument: { uri },
      position: { line: 4, character: 3 },
    });
    assert.match(JSON.stringify(hover), /Claude Sonnet 5\.5/);
  });

  function stdio() {
    const process_ = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(process_.stdout),
      new StreamMessageWriter(process_.stdin),
    );
    listen(connection);
    return { child: process_, connection };
  }

  function listen(connection: MessageConnection): void {
    connection.onRequest((method, params) =>
      method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null,
    );
    connection.onUnhandledProgress(() => undefined);
    connection.listen();
  }

  async function initialize(connection: MessageConnection, processId: number): Promise<void> {
    const uri = pathToFileURL(folder).href;
    await connection.sendRequest('initialize', {
      processId,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      capabilities: PULLING,
    });
    await connection.sendNotification('initialized', {});
  }

  async function rulesOf(connection: MessageConnection): Promise<readonly unknown[]> {
    const uri = pathToFileURL(path.join(folder, 'src/ask.py')).href;
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text: CALL },
    });
    return codesOf(await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }));
  }
});

function codesOf(report: DocumentDiagnosticReport): readonly unknown[] {
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

function virtualFile(uri: string): string | undefined {
  return FILES[uri.replace('virtual://test/', '')];
}

function fileResult(uri: string): object {
  const text = virtualFile(uri);
  return text === undefined ? { kind: 'missing' } : { kind: 'bytes', base64: Buffer.from(text).toString('base64') };
}

function textOf(params: unknown, key: string): string {
  return String((params as Readonly<Record<string, unknown>>)[key]);
}
