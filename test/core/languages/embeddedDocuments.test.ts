import assert from 'node:assert/strict';
import { knownValue } from '../../../src/core/domain/resolved.ts';
import { embeddedDocuments } from '../../../src/core/languages/documents/embeddedDocuments.ts';
import { analyzeText } from '../../support/analyze.ts';

const CONVERSE = 'aws bedrock-runtime converse --model-id amazon.nova-lite-v1:0 --inference-config maxTokens=64';

describe('documents in documents', () => {
  it('keep every offset, and have everything else blank', () => {
    const text = [
      '# Title',
      '',
      '```python title="a"',
      'import boto3',
      '```',
      '1. Then',
      '   ```console',
      '   $ aws s3 ls \\',
      '   >   --recursive',
      '   an output',
      '   ```',
      '```text',
      'nothing',
      '```',
    ].join('\n');
    const documents = embeddedDocuments('file:///README.md', text);
    assert.deepEqual(
      documents.map(({ language }) => language),
      ['python', 'shell'],
    );
    for (const document of documents) assert.equal(document.text.length, text.length);
    const [python, shell] = documents;
    assert.equal(python?.text.indexOf('import boto3'), text.indexOf('import boto3'));
    assert.equal(python.text.trim(), 'import boto3');
    assert.equal(shell?.text.indexOf('aws s3 ls'), text.indexOf('aws s3 ls'));
    assert.match(shell.text.trim(), /^aws s3 ls \\\n\s+--recursive$/);
  });

  it('end here-documents where they are indented, and keep what a backslash joins', () => {
    const text = ['jobs:', '  - run: |', '      cat <<EOF', '      a', '      EOF', '      aws a \\', '        b'].join(
      '\n',
    );
    const [shell] = embeddedDocuments('file:///ci.yml', text);
    assert.ok(shell);
    assert.match(shell.text, /cat <<EOF *\na *\nEOF\n/);
    assert.match(shell.text, /aws a \\\n/);
    assert.equal(shell.text.length, text.length);
  });

  const places: Readonly<Record<string, readonly [path: string, text: string, line: number]>> = {
    'a fence of Markdown': ['docs/README.md', `Text\n\n\`\`\`bash\n${CONVERSE}\n\`\`\`\n`, 4],
    'a command in a fence that runs Python': [
      'README.md',
      "```bash\npython3 -c \"\nimport boto3\nboto3.client('bedrock-runtime').converse(modelId='amazon.nova-lite-v1:0', inferenceConfig={'maxTokens': 64})\n\"\n```\n",
      4,
    ],
    'a fence whose comments became headings': [
      'docs/a.md',
      "```python\n<h2>Ask the model's answer</h2>\nimport boto3\nclient = boto3.client('bedrock-runtime')\nclient.converse(modelId='amazon.nova-lite-v1:0', inferenceConfig={'maxTokens': 64})\n```\n",
      5,
    ],
    'a recipe of a Makefile': [
      'Makefile',
      'MODEL ?= amazon.nova-lite-v1:0\n\nask:\n\t@aws bedrock-runtime converse --model-id $(MODEL) --inference-config maxTokens=64\n',
      4,
    ],
    'an instruction of a Dockerfile': ['Dockerfile', `FROM x\nRUN echo a && \\\n    ${CONVERSE}\n`, 3],
    'a workflow': ['.github/workflows/a.yml', `jobs:\n  a:\n    steps:\n      - run: |\n          ${CONVERSE}\n`, 5],
    'a command of a workflow': ['.github/workflows/a.yml', `jobs:\n  a:\n    steps:\n      - run: ${CONVERSE}\n`, 4],
    'a script that a script writes': ['a.sh', `cat > b.sh <<'EOF'\n${CONVERSE}\nEOF\n`, 2],
    'Python that a script runs': [
      'a.sh',
      [
        "python3 - <<'PY'",
        'import boto3',
        'boto3.client("bedrock-runtime").converse(',
        '  modelId="amazon.nova-lite-v1:0", inferenceConfig={"maxTokens": 64})',
        'PY',
        '',
      ].join('\n'),
      3,
    ],
    'Python in a template': [
      'template.yaml',
      [
        'Resources:',
        '  F:',
        '    Type: AWS::Lambda::Function',
        '    Properties:',
        '      Code:',
        '        ZipFile: |',
        '          import boto3',
        '          def handler(event, context):',
        '            client = boto3.client("bedrock-runtime")',
        '            return client.converse(',
        '              modelId="amazon.nova-lite-v1:0", inferenceConfig={"maxTokens": 64})',
        '',
      ].join('\n'),
      10,
    ],
  };
  for (const [name, [path, text, line]] of Object.entries(places)) {
    it(`are read in ${name}`, async () => {
      const { callSites } = await analyzeText({ path, text });
      assert.equal(callSites.length, 1);
      const [call] = callSites.map(({ callSite }) => callSite);
      assert.ok(call);
      assert.equal(text.slice(0, call.range.start).split('\n').length, line);
      assert.equal(knownValue(call.model), 'amazon.nova-lite-v1:0');
      assert.equal(knownValue(call.maxTokens), 64);
    });
  }

  it('are no calls where a prompt shows code', async () => {
    const text = `You write scripts.\n\n\`\`\`bash\n${CONVERSE}\n\`\`\`\n`;
    const { callSites, templates } = await analyzeText({ path: 'prompts/scripts.md', text });
    assert.equal(callSites.length, 0);
    assert.equal(templates.length, 1);
  });

  it('survive hostile text', () => {
    const text = ['```bash\n$(', '`<<EOF '.repeat(20_000)].join('');
    for (const path of ['a.md', 'a.yml', 'Makefile', 'Dockerfile', 'a.sh'])
      for (const document of embeddedDocuments(`file:///${path}`, text))
        assert.equal(document.text.length, text.length);
  });
});
