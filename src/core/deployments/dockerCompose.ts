/** Services of Docker Compose. */
import type { DeployedCode, Deployment, DeploymentReader, DeploymentText } from '../domain/deployment.ts';
import type { Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import { parseEnvironment } from '../util/environmentText.ts';
import type { YamlNode } from '../util/yamlTree.ts';
import { parseYaml, yamlAt, yamlField } from '../util/yamlTree.ts';
import { writtenVariables } from './environmentMaps.ts';
import { filledText } from './shellText.ts';

export const dockerCompose: DeploymentReader = {
  id: 'docker-compose',
  mayRead: (path) => /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/i.test(path),
  marks: /\bservices\s*:/,
  readText(file) {
    const { root } = parseYaml(file.text);
    const services = yamlField(root, 'services');
    if (services?.kind !== 'map') return [];
    return [...services.entries.values()].map(({ key, value }) => service(key, value, file));
  },
};

function service(name: string, node: YamlNode, file: DeploymentText): Deployment {
  const beside = file.fileText('.env');
  const started = new Map(beside ? parseEnvironment(beside.text).map((entry) => [entry.name, entry.value]) : []);
  const known = (variable: string): string | undefined => started.get(variable);
  const variables = new Map(variablesOfFiles(yamlField(node, 'env_file'), file));
  for (const { name: variable, text, range } of writtenVariables(yamlField(node, 'environment'))) {
    variables.set(variable, filledText(text ?? `\${${variable}}`, known, { uri: file.uri, range }));
  }
  return {
    name: `the service \`${name}\``,
    uri: file.uri,
    strength: 'deployed',
    code: codeOf(node),
    variables,
    isOpen: false,
  };
}

function variablesOfFiles(node: YamlNode | undefined, file: DeploymentText): readonly (readonly [string, Value])[] {
  return textsIn(node).flatMap((path) => {
    const found = file.fileText(path);
    if (found === undefined) return [];
    const { uri } = found;
    return parseEnvironment(found.text).map(({ name, value, range, isLiteral }) => {
      const origin = { from: 'other-file', uri, range } as const;
      return [name, isLiteral ? textOf(value, origin) : filledText(value, () => undefined, origin)] as const;
    });
  });
}

/** A text, a list of them, or of maps with a path. */
function textsIn(node: YamlNode | undefined): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap(textsIn);
  if (node.kind === 'map') return textsIn(yamlField(node, 'path'));
  return typeof node.value === 'string' ? [node.value] : [];
}

/** The folder that its image is built of, and that of the Dockerfile, which tells services of one folder apart. */
function codeOf(node: YamlNode): readonly DeployedCode[] | undefined {
  const build = yamlField(node, 'build');
  if (build === undefined) return mounted(node);
  const [context = '.'] = build.kind === 'map' ? textsIn(yamlField(build, 'context')) : textsIn(build);
  const [dockerfile] = textsIn(yamlAt(node, 'build', 'dockerfile'));
  const folder = dockerfile?.includes('/') ? `${context}/${dockerfile.slice(0, dockerfile.lastIndexOf('/'))}` : context;
  return [...new Set([context, folder])].map((path) => ({ path, from: 'file' }));
}

/** Without an image of its own: `./app:/app`. */
function mounted(node: YamlNode): readonly DeployedCode[] | undefined {
  const paths = textsIn(yamlField(node, 'volumes')).flatMap((text) => /^(\.[^:]*):/.exec(text)?.[1] ?? []);
  return paths.length === 0 ? undefined : paths.map((path) => ({ path, from: 'file' }));
}
