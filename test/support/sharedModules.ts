/** Workspaces in which many files hang on the same others, by path: what is read late, twice or in another order shows there. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './cli.ts';

export type Files = Readonly<Record<string, string>>;

const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

export const SHARED_MODULES: Readonly<Record<string, Files>> = {
  'forty files that import one settings file': fortyFiles(),
  'a model that is handed on through thirty files': longChain(30),
  'settings that two folders have, one of them without text': shadowed(),
  'prompts and modules in TypeScript': typescriptFiles(),
  'files that import each other': circle(),
  'more imports than are asked for at once': wide(),
  'wrappers that other files call': wrappers(),
  'functions that a stack deploys': deployed(),
  'our examples': filesOf(path.join(ROOT, 'examples')),
};

function fortyFiles(): Files {
  const files: Record<string, string> = {
    'app/settings.py': `import os\nMODEL = "${MODEL}"\nMAX_TOKENS = 300\nSYSTEM = "You answer in one word."\n`,
    'bedrock-cost-lint.yaml': 'volumes:\n  "**": 1000 / day\n',
  };
  for (let index = 0; index < 40; index++) {
    files[`app/part${index % 5}/ask${index}.py`] = pythonCall('from app.settings import MODEL, MAX_TOKENS, SYSTEM');
  }
  return files;
}

/** Stack, shared settings and programs are in two languages, and none of the programs imports what deploys it. */
function deployed(): Files {
  const files: Record<string, string> = {
    'infra/cdk.json': '{"app": "npx ts-node app.ts"}',
    'infra/settings.ts': `export const model = '${MODEL}';\n`,
    'infra/stack.ts': `import * as lambda from 'aws-cdk-lib/aws-lambda';
import { model } from './settings';
export function build(scope) {
  for (const name of names) table(name);
${Array.from({ length: 6 }, (_, index) => `  new lambda.Function(scope, 'Ask${index}', { code: lambda.Code.fromAsset('../ask${index}'), environment: { MODEL_ID: model } });`).join('\n')}
}
`,
    '.env.example': 'MAX_TOKENS=300\n',
    'docker-compose.yml': 'services:\n  ask6:\n    build: ask6\n    environment:\n      - MODEL_ID=${MODEL}\n',
    '.env': `MODEL=${MODEL}\n`,
  };
  for (let index = 0; index < 8; index++) {
    files[`ask${index}/index.py`] =
      `import os\n${pythonCall('MODEL = os.environ["MODEL_ID"]\nMAX_TOKENS = int(os.environ.get("MAX_TOKENS", "200"))\nSYSTEM = "Be short."')}`;
  }
  return files;
}

function pythonCall(imports: string): string {
  return `import boto3
${imports}

client = boto3.client("bedrock-runtime")


def ask(question):
    return client.converse(
        modelId=MODEL,
        system=[{"text": SYSTEM}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": MAX_TOKENS},
    )
`;
}

function longChain(length: number): Files {
  const files: Record<string, string> = {};
  for (let index = 0; index < length; index++) {
    files[`chain/step${index}.py`] = `from chain.step${index + 1} import MODEL, MAX_TOKENS, SYSTEM\n`;
    if (index % 3 === 0) {
      files[`chain/ask${index}.py`] = pythonCall(`from chain.step${index} import MODEL, MAX_TOKENS, SYSTEM`);
    }
  }
  files[`chain/step${length}.py`] = `MODEL = "${MODEL}"\nMAX_TOKENS = 300\nSYSTEM = "You answer in one word."\n`;
  return files;
}

/** A file with a zero character is no text, but it is there. */
function shadowed(): Files {
  const settings = `MODEL = "${MODEL}"\nMAX_TOKENS = 300\nSYSTEM = "You answer in one word."\n`;
  const imports = 'from settings import MODEL, MAX_TOKENS, SYSTEM';
  return {
    'settings.py': settings,
    'inner/settings.py': `\0${settings}`,
    'inner/ask.py': pythonCall(imports),
    'inner/deeper/ask.py': pythonCall(imports),
    'inner/reads.py': `import boto3\nSYSTEM = open("settings.py").read()\n${pythonCall('MODEL = "x"\nMAX_TOKENS = 1')}`,
    'other/ask.py': pythonCall(imports),
    'other/reads.py': `SYSTEM = open("inner/settings.py").read()\n${pythonCall('MODEL = "x"\nMAX_TOKENS = 1')}`,
  };
}

function typescriptFiles(): Files {
  const files: Record<string, string> = {
    'src/settings.ts': `export const MODEL = '${MODEL}';\nexport const MAX_TOKENS = 300;\n`,
    'src/index.ts': "export * from './settings';\nexport { system } from './prompts/system';\n",
    'src/prompts/system.ts':
      "import { readFileSync } from 'node:fs';\nexport const system = readFileSync('prompts/system.txt', 'utf8');\n",
    'prompts/system.txt': `You answer questions on orders.\n${'Be short and friendly. '.repeat(80)}`,
  };
  for (let index = 0; index < 16; index++) {
    const from = index % 2 === 0 ? "from '../index'" : "from '../index.js'";
    files[`src/calls/ask${index}.ts`] =
      `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { MODEL, MAX_TOKENS, system } ${from};
const client = new BedrockRuntimeClient({});
export async function ask${index}(question: string) {
  return client.send(new ConverseCommand({
    modelId: MODEL,
    system: [{ text: system }],
    messages: [{ role: 'user', content: [{ text: question }] }],
    inferenceConfig: { maxTokens: MAX_TOKENS },
  }));
}
`;
  }
  return files;
}

function circle(): Files {
  const files: Record<string, string> = {};
  for (let index = 0; index < 12; index++) {
    const next = (index + 1) % 12;
    files[`ring/ask${index}.py`] = `${pythonCall(`from ring.ask${next} import NAME as MODEL, SYSTEM, MAX_TOKENS`)}
from ring.ask${(index + 5) % 12} import NAME, SYSTEM as OTHER
${index === 7 ? `NAME = "${MODEL}"\nSYSTEM = "Be short."\nMAX_TOKENS = 20\n` : ''}`;
  }
  return files;
}

function wide(): Files {
  const names = Array.from({ length: 150 }, (_, index) => `part${index}`);
  const files: Record<string, string> = {};
  for (const name of names) files[`wide/parts/${name}.py`] = `TEXT = "Rule of ${name}: be exact. "\n`;
  const imports = names.map((name) => `from wide.parts.${name} import TEXT as ${name.toUpperCase()}`).join('\n');
  const system = names.map((name) => name.toUpperCase()).join(' + ');
  for (let index = 0; index < 4; index++) {
    files[`wide/a/b/c/ask${index}.py`] = pythonCall(
      `${imports}\nMODEL = "${MODEL}"\nMAX_TOKENS = 9\nSYSTEM = ${system}`,
    );
  }
  return files;
}

function wrappers(): Files {
  const files: Record<string, string> = {
    'app/llm.py': `import boto3

client = boto3.client("bedrock-runtime")


def ask(model, system, question):
    return client.converse(
        modelId=model,
        system=[{"text": system}],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 300},
    )
`,
    'app/settings.py': `MODEL = "${MODEL}"\nSYSTEM = "You answer in one word."\n`,
    '.gitignore': '/out/\n',
    'out/build.py': 'from app.llm import ask\nask("us.amazon.nova-lite-v1:0", "Never seen.", "x")\n',
  };
  for (let index = 0; index < 12; index++) {
    files[`app/use${index}.py`] = `from app.llm import ask
from app.settings import MODEL, SYSTEM


def use${index}(text):
    return ask(MODEL, SYSTEM + " Rule ${index}.", text)
`;
  }
  return files;
}

function filesOf(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')];
      }),
  );
}
