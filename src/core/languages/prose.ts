/**
 * Prose among code: a cell of a notebook that was meant to be text, headings that a converter wrote in place of comments. No
 * statement of Python has four names in a row, nor begins with a tag.
 */
const PROSE =
  /^(?:[-*+>]+ |\d{1,2}[.)] |#+ )?["'*_`(]{0,3}[A-Za-z][\w'’-]*[*_`"',:;)]{0,3}(?: ["'*_`(]{0,3}[A-Za-z][\w'’-]*[*_`"',:;.)]{0,3}){3}(?=[ .:!?,]|$)/;
const HEADING = /^<(h[1-6]|p|div|b|br|i|center)\b[^>]*>/;
/** Cheap, for whoever has thousands of texts to ask about. */
const MAY_HAVE_PROSE = /[a-z] [a-z'’]{1,20} [a-z'’]{1,20} [a-z]|^<[hpdbic]/im;

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['and', 'as', 'assert', 'async', 'await', 'case', 'class', 'def', 'del', 'elif', 'else', 'except', 'for', 'from'],
  ...['global', 'if', 'import', 'in', 'is', 'lambda', 'match', 'nonlocal', 'not', 'or', 'pass', 'print', 'raise'],
  ...['return', 'try', 'while', 'with', 'yield'],
]);

export function mayHaveProse(text: string): boolean {
  return MAY_HAVE_PROSE.test(text);
}

/** True for a line that is no code; only to be asked where a statement may begin. */
export function isProse(line: string): boolean {
  const written = line.trim();
  if (HEADING.test(written)) return true;
  const [head] = PROSE.exec(written) ?? [];
  if (head === undefined || written.startsWith('#')) return false;
  const [first = '', second = ''] = head.match(/[A-Za-z][\w'’-]*/g) ?? [];
  return !KEYWORDS.has(first) && !KEYWORDS.has(second);
}
