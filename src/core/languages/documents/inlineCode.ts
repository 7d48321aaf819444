/** Programs that stand as texts in the code that deploys them: `Code.fromInline(`…`)`, here-documents of Terraform. */
import { languageOfCode } from './languageNames.ts';
import type { Piece } from './piece.ts';

const INLINE =
  /(?:\b(?:fromInline|from_inline|InlineCode)\(\s*|\b(?:zip_?[fF]ile|inline_?[cC]ode|code)\s*[:=]\s*)(?:\w+\.)*(?:dedent\(\s*)?[fr]?("""|'''|`)/g;

const MARKS = ['fromInline', 'from_inline', 'InlineCode', 'zipfile', 'zipFile', 'zip_file', 'zip_File', 'ZipFile'];

export function piecesOfInlineCode(text: string): readonly Piece[] {
  if (!MARKS.some((mark) => text.includes(mark))) return [];
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, quote = ''] = match;
    const start = match.index + whole.length;
    if (match.index < done) continue;
    const end = endOfText(text, start, quote);
    done = Math.max(start, end);
    pieces.push(...pieceOf(text, start, end, withoutEscapes));
  }
  return pieces;
}

/** Negative where the text is not closed. */
function endOfText(text: string, start: number, quote: string): number {
  for (let end = text.indexOf(quote, start); end >= 0; end = text.indexOf(quote, end + 1)) {
    let first = end;
    while (first > start && text.charAt(first - 1) === '\\') first--;
    if ((end - first) % 2 === 0) return end;
  }
  return -1;
}

const HEREDOC = /<<-?[ \t]*"?([A-Za-z_]\w*)"?[ \t]*\r?\n/g;

export function piecesOfTerraform(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(HEREDOC)) {
    if (match.index < done) continue;
    const start = match.index + match[0].length;
    const closing = new RegExp(`^[ \\t]*${match[1] ?? ''}[ \\t]*\\r?$`, 'm').exec(text.slice(start));
    if (closing === null) continue;
    done = start + closing.index;
    pieces.push(...pieceOf(text, start, done, withNames));
  }
  return pieces;
}

function pieceOf(text: string, start: number, end: number, read: (code: string) => string): readonly Piece[] {
  if (end <= start) return [];
  const code = read(text.slice(start, end));
  const language = languageOfCode(code);
  return language === undefined ? [] : [{ language, range: { start, end }, text: code, isNested: true }];
}

/** What a backslash writes is one character; a blank keeps the offsets. */
function withoutEscapes(code: string): string {
  return code.replace(/\\([`$\\"'])/g, ' $1');
}

/** `$${x}` is how `${x}` is written as text; a whole text that is filled in is a name, which nothing in the code binds. */
function withNames(code: string): string {
  return filledAsNames(code).replace(/\$\$\{/g, ' ${');
}

/** `"${Name}"` as a name of the same length: its value is not in the code. */
export function filledAsNames(code: string): string {
  return code.replace(/(["'])\$\{([A-Za-z_][\w.:]*)\}\1/g, (whole: string, _: string, name: string) =>
    name.replace(/:/g, '_').padEnd(whole.length),
  );
}
