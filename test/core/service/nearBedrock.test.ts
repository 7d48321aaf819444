import assert from 'node:assert/strict';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import { IMPORTERS } from '../../../src/core/service/workspaceFiles.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';

const ASKING = 'from litellm import completion\nfrom settings import MODEL\ncompletion(model=MODEL)\n';

async function isWorth(files: Readonly<Record<string, string>>, name = 'ask.py'): Promise<boolean> {
  const host = inMemoryHost(files);
  return (await new Analyzer(host).worthAnalysing(`${WORKSPACE}/${name}`, files[name] ?? '')).isWorth;
}

describe('A file of a library for many providers is worth a look', () => {
  it('when it names Bedrock, or one of its models', async () => {
    assert.ok(await isWorth({ 'ask.py': 'import litellm\nlitellm.completion(model="bedrock/x")' }));
    assert.ok(await isWorth({ 'ask.py': 'import litellm\nlitellm.completion(model="anthropic.claude-3-haiku")' }));
    assert.ok(await isWorth({ 'ask.ts': "import { Agent } from '@mastra/core';\nconst aws = 1;" }, 'ask.ts'));
  });

  it('when the name of its model comes from the environment or a settings file', async () => {
    assert.ok(await isWorth({ 'ask.py': 'import litellm, os\nlitellm.completion(model=os.environ["MODEL_ID"])' }));
    assert.ok(await isWorth({ 'ask.py': 'import litellm\nsettings = open("settings.yaml").read()' }));
  });

  it('when a file that it imports names Bedrock, over any number of files', async () => {
    const names = 'MODEL = "bedrock/amazon.nova-lite-v1:0"\n';
    assert.ok(await isWorth({ 'ask.py': ASKING, 'settings.py': names }));
    assert.ok(
      await isWorth({
        'ask.py': ASKING,
        'settings.py': 'from .base import MODEL',
        'base.py': 'from .ids import MODEL',
        'ids.py': names,
      }),
    );
    assert.ok(!(await isWorth({ 'ask.py': ASKING, 'settings.py': 'MODEL = "gpt-4o"', 'other.py': names })));
  });

  it('but not when other providers alone are named', async () => {
    assert.ok(!(await isWorth({ 'ask.py': 'import litellm\nlitellm.completion(model="gpt-4o")' })));
    assert.ok(!(await isWorth({ 'ask.py': 'import os\nprint("no library: aws")' })));
  });

  it('again when what it imports changes', async () => {
    const host = inMemoryHost({ 'ask.py': ASKING, 'settings.py': 'MODEL = "gpt-4o"' });
    const analyzer = new Analyzer(host);
    const worth = () => analyzer.worthAnalysing(`${WORKSPACE}/ask.py`, ASKING);
    const before = await worth();
    assert.equal(before.isWorth, false);
    assert.ok(before.dependencies.includes(IMPORTERS));
    const settings = `${WORKSPACE}/settings.py`;
    const named = 'MODEL = "bedrock/amazon.nova-lite-v1:0"';
    assert.equal(analyzer.files.hasImportsOf(settings, 'MODEL = "gpt-5"'), true);
    assert.equal(analyzer.files.hasImportsOf(settings, named), false);
    host.files.set(settings, named);
    analyzer.forget(settings);
    assert.equal((await worth()).isWorth, true);
    host.files.set(settings, 'MODEL = "gpt-4o"');
    analyzer.forget(settings);
    assert.equal((await worth()).isWorth, false);
  });

  it('where nobody can list the files', async () => {
    const { sourceFiles: _, ...host } = inMemoryHost({ 'ask.py': ASKING });
    assert.ok((await new Analyzer(host).worthAnalysing(`${WORKSPACE}/ask.py`, ASKING)).isWorth);
  });
});
