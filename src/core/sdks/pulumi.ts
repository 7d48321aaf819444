import type { CallExpression } from '../domain/program.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { MatchContext, Sdk } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { readResource } from '../requests/infrastructure.ts';
import type { ResourceKind } from '../requests/infrastructure.ts';
import { calledSymbols, lastName } from './matching.ts';

/** Resources of the module `bedrock` in the packages aws and aws-native. Source: Pulumi registry. */
const RESOURCES: ReadonlyMap<string, ResourceKind> = new Map([
  ['AgentAgent', 'Agent'],
  ['AgentKnowledgeBase', 'KnowledgeBase'],
  ['AgentDataSource', 'DataSource'],
  ['AgentPrompt', 'Prompt'],
  ['AgentFlow', 'Flow'],
  ['InferenceProfile', 'ApplicationInferenceProfile'],
  ['ProvisionedModelThroughput', 'ProvisionedModelThroughput'],
  ['CustomModel', 'CustomModel'],
  ['Agent', 'Agent'],
  ['KnowledgeBase', 'KnowledgeBase'],
  ['DataSource', 'DataSource'],
  ['Prompt', 'Prompt'],
  ['Flow', 'Flow'],
  ['ApplicationInferenceProfile', 'ApplicationInferenceProfile'],
]);

/** Pulumi's packages of AWS resources. */
export const pulumi: Sdk = {
  id: 'pulumi',
  languages: ['python', 'typescript', 'javascript'],
  marks: ['@pulumi/aws', 'pulumi_aws'],
  packages: ['@pulumi/', 'pulumi_aws', 'pulumi_aws_native'],
  match(call, context) {
    const { callee } = call;
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
    if (!RESOURCES.has(name)) return undefined;
    const symbol = calledSymbols(context.evaluate(callee)).find((one) =>
      /^@?pulumi[^#]*aws[^#]*#.*bedrock\b|^@?pulumi[^#]*aws[^#]*bedrock#/.test(one),
    );
    const kind = symbol === undefined ? undefined : RESOURCES.get(lastName(symbol));
    const reading = kind && readResource(kind, propertiesOf(call, context));
    if (symbol === undefined || !reading) return undefined;
    return callDraft(reading, {
      sdk: 'pulumi',
      operation: `aws.bedrock.${lastName(symbol)}`,
      isStreaming: false,
      region: ABSENT,
    });
  },
};

/** Behind the name: an object, or in Python named arguments. */
function propertiesOf(call: CallExpression, context: MatchContext): ObjectValue {
  const passed = asObject(context.evaluateArguments(call));
  const object = passed.fields.get('1');
  return object ? asObject(object.value) : passed;
}
