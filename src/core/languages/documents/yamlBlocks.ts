/** Code in YAML: block scalars, and commands on one line. */
import { dedentInPlace } from './dedent.ts';
import { filledAsNames } from './inlineCode.ts';
import { languageOfCode } from './languageNames.ts';
import { linesOf } from './piece.ts';
import type { Line, Piece } from './piece.ts';

const BLOCK = /^(\s*)(?:-\s+)*(?:["']?([\w.-]+)["']?\s*:\s*)?(?:!\w+\s+)?[|>][+-]?\d?[+-]?\s*(?:#.*)?$/;
const COMMAND = /^\s*(?:-\s+)*(?:(?:run|script|cmd|command|commands|shell)\s*:\s*)?["']?(?=(?:time )?(?:aws|curl)\s)/;

export function piecesOfYaml(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) continue;
    const [, indentation] = BLOCK.exec(line.text) ?? [];
    if (indentation === undefined) {
      pieces.push(...commandIn(line));
      continue;
    }
    const end = endOfBlock(lines, index + 1, indentation.length);
    pieces.push(...pieceOf(text, lines.slice(index + 1, end), isFilledAt(lines, index)));
    index = end - 1;
  }
  return pieces;
}

/** `!Sub |`, also of a list: `!Sub` and `- |` below it. */
function isFilledAt(lines: readonly Line[], index: number): boolean {
  const own = lines[index]?.text ?? '';
  const before = lines[index - 1]?.text ?? '';
  return /(?:!|Fn::)Sub\b/.test(own) || (/^\s*-/.test(own) && /(?:!|Fn::)Sub:?\s*$/.test(before));
}

/** Number of the first line that is indented no further than the key. */
function endOfBlock(lines: readonly Line[], from: number, indentation: number): number {
  for (let index = from; index < lines.length; index++) {
    const written = lines[index]?.text ?? '';
    if (written.trim() !== '' && written.length - written.trimStart().length <= indentation) return index;
  }
  return lines.length;
}

function pieceOf(text: string, lines: readonly Line[], isFilled: boolean): readonly Piece[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const range = { start: first.start, end: last.end };
  const code = text.slice(range.start, range.end);
  const language = languageOfCode(code);
  if (language === undefined) return [];
  const written = isFilled ? filledAsNames(code).replace(/\$\{!/g, ' ${') : code;
  return [{ language, range, text: language === 'shell' ? dedentInPlace(withVariables(written)) : written }];
}

function commandIn({ text, start, end }: Line): readonly Piece[] {
  const [head] = COMMAND.exec(text) ?? [];
  if (head === undefined) return [];
  const quote = /["']$/.exec(head)?.[0];
  const isClosed = quote !== undefined && text.endsWith(quote);
  const code = text.slice(head.length, isClosed ? -1 : undefined);
  const range = { start: start + head.length, end: end - (isClosed ? 1 : 0) };
  return [
    { language: 'shell', range: { start: range.start, end: range.start + code.length }, text: withVariables(code) },
  ];
}

/** What a workflow puts in before the shell sees it is a variable: `${{ vars.NAME }}`. */
function withVariables(code: string): string {
  return code.replace(/\$\{\{[^{}\n]*?\b(\w+)\s*\}\}/g, (expression: string, name: string) => {
    const room = expression.length - name.length - 5;
    return room < 0 || !/^[A-Za-z_]/.test(name)
      ? expression.replace(/[${}]/g, ' ')
      : `\${${name}:?${' '.repeat(room)}}`;
  });
}
