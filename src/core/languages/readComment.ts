import type { Comment } from '../domain/program.ts';
import type { TextRange } from '../util/text.ts';

/** A comment of a language that writes them as C does. Some grammars count the carriage return behind one to it. */
export function readComment(node: TextRange, textOf: (node: TextRange) => string): Comment {
  const text = textOf(node);
  const range = { start: node.start, end: text.endsWith('\r') ? node.end - 1 : node.end };
  const inside = text.startsWith('/*') ? text.slice(2).replace(/\*\/$/, '') : text.replace(/^\/+/, '');
  return { range, text: inside.trim() };
}
