/** Offer files as AWS publishes them, in small. */

export interface Listed {
  readonly usageType: string;
  /** `pricePerUnit.USD`, as text. */
  readonly usd: string;
  readonly unit?: string;
  readonly region?: string;
  readonly description?: string;
  readonly effectiveDate?: string;
  /** Further attributes of the product: `model`, `servicename`, `inferenceType`, `feature`, … */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface OfferFileOptions {
  readonly offer?: string;
  readonly version?: string;
  readonly publicationDate?: string;
}

/** Text of one file of a price list. */
export function offerFile(
  listed: readonly Listed[],
  {
    offer = 'AmazonBedrock',
    version = '20260925093935',
    publicationDate = '2026-09-25T09:39:35Z',
  }: OfferFileOptions = {},
): string {
  const products: Record<string, unknown> = {};
  const terms: Record<string, unknown> = {};
  listed.forEach((row, index) => {
    const sku = `SKU${String(index).padStart(13, '0')}`;
    products[sku] = {
      sku,
      productFamily: offer === 'AmazonBedrock' ? 'Amazon Bedrock' : 'Machine Learning',
      attributes: {
        servicecode: offer,
        regionCode: row.region ?? 'us-east-1',
        usagetype: row.usageType,
        ...row.attributes,
      },
    };
    const rate = `${sku}.JRTCKXETXF.6YS6EN2CT7`;
    terms[sku] = {
      [`${sku}.JRTCKXETXF`]: {
        offerTermCode: 'JRTCKXETXF',
        sku,
        effectiveDate: row.effectiveDate ?? '2026-09-01T00:00:00Z',
        priceDimensions: {
          [rate]: {
            rateCode: rate,
            description: row.description ?? '',
            unit: row.unit ?? '1K tokens',
            beginRange: '0',
            endRange: 'Inf',
            appliesTo: [],
            pricePerUnit: { USD: row.usd },
          },
        },
        termAttributes: {},
      },
    };
  });
  const header = { formatVersion: 'v1.0', disclaimer: 'for tests', offerCode: offer, version, publicationDate };
  return JSON.stringify({ ...header, products, terms: { OnDemand: terms } });
}

/** A row of AmazonBedrock, priced by a thousand tokens. */
export function legacy(model: string, dimension: string, usd: string, more: Partial<Listed> = {}): Listed {
  const code = model.replaceAll(' ', '');
  return { usageType: `USE1-${code}-${dimension}`, usd, ...more, attributes: { model, ...more.attributes } };
}

/** A row of AmazonBedrockFoundationModels, priced by a million tokens. */
export function marketplace(model: string, dimension: string, usd: string, more: Partial<Listed> = {}): Listed {
  const attributes = { servicename: `${model} (Amazon Bedrock Edition)`, ...more.attributes };
  const description = 'AWS Marketplace software usage|us-east-1|Million Input Tokens Regional';
  return { usageType: `USE1-MP:USE1_${dimension}-Units`, usd, unit: '1M tokens', description, ...more, attributes };
}
