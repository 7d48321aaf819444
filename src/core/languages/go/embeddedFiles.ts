import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { literal, memberExpression } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

const LONGEST_DIRECTIVE = 400;
const DIRECTIVE = /\/\/go:embed {1,9}"?([\w./-]{1,300})"?[ \t]{0,9}\r?\n\s{0,40}(?:var\s{1,40})?$/;

/** `//go:embed prompt.txt` on the line above a variable: the variable holds the file's text. */
export function embeddedFile(variable: SyntaxNode, lowering: Lowering): Expression | undefined {
  const start = Math.max(0, variable.start - LONGEST_DIRECTIVE);
  const path = DIRECTIVE.exec(lowering.textOf({ start, end: variable.start }))?.[1];
  if (path === undefined) return undefined;
  const range = { start: variable.end, end: variable.end };
  const os: Expression = { kind: 'import', range, module: 'os' };
  return {
    kind: 'call',
    range,
    callee: memberExpression(os, 'ReadFile', range, range),
    arguments: [{ value: literal(path, range), range }],
    argumentsRange: range,
    isConstruction: false,
  };
}
