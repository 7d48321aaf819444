import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pythonProgram, typescriptProgram } from './programs.ts';

/** Files of every kind that a service's repository has, by how many of a hundred; the same ones each time. */
const KINDS: readonly (readonly [ending: string, share: number, content: (index: number) => string])[] = [
  ['py', 32, (index) => plainPython(40 + (index % 7) * 40)],
  ['ts', 26, (index) => plainTypescript(40 + (index % 5) * 50)],
  ['json', 12, (index) => `${JSON.stringify(table(10 + (index % 9) * 20), undefined, 2)}\n`],
  ['md', 8, (index) => prose(20 + (index % 4) * 20)],
  ['yaml', 6, (index) => resources(5 + (index % 6) * 5)],
  ['css', 8, (index) => styles(20 + (index % 5) * 30)],
  ['txt', 4, (index) => prose(10 + (index % 3) * 10)],
  [
    'svg',
    4,
    (index) => `<svg xmlns="http://www.w3.org/2000/svg"><path d="${'M0 0L9 9'.repeat(50 + (index % 50))}"/></svg>\n`,
  ],
];

/** One file in so many calls a model; one more only talks about it. */
const FILES_PER_CALLER = 150;
const FILES_PER_FOLDER = 20;

export function writeTree(folder: string, files: number): void {
  const kinds = KINDS.flatMap(([ending, share, content]) =>
    Array<{ ending: string; content: typeof content }>(share).fill({ ending, content }),
  );
  writeAt(
    folder,
    '.gitignore',
    'node_modules/\n__pycache__/\n*.pyc\n*.log\n.env*\n/dist/\n*.egg-info/\n.DS_Store\ncoverage/\n',
  );
  for (let index = 0; index < files; index++) {
    const group = Math.floor(index / FILES_PER_FOLDER);
    const place = `area${group % 12}/service${Math.floor(group / 12)}/src`;
    if (index % FILES_PER_CALLER === 0) writeAt(folder, `${place}/ask${index}.py`, pythonProgram(150));
    else if (index % FILES_PER_CALLER === 1) writeAt(folder, `${place}/ask${index}.ts`, typescriptProgram(150));
    else {
      const kind = kinds[(index * 37) % kinds.length];
      if (kind !== undefined) writeAt(folder, `${place}/file${index}.${kind.ending}`, kind.content(index));
    }
  }
}

function writeAt(folder: string, name: string, content: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Programs without the calls. */
function plainPython(lines: number): string {
  return pythonProgram(lines)
    .replace(/SYSTEM_\d+ = [^]*?\n\n(?=def total)/g, '')
    .replaceAll('bedrock-runtime', 'dynamodb');
}

function plainTypescript(lines: number): string {
  return typescriptProgram(lines)
    .replace(/^import .*$/m, "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';")
    .replaceAll('BedrockRuntimeClient', 'DynamoDBClient')
    .replaceAll('ConverseCommand', 'GetItemCommand');
}

function table(rows: number): readonly object[] {
  return Array.from({ length: rows }, (_, index) => ({
    id: index,
    name: `customer ${index}`,
    active: index % 3 === 0,
    total: index * 1.25,
  }));
}

function prose(sentences: number): string {
  return `# Service\n\n${'The service takes orders, checks them and passes them on to the warehouse.\n'.repeat(sentences)}`;
}

function resources(count: number): string {
  const one = (index: number): string =>
    `  Table${index}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: orders-${index}\n`;
  return `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${Array.from({ length: count }, (_, index) => one(index)).join('')}`;
}

function styles(rules: number): string {
  return Array.from(
    { length: rules },
    (_, index) => `.card-${index} { margin: ${index}px; color: var(--text); }\n`,
  ).join('');
}
