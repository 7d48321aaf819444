/** What GitHub workflows, App Engine and Render start programs with. */
import type { DeployedCode, Deployment, DeploymentReader } from '../domain/deployment.ts';
import type { YamlNode } from '../util/yamlTree.ts';
import { parseYaml, yamlField } from '../util/yamlTree.ts';
import type { WrittenVariable } from './environmentMaps.ts';
import { plainValue, writtenVariables } from './environmentMaps.ts';

/** What these jobs set is made up. */
const TEST = /test|lint|check|e2e|spec/i;

export const githubWorkflows: DeploymentReader = {
  id: 'github-workflows',
  mayRead: (path) =>
    /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i.test(path) && !TEST.test(path.slice(path.lastIndexOf('/'))),
  marks: /^[ \t]*env\s*:/m,
  readText({ uri, text }) {
    const { root } = parseYaml(text);
    const jobs = yamlField(root, 'jobs');
    const named = jobs?.kind === 'map' ? [...jobs.entries.values()].filter(({ key }) => !TEST.test(key)) : [];
    const steps = named.flatMap(({ value }) => {
      const list = yamlField(value, 'steps');
      return list?.kind === 'list' ? list.items : [];
    });
    const nodes = [root, ...named.map(({ value }) => value), ...steps].map((node) => yamlField(node, 'env'));
    return nodes.flatMap((node) =>
      deploymentsOf('the workflow', writtenVariables(node).filter(isWritten), uri, undefined),
    );
  },
};

/** `${{ vars.MODEL }}` says nothing more than that somebody sets it. */
function isWritten({ text }: WrittenVariable): boolean {
  return text !== undefined && !text.includes('${{');
}

/** `app.yaml` of App Engine and `render.yaml` of Render: the folder of the file is the program's. */
export const hostedApps: DeploymentReader = {
  id: 'hosted-apps',
  mayRead: (path) => /(?:^|\/)(?:app|render|apprunner)\.ya?ml$/i.test(path),
  marks: /\b(?:env_variables|envVars|env)\s*:/,
  readText({ uri, text }) {
    const { root } = parseYaml(text);
    const services = yamlField(root, 'services');
    const nodes: readonly (YamlNode | undefined)[] = [
      yamlField(root, 'env_variables'),
      yamlField(yamlField(root, 'run'), 'env'),
      ...(services?.kind === 'list' ? services.items.map((item) => yamlField(item, 'envVars')) : []),
    ];
    return nodes.flatMap((node) => deploymentsOf('the application', writtenVariables(node), uri, HERE));
  },
};

const HERE: readonly DeployedCode[] = [{ path: '.', from: 'file' }];

function deploymentsOf(
  name: string,
  written: readonly WrittenVariable[],
  uri: string,
  code: readonly DeployedCode[] | undefined,
): readonly Deployment[] {
  if (written.length === 0) return [];
  const variables = new Map(written.map((one) => [one.name, plainValue(one, uri)] as const));
  return [{ name, uri, strength: 'deployed', code, variables, isOpen: false }];
}
