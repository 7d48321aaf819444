/** Which texts are ids of Bedrock's models, also with holes that the run fills. */
import type { Known, Resolved } from '../domain/resolved.ts';
import type { Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';

/**
 * The id that a text holds. Holes are written as `{name}`: those of an ARN's account and Region do not matter to the
 * model, and one in front of the provider stands for the geography. Undefined where more is not known.
 */
export function modelIdOf(value: Value): string | undefined {
  const text = staticText(value);
  // `us.` is what is left of an id whose other part is empty here and set elsewhere.
  if (text !== undefined) return text === '' || text.endsWith('.') ? undefined : text;
  if (value.kind !== 'text') return undefined;
  const holed = value.parts.map((part) => (part.kind === 'text' ? part.text : `{${holeName(part.name)}}`)).join('');
  if (holed.length > MAXIMUM_LENGTH) return undefined;
  const resource = ARN.exec(holed)?.[1];
  if (resource !== undefined && !resource.includes('{')) return holed;
  const id = resource ?? holed;
  const base = id.replace(GEOGRAPHY_HOLE, '');
  return base !== id && !base.includes('{') && BASE_ID.test(base) ? id : undefined;
}

const MAXIMUM_LENGTH = 2048;

/** Source: the ARN formats of the Amazon Bedrock user guide; what stands behind the slash names the model. */
const ARN =
  /^arn:[^/]{1,200}:(?:[a-z]+-)?(?:foundation-model|inference-profile|provisioned-model|imported-model|custom-model)\/(.+)$/;

const GEOGRAPHY_HOLE = /^\{[^}]*\}\.?/;

/** `anthropic.claude-3-haiku`: a provider's name, a dot and the model. */
const BASE_ID = /^[a-z][a-z0-9]+\.[a-z][\w.:-]*$/;

function holeName(name: string): string {
  return name.replace(/[^\w.-]+/g, '').slice(0, 60);
}

/** The model's part of an id whose geography is not known, and whether a dot of its own stands before it. */
export function splitGeographyHole(
  id: string,
): { readonly base: string; readonly hole: string; readonly isPrefix: boolean } | undefined {
  const hole = GEOGRAPHY_HOLE.exec(id)?.[0];
  return hole === undefined ? undefined : { base: id.slice(hole.length), hole, isPrefix: hole.endsWith('.') };
}

/** An ARN, or a provider's name before a dot, behind a geography or a framework's prefix: what no other API calls its models. */
const BEDROCK_ID =
  /^(?:[a-z_-]*bedrock[a-z_]*[:/](?:[a-z_]+\/)?)?(?:arn:|(?:\{[^}]*\}\.?)?(?:[a-z]{2,6}(?:-[a-z]{3})?\.)?[a-z][a-z0-9]+\.[a-z])/;

/** True for an id that no other API calls its models by. */
export function isBedrockId(id: string): boolean {
  return BEDROCK_ID.test(id);
}

/** Ids of other providers' own APIs stand beside Bedrock's where one factory makes clients of all of them; they are not sent here. */
export function onlyBedrockIds(model: Resolved<string>): Resolved<string> {
  if (model.state !== 'known' || model.alternatives === undefined) return model;
  const ours = model.alternatives.filter((id) => BEDROCK_ID.test(id));
  const [first] = ours;
  if (first === undefined || ours.length === model.alternatives.length) return model;
  const { alternatives: _, ...rest } = model;
  const known: Known<string> = { ...rest, value: first };
  return ours.length === 1 ? known : { ...known, alternatives: ours };
}
