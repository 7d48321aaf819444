import type { Comment } from '../domain/program.ts';
import { pathOfUri } from '../util/uris.ts';

/**
 * Comments of a file of prompts that no language reads: those of its template dialect, and lines of a front matter or of
 * YAML. None where the file's format has no comments, so that a `#` in a prompt is what it is.
 */
export function templateComments({ uri, text }: { readonly uri: string; readonly text: string }): readonly Comment[] {
  const path = pathOfUri(uri).toLowerCase();
  const isYaml = /\.ya?ml$/.test(path);
  const front = isYaml ? text : (FRONT_MATTER.exec(text)?.[0] ?? '');
  const inDialect = isYaml || path.endsWith('.json') ? [] : [...text.matchAll(DIALECT_COMMENT)].map(commentOf);
  return [...[...front.matchAll(HASH_COMMENT)].map(commentOf), ...inDialect].sort(
    (a, b) => a.range.start - b.range.start,
  );
}

const FRONT_MATTER = /^---[ \t]*\r?\n[^]*?\n---/;

/** A `#` in the middle of a line may stand in a text. */
const HASH_COMMENT = /^[ \t]*#([^\r\n]*)/gm;

/** `{# Jinja #}`, `{{! Handlebars }}`, `{{!-- the same --}}`, `{{/* Go *\/}}`, `<!-- of a page -->`. */
const DIALECT_COMMENT =
  /\{#([^]{0,2000}?)#\}|\{\{!--([^]{0,2000}?)--\}\}|\{\{!([^}]{0,2000})\}\}|\{\{\/\*([^]{0,2000}?)\*\/\}\}|<!--([^]{0,2000}?)-->/g;

function commentOf(match: RegExpExecArray): Comment {
  const [whole] = match;
  const groups: readonly (string | undefined)[] = match.slice(1);
  const start = match.index + (whole.length - whole.trimStart().length);
  const text = groups.find((group) => group !== undefined) ?? '';
  return { range: { start, end: match.index + whole.length }, text: text.trim() };
}
