/** What a parameter is likely to be that nobody in sight passes, but that a table of models is looked up with. */
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, TextValue } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { ParameterBinding } from './programIndex.ts';

const MAXIMUM_LOOKUPS = 4;
const MAXIMUM_IDS = 64;

/** The keys of the first table all of whose keys read like ids of models. */
export function lookedUpIds(evaluation: Evaluation, binding: ParameterBinding, view: View): readonly TextValue[] {
  const lookups = binding.scope.lookups.get(binding.parameter.name) ?? [];
  for (const { table, ...place } of lookups.slice(0, MAXIMUM_LOOKUPS)) {
    const tables = optionsOf(evaluation.evaluate(table, { index: view.index, place, frame: undefined }));
    const fields = tables.flatMap((option) => (option.kind === 'object' ? [...option.fields] : []));
    if (fields.length === 0 || fields.length > MAXIMUM_IDS) continue;
    if (fields.every(([key]) => isModelId(key))) return fields.map(keyText);
  }
  return [];
}

function keyText([key, { uri, range }]: readonly [string, ObjectField]): TextValue {
  return textOf(key, { from: 'constant', uri, range });
}

/** `amazon.nova-pro-v1:0`, `us.anthropic.claude-…`, an ARN: shorter names could be those of anything. */
function isModelId(key: string): boolean {
  return key.startsWith('arn:aws') ? key.includes(':bedrock:') : DOTTED.test(key) && /\d/.test(key);
}

const DOTTED = /^(?:[a-z][a-z0-9-]*\.){1,2}[a-z][a-z0-9.:-]*$/;
