/** Manifests of Kubernetes, and the values of Helm's charts. Neither says where the programs of its images lie. */
import type { Deployment, DeploymentReader } from '../domain/deployment.ts';
import type { Value } from '../domain/value.ts';
import type { YamlNode } from '../util/yamlTree.ts';
import { parseYaml, yamlAt, yamlField } from '../util/yamlTree.ts';
import type { WrittenVariable } from './environmentMaps.ts';
import { plainValue, writtenVariables } from './environmentMaps.ts';

const MAXIMUM_DOCUMENTS = 50;
const MAXIMUM_DEPTH = 12;

export const kubernetes: DeploymentReader = {
  id: 'kubernetes',
  mayRead: (path) => /\.ya?ml$/i.test(path),
  marks: /^kind:\s*["']?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Pod|ConfigMap|Rollout)\b/m,
  readText({ uri, text }) {
    let offset = 0;
    return text.split(/^(?=---[ \t\r]*$)/m, MAXIMUM_DOCUMENTS).flatMap((document) => {
      const { root } = parseYaml(document, offset);
      offset += document.length;
      return root ? ofManifest(root, uri) : [];
    });
  },
};

function ofManifest(root: YamlNode, uri: string): readonly Deployment[] {
  const kind = scalarText(yamlField(root, 'kind'));
  const name = scalarText(yamlAt(root, 'metadata', 'name')) ?? '';
  if (kind === 'ConfigMap')
    return [deployment(`the ConfigMap \`${name}\``, writtenVariables(yamlField(root, 'data')), uri)];
  return environmentsIn(root, new Set(['env']), 0).map((variables) => deployment(`\`${name}\``, variables, uri));
}

const HELM_KEYS: ReadonlySet<string> = new Set([
  'env',
  'envs',
  'envVars',
  'environment',
  'extraEnv',
  'extraEnvVars',
  'config',
  'configMap',
  'variables',
]);

export const helm: DeploymentReader = {
  id: 'helm',
  mayRead: (path) => /(?:^|\/)values[^/]*\.ya?ml$/i.test(path),
  marks: /^[ \t]*(?:env|envs|envVars|environment|extraEnv|extraEnvVars|config|configMap|variables)\s*:/m,
  readText({ uri, text }) {
    const { root } = parseYaml(text);
    if (root === undefined) return [];
    return environmentsIn(root, HELM_KEYS, 0).map((variables) => deployment("the chart's values", variables, uri));
  },
};

function environmentsIn(
  node: YamlNode,
  keys: ReadonlySet<string>,
  depth: number,
): readonly (readonly WrittenVariable[])[] {
  if (depth > MAXIMUM_DEPTH || node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap((item) => environmentsIn(item, keys, depth + 1));
  return [...node.entries.values()].flatMap(({ key, value }) => {
    const own = keys.has(key) ? writtenVariables(value) : [];
    return [...(own.length > 0 ? [own] : []), ...environmentsIn(value, keys, depth + 1)];
  });
}

function deployment(name: string, written: readonly WrittenVariable[], uri: string): Deployment {
  const variables = new Map<string, Value>(
    written.flatMap((one) => (one.text === undefined ? [] : [[one.name, plainValue(one, uri)] as const])),
  );
  return { name, uri, strength: 'deployed', code: undefined, variables, isOpen: false };
}

function scalarText(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
