import assert from 'node:assert/strict';
import type { CodeAction, CodeLens, Hover, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { languageById } from '../../src/core/languages/index.ts';
import { parseCount } from '../../src/core/parsing/grammars.ts';
import type { CheckWorkspaceResult, CompareModelsResult, WorkloadReportResult } from '../../src/server/protocol.ts';
import { PULLING, PUSHED, TestClient } from './inMemoryClient.ts';

const MODEL = 'us.anthropic.claude-test-1-v1:0';

const CALL = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask(question):
    return client.converse(
        modelId="${MODEL}",
        messages=[{"role": "user", "content": [{"text": question}]}],
    )
`;

const CAPPED = CALL.replace('    )\n', '        inferenceConfig={"maxTokens": 400},\n    )\n');

describe('the language server', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  describe('for a client that pulls', () => {
    it('says only what it can do', async () => {
      client = await TestClient.start();
      const { capabilities, serverInfo } = client.initialized;
      assert.equal(serverInfo?.name, 'bedrock-cost-lint');
      assert.deepEqual(capabilities.diagnosticProvider, {
        identifier: 'bedrock-cost-lint',
        interFileDependencies: true,
        workspaceDiagnostics: true,
      });
      assert.equal(capabilities.renameProvider, undefined);
      assert.equal(capabilities.workspace?.workspaceFolders?.supported, true);
    });

    it('answers with findings, their pages and what tells them apart', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      const report = await client.pull(uri);
      assert.equal(report.kind, 'full');
      const [finding] = report.items;
      assert.equal(report.items.length, 1);
      assert.equal(finding?.code, 'sizing/use-max-tokens');
      assert.equal(finding.severity, 2);
      assert.equal(finding.source, 'bedrock-cost-lint');
      assert.deepEqual(finding.range, { start: { line: 6, character: 11 }, end: { line: 6, character: 26 } });
      assert.match(finding.codeDescription?.href ?? '', /^https:\/\/.*sizing\/use-max-tokens\/README\.md$/);
      assert.deepEqual(finding.data, { finding: 'sizing/use-max-tokens@112-127' });
      assert.equal(finding.tags, undefined);
    });

    it('says unchanged as long as nothing else is found', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      const { resultId } = await client.pull(uri);
      assert.deepEqual(await client.pull(uri, resultId), { kind: 'unchanged', resultId });
      await client.replace(uri, 'def ask', 'def  ask');
      assert.equal((await client.pull(uri, resultId)).kind, 'full');
    });

    it('never pushes', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      await client.pull(uri);
      await client.close(uri);
      await client.pull(await client.open('other.py', CALL));
      assert.equal(client.published.size, 0);
    });

    it('parses a text once, whatever is asked of it', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      await client.pull(uri);
      const count = parseCount();
      await client.pull(uri);
      await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
      await client.connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: 7, character: 12 },
      });
      assert.equal(parseCount(), count);
    });

    it('answers hover, lenses and hints', async () => {
      client = await TestClient.start();
      const uri = await client.open(
        'ask.py',
        CALL.replace('question}]', `"${'Say it again. '.repeat(40)}" + question}]`),
      );
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri },
        position: { line: 7, character: 12 },
      });
      assert.match(JSON.stringify(hover.contents), /Claude Test 1/);
      const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
        textDocument: { uri },
      });
      assert.equal(lenses.length, 1);
      assert.match(
        lenses[0]?.command?.title ?? '',
        /tokens in · ≈ [\d,]+ out · ≈ \$.* per 1,000 calls \(.*one answer at the model.s maximum/,
      );
      const hints = await client.connection.sendRequest<unknown[]>('textDocument/inlayHint', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } },
      });
      assert.equal(hints.length, 1);
    });

    it('has nothing to say of what is not open, not ours, or no code', async () => {
      client = await TestClient.start();
      assert.deepEqual((await client.pull('file:///nowhere/a.py')).kind, 'full');
      assert.deepEqual(await client.rules(await client.open('notes.txt', 'client.converse(', 'plaintext')), []);
      assert.deepEqual(await client.rules(await client.open('untitled:Untitled-1', CALL)), ['sizing/use-max-tokens']);
      const hover = await client.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: 'file:///nowhere/a.py' },
        position: { line: 99, character: 99 },
      });
      assert.equal(hover, null);
    });

    it('notes a huge document and one that is binary instead of checking it', async () => {
      client = await TestClient.start();
      const report = await client.pull(await client.open('huge.py', CALL + '#'.repeat(2_000_001)));
      assert.equal(report.kind, 'full');
      assert.deepEqual(
        report.items.map(({ severity, message }) => [severity, message]),
        [[3, 'Not checked for Bedrock costs: the document is larger than 2 MB.']],
      );
      const binary = await client.pull(await client.open('binary.py', `${CALL}\0`));
      assert.equal(binary.kind === 'full' && JSON.stringify(binary.items).includes('binary'), true);
    });

    it('checks the whole workspace, open or not', async () => {
      client = await TestClient.start({ files: { 'a.py': CALL, 'b.py': CAPPED, 'c.txt': 'x' } });
      const open = await client.open('d.py', CALL);
      const ask = (previousResultIds: readonly object[]): Promise<WorkspaceDiagnosticReport> =>
        client.connection.sendRequest('workspace/diagnostic', { previousResultIds });
      const first = await ask([]);
      assert.deepEqual(
        first.items.map(({ uri, version, kind }) => [uri, version, kind]),
        [
          [client.uri('a.py'), null, 'full'],
          [open, 1, 'full'],
        ],
      );
      const previous = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
      await client.write('a.py', CAPPED);
      const second = await ask(previous);
      assert.deepEqual(
        second.items.map((item) => [item.uri, item.kind, item.kind === 'full' ? item.items.length : undefined]),
        [
          [client.uri('a.py'), 'full', 0],
          [open, 'unchanged', undefined],
        ],
      );
      await client.write('a.py', undefined);
      const third = await ask([{ uri: client.uri('a.py'), value: 'old' }]);
      assert.deepEqual(
        third.items.map(({ uri, kind }) => [uri, kind]),
        [
          [open, 'full'],
          [client.uri('a.py'), 'full'],
        ],
      );
    });
  });

  describe('for a client that cannot pull', () => {
    it('pushes what is found, with the version that it is for, and clears what is closed', async () => {
      client = await TestClient.start({ capabilities: PUSHED });
      assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
      const uri = await client.open('ask.py', CALL);
      await client.until(() => client.published.get(uri)?.diagnostics.length === 1);
      assert.equal(client.published.get(uri)?.version, 1);
      await client.replace(uri, '    )\n', '        inferenceConfig={"maxTokens": 400},\n    )\n');
      await client.until(() => client.published.get(uri)?.version === 2);
      assert.deepEqual(client.published.get(uri)?.diagnostics, []);
      await client.replace(uri, '        inferenceConfig={"maxTokens": 400},\n', '');
      await client.until(() => client.published.get(uri)?.diagnostics.length === 1);
      await client.close(uri);
      await client.until(() => client.published.get(uri)?.diagnostics.length === 0);
    });

    it('pushes the files that a dependency went into', async () => {
      const files = { 'ask.py': importing(CALL), 'models.py': `MODEL = "${MODEL}"\n` };
      client = await TestClient.start({ capabilities: PUSHED, files });
      const uri = await client.open('ask.py');
      await client.until(() => codes(uri).includes('sizing/use-max-tokens'));
      await client.write('models.py', 'MODEL = "us.anthropic.claude-made-up-9-v1:0"\n');
      await client.until(() => codes(uri).includes('hygiene/no-unknown-model'));
    });

    it('pushes all files of the workspace when it is checked', async () => {
      client = await TestClient.start({ capabilities: PUSHED, files: { 'a.py': CALL, 'b.py': CAPPED } });
      const result = await client.connection.sendRequest<CheckWorkspaceResult>('bedrockCostLint/checkWorkspace', {});
      assert.deepEqual(result, { files: 2, callSites: 2, findings: 1, skipped: [] });
      await client.until(() => client.published.get(client.uri('a.py'))?.diagnostics.length === 1);
      assert.equal(client.published.has(client.uri('b.py')), false);
    });

    function codes(uri: string): readonly unknown[] {
      return client.published.get(uri)?.diagnostics.map(({ code }) => code) ?? [];
    }
  });

  describe('when something else changes', () => {
    it('asks for a refresh when a dependency of an open document changes, and parses that file only', async () => {
      const files = { 'ask.py': importing(CALL), 'models.py': `MODEL = "${MODEL}"\n`, 'other.py': CALL };
      client = await TestClient.start({ files });
      const uri = await client.open('ask.py');
      const other = await client.open('other.py');
      assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
      await client.rules(other);
      const count = parseCount();
      await client.write('models.py', 'MODEL = "us.anthropic.claude-made-up-9-v1:0"  # parsed once\n');
      await client.until(() => client.requests.includes('workspace/diagnostic/refresh'));
      await client.until(() => client.requests.includes('workspace/codeLens/refresh'));
      assert.deepEqual(await client.rules(uri), ['hygiene/no-unknown-model', 'sizing/use-max-tokens']);
      await client.rules(other);
      assert.equal(parseCount(), count + 1);
    });

    it('sees the unsaved text of a dependency', async () => {
      const files = { 'ask.py': importing(CALL), 'models.py': `MODEL = "${MODEL}"\n` };
      client = await TestClient.start({ files });
      const uri = await client.open('ask.py');
      await client.rules(uri);
      const models = await client.open('models.py');
      await client.replace(models, MODEL, 'us.anthropic.claude-made-up-9-v1:0');
      assert.deepEqual(await client.rules(uri), ['hygiene/no-unknown-model', 'sizing/use-max-tokens']);
      await client.close(models);
      assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
    });

    it('finds a dependency that comes into being', async () => {
      client = await TestClient.start({ files: { 'ask.py': importing(CALL) } });
      const uri = await client.open('ask.py');
      assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
      await client.write('models.py', 'MODEL = "us.anthropic.claude-made-up-9-v1:0"\n');
      assert.deepEqual(await client.rules(uri), ['hygiene/no-unknown-model', 'sizing/use-max-tokens']);
    });

    it('does not ask for a refresh when a file changes that nothing depends on', async () => {
      client = await TestClient.start({ files: { 'ask.py': CALL, 'unrelated.py': 'x = 1\n', 'models.py': '' } });
      await client.rules(await client.open('ask.py'));
      const importer = await client.open('importer.py', importing(CALL));
      await client.rules(importer);
      await client.write('unrelated.py', 'x = 2\n');
      await client.write('models.py', `MODEL = "${MODEL}"\n`);
      await client.until(() => client.requests.includes('workspace/diagnostic/refresh'));
      assert.equal(client.requests.filter((method) => method === 'workspace/diagnostic/refresh').length, 1);
    });

    it('takes a changed configuration at once, unsaved too, and shows its mistakes at their lines', async () => {
      const files = { 'ask.py': CALL, 'bedrock-cost-lint.yaml': 'version: 1\n' };
      client = await TestClient.start({ files });
      const uri = await client.open('ask.py');
      assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
      const settings = await client.open('bedrock-cost-lint.yaml', undefined, 'yaml');
      const count = parseCount();
      await client.replace(settings, 'version: 1\n', 'version: 1\nrules:\n  sizing/use-max-tokens: off\n');
      await client.until(() => client.requests.includes('workspace/diagnostic/refresh'));
      assert.deepEqual(await client.rules(uri), []);
      assert.equal(parseCount(), count, 'only the text of a program is parsed');
      await client.replace(settings, 'off', 'loud');
      const report = await client.pull(settings);
      assert.equal(report.kind === 'full' && report.items[0]?.range.start.line, 2);
    });

    it('takes a configuration nearer to the file when one comes into being', async () => {
      client = await TestClient.start({ files: { 'service/ask.py': CALL } });
      const uri = await client.open('service/ask.py');
      await client.rules(uri);
      await client.write('service/bedrock-cost-lint.yaml', 'rules:\n  sizing/use-max-tokens: error\n');
      await client.until(() => client.requests.includes('workspace/diagnostic/refresh'));
      const report = await client.pull(uri);
      assert.equal(report.kind === 'full' && report.items[0]?.severity, 1);
    });

    it('is silent for a resource whose settings switch it off, and speaks again', async () => {
      client = await TestClient.start({ settings: { enable: false } });
      const uri = await client.open('ask.py', CALL);
      assert.deepEqual(await client.rules(uri), []);
      client.settings = { enable: true, codeLens: { enable: false } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await client.until(() => client.requests.includes('workspace/diagnostic/refresh'));
      assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
      assert.deepEqual(await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }), []);
    });

    it('uses the configuration that the settings name', async () => {
      const files = { 'lint/strict.yaml': 'rules:\n  sizing/use-max-tokens: error\n' };
      client = await TestClient.start({ files, settings: { configurationFile: 'lint/strict.yaml' } });
      const uri = await client.open('ask.py', CALL);
      const report = await client.pull(uri);
      assert.equal(report.kind === 'full' && report.items[0]?.severity, 1);
    });
  });

  describe('code actions', () => {
    it('fixes a finding: the text parses, and a second check has nothing to say', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      const fix = titled(await client.actions(uri, 'client.converse'), /4,096/);
      assert.equal(fix.isPreferred, undefined, 'it may change what the program does');
      assert.equal(fix.diagnostics?.[0]?.code, 'sizing/use-max-tokens');
      await client.apply(fix);
      assert.deepEqual(await client.rules(uri), []);
      const program = languageById('python')?.lower({ uri, text: client.text(uri) });
      assert.deepEqual(program?.syntaxErrors, []);
    });

    it('fixes all that is safe', async () => {
      client = await TestClient.start();
      const excessive = CAPPED.replace('400', '400000');
      const second = excessive.slice(CALL.indexOf('def ask')).replace('def ask', 'def ask_again');
      const uri = await client.open('ask.py', `${excessive}\n\n${second}`);
      assert.deepEqual(await client.rules(uri), Array(2).fill('correctness/no-excess-max-tokens'));
      const [all] = await client.actions(uri, 'import', ['source.fixAll']);
      assert.equal(all?.kind, 'source.fixAll.bedrockCostLint');
      await client.apply(all);
      assert.deepEqual(await client.rules(uri), Array(2).fill('sizing/no-oversized-cap'));
    });

    it('suppresses for a line, with its indentation and a reason', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      await client.apply(titled(await client.actions(uri, 'client.converse'), /for this line/));
      assert.equal(client.text(uri).split('\n')[6], '    # bedrock-cost-lint-ignore sizing/use-max-tokens: say why');
      assert.deepEqual(await client.rules(uri), []);
    });

    it('suppresses in a file, behind its first line where that counts, with its line ends', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', `#!/usr/bin/env python\n${CALL}`.replaceAll('\n', '\r\n'));
      await client.apply(titled(await client.actions(uri, 'client.converse'), /in this file/));
      assert.equal(
        client
          .text(uri)
          .startsWith(
            '#!/usr/bin/env python\r\n# bedrock-cost-lint-ignore-file sizing/use-max-tokens: say why\r\nimport boto3\r\n',
          ),
        true,
      );
      assert.deepEqual(await client.rules(uri), []);
    });

    it('never writes a comment into a text', async () => {
      client = await TestClient.start();
      const text = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const page = async () => \`
  \${await client.send(new ConverseCommand({ modelId: '${MODEL}', messages: [{ role: 'user', content: [{ text: 'a' }] }] }))}
\`;
`;
      const uri = await client.open('page.ts', text, 'typescript');
      const actions = await client.actions(uri, 'new ConverseCommand');
      assert.equal(
        actions.some(({ title }) => title.includes('for this line')),
        false,
      );
      assert.equal(
        actions.some(({ title }) => title.includes('in this file')),
        true,
      );
    });

    it('opens the page of a rule', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CALL);
      const page = titled(await client.actions(uri, 'client.converse'), /^Open the page/);
      assert.deepEqual(page.command?.arguments, ['sizing/use-max-tokens']);
    });

    it('declares a model in the configuration, where there is one and where there is none', async () => {
      const text = CALL.replace('import boto3', 'import boto3, os').replace(`"${MODEL}"`, 'os.environ["CHAT_MODEL"]');
      client = await TestClient.start({
        files: { 'bedrock-cost-lint.yaml': 'version: 1\n# mine\nregion: us-east-1\n' },
        capabilities: { ...PULLING, window: { showDocument: { support: true } } },
      });
      const uri = await client.open('ask.py', text);
      const declaration = titled(await client.actions(uri, 'os.environ'), /^Declare the model of CHAT_MODEL/);
      await client.apply(declaration);
      const written = client.host.files.get(client.uri('bedrock-cost-lint.yaml')) ?? '';
      assert.match(written, /^version: 1\n# mine\nregion: us-east-1\nmodels:\n {2}CHAT_MODEL: /);
      // The user goes on between the quotes.
      const position = { line: 4, character: '  CHAT_MODEL: "'.length };
      const shown: unknown[] = [];
      client.connection.onRequest('window/showDocument', (params) => {
        shown.push(params);
        return { success: true };
      });
      await client.connection.sendRequest('workspace/executeCommand', declaration.command);
      const selection = { start: position, end: position };
      assert.deepEqual(shown, [{ uri: client.uri('bedrock-cost-lint.yaml'), selection, takeFocus: true }]);
      await client.write('bedrock-cost-lint.yaml', undefined);
      const creation = titled(await client.actions(uri, 'os.environ'), /^Declare the model of CHAT_MODEL/);
      assert.deepEqual(creation.edit?.documentChanges?.[0], {
        kind: 'create',
        uri: client.uri('bedrock-cost-lint.yaml'),
        options: { ignoreIfExists: true },
      });
    });

    it('offers plain edits to a client without versioned ones', async () => {
      client = await TestClient.start({ capabilities: PUSHED });
      const uri = await client.open('ask.py', CALL);
      const fix = titled(await client.actions(uri, 'client.converse'), /4,096/);
      assert.deepEqual(Object.keys(fix.edit?.changes ?? {}), [uri]);
      await client.apply(fix);
      assert.deepEqual(await client.rules(uri), []);
    });
  });

  describe('what only our own clients ask', () => {
    it('compares models and can write one', async () => {
      client = await TestClient.start();
      const uri = await client.open('ask.py', CAPPED);
      const compared = await client.connection.sendRequest<CompareModelsResult>('bedrockCostLint/compareModels', {
        uri,
        position: { line: 6, character: 4 },
      });
      assert.equal(compared.current, MODEL);
      const [current, other] = compared.rows;
      assert.equal(current?.model, MODEL);
      assert.equal(current.edit, undefined);
      assert.match(other?.difference ?? '', /^−\d+ %$/);
      assert.deepEqual(other?.edit?.range.start, { line: 7, character: 17 });
      assert.equal(other.edit.newText, other.model);
    });

    it('gives the workload report', async () => {
      client = await TestClient.start({ files: { 'src/a.py': CALL } });
      const report = await client.connection.sendRequest<WorkloadReportResult>('bedrockCostLint/workloadReport', {});
      assert.match(report.body, /data-uri="file:\/\/\/workspace\/src\/a\.py"/);
      assert.match(report.markdown, /src\/a\.py/);
      assert.equal(/<script/i.test(report.body), false);
    });

    it('stops when it is cancelled', async () => {
      const files = Object.fromEntries(
        [...Array(2_000).keys()].map((index) => [`file${index}.py`, `${CALL}# ${index}\n`]),
      );
      client = await TestClient.start({ files });
      const { token, cancel } = cancellation();
      const asked = client.connection.sendRequest('bedrockCostLint/checkWorkspace', { workDoneToken: 'check' }, token);
      await client.until(() => client.notifications.some(({ method }) => method === '$/progress'));
      cancel();
      await assert.rejects(asked, { code: -32800 });
      const uri = await client.open('ask.py', CALL);
      assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
    });

    it('has a new configuration and the pages of rules', async () => {
      client = await TestClient.start();
      const created = await client.connection.sendRequest<{ fileName: string }>(
        'bedrockCostLint/commentedConfiguration',
      );
      assert.equal(created.fileName, 'bedrock-cost-lint.yaml');
    });
  });

  it('lives on when an asset is missing: the log says why, and there are no diagnostics', async () => {
    client = await TestClient.start();
    const { readTextAsset } = client.host;
    (client.host as { readTextAsset: unknown }).readTextAsset = () => Promise.reject(new Error('no catalogue today'));
    const uri = await client.open('ask.py', CALL);
    assert.deepEqual(await client.rules(uri), []);
    await client.until(() => client.log.some((line) => line.includes('no catalogue today')));
    (client.host as { readTextAsset: unknown }).readTextAsset = readTextAsset;
    await client.replace(uri, 'def ask', 'def asked');
    assert.deepEqual(await client.rules(uri), ['sizing/use-max-tokens']);
  });

  it('refuses what is asked before it is initialized, and lives on', async () => {
    client = TestClient.connect();
    const asked = client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: client.uri('ask.py') },
      position: { line: 0, character: 0 },
    });
    await assert.rejects(asked, { code: -32002 });
    await client.open('ask.py', CALL);
    await client.initialize();
    assert.deepEqual(await client.rules(await client.open('other.py', CALL)), ['sizing/use-max-tokens']);
  });

  it('answers the last of many fast edits', async () => {
    client = await TestClient.start();
    const uri = await client.open('ask.py', CALL);
    const asked: Promise<readonly string[]>[] = [];
    for (let index = 0; index < 20; index++) {
      await client.replace(uri, 'def ask', 'def ask_');
      asked.push(client.rules(uri));
    }
    for (const rules of await Promise.all(asked)) assert.deepEqual(rules, ['sizing/use-max-tokens']);
  });

  describe('notebooks', () => {
    const NOTEBOOK = 'file:///workspace/explore.ipynb';
    const cell = (id: string): string => `vscode-notebook-cell:/workspace/explore.ipynb#${id}`;
    const [HEAD = '', TAIL = ''] = CALL.split('\n\n\n');

    it('are one namespace in the order of their cells, each with its own diagnostics', async () => {
      client = await TestClient.start({ capabilities: PULLING });
      await openNotebook([
        ['a', `%pip install boto3\n${HEAD}`],
        ['b', TAIL],
      ]);
      assert.deepEqual(await client.rules(cell('a')), []);
      const report = await client.pull(cell('b'));
      assert.equal(report.kind, 'full');
      assert.deepEqual(report.items[0]?.range.start, { line: 1, character: 11 });
    });

    it('follow changes of cells and of their order', async () => {
      client = await TestClient.start();
      await openNotebook([
        ['a', HEAD],
        ['b', TAIL],
      ]);
      await client.connection.sendNotification('notebookDocument/didChange', {
        notebookDocument: { uri: NOTEBOOK, version: 2 },
        change: {
          cells: {
            textContent: [
              {
                document: { uri: cell('b'), version: 2 },
                changes: [
                  {
                    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
                    text: 'TWICE = 2\n',
                  },
                ],
              },
            ],
          },
        },
      });
      const report = await client.pull(cell('b'));
      assert.equal(report.kind === 'full' && report.items[0]?.range.start.line, 2);
      await client.connection.sendNotification('notebookDocument/didChange', {
        notebookDocument: { uri: NOTEBOOK, version: 3 },
        change: {
          cells: { structure: { array: { start: 1, deleteCount: 1 }, didClose: [{ uri: cell('b') }] } },
        },
      });
      assert.deepEqual(await client.rules(cell('b')), []);
    });

    it('are checked from the disk too, with places in words', async () => {
      const json = JSON.stringify({
        cells: [
          { cell_type: 'markdown', source: 'Notes' },
          { cell_type: 'code', source: HEAD },
          { cell_type: 'code', source: TAIL },
        ],
        metadata: { kernelspec: { language: 'python' } },
      });
      client = await TestClient.start({ files: { 'explore.ipynb': json } });
      const report = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds: [],
      });
      const [item] = report.items;
      assert.equal(item?.uri, NOTEBOOK);
      assert.match(JSON.stringify(item.kind === 'full' && item.items[0]), /"Cell 3, line 2: /);
    });

    async function openNotebook(cells: readonly (readonly [string, string])[]): Promise<void> {
      await client.connection.sendNotification('notebookDocument/didOpen', {
        notebookDocument: {
          uri: NOTEBOOK,
          notebookType: 'jupyter-notebook',
          version: 1,
          cells: cells.map(([id]) => ({ kind: 2, document: cell(id) })),
        },
        cellTextDocuments: cells.map(([id, text]) => ({ uri: cell(id), languageId: 'python', version: 1, text })),
      });
    }
  });
});

function importing(text: string): string {
  return text.replace('import boto3', 'import boto3\nfrom models import MODEL').replace(`"${MODEL}"`, 'MODEL');
}

function titled(actions: readonly CodeAction[], title: RegExp): CodeAction {
  const found = actions.find((action) => title.test(action.title));
  return found ?? assert.fail(`no action ${String(title)} among ${actions.map((action) => action.title).join(' | ')}`);
}

function cancellation(): { readonly token: object; cancel(): void } {
  const listeners: (() => void)[] = [];
  const token = {
    isCancellationRequested: false,
    onCancellationRequested(listener: () => void) {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  };
  return {
    token,
    cancel() {
      token.isCancellationRequested = true;
      for (const listener of listeners) listener();
    },
  };
}
