/** A small workspace with the test catalogue: what the renderers are tested on. */
import type { FileAnalysis } from '../../../src/core/report/fileAnalysis.ts';
import type { CheckedFile } from '../../../src/core/report/checkedFile.ts';
import type { RenderContext } from '../../../src/core/report/render/renderContext.ts';
import type { ConfiguredAnalysis } from '../../../src/core/report/workload.ts';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import { checkedFile } from '../../../src/core/service/checkedFile.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';

export const CONTEXT: RenderContext = {
  version: '1.2.3',
  pricesAsOf: '2026-02-01',
  pathOf: (uri) => uri.slice(WORKSPACE.length + 1),
};

/** 10 tokens of output a call and no text that varies, so that money can be worked out by hand. */
export const ASK = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")


def ask():
    return client.converse(
        modelId="us.anthropic.claude-test-1-v1:0",
        messages=[{"role": "user", "content": [{"text": "Say yes."}]}],
    )
`;

export const UNKNOWN_MODEL = `import os
import boto3

client = boto3.client("bedrock-runtime")


def ask(question):
    return client.converse(
        modelId=os.environ["CHAT_MODEL"],
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 100},
    )
`;

export const TEMPLATE = `---
model: us.anthropic.claude-test-1-v1:0
---
Translate {{sentence}}.
`;

export const CONFIGURATION = `
region: us-east-1
workloads:
  - files: ask.py
    callsPerMonth: 1000
    outputTokens: 10
budgets:
  usdPerMonth: 5
`;

export interface Analyzed {
  readonly files: readonly ConfiguredAnalysis[];
  readonly analyses: readonly FileAnalysis[];
  readonly checked: readonly CheckedFile[];
}

/** @param texts Files by path below the workspace, analysed in the order given. */
export async function analyzed(texts: Readonly<Record<string, string>>): Promise<Analyzed> {
  const analyzer = new Analyzer(inMemoryHost(texts));
  const files: ConfiguredAnalysis[] = [];
  for (const [path, text] of Object.entries(texts)) {
    const uri = `${WORKSPACE}/${path}`;
    files.push({
      analysis: await analyzer.analyze(uri, text),
      configuration: await analyzer.configurations.of(uri),
    });
  }
  const analyses = files.map(({ analysis }) => analysis);
  return { files, analyses, checked: analyses.map((analysis) => checkedFile(analysis, analyzer)) };
}

/** Files of all kinds, some with names and texts that want to break out of the format that they are written in. */
export function mixedWorkspace(): Promise<Analyzed> {
  return analyzed({
    'bedrock-cost-lint.yaml': CONFIGURATION,
    'ask.py': ASK,
    'unknown.py': UNKNOWN_MODEL,
    'prompts/translate.prompt': TEMPLATE,
    [HOSTILE_PATH]: ASK,
  });
}

export const HOSTILE_PATH = `a <script>alert(1)</script>|, "b"\`%0A=1&.py`;
