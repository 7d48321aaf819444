/** Where Terraform keeps what belongs together: a folder is a module, of which only files with usual names can be asked for. */
import { pathOfUri } from '../../util/uris.ts';
import { normalizePath } from '../../util/paths.ts';

const USUAL_NAMES: readonly string[] = [
  ...['main', 'variables', 'locals', 'outputs', 'data', 'providers', 'provider', 'versions', 'terraform', 'backend'],
  ...[
    'variable',
    'vars',
    'var',
    'inputs',
    'local',
    'output',
    'datasources',
    'config',
    'settings',
    'constants',
    'common',
  ],
  ...[
    'bedrock',
    'bedrock_agent',
    'bedrock-agent',
    'agent',
    'agents',
    'ai',
    'genai',
    'llm',
    'models',
    'model',
    'prompts',
  ],
  ...['prompt', 'knowledge_base', 'knowledge-base', 'knowledgebase', 'kb', 'flow', 'flows', 'guardrail', 'guardrails'],
  ...['opensearch', 'inference_profile', 'inference-profiles', 'inference_profiles', 'prompt_management', 'rag'],
  ...[
    'lambda',
    'lambdas',
    'functions',
    'iam',
    'ecs',
    's3',
    'ssm',
    'step_functions',
    'stepfunctions',
    'sfn',
    'state_machine',
  ],
];

/** Files of a module in which a name can be declared; a name of a resource or data source is mostly declared beside its use. */
export function packageFiles(name: string): readonly string[] {
  if (!/^[a-z_][\w-]*\.[\w.-]+$/i.test(name)) return [];
  const [, first = ''] = /\.([\w-]+)$/.exec(name) ?? [];
  const own = isShared(name) ? [] : [`./${first}.tf`];
  return [...own, ...USUAL_NAMES.map((file) => `./${file}.tf`)];
}

function isShared(name: string): boolean {
  return name.startsWith('var.') || name.startsWith('local.');
}

const SOURCE = /^[ \t]*source[ \t]*=[ \t]*"(\.{1,2}\/[^"\n]{0,300}|\.{1,2})"/gm;

/** Folders of the modules that a file uses, without the steps that lead upwards; nothing but these can lead to any folder. */
export function usedModules(text: string): readonly string[] {
  const folders = Array.from(text.matchAll(SOURCE), ([, path = '']) =>
    path
      .split('/')
      .filter((step) => step !== '' && step !== '.' && step !== '..')
      .join('/'),
  );
  return [...new Set(folders.map((folder) => (folder === '' ? ABOVE : folder)))];
}

const ABOVE = '..';

/** The folder of a file, which is the module that the file belongs to. */
export function ownModule(uri: string): readonly string[] {
  return [normalizePath([pathOfUri(uri), '..']), ABOVE];
}

const ENVIRONMENTS = [
  ...['dev', 'develop', 'development', 'staging', 'stage', 'stg', 'test', 'qa', 'uat', 'preprod'],
  ...['prod', 'prd', 'production', 'sandbox', 'default', 'local', 'main'],
];
const FOLDERS = ['.', 'env', 'envs', 'environments', 'environment', 'tfvars', 'vars', 'config', 'configs'];

/** Values that Terraform loads by itself, in the order in which they override each other. */
export const LOADED_VALUES: readonly string[] = [
  './terraform.tfvars',
  ...['terraform', 'variables', 'vars', 'auto', ...ENVIRONMENTS].map((name) => `./${name}.auto.tfvars`),
];

/** Values of which a deployment names one. */
export const NAMED_VALUES: readonly string[] = FOLDERS.flatMap((folder) =>
  ENVIRONMENTS.flatMap((name) => {
    const own = [`./${folder}/${name}.tfvars`];
    return folder === '.' ? own : [...own, `./${folder}/${name}/terraform.tfvars`];
  }),
);
