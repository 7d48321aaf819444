import type { TextRange } from '../util/text.ts';
import type { YamlEntry, YamlNode } from '../util/yamlTree.ts';

/** Keys and list indexes from the root to a setting. */
export type SettingPath = readonly PropertyKey[];

/** The value at the end of a path; undefined when it is not there. */
export function nodeAt(root: YamlNode, path: SettingPath): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

/** The key and value at the end of a path, when it ends in a map. */
export function entryAt(root: YamlNode, path: SettingPath): YamlEntry | undefined {
  const map = nodeAt(root, path.slice(0, -1));
  return map?.kind === 'map' ? map.entries.get(String(path.at(-1))) : undefined;
}

/** Where a mistake is shown: the value, or the key when the value is empty or fills several lines. */
export function placeAt(root: YamlNode, path: SettingPath): TextRange {
  const node = nodeAt(root, path);
  const entry = entryAt(root, path);
  if (node === undefined) return path.length === 0 ? root.range : placeAt(root, path.slice(0, -1));
  if (entry === undefined || (node.kind === 'scalar' && node.range.end > node.range.start)) return node.range;
  return entry.keyRange;
}

/** The same tree without some of its nodes. */
export function without(node: YamlNode, dropped: ReadonlySet<YamlNode>): YamlNode {
  if (node.kind === 'map') {
    const kept = [...node.entries].filter(([, entry]) => !dropped.has(entry.value));
    return {
      ...node,
      entries: new Map(kept.map(([key, entry]) => [key, { ...entry, value: without(entry.value, dropped) }])),
    };
  }
  if (node.kind === 'list') {
    const kept = node.items.filter((item) => !dropped.has(item));
    return { ...node, items: kept.map((item) => without(item, dropped)) };
  }
  return node;
}
