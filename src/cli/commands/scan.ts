import { renderInventoryJson } from '../../core/report/render/inventoryJson.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { configuredAnalyses, Session } from '../session.ts';
import { renderInventoryText } from '../text/inventoryText.ts';

export interface ScanOptions extends OutputOptions {
  readonly format: 'text' | 'json';
  readonly config?: string;
}

/** The inventory: call sites and templates with estimates, and no judgement. */
export async function scan(paths: readonly string[], options: ScanOptions): Promise<CommandResult> {
  const { format, config } = options;
  const session = new Session({ paths, cwd: process.cwd(), config });
  const analyses = await session.analyzeAll();
  if (format === 'json') {
    const output = renderInventoryJson(
      analyses,
      session.skipped('scanned-root'),
      await session.context('scanned-root'),
    );
    return { output, exitCode: 0 };
  }
  const files = await configuredAnalyses(session.analyzer, analyses);
  const context = await session.context('current-folder');
  const output = renderInventoryText(files, session.skipped('current-folder'), context, terminalOf(options), {
    fileCount: session.fileCount,
  });
  return { output, exitCode: 0 };
}
