import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestBody } from '../../core/domain/requestBody.ts';
import { readRequestBody } from '../../core/requests/readRequestBody.ts';
import { bodyOfSuite, choiceOf, type LogEntry, type SuiteEntry } from './recordedUsage.ts';

/** A request that was sent, with its texts, and how much was written to it. */
export interface RecordedBody {
  readonly source: string;
  readonly model: string;
  readonly body: RequestBody;
  /** As it was sent; undefined where only parts of it are recorded. */
  readonly data: unknown;
  readonly toolCount: number;
  readonly outputTokens: number;
}

/** From the invocation log (`.jsonl`) or from records of public test suites (`.json`), as `readRecordedRequests` has them. */
export function recordedBodies(file: string): readonly RecordedBody[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.jsonl')) {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.flatMap((line, index) => ofLog(JSON.parse(line) as LogEntry, `${path.basename(file)}#${index + 1}`));
  }
  const rows = JSON.parse(text) as readonly (SuiteEntry | object)[];
  return rows.flatMap((row) => ('recorded_output_tokens' in row ? ofSuite(row) : []));
}

function ofLog({ source, modelId, input, output }: LogEntry, place: string): RecordedBody[] {
  const data = input.inputBodyJson;
  const body = readRequestBody(data, modelId.includes('claude') ? { provider: 'anthropic' } : {});
  const outputTokens = output?.outputTokenCount ?? 0;
  if (body === undefined) return [];
  return [{ source: source ?? place, model: modelId, body, data, toolCount: body.tools.length, outputTokens }];
}

function ofSuite(entry: SuiteEntry): RecordedBody[] {
  const { messages, source_repo: repository, model, n_tools: toolCount, recorded_output_tokens: outputTokens } = entry;
  if (messages === null || outputTokens === null) return [];
  const body = { ...bodyOfSuite(entry, messages), ...(toolCount > 0 && { toolChoice: choiceOf(entry.tool_choice) }) };
  const source = `${repository} ${entry.path}#${entry.interaction}`;
  return [{ source, model, body, data: undefined, toolCount, outputTokens }];
}
