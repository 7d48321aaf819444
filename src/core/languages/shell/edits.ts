import type { EditIntent, LiteralData } from '../../domain/edit.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit, TextRange } from '../../util/text.ts';

/** An option of a command, or a word; what stands inside of JSON has no place of its own. */
export function writeShellEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'remove-text') return [removal(text, edit.range)];
  if (edit.kind === 'replace-value') return replaceWord(root, text, edit.target.range, edit.value);
  if (edit.kind !== 'set-field' || edit.container.kind !== 'call') return undefined;
  const [option, ...path] = edit.path;
  const command = nodesAt(root, edit.container.range.start).findLast(({ type }) => type === 'command');
  if (!command || option === undefined) return undefined;
  const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const written = valueOf(path, edit.value);
  const words = command.children.filter(({ field }) => field === 'argument');
  if (written === undefined || words.some((word) => text.slice(word.start, word.end).startsWith(flag)))
    return undefined;
  return [insertion(command, words, text, `${flag} ${written}`)];
}

/** `maxTokens=512`, in the short way to write a structure. */
function valueOf(path: readonly string[], value: LiteralData): string | undefined {
  if (typeof value === 'object') {
    const [field, ...others] = Array.isArray(value) ? [] : Object.entries(value as Record<string, LiteralData>);
    return field && others.length === 0 && path.length === 0 ? valueOf([field[0]], field[1]) : undefined;
  }
  const plain = String(value);
  const word = /^[\w.:/@-]+$/.test(plain) ? plain : typeof value === 'string' ? quoted(plain) : plain;
  if (path.length === 0) return word;
  const [key] = path;
  return path.length === 1 && key !== undefined && word === plain ? `${key}=${word}` : undefined;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Behind the last option, on a line of its own where the others have one. */
function insertion(command: SyntaxNode, words: readonly SyntaxNode[], text: string, written: string): TextEdit {
  const last = lastOption(words, text) ?? command;
  const line = text.lastIndexOf('\n', last.start - 1) + 1;
  const at = lastOfOption(words, last, text);
  const [indentation = ''] = /^[ \t]*/.exec(text.slice(line)) ?? [];
  const isOwnLine = line > command.start && text.slice(line, last.start).trim() === '';
  return { range: { start: at, end: at }, newText: isOwnLine ? ` \\\n${indentation}${written}` : ` ${written}` };
}

function lastOption(words: readonly SyntaxNode[], text: string): SyntaxNode | undefined {
  return words.findLast((word) => text.startsWith('--', word.start));
}

/** The end of an option's value: the word behind it. */
function lastOfOption(words: readonly SyntaxNode[], option: SyntaxNode, text: string): number {
  const index = words.indexOf(option);
  const value = index < 0 ? undefined : words[index + 1];
  return value && !text.slice(option.start, option.end).includes('=') ? value.end : option.end;
}

function replaceWord(
  root: SyntaxNode,
  text: string,
  range: TextRange,
  value: LiteralData,
): readonly TextEdit[] | undefined {
  const word = nodesAt(root, range.start).find(({ start, end }) => start === range.start && end === range.end);
  if (!word || typeof value === 'object') return undefined;
  const written = text.slice(word.start, word.end);
  if (typeof value === 'number' && !/^["']?\d+["']?$/.test(written)) return undefined;
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const plain = String(value);
  if (quote === '' && !/^[\w.:/@-]+$/.test(plain)) return undefined;
  return /["'$`\\]/.test(plain) ? undefined : [{ range, newText: `${quote}${plain}${quote}` }];
}

/** The nodes round an offset, outermost first. */
function nodesAt(root: SyntaxNode, offset: number): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = root;
  while (current) {
    nodes.push(current);
    current = current.children.find(({ start, end }) => start <= offset && offset < end);
  }
  return nodes;
}

/** A line that is left blank goes with it. */
function removal(text: string, { start, end }: TextRange): TextEdit {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const isWhole = text.slice(line, start).trim() === '' && text.slice(end, next < 0 ? text.length : next).trim() === '';
  return isWhole && next >= 0
    ? { range: { start: line, end: next + 1 }, newText: '' }
    : { range: { start, end }, newText: '' };
}
