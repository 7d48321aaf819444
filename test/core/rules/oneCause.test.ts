import assert from 'node:assert/strict';
import { oneFindingOfEachCause } from '../../../src/core/report/oneCause.ts';
import type { Finding } from '../../../src/core/domain/finding.ts';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import { analyzeText } from '../../support/analyze.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';

const IMPORTS = 'import boto3\nclient = boto3.client("bedrock-runtime")\nMESSAGES = []\n';

function call(cap: string): string {
  return `client.converse(modelId="us.amazon.nova-test-v1:0", messages=MESSAGES, inferenceConfig={"maxTokens": ${cap}})\n`;
}

const RULE = 'correctness/no-excess-max-tokens';

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const analyzer = new Analyzer(inMemoryHost(files));
  const analyses = [];
  for (const [path, text] of Object.entries(files)) analyses.push(await analyzer.analyze(`${WORKSPACE}/${path}`, text));
  return oneFindingOfEachCause(analyses).flatMap(({ findings }) => findings.filter(({ rule }) => rule === RULE));
}

describe('one cause', () => {
  it('is one finding in a file, with the other calls beside it', async () => {
    const text = `${IMPORTS}CAP = 64000\n${call('CAP')}${call('CAP')}`;
    const { findings } = await analyzeText({ path: 'app.py', text });
    const found = findings.filter(({ rule }) => rule === RULE);
    assert.equal(found.length, 1);
    assert.deepEqual(
      found[0]?.related?.map(({ range, message }) => [text.slice(range.start, range.end), message]),
      [['client.converse', 'This call has it too.']],
    );
  });

  it('is one finding where many files use a settings line, which is named', async () => {
    const use = `from settings import CAP\n${IMPORTS}${call('CAP')}`;
    const [only, ...others] = await findingsOf({ 'settings.py': 'CAP = 64000\n', 'a.py': use, 'b.py': `${use}\n` });
    assert.equal(others.length, 0);
    assert.equal(only?.uri, `${WORKSPACE}/a.py`);
    assert.deepEqual(
      only.related?.map(({ uri }) => uri.slice(WORKSPACE.length + 1)),
      ['settings.py', 'b.py'],
    );
  });

  it('is one finding in the copies of a folder, and two where the code differs', async () => {
    const text = `${IMPORTS}${call('64000')}`;
    const copies = await findingsOf({ 'one/app.py': text, 'two/app.py': text });
    assert.equal(copies.length, 1);
    assert.equal(copies[0]?.related?.length, 1);
    const others = await findingsOf({
      'one/app.py': text,
      'two/app.py': text.replace('MESSAGES = []', 'MESSAGES = [1]'),
    });
    assert.equal(others.length, 2);
  });
});
