/** Objects of CDK's constructs that stand for models. */
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, SymbolValue, Value } from '../domain/value.ts';
import { concatenate, textOf } from '../domain/valueOperations.ts';
import { asObject } from '../requests/fields.ts';
import { CDK_MODELS } from './cdkModels.ts';
import { lastName, splitSymbol } from './matching.ts';

const MAXIMUM_DEPTH = 8;

/** The id or ARN of the model; undefined for what stands for none. */
export function cdkModel(value: InstanceValue | SymbolValue): Value | undefined {
  return modelOf(value, 0);
}

function modelOf(value: Value | undefined, depth: number): Value | undefined {
  if (value === undefined || depth > MAXIMUM_DEPTH) return undefined;
  if (value.kind === 'text') return value;
  if (value.kind === 'choice') {
    const options = optionsOf(value).map((option) => modelOf(option, depth + 1) ?? option);
    return { kind: 'choice', options };
  }
  if (value.kind === 'symbol') return ofConstant(value) ?? modelOf(value.receiver, depth + 1);
  if (value.kind !== 'instance' || value.class) return undefined;
  return ofInstance(value, depth + 1);
}

/** `BedrockFoundationModel.X`, `FoundationModelIdentifier.X`, also with `.modelId` behind it. */
function ofConstant({ symbol, origin }: SymbolValue): Value | undefined {
  const name = /(?:BedrockFoundationModel|FoundationModelIdentifier)\.([A-Z][A-Z0-9_]+)(?:\.\w+)?$/.exec(
    splitSymbol(symbol)[1],
  )?.[1];
  const id = name === undefined ? undefined : CDK_MODELS.get(name);
  return id === undefined ? undefined : textOf(id, { ...origin, from: 'constant' });
}

function ofInstance(instance: InstanceValue, depth: number): Value | undefined {
  const passed = instance.arguments;
  switch (lastName(instance.symbol).replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())) {
    case 'BedrockFoundationModel':
    case 'FoundationModelIdentifier':
      return modelOf(argument(passed, '0', 'value', 'modelId', 'model_id'), depth);
    case 'fromCdkFoundationModelId':
    case 'fromCdkFoundationModel':
      return modelOf(argument(passed, '0', 'model_id', 'modelId'), depth);
    case 'fromFoundationModelId':
      return modelOf(argument(passed, '2', 'foundation_model_id'), depth);
    case 'fromProvisionedModelArn':
      return modelOf(argument(passed, '2', 'provisioned_model_arn'), depth);
    case 'fromConfig':
      return crossRegion(passed, depth);
    case 'ApplicationInferenceProfile':
      return modelOf(argument(properties(passed), 'modelSource', 'model_source'), depth);
    case 'CfnApplicationInferenceProfile': {
      const source = argument(properties(passed), 'modelSource', 'model_source');
      const made = source?.kind === 'instance' ? properties(source.arguments) : source && asObject(source);
      return made && modelOf(argument(made, 'copyFrom', 'copy_from'), depth);
    }
    default:
      return modelOf(instance.receiver, depth);
  }
}

function argument({ fields }: ObjectValue, ...keys: readonly string[]): Value | undefined {
  return keys.map((key) => fields.get(key)?.value).find((value) => value !== undefined);
}

/** Behind scope and id: an object, or named arguments. */
function properties(passed: ObjectValue): ObjectValue {
  const object = argument(passed, '2', '0');
  return object?.kind === 'object' ? object : passed;
}

const REGIONS: ReadonlyMap<string, string> = new Map([
  ['US', 'us'],
  ['EU', 'eu'],
  ['APAC', 'apac'],
]);

/** `CrossRegionInferenceProfile.fromConfig({ geoRegion: CrossRegionInferenceProfileRegion.US, model })`: `us.` and the id. */
function crossRegion(passed: ObjectValue, depth: number): Value | undefined {
  const first = argument(passed, '0');
  const config = first?.kind === 'object' ? first : passed;
  const region = argument(config, 'geoRegion', 'geo_region');
  const prefix = region?.kind === 'symbol' ? REGIONS.get(lastName(region.symbol)) : undefined;
  const model = modelOf(argument(config, 'model'), depth);
  if (prefix === undefined || model?.kind !== 'text') return undefined;
  const spot = { uri: model.origin.uri, range: model.origin.range };
  const piece = textOf(`${prefix}.`, model.origin);
  return concatenate(
    [
      { value: piece, name: '', spot },
      { value: model, name: '', spot },
    ],
    model.origin,
  );
}
