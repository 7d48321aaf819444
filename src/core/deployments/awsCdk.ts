/** Constructs of the AWS CDK that are given an environment: functions, containers, services, runtimes of agents. */
import type { DeployedCode, Deployment, DeploymentContext, DeploymentReader } from '../domain/deployment.ts';
import type { CallExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { hasKey, nameOfCall } from './calls.ts';
import { handlerFile } from './handlers.ts';
import { storedParameter } from './storedParameters.ts';
import { inlineCodeIn, textAt } from './values.ts';
import { variablesOf } from './variables.ts';
import { withoutExtension } from '../util/paths.ts';

const ENVIRONMENT_KEYS: ReadonlySet<string> = new Set(['environment', 'environmentVariables', 'environment_variables']);
const PARAMETER = 'StringParameter';
const PARAMETER_NAMES = ['parameterName', 'parameter_name'];
const PARAMETER_VALUES = ['stringValue', 'string_value'];
const ADDING: ReadonlySet<string> = new Set(['addEnvironment', 'add_environment']);
/** Constructs that are often handed their settings as one name. */
const DEPLOYING = /(?:Function|Container|Service|Runtime|Project|Image)$/;

export const awsCdk: DeploymentReader = {
  id: 'aws-cdk',
  anchor: /^cdk\.json$/,
  mayRead: (path) => /\.(?:[cm]?[jt]s|py)$/.test(path) && !path.endsWith('.d.ts'),
  marks: /aws[-_]cdk/,
  mayDeploy(call) {
    const name = nameOfCall(call);
    if (name !== undefined && ADDING.has(name)) return true;
    if (name === PARAMETER) return true;
    return hasKey(call, ENVIRONMENT_KEYS, name !== undefined && DEPLOYING.test(name));
  },
  readCall(call, context) {
    const name = nameOfCall(call);
    if (name === PARAMETER)
      return storedParameter(settingsOf(context.argumentsOf(call)), context.uri, PARAMETER_NAMES, PARAMETER_VALUES);
    const deployment = name !== undefined && ADDING.has(name) ? addedVariable(call, context) : construct(call, context);
    return deployment ? [deployment] : [];
  },
};

function construct(call: CallExpression, context: DeploymentContext): Deployment | undefined {
  const symbol = optionsOf(context.evaluate(call)).find((option) => option.kind === 'instance' && isOfCdk(option));
  if (symbol?.kind !== 'instance') return undefined;
  const passed = context.argumentsOf(call);
  const settings = settingsOf(passed);
  const environment = [...ENVIRONMENT_KEYS].flatMap((key) => settings.fields.get(key)?.value ?? [])[0];
  if (environment === undefined) return undefined;
  return deployment(passed, settings, environment, context.uri);
}

/** `handler.addEnvironment('MODEL_ID', id)`. */
function addedVariable(call: CallExpression, context: DeploymentContext): Deployment | undefined {
  if (call.callee.kind !== 'member') return undefined;
  const owner = optionsOf(context.evaluate(call.callee.object)).find(
    (option) => option.kind === 'instance' && isOfCdk(option),
  );
  const added = context.argumentsOf(call);
  const name = textAt(added, '0', 'key');
  const value = added.fields.get('1') ?? added.fields.get('value');
  if (owner?.kind !== 'instance' || name === undefined || value === undefined) return undefined;
  const environment: ObjectValue = { ...added, fields: new Map([[name, value]]), isOpen: true };
  return deployment(owner.arguments, settingsOf(owner.arguments), environment, context.uri);
}

function isOfCdk({ symbol, class: ofWorkspace }: InstanceValue): boolean {
  return ofWorkspace === undefined && /^(?:@?aws[-_]cdk|@cdklabs\/|cdklabs[._]|deploy[-_]time[-_]build)/.test(symbol);
}

function deployment(passed: ObjectValue, settings: ObjectValue, environment: Value, uri: string): Deployment {
  const id = textAt(passed, '1', 'id');
  return {
    name: id === undefined ? 'a construct' : `\`${id}\``,
    uri,
    strength: 'deployed',
    code: codeOf(settings),
    ...inlineCodeIn(settings.fields.get('code')?.value, uri),
    ...variablesOf(environment),
  };
}

/** The construct's settings: the object of JavaScript, or Python's named arguments. */
function settingsOf(passed: ObjectValue): ObjectValue {
  const last = [...passed.fields].findLast(([key]) => /^\d$/.test(key))?.[1].value;
  const object = last && optionsOf(last).find((option) => option.kind === 'object');
  if (object?.kind !== 'object') return passed;
  const inner = object.fields.get('taskImageOptions') ?? object.fields.get('task_image_options');
  const task = inner && optionsOf(inner.value).find((option) => option.kind === 'object');
  return task?.kind === 'object' ? task : { ...object, fields: new Map([...passed.fields, ...object.fields]) };
}

/** Undefined where none of the settings says it in a way that is understood. */
function codeOf(settings: ObjectValue): readonly DeployedCode[] | undefined {
  const entry = textAt(settings, 'entry');
  const handler = textAt(settings, 'handler');
  if (entry !== undefined) {
    const index = textAt(settings, 'index');
    const isFile = /\.[cm]?[jt]sx?$/.test(entry);
    return [
      { path: entry, from: 'project', ...(isFile ? { isEntry: true } : index && { entry: withoutExtension(index) }) },
    ];
  }
  const container = settings.fields.get('containerDefinition') ?? settings.fields.get('container_definition');
  const [added] = container ? optionsOf(container.value) : [];
  // What a task overrides is set for the code of the container that it names.
  if (added?.kind === 'instance') return codeOf(settingsOf(added.arguments));
  for (const key of ['code', 'image', 'agentRuntimeArtifact', 'agent_runtime_artifact', 'source']) {
    const value = settings.fields.get(key)?.value;
    const folder = value && folderOf(value);
    if (folder === undefined) continue;
    const file = handler === undefined ? undefined : handlerFile(handler);
    return [{ path: folder, from: 'project', ...(key === 'code' && file !== undefined && { entry: file }) }];
  }
  return undefined;
}

/** `Code.fromAsset('lambda/ask')`, `DockerImageCode.fromImageAsset(…)`, `new DockerImageAsset(this, 'x', { directory })`. */
function folderOf(value: Value): string | undefined {
  for (const option of optionsOf(value)) {
    if (option.kind !== 'instance') continue;
    const passed = [...option.arguments.fields.values()];
    const named = textAt(option.arguments, 'directory', 'path', 'asset_path', '0');
    if (named !== undefined) return named;
    for (const { value: inner } of passed) {
      const text = inner.kind === 'object' ? textAt(inner, 'directory', 'path') : folderOf(inner);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}
