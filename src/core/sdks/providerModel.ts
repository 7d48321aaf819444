/** Models that are named with their provider before the id, as libraries for many providers do: `bedrock/us.amazon.…`. */
import type { Resolved } from '../domain/resolved.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, TextPart, TextValue, Value } from '../domain/value.ts';
import { choose, staticText } from '../domain/valueOperations.ts';
import { readModel } from '../requests/fields.ts';
import { objectOf } from '../domain/writtenValues.ts';

/** How one library says that a model is one of Bedrock's. */
export interface ProviderPrefix {
  /** Matches at the beginning of the text all that stands before the id; a group named `route` is the API that it asks for. */
  readonly prefix: RegExp;
  /** True where the library knows Bedrock's own ids also without a prefix. */
  readonly knowsIds?: boolean;
  /** True where a Region can stand between prefix and id. */
  readonly hasRegion?: boolean;
}

export interface ProviderModel {
  /** Without prefix, as AWS would see it. */
  readonly model: Resolved<string>;
  /** The Region that stands in the text. */
  readonly region: Resolved<string>;
  readonly route?: string;
}

/** Undefined where the model surely is another provider's, or nothing says that it is one of Bedrock's. */
export function readProviderModel(field: ObjectField | undefined, how: ProviderPrefix): ProviderModel | undefined {
  if (field === undefined) return undefined;
  const options = optionsOf(field.value);
  const ours = options.flatMap((option) => strippedOption(option, how) ?? []);
  const [first] = ours;
  if (first === undefined) return undefined;
  // What is not known may be any provider's, and leaves the model open.
  const others = options.filter((option) => option.kind === 'unknown' || option.kind === 'symbol');
  const value = choose([...ours.map((one) => one.value), ...others], { uri: field.uri, range: field.valueRange });
  const spot = { uri: field.uri, range: field.valueRange };
  const holder = objectOf({}, spot);
  const model = readModel({ ...holder, fields: new Map([['model', { ...field, value }]]) }, 'model');
  const { region = ABSENT, route } = first;
  return { model, region, ...(route !== undefined && { route }) };
}

/** The model's field as it is, for a library that is told the provider in another place. */
export function providerModelAsWritten(model: Resolved<string>): ProviderModel {
  return { model, region: ABSENT };
}

interface Stripped {
  readonly value: TextValue;
  readonly region?: Resolved<string>;
  readonly route?: string;
}

/** Ids that no other provider has: a maker, a dot and the model, maybe behind a geography; or an ARN. */
const OWN_ID =
  /^(?:arn:aws[\w-]*:bedrock:|(?:(?:us|eu|apac|ap|jp|au|ca|global|us-gov)\.)?(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|stability|writer|qwen|twelvelabs|luma)\.[a-z])/;

function strippedOption(option: Value, how: ProviderPrefix): Stripped | undefined {
  if (option.kind !== 'text') return undefined;
  const [head] = option.parts;
  if (head?.kind !== 'text') return undefined;
  const match = how.prefix.exec(head.text);
  if (match === null) return how.knowsIds && OWN_ID.test(head.text) ? { value: option } : undefined;
  const route = match.groups?.['route'];
  const value = withoutHead(option, match[0].length);
  return { ...(how.hasRegion ? withoutRegion(value) : { value }), ...(route !== undefined && { route }) };
}

const REGION_SEGMENT = /^((?:us|eu|ap|ca|sa|me|af|il|mx)-(?:gov-)?[a-z]+-\d)\//;

function withoutRegion(value: TextValue): Stripped {
  const [head, next] = value.parts;
  if (head?.kind === 'text') {
    const region = REGION_SEGMENT.exec(head.text)?.[1];
    if (region === undefined) return { value };
    const { uri, range } = head;
    return {
      value: withoutHead(value, region.length + 1),
      region: { state: 'known', value: region, from: value.origin.from, uri, range },
    };
  }
  if (head === undefined || next?.kind !== 'text' || !next.text.startsWith('/')) return { value };
  const rest = withoutHead({ ...value, parts: value.parts.slice(1) }, 1);
  return { value: rest, region: unknown('the Region in the model’s name is not known') };
}

function withoutHead(value: TextValue, length: number): TextValue {
  const [head, ...rest] = value.parts;
  if (head?.kind !== 'text') return value;
  const text = head.text.slice(length);
  const parts: readonly TextPart[] = text === '' ? rest : [{ ...head, text }, ...rest];
  return { ...value, parts };
}

/** True for a value that can only be the text. */
export function isText(value: Value | undefined, text: string): boolean {
  return value !== undefined && optionsOf(value).every((option) => staticText(option) === text);
}
