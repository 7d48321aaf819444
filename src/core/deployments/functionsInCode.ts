/** Functions that Amplify, SST and Pulumi are handed in TypeScript or Python: by what they are called and given. */
import type { DeployedCode, Deployment, DeploymentReader } from '../domain/deployment.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { hasKey, nameOfCall } from './calls.ts';
import { handlerFile } from './handlers.ts';
import { objectAt, textAt, valueAt } from './values.ts';
import { variablesOf } from './variables.ts';

const ENVIRONMENT: ReadonlySet<string> = new Set(['environment']);
const SOURCE = /\.(?:[cm]?[jt]s|py)$/;

/** `defineFunction({ entry: './handler.ts', environment: {…} })`: without an entry, `handler.ts` beside it. */
export const amplify: DeploymentReader = {
  id: 'amplify',
  mayRead: (path) => /(?:^|\/)amplify\/.*\.ts$/.test(path),
  marks: /@aws-amplify\/backend/,
  mayDeploy: (call) => nameOfCall(call) === 'defineFunction',
  readCall(call, { uri, argumentsOf }) {
    const settings = objectAt(argumentsOf(call).fields.get('0')?.value);
    const path = (settings && textAt(settings, 'entry')) ?? './handler.ts';
    const name = settings && textAt(settings, 'name');
    return [deployment(name, uri, [{ path, from: 'file', isEntry: true }], valueAt(settings, 'environment'))];
  },
};

/** `new sst.aws.Function("Ask", { handler: "src/ask.handler", environment: {…} })`, and routes that are handed the same. */
export const sst: DeploymentReader = {
  id: 'sst',
  anchor: /^sst\.config\.[cm]?[jt]s$/,
  mayRead: (path) => /\.[cm]?ts$/.test(path),
  marks: /\bsst\b/,
  mayDeploy: (call) => hasKey(call, ENVIRONMENT, false),
  readCall(call, { uri, argumentsOf }) {
    const { fields } = argumentsOf(call);
    const settings = [...fields.values()].flatMap(({ value }) => objectAt(value) ?? []).at(-1);
    const handler = settings && textAt(settings, 'handler');
    const environment = valueAt(settings, 'environment');
    if (handler === undefined || environment === undefined) return [];
    const name = textAt(argumentsOf(call), '0');
    const file = handlerFile(handler) ?? handler;
    return [deployment(name, uri, [{ path: file, from: 'project', isEntry: true }], environment)];
  },
};

/** `new aws.lambda.Function("ask", { code: new pulumi.asset.FileArchive("./ask"), environment: { variables: {…} } })`. */
export const pulumi: DeploymentReader = {
  id: 'pulumi',
  anchor: /^Pulumi\.ya?ml$/,
  mayRead: (path) => SOURCE.test(path),
  marks: /\bpulumi/,
  mayDeploy: (call) => hasKey(call, ENVIRONMENT, false),
  readCall(call, { uri, argumentsOf }) {
    const passed = argumentsOf(call);
    const settings = [...passed.fields.values()].flatMap(({ value }) => objectAt(value) ?? []).at(-1);
    const given = passed.fields.has('environment') ? passed : settings;
    const environment = given?.fields.get('environment')?.value;
    const variables = environment && variablesOfPulumi(environment);
    if (given === undefined || variables === undefined) return [];
    return [deployment(textAt(passed, '0'), uri, codeOfPulumi(given), variables)];
  },
};

/** An object, or `FunctionEnvironmentArgs(variables={…})` of Python. */
function variablesOfPulumi(environment: Value): Value | undefined {
  const made = optionsOf(environment).find((option) => option.kind === 'instance');
  const object = made?.kind === 'instance' ? made.arguments : objectAt(environment);
  return valueAt(object, 'variables');
}

function codeOfPulumi(settings: ObjectValue): readonly DeployedCode[] | undefined {
  const code = settings.fields.get('code')?.value;
  const archive = code && optionsOf(code).find((option) => option.kind === 'instance');
  const whole = archive?.kind === 'instance' ? archivePath(archive.arguments) : undefined;
  if (whole === undefined) return undefined;
  const handler = textAt(settings, 'handler');
  const entry = handler === undefined ? undefined : handlerFile(handler);
  return [{ path: whole, from: 'project', ...(entry !== undefined && { entry }) }];
}

/** A path, or files by their name in the archive: `{ ".": new FileArchive("./ask") }`. */
function archivePath(passed: ObjectValue, depth = 0): string | undefined {
  const path = textAt(passed, '0', 'path');
  if (path !== undefined || depth > 2) return path;
  const files = objectAt(passed.fields.get('0')?.value ?? passed.fields.get('assets')?.value);
  for (const { value } of files?.fields.values() ?? []) {
    if (value.kind === 'instance') return archivePath(value.arguments, depth + 1);
  }
  return undefined;
}

function deployment(
  name: string | undefined,
  uri: string,
  code: readonly DeployedCode[] | undefined,
  environment: Value | undefined,
): Deployment {
  const set = environment ? variablesOf(environment) : { variables: new Map<string, Value>(), isOpen: false };
  return { name: name === undefined ? 'a function' : `\`${name}\``, uri, strength: 'deployed', code, ...set };
}
