/** What a program is deployed with, in the editor: what changes there counts at once, and who asks for no variable pays nothing. */
import assert from 'node:assert/strict';
import { createLanguageService } from '../../../src/core/service/languageService.ts';
import type { LanguageService } from '../../../src/core/service/languageService.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';
import type { InMemoryHost } from '../../support/inMemoryHost.ts';

const PROGRAM = `import os
import boto3
client = boto3.client("bedrock-runtime")
client.converse(modelId=os.environ["MODEL_ID"], messages=[], inferenceConfig={"maxTokens": 300})
`;
const FIRST = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const SECOND = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const URI = `${WORKSPACE}/app/main.py`;

describe('the deployment of a program in an editor', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['compose.yml', { 'compose.yml': compose(FIRST) }],
    ['.env', { '.env': `MODEL_ID=${FIRST}\n` }],
    ['infra/stack.py', { 'infra/cdk.json': '{}', 'infra/stack.py': stack(FIRST) }],
    ['infra/model.py', { 'infra/cdk.json': '{}', 'infra/stack.py': stack(), 'infra/model.py': `MODEL = "${FIRST}"\n` }],
  ];
  for (const [path, files] of cases) {
    it(`counts a change of ${path} at once`, async () => {
      const { host, service } = editor({ 'app/main.py': PROGRAM, ...files });
      assert.deepEqual(await models(service), [FIRST]);
      const uri = `${WORKSPACE}/${path}`;
      host.files.set(uri, (host.files.get(uri) ?? '').replace(FIRST, SECOND));
      assert.deepEqual(service.filesChanged([uri]), [URI]);
      assert.deepEqual(await models(service), [SECOND]);
    });
  }

  it('counts what comes and goes', async () => {
    const { host, service } = editor({ 'app/main.py': PROGRAM });
    assert.deepEqual(await models(service), [undefined]);
    const uri = `${WORKSPACE}/compose.yml`;
    host.files.set(uri, compose(FIRST));
    assert.deepEqual(service.filesChanged([uri]), [URI]);
    assert.deepEqual(await models(service), [FIRST]);
    host.files.delete(uri);
    service.filesChanged([uri]);
    assert.deepEqual(await models(service), [undefined]);
  });

  it('leaves alone what asks for no variable', async () => {
    const program = PROGRAM.replace('os.environ["MODEL_ID"]', `"${FIRST}"`);
    const { host, service } = editor({ 'app/main.py': program, 'compose.yml': compose(SECOND) });
    await service.diagnostics(URI);
    assert.ok(!host.reads.includes(`${WORKSPACE}/compose.yml`));
    assert.deepEqual(service.filesChanged([`${WORKSPACE}/compose.yml`]), []);
  });

  it('says where the value stands', async () => {
    const { service } = editor({ 'app/main.py': PROGRAM, 'compose.yml': compose(FIRST) });
    const hover = await service.hover(URI, PROGRAM.indexOf('client.converse'));
    assert.match(hover?.markdown ?? '', /MODEL\\_ID of the service \\`app\\` in compose\.yml/);
  });
});

function compose(model: string): string {
  return `services:\n  app:\n    build: app\n    environment:\n      MODEL_ID: ${model}\n`;
}

function stack(model?: string): string {
  return `from aws_cdk import Stack, aws_lambda as lambda_
from model import MODEL
class Deployed(Stack):
    def __init__(self, scope, name):
        lambda_.Function(self, "Ask", code=lambda_.Code.from_asset("../app"), environment={"MODEL_ID": ${model ? `"${model}"` : 'MODEL'}})
`;
}

function editor(files: Readonly<Record<string, string>>): { host: InMemoryHost; service: LanguageService } {
  const host = inMemoryHost(files);
  const service = createLanguageService({
    ...host,
    findFiles: () => Promise.resolve({ uris: [...host.files.keys()].sort(), skipped: [] }),
    pause: () => Promise.resolve(),
  });
  service.setDocument({ uri: URI, version: 1, languageId: 'python', text: files['app/main.py'] ?? '' });
  return { host, service };
}

async function models(service: LanguageService): Promise<readonly (string | undefined)[]> {
  await service.diagnostics(URI);
  const { analyses } = await service.workspace();
  const calls = analyses.flatMap(({ callSites }) => callSites);
  return calls.map(({ callSite: { model } }) => (model.state === 'known' ? model.value : undefined));
}
