import type { TemplateProblem } from '../domain/promptTemplate.ts';
import type { TextRange } from '../util/text.ts';
import { parseYaml } from '../util/yamlTree.ts';
import type { YamlMap } from '../util/yamlTree.ts';

/** YAML between two lines of `---` at the top of a file, and what follows. */
export interface FrontMatter {
  /** Absent when the file has none, or it is no map. Empty front matter is an empty map. */
  readonly root?: YamlMap;
  readonly problems: readonly TemplateProblem[];
  readonly body: TextRange;
}

export function readFrontMatter(text: string): FrontMatter {
  const found = frontMatterRange(text);
  if (found === undefined) return { problems: [], body: { start: startOfText(text), end: text.length } };
  if (found === 'unclosed') {
    const start = startOfText(text);
    const range = { start, end: start + 3 };
    return {
      problems: [{ message: 'The front matter is not closed: a line of `---` is missing.', range }],
      body: { start: unclosedBody(text, start), end: text.length },
    };
  }
  const { yaml, body } = found;
  const tree = parseYaml(text.slice(yaml.start, yaml.end), yaml.start);
  const problems = tree.problems.map(({ message, range }) => ({ message: `Front matter: ${message}`, range }));
  const { root } = tree;
  if (root === undefined || (root.kind === 'scalar' && root.value === null)) {
    return { root: { kind: 'map', range: yaml, entries: new Map(), isFlow: false }, problems, body };
  }
  if (root.kind === 'map') return { root, problems, body };
  return { problems: [...problems, { message: 'The front matter is no map.', range: root.range }], body };
}

/** Of a format that need not have any: a file may also begin with a line of `---` that is a rule between paragraphs. */
export function readOptionalFrontMatter(text: string): FrontMatter {
  const found = readFrontMatter(text);
  const isThere = found.root !== undefined && found.problems.length === 0;
  return isThere ? found : { problems: [], body: { start: startOfText(text), end: text.length } };
}

/** Where the YAML stands and where the body starts. */
export function frontMatterRange(
  text: string,
): { readonly yaml: TextRange; readonly body: TextRange } | 'unclosed' | undefined {
  const start = startOfText(text);
  const opening = /^(?:\s*<!--[^\n]{0,200}-->\s*\n)?---[ \t]*\r?\n/.exec(text.slice(start, start + 500));
  if (!opening) return undefined;
  const from = start + opening[0].length;
  const closing = /^---[ \t]*(?:\r?\n|$)/gm;
  closing.lastIndex = from;
  const close = closing.exec(text);
  if (!close) return 'unclosed';
  return {
    yaml: { start: from, end: close.index },
    body: { start: close.index + close[0].length, end: text.length },
  };
}

/** Behind a byte order mark. */
function startOfText(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

/** Half-typed front matter ends where its lines stop looking like YAML: at the first empty line. */
function unclosedBody(text: string, start: number): number {
  const gap = /\r?\n[ \t]*\r?\n/g;
  gap.lastIndex = start;
  const match = gap.exec(text);
  return match ? match.index + match[0].length : text.length;
}
