/** `price --format json`, as `contract/price.schema.json` promises it. */
import type { ChargeData } from '../../catalog/catalogData.ts';
import type { Model } from '../../catalog/model.ts';
import { daysBetween, isStale } from '../../catalog/rates.ts';
import type { PriceSheet } from '../priceSheet.ts';
import type { RenderContext } from './renderContext.ts';
import { toolHeader } from './renderContext.ts';
import { jsonText } from './jsonText.ts';

type PriceContext = Pick<RenderContext, 'version' | 'pricesAsOf'>;

export function renderPriceJson(sheet: PriceSheet, context: PriceContext): string {
  return write({ schema: 'bedrock-cost-lint/price@1', tool: toolHeader(context), ...sheetJson(sheet) });
}

/**
 * `price --list --format json`: the same for several models.
 * @param charges what calls pay for besides tokens; without `usd` it is not priced
 */
export function renderPriceListJson(
  sheets: readonly PriceSheet[],
  context: PriceContext,
  charges?: readonly ChargeData[],
): string {
  return write({
    schema: 'bedrock-cost-lint/prices@1',
    tool: toolHeader(context),
    models: sheets.map((sheet) => sheetJson(sheet)),
    ...(charges && { charges }),
  });
}

function sheetJson(sheet: PriceSheet): object {
  const { asked, model, profile, region, isRegionAssumed, lifecycle, rates, unpricedBecause, closest } = sheet;
  return {
    model: asked,
    baseModel: model?.id ?? null,
    ...(model && { name: model.name, provider: model.provider }),
    profile: profile ?? null,
    region,
    isRegionAssumed,
    contextWindow: model?.contextWindow ?? null,
    maxOutputTokens: model?.maxOutputTokens ?? null,
    cache: model === undefined ? null : cacheJson(model),
    lifecycle:
      model === undefined || lifecycle === undefined
        ? null
        : {
            state: lifecycle,
            endOfLife: model.lifecycle?.endOfLife ?? null,
            ...(model.lifecycle?.successor !== undefined && { successor: model.lifecycle.successor }),
          },
    facts: (model?.facts ?? []).map((fact) => ({ ...fact, isStale: isStaleOn(sheet.date, fact.checked) })),
    ...(sheet.currency && { currency: sheet.currency }),
    rates: rates.map(({ direction, routing, tier, context, usdPerMillionTokens, from, source, checked, ...rest }) => ({
      direction,
      routing,
      tier,
      context,
      usdPerMillionTokens,
      ...(from !== undefined && { from }),
      source,
      checked,
      ...(isStale(rest) && { isStale: true }),
      ...(rest.override !== undefined && { override: rest.override }),
      ...(rest.derivedBy !== undefined && { derivedBy: rest.derivedBy }),
      ...(rest.note !== undefined && { note: rest.note }),
    })),
    ...(unpricedBecause !== undefined && { unpricedBecause }),
    ...(closest !== undefined && { closest }),
  };
}

function isStaleOn(date: string, checked: string): boolean {
  return isStale({ readDaysAgo: daysBetween(checked, date) });
}

function cacheJson({ caching }: Model): object | null {
  if (caching === undefined) return null;
  const { minimumTokens, maximumCheckpoints, ttlSeconds, fields, isImplicit } = caching;
  return {
    minimumTokens: minimumTokens ?? null,
    maximumCheckpoints: maximumCheckpoints ?? null,
    ttlSeconds,
    fields,
    isImplicit: isImplicit ?? false,
  };
}

function write(value: object): string {
  return jsonText(value);
}
