/** The command line, the server on a disk, and the server of a browser look at the same files: of what is built. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { buildIfNeeded } from '../../src/build/prepare.mjs';
import { ROOT } from '../../src/build/processes.mjs';
import type {
  CheckWorkspaceResult,
  GitignoresAboveResult,
  ListedFolder,
  WorkloadReportResult,
} from '../../src/server/protocol.ts';
import { runCli } from '../support/cli.ts';
import { PULLING } from './inMemoryClient.ts';
import { SandboxedWorker } from './sandboxedWorker.ts';

const CALL = `import boto3
client = boto3.client("bedrock-runtime", region_name="us-east-1")
client.converse(modelId="us.amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Hello"}]}])
`;

/** Without a link, so that the browser's answer can be worked out without following one. */
const FILES: Readonly<Record<string, string>> = {
  '.git/HEAD': '',
  '.gitignore': 'build/\n*.gen.py\n!kept.gen.py\n/services/chat/local.py\n',
  'above.py': CALL,
  'services/build/x.py': CALL,
  'services/chat/ask.py': CALL,
  'services/chat/a b#1%.py': CALL,
  'services/chat/local.py': CALL,
  'services/chat/x.gen.py': CALL,
  'services/chat/kept.gen.py': CALL,
  'services/chat/build/x.py': CALL,
  'services/chat/sub/.gitignore': 'own/*\n!own/kept.py\n!x.gen.py\n',
  'services/chat/sub/x.gen.py': CALL,
  'services/chat/sub/own/x.py': CALL,
  'services/chat/sub/own/kept.py': CALL,
  'services/chat/node_modules/x/ask.py': CALL,
  'services/chat/.venv/pyvenv.cfg': '',
  'services/chat/.venv/x.py': CALL,
  'services/chat/tools/pyvenv.cfg': '',
  'services/chat/tools/lib/x.py': CALL,
  // Looked into, for code in it, and in no list, since it holds none.
  'services/chat/notes.md': 'not a prompt\n',
};

/** Paths below `services/chat`. */
const WANTED = ['a b#1%.py', 'ask.py', 'kept.gen.py', 'sub/own/kept.py', 'sub/x.gen.py'];

interface Looked {
  readonly files: number;
  readonly paths: readonly string[];
}

describe('the files of a workspace', function () {
  this.timeout(60_000);
  let repository: string;
  let folder: string;
  before(async () => {
    await buildIfNeeded();
    repository = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'same-files-')));
    folder = path.join(repository, 'services/chat');
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(repository, name)), { recursive: true });
      writeFileSync(path.join(repository, name), text);
    }
  });
  after(() => {
    rmSync(repository, { recursive: true, force: true });
  });

  it('are those that Git does not ignore, for the command line', async () => {
    assert.deepEqual(await ofCommandLine(), { files: WANTED.length + 1, paths: WANTED });
  });

  it('are the same for the server with a disk', async () => {
    assert.deepEqual(await ofDiskServer(), await ofCommandLine());
  });

  it('are the same for the server in a browser', async () => {
    assert.deepEqual(await ofBrowserServer(), await ofCommandLine());
  });

  it('hold a link that leads out for nobody', async () => {
    symlinkSync(path.join(repository, 'above.py'), path.join(folder, 'linked.py'));
    try {
      assert.deepEqual((await ofDiskServer()).paths, WANTED);
      assert.deepEqual((await ofBrowserServer()).paths, WANTED);
      assert.deepEqual((await ofCommandLine()).paths, WANTED);
    } finally {
      rmSync(path.join(folder, 'linked.py'));
    }
  });

  async function ofCommandLine(): Promise<Looked> {
    const { stdout } = await runCli(['report', '--format', 'csv'], { cwd: folder });
    const { stdout: text } = await runCli(['report'], { cwd: folder });
    return { files: Number(/ in (\d+) files/.exec(text)?.[1]), paths: pathsOf(stdout) };
  }

  async function ofDiskServer(): Promise<Looked> {
    const child = spawn(process.execPath, [path.join(ROOT, 'dist/server.node.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      const reader = new StreamMessageReader(child.stdout);
      const connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
      connection.onRequest(() => null);
      connection.onUnhandledProgress(() => undefined);
      connection.listen();
      return await looked((method, params) => connection.sendRequest(method, params), {
        notify: (method) => void connection.sendNotification(method, {}),
        options: {},
      });
    } finally {
      child.kill('SIGKILL');
    }
  }

  function ofBrowserServer(): Promise<Looked> {
    const worker = new SandboxedWorker(path.join(ROOT, 'dist/server.browser.js'), (method, params) => {
      switch (method) {
        case 'bedrockCostLint/readAsset':
          return { base64: readFileSync(path.join(ROOT, 'dist/assets', valueOf(params, 'name'))).toString('base64') };
        case 'bedrockCostLint/readFile':
          return { kind: 'bytes', base64: readFileSync(pathOf(valueOf(params, 'uri'))).toString('base64') };
        case 'bedrockCostLint/filesExist':
          return (params as { uris: string[] }).uris.map(() => false);
        case 'bedrockCostLint/listFolders':
          return (params as { uris: string[] }).uris.map((uri) => listed(pathOf(uri)));
        case 'bedrockCostLint/gitignoresAbove':
          return gitignoresAbove();
        default:
          return null;
      }
    });
    return looked((method, params) => worker.request(method, params), {
      notify: (method) => {
        worker.notify(method, {});
      },
      options: { clientFileSystem: true },
    });
  }

  async function looked(
    request: (method: string, params: object) => Promise<unknown>,
    { notify, options }: { readonly notify: (method: string) => void; readonly options: object },
  ): Promise<Looked> {
    await request('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'chat' }],
      capabilities: { ...PULLING, workspace: { ...PULLING.workspace, configuration: false } },
      initializationOptions: options,
    });
    notify('initialized');
    const { files } = (await request('bedrockCostLint/checkWorkspace', {})) as CheckWorkspaceResult;
    const { csv } = (await request('bedrockCostLint/workloadReport', {})) as WorkloadReportResult;
    return { files, paths: pathsOf(csv) };
  }

  function gitignoresAbove(): GitignoresAboveResult {
    return [
      { gitignore: readFileSync(path.join(repository, '.gitignore'), 'utf8'), next: 'services' },
      { next: 'chat' },
    ];
  }

  function pathOf(uri: string): string {
    return path.join(folder, decodeURIComponent(uri.slice(pathToFileURL(folder).href.length)));
  }
});

/** As a client answers that can follow no links. */
function listed(folder: string): ListedFolder {
  const names = readdirSync(folder).sort().reverse();
  const entries = names.map((name): ListedFolder['entries'][number] => {
    const stats = lstatSync(path.join(folder, name));
    if (stats.isSymbolicLink()) return { name, kind: 'link', leadsOut: true };
    return { name, kind: stats.isDirectory() ? 'folder' : 'file' };
  });
  if (!names.includes('.gitignore')) return { entries };
  return { entries, gitignore: readFileSync(path.join(folder, '.gitignore'), 'utf8') };
}

function pathsOf(csv: string): readonly string[] {
  const rows = csv.trim().split('\r\n').slice(1);
  return rows.map((row) => row.slice(0, row.indexOf(','))).sort();
}

function valueOf(params: unknown, key: string): string {
  return String((params as Readonly<Record<string, unknown>>)[key]);
}
