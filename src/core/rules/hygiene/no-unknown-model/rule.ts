import * as z from 'zod';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { UnknownModel } from '../../../catalog/modelIds.ts';
import { knownValues } from '../../../domain/resolved.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface UnlistedModel {
  readonly modelId: string;
  /** Ids that may be meant. */
  readonly suggestions: readonly string[];
  /** ISO date of the newest price of the catalogue. */
  readonly pricesAsOf: string;
  readonly place: Place;
}

export const noUnknownModel = defineRule<object, UnlistedModel>({
  meta: {
    name: 'hygiene/no-unknown-model',
    summary: 'The model id is not in the catalogue, so the call has no price.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check(subject, { catalog, configuration }) {
    const { model, unpricedBecause } = subject.request;
    if (model.state !== 'known' || model.value === '') return undefined;
    // It would have no price with any model.
    if (unpricedBecause !== undefined) return undefined;
    const references = knownValues(model).map((written) =>
      catalog.resolve(configuration.modelAlias(written) ?? written),
    );
    const [first] = references;
    if (first?.kind !== 'unknown' || references.some(({ kind }) => kind !== 'unknown')) return undefined;
    const modelId = configuration.modelAlias(model.value) ?? model.value;
    if (!isMeantForBedrock(modelId, first, subject.kind, catalog)) return undefined;
    return {
      modelId,
      suggestions: suggestionsOf(first),
      pricesAsOf: catalog.pricesAsOf,
      place: placeOfValue(subject, model),
    };
  },
  place: ({ place }) => place,
  fact: ({ modelId }) => modelId,
  message({ modelId, suggestions, pricesAsOf }) {
    const guess = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(' or ')}?`;
    return (
      `No price is known for the model "${shortened(modelId)}": it is not in the catalogue, whose prices are of ${pricesAsOf}.${guess} ` +
      `If the id is right, update Bedrock Cost Lint, or name a priced model for it under "models" in the configuration.`
    );
  },
});

/**
 * Stand-ins (`<your model>`), names of tests (`foo`) and ids of other services (`gpt-4o`) are no misspelt ids. In a
 * template a name without Bedrock's provider is that of another service.
 */
function isMeantForBedrock(
  modelId: string,
  { closest, candidates }: UnknownModel,
  kind: RuleSubject['kind'],
  catalog: Catalog,
): boolean {
  if (!CHARACTERS_OF_IDS.test(modelId)) return false;
  if (kind === 'call' && (closest !== undefined || candidates !== undefined)) return true;
  if (modelId.startsWith('arn:')) return true;
  const providers = new Set(catalog.models().map(({ id }) => id.slice(0, id.indexOf('.') + 1)));
  const withoutProfile = modelId.replace(/^[a-z-]{2,12}\./, '');
  return [...providers].some((provider) => modelId.startsWith(provider) || withoutProfile.startsWith(provider));
}

const CHARACTERS_OF_IDS = /^[\w.:/-]+$/;

const MOST_SUGGESTIONS = 3;

function suggestionsOf({ closest, candidates }: UnknownModel): readonly string[] {
  return (candidates ?? (closest === undefined ? [] : [closest])).slice(0, MOST_SUGGESTIONS);
}

function shortened(modelId: string): string {
  return modelId.length > 120 ? `${modelId.slice(0, 119)}…` : modelId;
}
