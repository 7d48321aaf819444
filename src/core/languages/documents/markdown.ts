/** Fences of Markdown: ```` ```python ````. */
import { dedentInPlace } from './dedent.ts';
import { languageNamed, languageOfCode } from './languageNames.ts';
import { blank, linesOf } from './piece.ts';
import type { Line, Piece } from './piece.ts';

const OPENING = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(`{3,}|~{3,})[ \t]*(?:\{[^}]*?\.?)?([\w+#.-]*)/;

export function piecesOfMarkdown(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index++) {
    const [, fence, name = ''] = OPENING.exec(lines[index]?.text ?? '') ?? [];
    if (fence === undefined) continue;
    const end = closingOf(lines, index + 1, fence);
    pieces.push(...pieceOf(text, lines.slice(index + 1, end), name));
    index = end;
  }
  return pieces;
}

/** Number of the line that closes a fence, or of lines. */
function closingOf(lines: readonly Line[], from: number, fence: string): number {
  const mark = fence.charAt(0);
  for (let index = from; index < lines.length; index++) {
    const written = (lines[index]?.text ?? '').replace(/^[ \t>]+/, '').trimEnd();
    if (written.length >= fence.length && written === mark.repeat(written.length)) return index;
  }
  return lines.length;
}

function pieceOf(text: string, lines: readonly Line[], name: string): readonly Piece[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const range = { start: first.start, end: last.end };
  const code = text.slice(range.start, range.end);
  const language = name === '' || /^te?xt$/.test(name) ? languageOfCode(code) : languageNamed(name);
  if (language === undefined) return [];
  const prompt = language === 'shell' ? SHELL_PROMPT : language === 'python' ? PYTHON_PROMPT : undefined;
  const shown = prompt ? withoutPrompts(code, prompt) : code;
  if (language === 'python') return [{ language, range, text: withoutHeadings(shown) }];
  return [{ language, range, text: language === 'shell' ? dedentInPlace(withVariables(shown)) : shown }];
}

/** What a converter made of comments: `<h2>Ask</h2>`. */
function withoutHeadings(code: string): string {
  if (!/^<h[1-6]>/m.test(code)) return code;
  const lines = code.split('\n');
  return lines.map((line) => (/^<h[1-6]>/.test(line) ? blank(line) : line)).join('\n');
}

/** `<AGENT_ID>`, which readers are to replace, would read a file and write another. */
function withVariables(code: string): string {
  return code.replace(
    /(?<=[\s=:/"])<([A-Za-z][\w -]*)>(?=["\s/:]|$)/g,
    (_, name: string) => `$${name.replace(/[ -]/g, '_')} `,
  );
}

const SHELL_PROMPT = /^[ \t]*(?:[\w.@:~/-]+)?[$%❯]\s(?=\S)/;
const PYTHON_PROMPT = /^[ \t]*(?:>>>|\.\.\.)(?: |$)/;

/** Where a session is shown, what stands without a prompt is output. */
function withoutPrompts(code: string, prompt: RegExp): string {
  const lines = code.split('\n');
  if (!lines.some((line) => prompt.test(line))) return code;
  let isContinued = false;
  return lines
    .map((line) => {
      const [written] = prompt.exec(line) ?? [];
      const isCode = written !== undefined || isContinued;
      isContinued = isCode && /\\\s*$/.test(line);
      if (!isCode) return blank(line);
      const shown = written ?? /^[ \t]*> /.exec(line)?.[0];
      return shown === undefined ? line : blank(shown) + line.slice(shown.length);
    })
    .join('\n');
}
