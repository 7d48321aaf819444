/** A tree that was read from the text of a scalar, with its places in the document that holds the scalar. */
import type { TextRange } from '../../util/text.ts';
import { parseYaml } from '../../util/yamlTree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../../util/yamlTree.ts';

/** Undefined when the text cannot be read. */
export function treeInText(scalar: YamlScalar, document: string): YamlNode | undefined {
  if (typeof scalar.value !== 'string') return undefined;
  const { root } = parseYaml(scalar.value);
  return root && moved(root, placesIn(scalar, scalar.value, document));
}

type Places = (range: TextRange) => TextRange;

/** Line by line in a block, whose lines have an indentation in common; elsewhere the whole scalar. */
function placesIn(scalar: YamlScalar, text: string, document: string): Places {
  const first = document.indexOf('\n', scalar.range.start) + 1;
  if (scalar.style !== 'literal' || first === 0) return () => scalar.range;
  const indentation = /^(?:[ \t]*\r?\n)*([ \t]*)/.exec(document.slice(first, scalar.range.end))?.[1]?.length ?? 0;
  const lines = Array.from(text.matchAll(/\n/g), ({ index }) => index + 1);
  const offsetOf = (offset: number): number => {
    const line = lowerBound(lines, offset);
    return Math.min(first + offset + indentation * (line + 1), scalar.range.end);
  };
  return ({ start, end }) => ({ start: offsetOf(start), end: Math.max(offsetOf(start), offsetOf(end)) });
}

/** How many of some sorted numbers are not above another one. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function moved(node: YamlNode, places: Places): YamlNode {
  const range = places(node.range);
  if (node.kind === 'scalar') return { ...node, range };
  if (node.kind === 'list') return { ...node, range, items: node.items.map((item) => moved(item, places)) };
  const entries = [...node.entries].map(([key, entry]): readonly [string, YamlEntry] => [
    key,
    { key, keyRange: places(entry.keyRange), value: moved(entry.value, places) },
  ]);
  return { ...node, range, entries: new Map(entries) };
}
