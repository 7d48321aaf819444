import type { ModelEstimate } from './callEstimate.ts';
import type { MoneyFormat } from './format.ts';
import { moneyFormat } from './format.ts';

/**
 * `$0.84 in, $3.36 out per million tokens`, from the lowest to the highest price of the models that a call can go to.
 * Undefined as soon as one of them has none.
 */
export function ratesText(models: readonly Pick<ModelEstimate, 'rates' | 'currency'>[]): string | undefined {
  const rates = models.flatMap((model) => model.rates ?? []);
  if (rates.length === 0 || rates.length < models.length) return undefined;
  const money = moneyFormat(models[0]?.currency);
  const input = pricesText(
    rates.map((rate) => rate.input.usdPerMillionTokens),
    money,
  );
  const outputs = rates.flatMap(({ output }) => output?.usdPerMillionTokens ?? []);
  return outputs.length === 0
    ? `${input} per million tokens`
    : `${input} in, ${pricesText(outputs, money)} out per million tokens`;
}

function pricesText(prices: readonly number[], money: MoneyFormat): string {
  const low = Math.min(...prices);
  return money.range({ low, likely: low, high: Math.max(...prices) });
}
