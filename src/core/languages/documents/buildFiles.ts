/** Shell in Makefiles and Dockerfiles. */
import { blank, linesOf } from './piece.ts';
import type { Line, Piece } from './piece.ts';

/** Recipes, and the variables that they use. */
export function piecesOfMakefile(text: string): readonly Piece[] {
  let isContinued = false;
  return linesOf(text).flatMap((line): readonly Piece[] => {
    const isRecipe = line.text.startsWith('\t') || isContinued;
    isContinued = isRecipe && line.text.endsWith('\\');
    const written = isRecipe ? recipeLine(line.text) : assignmentLine(line.text);
    return written === undefined ? [] : [pieceOf(line, written)];
  });
}

/** `$$` is a dollar and `$(NAME)` a variable; what gets shorter gets blanks in front. */
function recipeLine(line: string): string {
  const plain = line.replace(/^(\s*)([@+-]+)/, (_, before: string, marks: string) => before + blank(marks));
  const expanded = plain
    .replace(/(?<!\$)\$\((\w+)\)/g, '$${$1}')
    .replace(/(?<!\$)\$\(shell /g, '$$(      ')
    .replaceAll('$$', '$');
  return ' '.repeat(line.length - expanded.length) + expanded;
}

function assignmentLine(line: string): string | undefined {
  const [head, before = '', name] = /^((?:export\s+)?)(\w+)\s*(?:\?=|::?=|=)/.exec(line) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const value = line.slice(head.length).trim();
  const needsQuotes = /[\s;&|<>()]/.test(value) && !/^["']/.test(value);
  const plain = value.replace(/\$\((\w+)\)/g, '$${$1}');
  const written = `${before === '' ? '' : blank(before)}${name}=${needsQuotes ? `"${plain}"` : plain}`;
  if (written.length > line.length || plain.includes('$(')) return undefined;
  return ' '.repeat(line.length - written.length) + written;
}

const INSTRUCTION = /^(\s*)(RUN|ARG|ENV)(\s+)((?:--\w[\w-]*(?:=\S+)?\s+)*)/i;

export function piecesOfDockerfile(text: string): readonly Piece[] {
  let isContinued = false;
  return linesOf(text).flatMap((line): readonly Piece[] => {
    const [head] = INSTRUCTION.exec(line.text) ?? [];
    const isCode = head !== undefined || isContinued;
    isContinued = isCode && (line.text.endsWith('\\') || (isContinued && line.text.trimStart().startsWith('#')));
    if (!isCode) return [];
    return [pieceOf(line, head === undefined ? line.text : blank(head) + line.text.slice(head.length))];
  });
}

function pieceOf({ start, text }: Line, written: string): Piece {
  return { language: 'shell', range: { start, end: start + text.length }, text: written };
}
