/** The files of a workspace whose client serves them, late and in any order: what is answered, and how often it is asked. */
import assert from 'node:assert/strict';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import type { FileAnalysis } from '../../src/core/report/fileAnalysis.ts';
import { renderWorkloadCsv } from '../../src/core/report/render/workloadCsv.ts';
import { renderWorkloadMarkdown } from '../../src/core/report/render/workloadMarkdown.ts';
import { buildWorkloadReport } from '../../src/core/report/workloadReport.ts';
import { Analyzer } from '../../src/core/service/analyzer.ts';
import type { DocumentLookup } from '../../src/core/service/features/diagnostics.ts';
import { diagnosticsOf } from '../../src/core/service/features/diagnostics.ts';
import { isWorthOpening } from '../../src/core/service/relevantFiles.ts';
import { toDiagnostics } from '../../src/server/conversions.ts';
import type { ListedFolder, WorkloadReportResult } from '../../src/server/protocol.ts';
import { inMemoryHost, WORKSPACE } from '../support/inMemoryHost.ts';
import type { Files } from '../support/sharedModules.ts';
import { SHARED_MODULES } from '../support/sharedModules.ts';
import { randomPause, seededRandom } from '../support/slowWorkspace.ts';
import { PULLING, TestClient } from './inMemoryClient.ts';

const SEEDS = 3;
const CALL = `import boto3
boto3.client("bedrock-runtime").converse(modelId="us.anthropic.claude-sonnet-4-5-20250929-v1:0", messages=[])
`;

describe('a workspace that the client serves', function () {
  this.timeout(60_000);
  let client: TestClient | undefined;
  afterEach(async () => {
    await client?.stop();
    client = undefined;
  });

  for (const [what, files] of Object.entries(SHARED_MODULES)) {
    it(`has the command line's diagnostics and report: ${what}`, async () => {
      const expected = await ofCommandLine(files);
      for (let seed = 1; seed <= SEEDS; seed++) {
        const started = await startServed(files, seed);
        const [report, reportAgain] = await Promise.all([
          started.connection.sendRequest<WorkloadReportResult>('bedrockCostLint/workloadReport', {}),
          started.connection.sendRequest<WorkloadReportResult>('bedrockCostLint/workloadReport', {}),
          started.connection.sendRequest('bedrockCostLint/checkWorkspace', {}),
        ]);
        const { items } = await pullWorkspace(started);
        assert.equal(report.markdown, expected.markdown);
        assert.equal(report.csv, expected.csv);
        assert.equal(reportAgain.markdown, expected.markdown);
        // Places in notebooks are said in words.
        const shown = items.filter(({ uri }) => !uri.endsWith('.ipynb'));
        const diagnostics = shown.flatMap((item) => (item.kind === 'full' ? [[item.uri, item.items]] : []));
        assert.deepEqual(diagnostics, expected.diagnostics);
        await started.stop();
      }
    });
  }

  it('is listed when the user asks, and else only when something came that may belong to it', async () => {
    const files = { 'a/ask.py': CALL, 'b/other.py': 'x = 1\n', '.gitignore': 'out/\n' };
    client = await startServed(files, 1);
    const { requests } = client;
    const listings = (): number => requests.filter((method) => method.endsWith('gitignoresAbove')).length;
    await client.connection.sendRequest('bedrockCostLint/checkWorkspace', {});
    assert.deepEqual((await pullWorkspace(client)).items.length, 1);
    assert.equal(listings(), 1);
    for (const [path, text] of [
      ['b/other.py', 'x = 2\n'],
      ['a/log.txtx', 'no file of ours'],
      ['node_modules/x/ask.py', CALL],
      ['b/other.py', undefined],
    ] as const) {
      await client.write(path, text);
    }
    assert.deepEqual((await pullWorkspace(client)).items.length, 1);
    assert.equal(listings(), 1);
    await client.write('c/new.py', CALL);
    assert.deepEqual((await pullWorkspace(client)).items.length, 2);
    assert.equal(listings(), 2);
    client.host.files.set(client.uri('c/untold.py'), CALL);
    assert.deepEqual((await checkAndReport(client)).paths, ['a/ask.py', 'c/new.py', 'c/untold.py']);
  });

  it('sees folders come and go, of which nothing else is told', async () => {
    client = await startServed({ 'a/ask.py': CALL, 'a/b/ask.py': CALL }, 1);
    assert.deepEqual((await checkAndReport(client)).paths, ['a/ask.py', 'a/b/ask.py']);
    client.host.files.delete(client.uri('a/b/ask.py'));
    await tell(client, 'a/b', 3);
    assert.deepEqual((await checkAndReport(client)).paths, ['a/ask.py']);
    client.host.files.set(client.uri('moved/b/ask.py'), CALL);
    await tell(client, 'moved', 1);
    assert.deepEqual((await checkAndReport(client)).paths, ['a/ask.py', 'moved/b/ask.py']);
  });

  it('follows what Git is told to ignore', async () => {
    client = await startServed({ 'a/ask.py': CALL }, 1);
    await checkAndReport(client);
    await client.write('.gitignore', '/a\n');
    assert.deepEqual((await checkAndReport(client)).paths, []);
  });

  it('is not asked about while nothing changes: the answer waits for the next change', async () => {
    client = await startServed({ 'ask.py': CALL, 'settings.py': 'x = 1\n' }, 1);
    await client.connection.sendRequest('bedrockCostLint/checkWorkspace', {});
    const first = await pullWorkspace(client);
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    let isAnswered = false;
    const waiting = pullWorkspace(client, previous).then((report) => {
      isAnswered = true;
      return report;
    });
    const asked = client.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(isAnswered, false);
    assert.equal(client.requests.length, asked);
    await client.write('ask.py', CALL.replace('messages=[]', 'messages=[], inferenceConfig={"maxTokens": 5}'));
    assert.deepEqual(
      (await waiting).items.map(({ uri, kind }) => [uri, kind]),
      [[client.uri('ask.py'), 'full']],
    );
  });

  it('answers who knows nothing at once, and whoever waits when the server stops', async () => {
    client = await startServed({ 'ask.py': CALL }, 1);
    await client.connection.sendRequest('bedrockCostLint/checkWorkspace', {});
    const first = await pullWorkspace(client);
    assert.equal((await pullWorkspace(client)).items.length, first.items.length);
    const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const waiting = pullWorkspace(client, previous);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.connection.sendRequest('shutdown');
    await waiting;
    client.connection.dispose();
    client = undefined;
  });

  it('is read by a server that has a disk without asking the client', async () => {
    client = await TestClient.start({ files: { 'ask.py': CALL }, initializationOptions: { clientFileSystem: true } });
    assert.deepEqual((await checkAndReport(client)).paths, ['ask.py']);
    assert.deepEqual(
      client.requests.filter((method) => method.startsWith('bedrockCostLint/')),
      [],
    );
  });
});

function startServed(files: Files, seed: number): Promise<TestClient> {
  const random = seededRandom(seed);
  const late = async (answer: () => unknown): Promise<unknown> => {
    await randomPause(random);
    return answer();
  };
  const client: { started?: TestClient } = {};
  const filesNow = (): ReadonlyMap<string, string> => client.started?.host.files ?? new Map<string, string>();
  const options = {
    files,
    hasDisk: false,
    initializationOptions: { clientFileSystem: true },
    answer: (method: string, params: unknown): unknown => {
      const { uri = '', uris = [] } = params as { readonly uri?: string; readonly uris?: readonly string[] };
      switch (method) {
        case 'bedrockCostLint/readFile':
          return late(() => {
            const text = filesNow().get(uri);
            if (text === undefined) return { kind: 'missing' };
            return { kind: 'bytes', base64: Buffer.from(text).toString('base64') };
          });
        case 'bedrockCostLint/filesExist':
          return late(() => uris.map((one) => filesNow().has(one)));
        case 'bedrockCostLint/listFolders':
          return late(() => uris.map((one) => listed(one, filesNow())));
        case 'bedrockCostLint/gitignoresAbove':
          return [];
        default:
          return undefined;
      }
    },
  };
  client.started = TestClient.connect(options);
  return client.started.initialize({ ...options, capabilities: PULLING }).then(() => client.started ?? assert.fail());
}

function listed(folder: string, files: ReadonlyMap<string, string>): ListedFolder {
  const entries = new Map<string, 'file' | 'folder'>();
  for (const uri of files.keys()) {
    if (!uri.startsWith(`${folder}/`)) continue;
    const [name = '', ...below] = uri.slice(folder.length + 1).split('/');
    entries.set(name, below.length === 0 ? 'file' : 'folder');
  }
  const gitignore = files.get(`${folder}/.gitignore`);
  return {
    entries: [...entries].map(([name, kind]) => ({ name, kind })),
    ...(gitignore !== undefined && { gitignore }),
  };
}

async function tell({ connection }: TestClient, path: string, type: number): Promise<void> {
  const changes = [{ uri: `${WORKSPACE}/${path}`, type }];
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

/** Paths of the files with calls. */
async function checkAndReport({ connection }: TestClient): Promise<{ readonly paths: readonly string[] }> {
  await connection.sendRequest('bedrockCostLint/checkWorkspace', {});
  const { csv } = await connection.sendRequest<WorkloadReportResult>('bedrockCostLint/workloadReport', {});
  const rows = csv.trim().split('\r\n').slice(1);
  return { paths: rows.map((row) => row.slice(0, row.indexOf(','))).sort() };
}

function pullWorkspace(
  { connection }: TestClient,
  previousResultIds: readonly object[] = [],
): Promise<WorkspaceDiagnosticReport> {
  return connection.sendRequest('workspace/diagnostic', { previousResultIds });
}

interface Told {
  readonly markdown: string;
  readonly csv: string;
  readonly diagnostics: unknown;
}

/** One file after the other. */
async function ofCommandLine(files: Files): Promise<Told> {
  const paths = Object.keys(files).filter((path) => !path.startsWith('out/') && isWorthOpening(`${WORKSPACE}/${path}`));
  const sourceFiles = (): Promise<readonly string[]> => Promise.resolve(paths.map((path) => `${WORKSPACE}/${path}`));
  const analyzer = new Analyzer({ ...withoutBinary(files), sourceFiles });
  const analyses: FileAnalysis[] = [];
  const binary = paths.filter((path) => files[path]?.includes('\0'));
  for (const path of paths.filter((one) => !binary.includes(one)).sort()) {
    analyses.push(await analyzer.analyze(`${WORKSPACE}/${path}`, files[path] ?? ''));
  }
  const holding = analyses.filter(
    ({ callSites, templates, findings, problems }) =>
      callSites.length > 0 || templates.length > 0 || findings.length > 0 || problems.length > 0,
  );
  const { catalog } = await analyzer.knowledge();
  const configured = await Promise.all(
    holding.map(async (analysis) => ({ analysis, configuration: await analyzer.configurations.of(analysis.uri) })),
  );
  const report = buildWorkloadReport(
    configured,
    binary.map((path) => ({ path, reason: 'is binary' })),
    {
      version: manifest.version,
      pricesAsOf: catalog.pricesAsOf,
      pathOf: (uri) => uri.slice(WORKSPACE.length + 1),
    },
  );
  const inDocument: DocumentLookup = (place) => {
    const text = files[place.uri.slice(WORKSPACE.length + 1)];
    return text === undefined ? undefined : { ...place, text };
  };
  const diagnostics = holding.flatMap((analysis) => {
    if (analysis.source.cells !== undefined) return [];
    const items = toDiagnostics(analysis.source.text, diagnosticsOf(analysis, inDocument));
    return items.length === 0 ? [] : [[analysis.uri, items]];
  });
  return {
    markdown: renderWorkloadMarkdown(report),
    csv: renderWorkloadCsv(report),
    diagnostics: JSON.parse(JSON.stringify(diagnostics)) as unknown,
  };
}

function withoutBinary(files: Files): ReturnType<typeof inMemoryHost> {
  const host = inMemoryHost(files);
  return {
    ...host,
    workspace: {
      ...host.workspace,
      async read(uri) {
        const content = await host.workspace.read(uri);
        const isBinary = content.kind === 'text' && content.text.includes('\0');
        return isBinary ? { kind: 'skipped', reason: 'is binary' } : content;
      },
    },
  };
}
