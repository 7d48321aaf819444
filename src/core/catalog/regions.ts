import type { RegionData, RegionExpression } from './catalogData.ts';

/** The Regions that sell Bedrock, and which geo profile belongs to which. */
export class Regions {
  readonly #regions: ReadonlyMap<string, RegionData>;
  readonly #groups: Readonly<Record<string, RegionExpression>>;
  readonly #expanded = new Map<RegionExpression, readonly string[]>();

  constructor(regions: readonly RegionData[], groups: Readonly<Record<string, RegionExpression>>) {
    this.#regions = new Map(regions.map((region) => [region.id, region]));
    this.#groups = groups;
  }

  /** Ids of all Regions with Bedrock, in alphabetical order. */
  get all(): readonly string[] {
    return [...this.#regions.keys()].sort();
  }

  has(region: string): boolean {
    return this.#regions.has(region);
  }

  /** Geo prefix of profiles called from a Region: `eu-west-1` → `eu`. Undefined where no geo profile is known. */
  geoPrefixOf(region: string): string | undefined {
    return this.geoPrefixesOf(region)[0];
  }

  /** All of them, the newest models' first: `ap-northeast-1` → `jp`, `apac`. */
  geoPrefixesOf(region: string): readonly string[] {
    return this.#regions.get(region)?.geoPrefixes ?? [];
  }

  /** Regions that an expression of the catalogue's data names, in its order. Unknown names stand for themselves. */
  expand(expression: RegionExpression): readonly string[] {
    const known = this.#expanded.get(expression);
    if (known !== undefined) return known;
    const names = new Set<string>();
    for (const word of expression.split(' ')) {
      if (word === '') continue;
      const isRemoval = word.startsWith('-');
      for (const region of this.#expandWord(isRemoval ? word.slice(1) : word)) {
        if (isRemoval) names.delete(region);
        else names.add(region);
      }
    }
    const expanded = [...names];
    this.#expanded.set(expression, expanded);
    return expanded;
  }

  #expandWord(word: string): readonly string[] {
    const group = Object.hasOwn(this.#groups, word) ? this.#groups[word] : undefined;
    return group === undefined ? [word] : group.split(' ');
  }
}

const REGION_ID = /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}$/;

/** True for text in the form of a Region id, whether or not Bedrock is there. */
export function looksLikeRegion(text: string): boolean {
  return REGION_ID.test(text);
}
