/** Functions, containers and agents of Terraform, also as modules of the registry make them. */
import type { DeployedCode, Deployment, DeploymentContext, DeploymentReader } from '../domain/deployment.ts';
import type { CallExpression, Expression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { nameOfCall } from './calls.ts';
import { handlerFile } from './handlers.ts';
import { storedParameter } from './storedParameters.ts';
import { inlineCodeIn, namedValues, objectAt, textAt, valueAt } from './values.ts';
import { variablesOf } from './variables.ts';

const FUNCTION = 'aws_lambda_function';
const TASK = 'aws_ecs_task_definition';
const PARAMETER = 'aws_ssm_parameter';
const MODULE = 'module';
const RESOURCES: ReadonlySet<string> = new Set([
  ...[FUNCTION, TASK, PARAMETER, MODULE, 'aws_bedrockagentcore_agent_runtime', 'awscc_bedrockagentcore_runtime'],
  ...['awscc_lambda_function', 'google_cloud_run_v2_service', 'aws_apprunner_service'],
]);

export const terraform: DeploymentReader = {
  id: 'terraform',
  mayRead: (path) => /\.(?:tf|tofu)$/i.test(path),
  marks: /\benvironment|\baws_ssm_parameter\b|\bcontainer_definitions\b/,
  mayDeploy: (call) => RESOURCES.has(nameOfCall(call) ?? ''),
  readCall(call, context) {
    const settings = context.argumentsOf(call);
    if (nameOfCall(call) === PARAMETER)
      return storedParameter(settings, context.uri, ['name'], ['value', 'insecure_value']);
    if (nameOfCall(call) === TASK) return containers(call, context);
    const environment = environmentOf(settings);
    // Without a map of variables it is no function that is looked at.
    if (environment === undefined && nameOfCall(call) !== FUNCTION) return [];
    return [
      {
        name: nameOf(call, settings),
        uri: context.uri,
        strength: 'deployed',
        code: codeOf(call, settings, context),
        ...packedText(call, context),
        ...(environment ? variablesOf(environment) : { variables: new Map<string, Value>(), isOpen: false }),
      },
    ];
  },
};

/** `environment { variables = {…} }`, or a map of a module. */
function environmentOf(settings: ObjectValue): Value | undefined {
  const block = settings.fields.get('environment')?.value;
  const inner = valueAt(objectAt(firstOf(block)), 'variables');
  return inner ?? valueAt(settings, 'environment_variables', 'lambda_environment', 'env_vars', 'environment_vars');
}

/** Several blocks of a name, or those that a `dynamic` one makes, are a list. */
function firstOf(value: Value | undefined): Value | undefined {
  return value?.kind === 'list' ? value.items[0] : value;
}

function nameOf(call: CallExpression, settings: ObjectValue): string {
  const name = textAt(settings, 'function_name', 'name', 'agent_runtime_name');
  return name === undefined ? `the ${nameOfCall(call) === MODULE ? 'module' : 'function'}` : `\`${name}\``;
}

function codeOf(
  call: CallExpression,
  settings: ObjectValue,
  context: DeploymentContext,
): readonly DeployedCode[] | undefined {
  const handler = textAt(settings, 'handler');
  const entry = handler === undefined ? undefined : handlerFile(handler);
  const path = textAt(settings, 'source_path', 'source_dir') ?? packedFolder(call, context);
  if (path === undefined) return undefined;
  if (/\.\w+$/.test(path)) return [{ path, from: 'file', isEntry: true }];
  return [{ path, from: 'file', ...(entry !== undefined && { entry }) }];
}

/** `data.archive_file.x.output_path`: what is packed is said where it is packed. */
function packedFolder(call: CallExpression, context: DeploymentContext): string | undefined {
  for (const name of ['filename', 'source_code_hash']) {
    const given = call.arguments.find((argument) => argument.name === name)?.value;
    const archive = given && archiveOf(given, context);
    const path = archive && (textAt(archive, 'source_dir', 'source_file') ?? sourceOf(archive));
    if (path !== undefined) return path;
  }
  return undefined;
}

/** `source { content = <<EOF … }` of an archive. */
function packedText(call: CallExpression, context: DeploymentContext): Pick<Deployment, 'inlineCode'> {
  for (const name of ['filename', 'source_code_hash']) {
    const given = call.arguments.find((argument) => argument.name === name)?.value;
    const archive = given && archiveOf(given, context);
    const source = archive && objectAt(firstOf(archive.fields.get('source')?.value));
    const found = inlineCodeIn(source?.fields.get('content')?.value ?? valueAt(archive, 'source_content'), context.uri);
    if (found.inlineCode) return found;
  }
  return {};
}

function archiveOf(expression: Expression, context: DeploymentContext): ObjectValue | undefined {
  if (expression.kind === 'call') {
    const [first] = expression.arguments;
    return first && archiveOf(first.value, context);
  }
  if (expression.kind !== 'member') return undefined;
  const made = optionsOf(context.evaluate(expression.object)).find((option) => option.kind === 'instance');
  return made?.kind === 'instance' && made.symbol.endsWith('archive_file') ? made.arguments : undefined;
}

/** `source { content = file("x.py") … }` names no folder. */
function sourceOf(archive: ObjectValue): string | undefined {
  const source = objectAt(firstOf(archive.fields.get('source')?.value));
  return source && textAt(source, 'filename');
}

/** `container_definitions = jsonencode([…])`. */
function containers(call: CallExpression, context: DeploymentContext): readonly Deployment[] {
  const given = call.arguments.find(({ name }) => name === 'container_definitions')?.value;
  const written = given?.kind === 'call' ? given.arguments[0]?.value : given;
  const list = written && context.evaluate(written);
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const container = objectAt(item);
    const environment = container?.fields.get('environment')?.value;
    if (container === undefined || environment === undefined) return [];
    const name = textAt(container, 'name');
    const variables = variablesOf(namedValues(environment, 'name', 'value'));
    const { uri } = context;
    return [{ name: `the container \`${name ?? ''}\``, uri, strength: 'deployed', code: undefined, ...variables }];
  });
}
