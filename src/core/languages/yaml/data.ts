/** Plain data as expressions: what no form of document gives another meaning. */
import type { Argument, Expression, ObjectEntry } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../util/yamlTree.ts';
import { literal } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** A map, list or scalar whose own meaning is plain; what stands in it is lowered by the form of the document. */
export function plainValue(node: YamlNode, lowering: Lowering): Expression {
  if (node.kind === 'scalar') return scalarLiteral(node, lowering.text);
  if (node.kind === 'list') {
    const items = node.items.map((item) => ({ value: lowering.value(item), isSpread: false }));
    return {
      kind: 'list',
      range: covering(
        node.range,
        items.map(({ value }) => value),
      ),
      items,
    };
  }
  const entries = fieldsOf(node, lowering).map(({ key, keyRange, value, range }): ObjectEntry => ({
    kind: 'field',
    key: literal(key, keyRange),
    value,
    range,
  }));
  return { kind: 'object', range: covering(node.range, entries), entries };
}

/** What is broken can reach beyond what it stands in. */
export function covering(range: TextRange, parts: readonly { readonly range: TextRange }[]): TextRange {
  return parts.reduce((whole, part) => ({ ...whole, end: Math.max(whole.end, part.range.end) }), range);
}

export function scalarLiteral(node: YamlScalar, text: string): Expression {
  const isQuoted = node.style === 'double-quoted' || node.style === 'single-quoted';
  const contentRange = isQuoted
    ? { start: node.range.start + 1, end: Math.max(node.range.start + 1, node.range.end - 1) }
    : node.range;
  if (typeof node.value !== 'string') return literal(node.value, node.range);
  return { ...literal(node.value, node.range), contentRange: text === '' ? node.range : contentRange };
}

/** The fields of a map as named arguments. */
export function argumentsOf(node: YamlNode | undefined, lowering: Lowering): readonly Argument[] {
  if (node?.kind !== 'map') return [];
  return fieldsOf(node, lowering).map(({ key, value, range }) => ({ name: key, value, range }));
}

interface Field {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: Expression;
  /** Key and value; of a value that an alias stands for, the key. */
  readonly range: TextRange;
}

/** @param valueOf What stands behind a key, where that hangs on the key. */
export function fieldsOf(
  node: YamlMap,
  lowering: Lowering,
  valueOf: (entry: YamlEntry) => Expression = ({ value }) => lowering.value(value),
): readonly Field[] {
  return [...node.entries.values()].map((entry) => {
    const { key, keyRange } = entry;
    const value = valueOf(entry);
    const isElsewhere = value.range.start < keyRange.start;
    const end = isElsewhere ? keyRange.end : Math.max(keyRange.end, value.range.end);
    return { key, keyRange, value, range: { start: keyRange.start, end } };
  });
}
