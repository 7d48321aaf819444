import type { Model } from '../model.ts';
import type { ListedPrice } from './priceListFile.ts';

/** Finds models of the catalogue by the names that the price list has for them: whole names, never parts. */
export class ModelNames {
  readonly #ids: ReadonlyMap<string, string>;
  readonly #names: ReadonlyMap<string, string>;

  constructor(models: Iterable<Model>) {
    const ids = new Map<string, string>();
    const names = new Map<string, string>();
    const ambiguous = new Set<string>();
    for (const { id, name, provider } of models) {
      ids.set(id, id);
      // Listed ids often lack the version: `mistral.mistral-7b-instruct`.
      const short = id.replace(VERSION, '');
      if (!ids.has(short)) ids.set(short, id);
      for (const key of new Set([keyOf(name), keyOf(`${provider} ${name}`), keyOf(short.replace('.', ' '))])) {
        if ((names.get(key) ?? id) !== id) ambiguous.add(key);
        names.set(key, id);
      }
    }
    for (const key of ambiguous) names.delete(key);
    this.#ids = ids;
    this.#names = names;
  }

  /** Id of the model that a price is for; undefined when the catalogue has none of that name, or several. */
  find({ modelId, model, provider }: Pick<ListedPrice, 'modelId' | 'model' | 'provider'>): string | undefined {
    const byId =
      modelId === undefined ? undefined : (this.#ids.get(modelId) ?? this.#ids.get(modelId.replace(VERSION, '')));
    if (byId !== undefined) return byId;
    return this.#names.get(keyOf(model)) ?? this.#names.get(keyOf(`${provider ?? ''} ${model}`));
  }
}

const VERSION = /(?:-v\d+)?(?:-\d+)?:\d+$|-v\d+$/;

/**
 * The words of a name in alphabetical order, since AWS writes "Claude 4.6 Sonnet" and "Claude Sonnet 4.6", "Nova 2.0 Lite" and
 * "Nova 2 Lite", with and without "Instruct".
 */
function keyOf(name: string): string {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .map((word) => word.replace(/^(\d+)\.0$/, '$1').replaceAll('.', ''))
    .filter((word) => word !== '' && !FILLERS.has(word));
  return [...new Set(words)].sort().join(' ');
}

const FILLERS: ReadonlySet<string> = new Set(['instruct', 'it', 'model', 'the', 'amazon', 'meta']);
