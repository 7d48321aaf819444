/** Offer files of AWS's price list (`offers/v1.0/aws/<offer>/<version>/<region>/index.json`) as prices per token. */
import { JSONParser } from '@streamparser/json';
import type { ContextBand, Direction, ServiceTier } from '../catalogData.ts';
import { exactProduct } from '../rates.ts';
import { readUsageType } from './usageType.ts';
import type { TokenUsage } from './usageType.ts';

/** Offers that list Bedrock's prices, the most authoritative first: a later one never overrides an earlier one. */
export const PRICE_OFFERS = ['AmazonBedrock', 'AmazonBedrockFoundationModels', 'AmazonBedrockService'] as const;
export type PriceOffer = (typeof PRICE_OFFERS)[number];

/** One price, as AWS lists it. */
export interface ListedPrice {
  /** "Nova Pro", "Claude Opus 5.5": the model as the list names it. */
  readonly model: string;
  /** Model id, where the list has it. */
  readonly modelId?: string;
  readonly provider?: string;
  readonly region: string;
  readonly direction: Direction;
  readonly routing: 'regional' | 'global';
  readonly tier: ServiceTier;
  readonly context: ContextBand;
  readonly usdPerMillionTokens: number;
  /** ISO date from which AWS bills it. */
  readonly from: string;
  readonly isMantle: boolean;
  readonly usageType: string;
}

/** Something of a file that looks like a price per token, but is not used. */
export interface UnusedPrice {
  readonly usageType: string;
  readonly model: string;
  readonly region: string;
  /** For a person, for the end of a sentence. */
  readonly reason: string;
}

export interface PriceListFile {
  readonly offer: PriceOffer;
  readonly version: string;
  /** ISO date. */
  readonly publishedOn: string;
  readonly prices: readonly ListedPrice[];
  readonly unclassified: readonly UnusedPrice[];
  /** Of prices that are not per token: images, reserved capacity, training. */
  readonly otherCount: number;
}

/** Why a file is not taken; nothing of it is. For the end of a sentence: "is not JSON". */
export class PriceListError extends Error {
  override readonly name = 'PriceListError';
}

/** More than any offer file has, by a factor of ten. */
const MAXIMUM_PRODUCTS = 100_000;
const MAXIMUM_TEXT_LENGTH = 500;

/** Reads one file as it comes in; what it keeps is one short record a product, however long the file is. */
export class PriceListReader {
  readonly #header = new Map<string, string>();
  readonly #products = new Map<string, ProductRecord>();
  readonly #terms = new Map<string, TermRecord>();
  readonly #parser = new JSONParser({
    paths: ['$.offerCode', '$.version', '$.publicationDate', '$.products.*', '$.terms.OnDemand.*'],
    keepStack: false,
  });
  #problem: string | undefined;

  constructor() {
    this.#parser.onValue = ({ value, key, stack }) => {
      if (typeof key !== 'string') return;
      const parent = stack.at(-1)?.key;
      if (parent === undefined) this.#takeHeader(key, value);
      else if (parent === 'products') this.#takeProduct(key, value);
      else this.#takeTerm(key, value);
    };
    this.#parser.onError = (error) => {
      this.#problem ??= `is not JSON: ${(error.message.split('\n', 1)[0] ?? '').slice(0, 200)}`;
    };
  }

  /** @throws {PriceListError} as soon as the text so far cannot be an offer file. */
  write(chunk: Uint8Array | string): void {
    if (!this.#parser.isEnded) this.#parser.write(chunk);
    this.#check();
  }

  /** @throws {PriceListError} */
  end(): PriceListFile {
    if (!this.#parser.isEnded) this.#problem ??= 'ends too early';
    this.#check();
    const offer = PRICE_OFFERS.find((known) => known === this.#header.get('offerCode'));
    if (offer === undefined) throw new PriceListError('is no offer of Bedrock');
    const publishedOn = isoDate(this.#header.get('publicationDate'));
    if (publishedOn === undefined) throw new PriceListError('has no publication date');
    return { offer, version: this.#header.get('version') ?? '', publishedOn, ...this.#classify() };
  }

  #check(): void {
    if (this.#products.size > MAXIMUM_PRODUCTS || this.#terms.size > MAXIMUM_PRODUCTS)
      this.#problem ??= `has more than ${MAXIMUM_PRODUCTS.toLocaleString('en')} products`;
    if (this.#problem !== undefined) throw new PriceListError(this.#problem);
  }

  #takeHeader(key: string, value: unknown): void {
    if (typeof value === 'string') this.#header.set(key, value.slice(0, MAXIMUM_TEXT_LENGTH));
  }

  #takeProduct(sku: string, value: unknown): void {
    const attributes = property(value, 'attributes');
    const usageType = textProperty(attributes, 'usagetype');
    const region = textProperty(attributes, 'regionCode');
    if (usageType === '' || region === '') return;
    this.#products.set(sku, {
      usageType,
      region,
      model:
        textProperty(attributes, 'model') ||
        textProperty(attributes, 'titanModel') ||
        textProperty(attributes, 'servicename').replace(EDITION, '').trimEnd(),
      provider: textProperty(attributes, 'provider'),
      inferenceType: textProperty(attributes, 'inferenceType'),
      feature: textProperty(attributes, 'feature'),
      tier: textProperty(attributes, 'service_tier'),
    });
  }

  /** The dearest of several: a conflict never makes a call look cheaper. */
  #takeTerm(sku: string, value: unknown): void {
    for (const term of values(value)) {
      for (const dimension of values(property(term, 'priceDimensions'))) {
        const usdText = textProperty(property(dimension, 'pricePerUnit'), 'USD');
        if (!PLAIN_DECIMAL.test(usdText)) continue;
        const record: TermRecord = {
          usd: Number(usdText),
          unit: textProperty(dimension, 'unit'),
          description: textProperty(dimension, 'description'),
          from: isoDate(textProperty(term, 'effectiveDate')),
        };
        const known = this.#terms.get(sku);
        if (known === undefined || record.usd > known.usd) this.#terms.set(sku, record);
      }
    }
  }

  #classify(): Pick<PriceListFile, 'prices' | 'unclassified' | 'otherCount'> {
    const prices: ListedPrice[] = [];
    const unclassified: UnusedPrice[] = [];
    for (const [sku, product] of this.#products) {
      const found = readPrice(product, this.#terms.get(sku));
      if (found === undefined) continue;
      if ('reason' in found) unclassified.push(found);
      else prices.push(found);
    }
    return { prices, unclassified, otherCount: this.#products.size - prices.length - unclassified.length };
  }
}

/** The same for a text that is at hand. @throws {PriceListError} */
export function readPriceList(text: string): PriceListFile {
  const reader = new PriceListReader();
  reader.write(text);
  return reader.end();
}

interface ProductRecord {
  readonly usageType: string;
  readonly region: string;
  readonly model: string;
  readonly provider: string;
  readonly inferenceType: string;
  readonly feature: string;
  readonly tier: string;
}

interface TermRecord {
  readonly usd: number;
  readonly unit: string;
  readonly description: string;
  readonly from: string | undefined;
}

const EDITION = /\(Amazon Bedrock(?: Edition)?\)$/i;
const PLAIN_DECIMAL = /^\d{1,9}(?:\.\d{1,12})?$/;
const OTHER_FEATURE = /custom|provisioned|guardrail|evaluation|training/i;
const OTHER_INPUT = /speech|audio|video|image/i;

/** Undefined for what is not billed by the token. */
function readPrice(product: ProductRecord, term: TermRecord | undefined): ListedPrice | UnusedPrice | undefined {
  if (OTHER_FEATURE.test(product.feature) || OTHER_INPUT.test(product.inferenceType)) return undefined;
  const { usageType, region } = product;
  const reading = readUsageType(usageType);
  const scale = term === undefined ? undefined : tokensScale(term);
  if (reading.kind === 'other') return undefined;
  const unused = (reason: string): UnusedPrice => ({ usageType, model: product.model, region, reason });
  if (reading.kind === 'unknown') return scale === undefined ? undefined : unused(reading.reason);
  if (term === undefined) return unused('has no price');
  if (scale === undefined) return unused(`is sold by the unknown unit "${term.unit.slice(0, 40)}"`);
  if (term.from === undefined) return unused('has no date from which it is billed');
  return listedPrice(product, reading, { usd: exactProduct(term.usd, scale), from: term.from });
}

function listedPrice(
  product: ProductRecord,
  usage: TokenUsage,
  { usd, from }: { readonly usd: number; readonly from: string },
): ListedPrice | UnusedPrice {
  const { usageType, region, provider } = product;
  const model = product.model === '' ? (usage.model ?? '') : product.model;
  const named = tierOfAttributes(product);
  if (usage.tier !== undefined && named !== undefined && named !== usage.tier && named !== 'standard')
    return { usageType, model, region, reason: `is of the tier ${usage.tier}, but its product of ${named}` };
  const modelId = [usage.model, model].find((name) => name !== undefined && MODEL_ID.test(name));
  return {
    model,
    ...(modelId !== undefined && { modelId }),
    ...(provider !== '' && { provider }),
    region,
    direction: usage.direction,
    routing: usage.routing,
    tier: usage.tier ?? named ?? 'standard',
    context: usage.context,
    usdPerMillionTokens: usd,
    from,
    isMantle: usage.isMantle,
    usageType,
  };
}

/** `openai.gpt-oss-120b`, and not `Nova2.0Lite`. */
const MODEL_ID = /^[a-z][a-z0-9]*\.[a-z][a-z0-9.:-]*$/;

function tierOfAttributes({ tier, feature }: ProductRecord): ServiceTier | undefined {
  const text = `${tier} ${feature}`.toLowerCase();
  if (/\bbatch\b/.test(text)) return 'batch';
  if (/\bflex\b/.test(text)) return 'flex';
  if (/\bpriority\b/.test(text)) return 'priority';
  if (/\blatency\b/.test(text)) return 'latency-optimized';
  return /\bstandard\b/.test(text) ? 'standard' : undefined;
}

/** Times which a price is one per million tokens. A wrong guess were a price that is wrong by a thousand: none is made. */
function tokensScale({ unit, description }: TermRecord): number | undefined {
  const plain = unit.toLowerCase().replaceAll(/[\s,]/g, '');
  if (plain === '1ktokens' || plain === '1000tokens') return 1000;
  if (plain === '1mtokens' || plain === '1000000tokens' || plain === '1milliontokens') return 1;
  return plain === 'units' && /\bmillion\b.*\btokens?\b/i.test(description) ? 1 : undefined;
}

function isoDate(text: string | undefined): string | undefined {
  return /^20\d\d-[01]\d-[0-3]\d(?=T|$)/.exec(text ?? '')?.[0];
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function textProperty(value: unknown, key: string): string {
  const text = property(value, key);
  return typeof text === 'string' ? text.slice(0, MAXIMUM_TEXT_LENGTH) : '';
}

function values(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
