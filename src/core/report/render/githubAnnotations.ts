/** `check --format github`: workflow commands that GitHub Actions shows at the lines of a pull request. */
import type { Severity } from '../../domain/finding.ts';
import type { CheckedFile } from '../checkedFile.ts';
import type { TextRange } from '../../util/text.ts';
import { PlaceIndex } from '../positions.ts';
import type { FilePlace, RenderContext } from './renderContext.ts';
import { filePlace } from './renderContext.ts';

export function renderGithubAnnotations(files: readonly CheckedFile[], context: RenderContext): string {
  return files.flatMap((file) => annotationsOf(file, context)).join('');
}

const COMMANDS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function annotationsOf({ analysis, findings }: CheckedFile, context: RenderContext): readonly string[] {
  const places = new PlaceIndex(analysis.source);
  const path = context.pathOf(analysis.uri);
  const placeOf = (range: TextRange): FilePlace => filePlace(analysis.uri, places.placeOf(range), context);
  return [
    ...analysis.problems.map(({ severity, message, range }) =>
      command(severity, path, placeOf(range), 'bedrock-cost-lint', message),
    ),
    ...findings.map(({ finding: { severity, rule, message, range } }) =>
      command(severity, path, placeOf(range), rule, message),
    ),
  ];
}

function command(severity: Severity, path: string, place: FilePlace, title: string, message: string): string {
  const { start, end } = place;
  const isOnOneLine = start.line === end.line && start.column !== undefined && end.column !== undefined;
  const columns = isOnOneLine ? { col: start.column, endColumn: end.column } : {};
  const properties = Object.entries({ file: path, line: start.line, endLine: end.line, ...columns, title })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${COMMANDS[severity]} ${properties}::${escapeData(message)}\n`;
}

/** As `@actions/core` escapes: a line break would end the command and start another. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
