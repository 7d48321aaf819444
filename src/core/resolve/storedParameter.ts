/** Parameters of AWS Systems Manager: what a deployment of the workspace stores under a name. */
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Value } from '../domain/value.ts';
import { emptyObject, staticText, unknownValue, withField } from '../domain/valueOperations.ts';
import type { Application } from './application.ts';
import { nothing } from './application.ts';
import { deployedVariable } from './deployedVariable.ts';

/** `ssm.get_parameter(Name="/app/model")`, `client.send(new GetParameterCommand({ Name }))`: `Parameter.Value` is the text. */
export function storedParameter(application: Application): Value {
  const { call, evaluation, view, origin } = application;
  const name = nameIn(evaluation.argumentsOf(call, view), 0);
  if (name === undefined) return nothing(application);
  const inner = withValue(emptyObject(origin), 'Value', stored(application, name), application);
  return withValue(emptyObject(origin), 'Parameter', inner, application);
}

/** `StringParameter.valueForStringParameter(this, '/app/model')`. */
export function storedText(application: Application): Value {
  const [, second] = application.arguments;
  const name = second && staticText(second);
  return name === undefined ? nothing(application) : stored(application, name);
}

function stored({ evaluation, view, spot }: Application, name: string): Value {
  const deployed = deployedVariable(evaluation, name, view.index.program, spot);
  return deployed?.value ?? unknownValue(`it is the parameter \`${name}\` of Systems Manager`, spot);
}

function withValue(object: ObjectValue, key: string, value: Value, { spot: { uri, range } }: Application): ObjectValue {
  return withField(object, key, { value, uri, range, valueRange: range });
}

const MAXIMUM_DEPTH = 3;

function nameIn({ fields }: ObjectValue, depth: number): string | undefined {
  const own = fields.get('Name')?.value;
  const name = own && staticText(own);
  const first = fields.get('0')?.value;
  if (name !== undefined || first === undefined || depth > MAXIMUM_DEPTH) return name;
  for (const option of optionsOf(first)) {
    if (option.kind === 'object') return nameIn(option, depth + 1);
    if (option.kind === 'instance' && option.symbol.endsWith('#GetParameterCommand'))
      return nameIn(option.arguments, depth + 1);
  }
  return undefined;
}
