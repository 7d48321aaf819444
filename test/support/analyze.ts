import { Analyzer } from '../../src/core/service/analyzer.ts';
import type { FileAnalysis } from '../../src/core/report/fileAnalysis.ts';
import { inMemoryHost, WORKSPACE } from './inMemoryHost.ts';

export interface TextToAnalyze {
  /** Path below the workspace; its ending says the language. */
  readonly path: string;
  readonly text: string;
  /** Further files by path below the workspace. */
  readonly workspaceFiles?: Readonly<Record<string, string>>;
  /** Text of a `bedrock-cost-lint.yaml` at the root of the workspace. */
  readonly configuration?: string;
}

/** The whole pipeline over one text, with the test catalogue. */
export async function analyzeText({ path, text, workspaceFiles, configuration }: TextToAnalyze): Promise<FileAnalysis> {
  const settings = configuration === undefined ? {} : { 'bedrock-cost-lint.yaml': configuration };
  const host = inMemoryHost({ ...workspaceFiles, ...settings, [path]: text });
  return new Analyzer(host).analyze(`${WORKSPACE}/${path}`, text);
}
