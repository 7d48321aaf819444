import { buildWorkloadReport } from '../../core/report/workloadReport.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { configuredAnalyses, Session } from '../session.ts';

export interface ReportOptions extends OutputOptions {
  readonly format: 'text' | 'json' | 'markdown' | 'csv' | 'html';
  readonly config?: string;
}

/** The workload report: what the calls cost together. */
export async function report(paths: readonly string[], options: ReportOptions): Promise<CommandResult> {
  const session = new Session({ paths, cwd: process.cwd(), config: options.config });
  const files = await configuredAnalyses(session.analyzer, await session.analyzeAll());
  const base = options.format === 'json' ? 'scanned-root' : 'current-folder';
  const workload = buildWorkloadReport(files, session.skipped(base), await session.context(base));
  switch (options.format) {
    case 'json': {
      const { renderWorkloadJson } = await import('../../core/report/render/workloadJson.ts');
      return { output: renderWorkloadJson(workload), exitCode: 0 };
    }
    case 'markdown': {
      const { renderWorkloadMarkdown } = await import('../../core/report/render/workloadMarkdown.ts');
      return { output: renderWorkloadMarkdown(workload), exitCode: 0 };
    }
    case 'csv': {
      const { renderWorkloadCsv } = await import('../../core/report/render/workloadCsv.ts');
      return { output: renderWorkloadCsv(workload), exitCode: 0 };
    }
    case 'html': {
      const { renderReportPage } = await import('../../core/report/render/workloadHtml.ts');
      return { output: renderReportPage(workload), exitCode: 0 };
    }
    case 'text': {
      const { renderWorkloadText } = await import('../text/workloadText.ts');
      return { output: renderWorkloadText(workload, session.fileCount, terminalOf(options)), exitCode: 0 };
    }
  }
}
