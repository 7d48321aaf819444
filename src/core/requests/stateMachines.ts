/**
 * Tasks of Step Functions that call Bedrock. Sources: AWS Step Functions developer guide, "Invoke and customize Amazon Bedrock
 * models" and "AWS SDK service integrations", whose parameters have the API's names with capitals.
 */
import type { ObjectField, ObjectValue, Value } from '../domain/value.ts';
import { optionsOf } from '../domain/value.ts';
import { BEDROCK_OPERATIONS } from './operations.ts';
import type { BedrockOperation } from './operations.ts';

const TASK =
  /:states:::(?:aws-sdk:)?(?:bedrock|bedrockruntime|bedrockagent|bedrockagentruntime):(\w+)(?:\.\w+)*(?::\d+)?$/;

/** The operation that a task's resource names: `arn:aws:states:::bedrock:invokeModel`, `…:::aws-sdk:bedrockruntime:converse`. */
export function stateOperation(resourceArn: string): BedrockOperation | undefined {
  const method = TASK.exec(resourceArn)?.[1];
  return method === undefined ? undefined : OPERATIONS.get(method);
}

const OPERATIONS: ReadonlyMap<string, BedrockOperation> = new Map(
  BEDROCK_OPERATIONS.map((operation) => [operation.name.charAt(0).toLowerCase() + operation.name.slice(1), operation]),
);

const MAXIMUM_DEPTH = 40;

/** The parameters with the API's names; a model's body, a tool's schema and free documents keep theirs. */
export function stateRequest(parameters: ObjectValue, depth = 0): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of parameters.fields) {
    const name = key.charAt(0).toLowerCase() + key.slice(1);
    fields.set(name, OWN_NAMES.has(name) ? field : { ...field, value: requestValue(field.value, depth + 1) });
  }
  const { site: _, ...rest } = parameters;
  return { ...rest, fields };
}

const OWN_NAMES: ReadonlySet<string> = new Set(['body', 'json', 'additionalModelRequestFields', 'modelInput']);

function requestValue(value: Value, depth: number): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  switch (value.kind) {
    case 'object':
      return stateRequest(value, depth);
    case 'list':
      return { ...value, items: value.items.map((item) => requestValue(item, depth + 1)) };
    case 'choice':
      return { ...value, options: optionsOf(value).map((option) => requestValue(option, depth + 1)) };
    default:
      return value;
  }
}
