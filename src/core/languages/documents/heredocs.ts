/** Code that a shell hands to another language: `python - <<'EOF'`, `cat > app.py <<EOF`, `node -e '…'`. */
import type { LanguageId } from '../../domain/languageId.ts';
import type { TextRange } from '../../util/text.ts';
import { dedentInPlace } from './dedent.ts';
import { languageNamed } from './languageNames.ts';
import type { Piece } from './piece.ts';

const HEREDOC = /^(.*?)<<-?[ \t]*(["']?)([A-Za-z_]\w*)\b\2(.*)$/gm;
const INLINE = /\b(python3?|node|deno|ruby)[ \t]+(?:-\w+[ \t]+)*-(?:c|e|-eval)[ \t]+(["'])/g;

export function piecesOfHeredocs(text: string): readonly Piece[] {
  if (!text.includes('<<') && !/\s-[ce]\s+["']/.test(text)) return [];
  return [...heredocs(text), ...inline(text)];
}

function* heredocs(document: string): Iterable<Piece> {
  let done = 0;
  for (const match of document.matchAll(HEREDOC)) {
    const [line, before = '', , word = '', behind = ''] = match;
    const start = match.index + line.length + 1;
    if (match.index < done || start > document.length) continue;
    const end = endOfHeredoc(document, start, word);
    const language = languageOfCommand(`${before} ${behind}`);
    if (end === undefined) continue;
    if (language === undefined) continue;
    done = end;
    const code = document.slice(start, end);
    const isQuoted = match[2] !== '';
    const written = isQuoted ? code : withoutEscapes(code);
    const text = language === 'shell' ? dedentInPlace(written) : written;
    yield { language, range: { start, end }, text, isNested: true };
  }
}

function endOfHeredoc(text: string, start: number, word: string): number | undefined {
  const closing = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'm').exec(text.slice(start));
  return closing ? start + closing.index : undefined;
}

/** By the command that reads it, or the name of the file that it goes to. */
function languageOfCommand(command: string): LanguageId | undefined {
  const file = />>?[ \t]*["']?[^\s"'<>|;]*\.(\w+)/.exec(command)?.[1] ?? /\btee\b[^|;]*\.(\w+)/.exec(command)?.[1];
  const language = file === undefined ? undefined : languageNamed(file);
  if (language !== undefined) return language;
  const tool = /(?:^|[\s|;&($"'/])(python3?|node|ruby)\b/.exec(command)?.[1];
  return tool === undefined ? undefined : languageNamed(tool);
}

function* inline(text: string): Iterable<Piece> {
  for (const match of text.matchAll(INLINE)) {
    const [whole, tool = '', quote = ''] = match;
    const start = match.index + whole.length;
    const end = quote === "'" ? text.indexOf("'", start) : endOfDouble(text, start);
    const language = languageNamed(tool);
    if (end < 0 || language === undefined) continue;
    const range: TextRange = { start, end };
    const code = text.slice(start, end);
    yield { language, range, text: quote === "'" ? code : withoutEscapes(code) };
  }
}

function endOfDouble(text: string, start: number): number {
  for (let index = start; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === '"') return index;
  }
  return -1;
}

/** `\$` and `\"` are one character each; a blank keeps the offsets. */
function withoutEscapes(code: string): string {
  return code.replace(/\\([$`"\\])/g, ' $1');
}
