import type { ObjectField, Origin, TextPart, Value } from '../domain/value.ts';
import type { YamlNode, YamlScalar } from '../util/yamlTree.ts';
import type { Dialect } from './dialects/templateToken.ts';
import { partsOf } from './promptSegments.ts';
import { scalarText } from './promptText.ts';
import type { TemplateSource } from './templateFormat.ts';

/** YAML or JSON as the values that requests are read from; `dialect` finds the holes in its texts. */
export function yamlValue(node: YamlNode, source: TemplateSource, dialect: Dialect): Value {
  const origin: Origin = { from: 'literal', uri: source.uri, range: node.range };
  if (node.tag !== undefined) {
    return {
      kind: 'unknown',
      reason: `made by ${node.tag}`,
      volatility: 'unknown',
      uri: source.uri,
      range: node.range,
    };
  }
  if (node.kind === 'scalar') return scalarValue(node, source, dialect, origin);
  if (node.kind === 'list') {
    const items = node.items.map((item) => yamlValue(item, source, dialect));
    return { kind: 'list', items, isOpen: false, origin, site: { uri: source.uri, kind: 'list', range: node.range } };
  }
  const fields = new Map<string, ObjectField>();
  for (const { key, keyRange, value } of node.entries.values()) {
    fields.set(key, {
      value: yamlValue(value, source, dialect),
      uri: source.uri,
      range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
      valueRange: value.range,
    });
  }
  return {
    kind: 'object',
    fields,
    isOpen: false,
    origin,
    site: { uri: source.uri, kind: 'object', range: node.range },
  };
}

function scalarValue(node: YamlScalar, source: TemplateSource, dialect: Dialect, origin: Origin): Value {
  const { value } = node;
  if (value === null) return { kind: 'null', origin };
  if (typeof value === 'number') return { kind: 'number', value, origin };
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin };
  const parts: readonly TextPart[] = partsOf(scalarText(source.text, node), source.uri, dialect);
  return { kind: 'text', parts, origin };
}
