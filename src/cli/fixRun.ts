/** `check --fix` and `--diff`: what fixes change, on the disk or as a patch. */
import { createTwoFilesPatch } from 'diff';
import { plural } from '../core/cost/format.ts';
import type { FixSafety } from '../core/domain/edit.ts';
import type { FileAnalysis } from '../core/report/fileAnalysis.ts';
import type { AppliedFix, FixOutcome } from '../core/service/applyFixes.ts';
import { applyFixes } from '../core/service/applyFixes.ts';
import { pathOfFileUri } from '../disk/diskWorkspace.ts';
import { rewriteFile } from './rewriteFile.ts';
import type { Session } from './session.ts';
import { placeText } from './text/placeText.ts';
import { printable } from './text/printable.ts';
import type { Terminal } from './text/terminal.ts';

export interface FixRun extends FixOutcome {
  /** Texts before the first fix, by uri. */
  readonly originals: ReadonlyMap<string, string>;
}

/** Applies fixes in memory. */
export async function runFixes(
  analyses: readonly FileAnalysis[],
  session: Session,
  safety: FixSafety,
): Promise<FixRun> {
  const originals = new Map<string, string>();
  const outcome = await applyFixes(analyses, {
    analyzer: session.analyzer,
    safety,
    async readText(uri) {
      const text = await session.readText(uri);
      if (text !== undefined && !originals.has(uri)) originals.set(uri, text);
      return text;
    },
    setText: (uri, text) => {
      session.workspace.set(uri, text);
    },
  });
  return { ...outcome, originals };
}

/** @throws {UsageError} when a file cannot be written; those before it are. */
export function writeFixes({ texts, originals }: FixRun): void {
  for (const [uri, text] of texts) rewriteFile(pathOfFileUri(uri), originals.get(uri) ?? '', text);
}

/** The changes as one patch, with colours where the terminal has them. */
export function renderDiff({ texts, originals }: FixRun, pathOf: (uri: string) => string, terminal: Terminal): string {
  const patches = [...texts].map(([uri, text]) => {
    const path = pathOf(uri);
    return createTwoFilesPatch(`a/${path}`, `b/${path}`, originals.get(uri) ?? '', text, '', '', { context: 3 });
  });
  return patches.map((patch) => colored(patch, terminal)).join('');
}

/** One line a fix, and a summary. */
export function fixedLines(
  { applied, refused }: FixRun,
  pathOf: (uri: string) => string,
  { colors }: Terminal,
): readonly string[] {
  const line = (sign: string, { uri, place, title, rule }: AppliedFix): string =>
    `${sign} ${placeText(pathOf(uri), place)} ${printable(title)} ${colors.dim(rule)}`;
  if (applied.length + refused.length === 0) return ['Nothing to fix.'];
  return [
    ...applied.map((fix) => line(colors.green('fixed'), fix)),
    ...refused.map((fix) => line(colors.yellow('not fixed, since the file would be broken:'), fix)),
    colors.bold(`${plural(applied.length, 'fix').replace(/fixs$/, 'fixes')} applied`),
  ];
}

function colored(patch: string, { colors }: Terminal): string {
  const lines = patch.split('\n').filter((line) => !line.startsWith('====='));
  return lines.map((line) => paintOf(line, colors)(line)).join('\n');
}

function paintOf(line: string, colors: Terminal['colors']): (text: string) => string {
  if (line.startsWith('+++') || line.startsWith('---')) return colors.bold;
  if (line.startsWith('@@')) return colors.cyan;
  if (line.startsWith('+')) return colors.green;
  if (line.startsWith('-')) return colors.red;
  return String;
}
