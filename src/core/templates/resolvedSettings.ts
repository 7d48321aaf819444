/** Model and cap as template files write them. */
import type { EditIntent, LiteralData, NodeReference } from '../domain/edit.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { yamlAt, yamlField } from '../util/yamlTree.ts';
import type { YamlMap, YamlNode } from '../util/yamlTree.ts';

type Path = readonly string[];

/** The text at the first of several paths that is there. A value that an environment or a program fills in is unknown. */
export function readModel(root: YamlNode | undefined, uri: string, ...paths: readonly Path[]): Resolved<string> {
  const node = firstAt(root, paths);
  if (node === undefined) return ABSENT;
  const { range } = node;
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.tag !== undefined) {
    return { state: 'unknown', reason: 'the model is no plain text', uri, range };
  }
  const value = node.value.trim();
  if (value === '') return ABSENT;
  if (/\$\{|\{\{|^<.*>$/.test(value)) {
    return { state: 'unknown', reason: `\`${value.slice(0, 80)}\` is filled in from outside`, uri, range };
  }
  return { state: 'known', value: value.replace(PROVIDER_PREFIX, ''), from: 'literal', uri, range };
}

/** How tools that serve several providers say that a model is one of Bedrock's. */
const PROVIDER_PREFIX = /^(?:(?:amazon|aws)-)?bedrock[/:](?!\/)/;

/** The number at the first of several paths that is there. */
export function readCap(root: YamlNode | undefined, uri: string, ...paths: readonly Path[]): Resolved<number> {
  const node = firstAt(root, paths);
  if (node === undefined) return ABSENT;
  const { range } = node;
  if (node.kind === 'scalar' && typeof node.value === 'number' && node.tag === undefined) {
    return { state: 'known', value: node.value, from: 'literal', uri, range };
  }
  return { state: 'unknown', reason: 'the cap is no plain number', uri, range };
}

/** Writes a cap: over the one that is there, else at the first path. */
export function capWriter(
  root: YamlMap,
  uri: string,
  ...paths: readonly Path[]
): (maxTokens: number) => readonly EditIntent[] {
  const written = firstAt(root, paths);
  if (written) {
    const target: NodeReference = { uri, kind: 'expression', range: written.range };
    return (maxTokens) => [{ kind: 'replace-value', target, value: maxTokens }];
  }
  const { map, rest } = innermost(root, paths[0] ?? []);
  const container: NodeReference = { uri, kind: 'object', range: map.range };
  const [key = '', ...inner] = rest;
  return (maxTokens) => [{ kind: 'set-field', container, path: [key], value: nested(inner, maxTokens) }];
}

function innermost(root: YamlMap, path: Path): { readonly map: YamlMap; readonly rest: Path } {
  const [key = '', ...rest] = path;
  const next = yamlField(root, key);
  return next?.kind === 'map' && rest.length > 0 ? innermost(next, rest) : { map: root, rest: path };
}

function nested(path: Path, value: LiteralData): LiteralData {
  return path.reduceRight<LiteralData>((inner, key) => ({ [key]: inner }), value);
}

function firstAt(root: YamlNode | undefined, paths: readonly Path[]): YamlNode | undefined {
  for (const path of paths) {
    const node = yamlAt(root, ...path);
    if (node && !(node.kind === 'scalar' && node.value === null)) return node;
  }
  return undefined;
}
