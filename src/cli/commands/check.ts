import type { Severity } from '../../core/domain/finding.ts';
import type { CheckedFile } from '../../core/report/checkedFile.ts';
import type { FileAnalysis } from '../../core/report/fileAnalysis.ts';
import type { RenderContext } from '../../core/report/render/renderContext.ts';
import { oneFindingOfEachCause } from '../../core/report/oneCause.ts';
import { checkedFile } from '../../core/service/checkedFile.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { Session } from '../session.ts';

export interface CheckOptions extends OutputOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit';
  readonly config?: string;
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  readonly diff?: boolean;
  readonly failOn: FailOn;
  readonly quiet?: boolean;
}

type FailOn = Severity | 'never';

/** Findings, with exit code 1 when one of them is at or above `--fail-on`, or when `--diff` has something to show. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<CommandResult> {
  const session = new Session({ paths, cwd: process.cwd(), config: options.config });
  const analyses = await session.analyzeAll();
  if (options.diff === true) return previewFixes(analyses, session, options);
  const { remaining, fixed } = await fix(analyses, session, options);
  const files = oneFindingOfEachCause(remaining).map((analysis) => checkedFile(analysis, session.analyzer));
  return {
    output: await render(files, session, options, fixed),
    exitCode: isFailure(files, options.failOn) ? 1 : 0,
  };
}

async function previewFixes(
  analyses: readonly FileAnalysis[],
  session: Session,
  options: CheckOptions,
): Promise<CommandResult> {
  const { renderDiff, runFixes } = await import('../fixRun.ts');
  const { pathOf } = await session.context('current-folder');
  const run = await runFixes(analyses, session, safetyOf(options));
  return { output: renderDiff(run, pathOf, terminalOf(options)), exitCode: run.texts.size > 0 ? 1 : 0 };
}

interface Fixed {
  readonly remaining: readonly FileAnalysis[];
  readonly fixed: readonly string[];
}

async function fix(analyses: readonly FileAnalysis[], session: Session, options: CheckOptions): Promise<Fixed> {
  if (options.fix !== true && options.fixUnsafe !== true) return { remaining: analyses, fixed: [] };
  const { fixedLines, runFixes, writeFixes } = await import('../fixRun.ts');
  const { pathOf } = await session.context('current-folder');
  const run = await runFixes(analyses, session, safetyOf(options));
  writeFixes(run);
  return { remaining: run.analyses, fixed: fixedLines(run, pathOf, terminalOf(options)) };
}

function safetyOf({ fixUnsafe }: CheckOptions): 'safe' | 'unsafe' {
  return fixUnsafe === true ? 'unsafe' : 'safe';
}

async function render(
  files: readonly CheckedFile[],
  session: Session,
  options: CheckOptions,
  fixed: readonly string[],
): Promise<string> {
  const base = options.format === 'json' ? 'scanned-root' : 'current-folder';
  const context = await session.context(base);
  if (options.format === 'text') {
    const { renderFindingsText } = await import('../text/findingsText.ts');
    return renderFindingsText(files, session.skipped(base), context, terminalOf(options), {
      fileCount: session.fileCount,
      verbosity: options.quiet === true ? 'quiet' : 'normal',
      fixed,
    });
  }
  for (const line of fixed) process.stderr.write(`${line}\n`);
  return renderForMachines(files, session, context, options.format);
}

async function renderForMachines(
  files: readonly CheckedFile[],
  session: Session,
  context: RenderContext,
  format: Exclude<CheckOptions['format'], 'text'>,
): Promise<string> {
  switch (format) {
    case 'json': {
      const { renderFindingsJson } = await import('../../core/report/render/findingsJson.ts');
      return renderFindingsJson(files, session.skipped('scanned-root'), context);
    }
    case 'sarif': {
      const { renderSarif } = await import('../../core/report/render/sarif.ts');
      const { readRulePages } = await import('../rulePages.ts');
      return renderSarif(files, session.skipped('current-folder'), context, await readRulePages());
    }
    case 'github': {
      const { renderGithubAnnotations } = await import('../../core/report/render/githubAnnotations.ts');
      return renderGithubAnnotations(files, context);
    }
    case 'gitlab': {
      const { renderGitlabCodeQuality } = await import('../../core/report/render/gitlabCodeQuality.ts');
      return renderGitlabCodeQuality(files, context);
    }
    case 'junit': {
      const { renderJunit } = await import('../../core/report/render/junit.ts');
      return renderJunit(files, context);
    }
  }
}

/** Of the problems of files only errors count: a prompt file that cannot be read whole is no reason to stop a build. */
function isFailure(files: readonly CheckedFile[], failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  const limit = SEVERITIES.indexOf(failOn);
  return files.some(
    ({ analysis, findings }) =>
      analysis.problems.some(({ severity }) => severity === 'error') ||
      findings.some(({ finding }) => SEVERITIES.indexOf(finding.severity) <= limit),
  );
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
